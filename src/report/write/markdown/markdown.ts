import { ENDPOINTS } from "../../judge/charges";
import type { Gate } from "../../judge/gates";
import type { Judgement } from "../../judge/judge";
import type { Row } from "../../judge/row";
import { show, shownValue } from "../../judge/shown";
import { adviceFor } from "../say/advice";
import { actionWords, callWords, fateWords, numberAfterWords, outputWords, summary } from "../say/row-words";
import { cautionWords, chargeParts, countWords, declaredWords, GATE_NAMES, gateWords } from "../say/sentences";
import { id, name, number, type Words } from "../say/words";
import { fit, type Section } from "./budget";
import { codeSpan, inline } from "./markdown-text";

/** The first line of every report, by which a pipeline finds its earlier comment. */
export const COMMENT_MARKER = "<!-- greenvn-plan-report -->";

/** The longest report, in bytes: forges refuse comments above 65,536 characters. */
export const MAX_REPORT_BYTES = 60_000;

/** Rows named for the gates that failed. */
const FIRST_FEW = 5;
/** The table's share of the space, in bytes: it is what a reviewer came for. */
const TABLE_BYTES = 30_000;

/** The report as Markdown: verdict first, then what a reviewer asks next. */
export function markdownReport(judgement: Judgement): string {
  const write = new Writer(judgement);
  const sections = [
    write.verdict(),
    write.gates(),
    write.reasons(),
    write.cautions(),
    write.table(),
    write.charges(),
    write.drift(),
    write.keeping(),
    write.imports(),
    write.exemptions(),
    write.outputs(),
    write.plans(),
  ];
  return fit(
    sections.filter((section) => section !== null),
    MAX_REPORT_BYTES,
  );
}

class Writer {
  readonly #judgement: Judgement;
  readonly #several: boolean;

  constructor(judgement: Judgement) {
    this.#judgement = judgement;
    this.#several = judgement.plans.length > 1;
  }

  verdict(): Section {
    const { passed, gates } = this.#judgement;
    const failed = gates.filter((gate) => !gate.passed);
    const incomplete = gates.some(
      (gate) => gate.kind === "whole" && gate.incomplete.length > 0 && gate.errored.length === 0,
    );
    const title = passed
      ? `✅ GreenVN plan: gates passed${incomplete ? ", but the plan is incomplete" : ""}`
      : `❌ GreenVN plan: FAILED: ${failed.map((gate) => GATE_NAMES[gate.kind]).join(", ")}`;
    const warning = incomplete
      ? "\n**The plan is incomplete**: it was targeted, or Terraform put changes off. " +
        "What it leaves out is not judged here.\n"
      : "";
    return fixed(`${COMMENT_MARKER}\n## ${title}\n\n${this.#inline(summary(this.#judgement))}\n${warning}`);
  }

  gates(): Section {
    const rows = this.#judgement.gates.map((gate) => {
      const { seen, limit } = gateWords(gate);
      return `| ${GATE_NAMES[gate.kind]} | ${seen} | ${limit} | ${gate.passed ? "passed" : "**FAILED**"} |\n`;
    });
    return fixed(`\n| Gate | Seen | Limit | |\n|---|---|---|---|\n${rows.join("")}`);
  }

  /** Which plans and rows break which gate. */
  reasons(): Section | null {
    const gates = this.#judgement.gates.filter((gate) => !gate.passed);
    const broken = new Map<Row, string[]>();
    for (const gate of gates)
      for (const row of "rows" in gate ? gate.rows : [])
        broken.set(row, [...(broken.get(row) ?? []), GATE_NAMES[gate.kind]]);
    const few = [...broken].slice(0, FIRST_FEW);
    const lines = [
      ...gates.flatMap((gate) => (gate.kind === "whole" ? this.#notWhole(gate) : [])),
      ...few.map(([row, names]) => `**${names.join(", ")}**: ${this.#address(row)}: ${this.#inline(fateWords(row))}.`),
      // The table shows every row, and those with most at stake first.
      ...(broken.size > few.length ? [`and ${broken.size - few.length} more, see the table.`] : []),
    ];
    return this.#list("", lines, (line) => line);
  }

  #notWhole(gate: Gate & { kind: "whole" }): string[] {
    const incomplete = gate.allowed === null ? gate.incomplete.filter((plan) => !gate.errored.includes(plan)) : [];
    return [
      ...gate.errored.map(
        (plan) => `**${GATE_NAMES.whole}**: planning ended with an error${this.#inline(this.#planName(plan))}.`,
      ),
      ...incomplete.map(
        (plan) =>
          `**${GATE_NAMES.whole}**: the plan${this.#inline(this.#planName(plan))} is incomplete; ` +
          "plan without -target, or allow it.",
      ),
    ];
  }

  cautions(): Section | null {
    return this.#list(
      "",
      this.#judgement.cautions,
      (caution) => `⚠️ ${this.#inline(cautionWords(caution, (plan) => this.#planName(plan)))}`,
    );
  }

  table(): Section | null {
    const { rows, unchanged } = this.#judgement;
    if (rows.length === 0) return null;
    const head =
      "\n| Address | Action | Allocation id | Number before | Number after | Charged calls |\n" +
      "|---|---|---|---|---|---|\n";
    const foot = unchanged > 0 ? `\n${unchanged} unchanged.\n` : "";
    const row = (index: number) => (rows[index] === undefined ? "" : this.#row(rows[index]));
    return {
      head,
      rows: rows.length,
      row,
      foot,
      reservedBytes: TABLE_BYTES,
      leftOut: (missing) =>
        `\n**${missing} more rows left out** for the size of this report; verdict, gates and charges count them.\n`,
    };
  }

  #row(row: Row): string {
    const moved =
      row.change.previousAddress === null ? "" : ` (was ${this.#inline([name(row.change.previousAddress)])})`;
    const declared =
      row.declared.length === 0
        ? ""
        : `: ${row.declared.map((change) => this.#inline(declaredWords(change))).join(", ")}`;
    const cells = [
      `${this.#address(row)}${moved}`,
      `${this.#inline(actionWords(row))}${declared}`,
      this.#inline(fateWords(row)),
      this.#inline([number(row.numberBefore)]),
      this.#inline(numberAfterWords(row)),
      callWords(row.calls),
    ];
    return `| ${cells.join(" | ")} |\n`;
  }

  charges(): Section {
    const { charges } = this.#judgement;
    if (charges.total.calls === 0) return fixed("\n**Charged calls: none.**\n");
    const parts = chargeParts(charges).map(
      ({ operation, count }) => `${countWords(count)} \`${ENDPOINTS[operation]}\``,
    );
    return fixed(`\n**Charged calls: ${countWords(charges.total)}** = ${parts.join(" + ")}\n`);
  }

  drift(): Section | null {
    return this.#list(
      "\n**Changed outside of Terraform**\n",
      this.#judgement.drift,
      ({ plan, change, gone, changes }) => {
        const what = gone
          ? `gone, and its number ${this.#inline([number(show(change.before, "green_vn"))])} with it`
          : changes.length === 0
            ? "changed"
            : changes.map((value) => this.#inline(declaredWords(value))).join(", ");
        return `${this.#inline([name(change.address), ...this.#planName(plan)])}: ${what}`;
      },
    );
  }

  keeping(): Section | null {
    const given = this.#judgement.rows.flatMap((row) => {
      const advice = adviceFor(row);
      return advice === null ? [] : [{ row, advice }];
    });
    return this.#list(
      "\n**What forces each replacement or release, and how to keep the number**\n",
      given,
      ({ row, advice }) =>
        `${this.#address(row)}, ${this.#inline([number(row.numberBefore)])}: ` +
        `${this.#inline(advice.forcedBy)}; ${this.#inline(advice.keep)}.`,
    );
  }

  imports(): Section | null {
    const rows = this.#judgement.rows.filter(
      (row) => row.change.imports !== null || row.change.previousAddress !== null || row.action.kind === "forget",
    );
    return this.#list("\n**Imports, moves, forgets**\n", rows, (row) => {
      if (row.change.imports !== null)
        return `import ${this.#inline([id(shownValue(row.change.imports.id)), " to "])}${this.#address(row)}`;
      if (row.action.kind === "forget")
        return `forget ${this.#address(row)}: no call, and nobody manages it from then on`;
      return `move ${this.#inline([name(row.change.previousAddress ?? "")])} to ${this.#address(row)}`;
    });
  }

  exemptions(): Section | null {
    const seen = new Map(
      this.#judgement.gates.flatMap((gate) =>
        "exempt" in gate ? gate.exempt.map(({ row, reason }) => [row, reason] as const) : [],
      ),
    );
    return this.#list(
      "\n**Exempt from the deletion gates, by the policy**\n",
      [...seen],
      ([row, reason]) => `${this.#address(row)}: ${this.#inline([name(reason)])}`,
    );
  }

  outputs(): Section | null {
    const lines: Words[] = [
      ...this.#judgement.outputs.map((output) => [
        name(output.name),
        ...this.#planName(output.plan),
        ...outputWords(output),
      ]),
      ...this.#judgement.dataReads.map(({ plan, address }) => [
        "data source ",
        name(address),
        ...this.#planName(plan),
        " is read during apply",
      ]),
    ];
    return this.#list("\n**Outputs that change, data sources**\n", lines, (words) => this.#inline(words));
  }

  plans(): Section | null {
    return this.#list("", this.#judgement.plans, ({ name: file, plan, jsonSha256, planFileSha256 }) => {
      const saved = planFileSha256 === null ? "" : `, plan file SHA-256 \`${planFileSha256}\``;
      const terraform = `Terraform ${codeSpan(plan.terraformVersion)}`;
      return `${this.#inline([name(file)])}: ${terraform}, JSON SHA-256 \`${jsonSha256}\`${saved}`;
    });
  }

  /** A list with a line for each item; null where there is none. */
  #list<T>(title: string, items: readonly T[], line: (item: T) => string): Section | null {
    if (items.length === 0) return null;
    const row = (index: number) => (items[index] === undefined ? "" : `- ${line(items[index])}\n`);
    return {
      head: `${title}\n`,
      rows: items.length,
      row,
      foot: "",
      leftOut: (missing) => `- **${missing} more left out** for the size of this report.\n`,
    };
  }

  #address(row: Row): string {
    return this.#inline([name(row.change.address), ...this.#planName(row.plan)]);
  }

  #planName(plan: number): Words {
    const named = this.#judgement.plans[plan];
    return this.#several && named !== undefined ? [" in ", name(named.name)] : [];
  }

  #inline(words: Words): string {
    return inline(words, this.#judgement.rules.mask);
  }
}

function fixed(text: string): Section {
  return { head: text, rows: 0, row: () => "", foot: "", leftOut: () => "" };
}
