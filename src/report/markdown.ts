import { adviceFor } from "./advice";
import { ENDPOINTS } from "./charges";
import type { Gate } from "./gates";
import type { Drift, Judgement } from "./judge";
import { codeSpan, inline } from "./markdown-text";
import { fit, type Section } from "./markdown-budget";
import type { Row } from "./row";
import { chargeParts, countWords, declaredWords, findingWords, gateWords, GATE_NAMES } from "./sentences";
import { show, shownValue } from "./shown";
import { actionWords, callWords, fateWords, numberAfterWords, outputWords, summary } from "./row-words";
import { id, name, number, type Words } from "./words";

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
    write.findings(),
    write.table(),
    write.charges(),
    write.drift(),
    write.keeping(),
    write.imports(),
    write.exemptions(),
    write.outputs(),
    write.plans(),
  ];
  return fit(sections.filter((section) => section !== null), MAX_REPORT_BYTES);
}

class Writer {
  readonly #told: Judgement;
  readonly #several: boolean;

  constructor(judgement: Judgement) {
    this.#told = judgement;
    this.#several = judgement.plans.length > 1;
  }

  verdict(): Section {
    const { passed, gates } = this.#told;
    const failed = gates.filter((gate) => !gate.passed);
    const title = passed ? "✅ GreenVN plan: gates passed" : `❌ GreenVN plan: FAILED: ${failed.map((gate) => GATE_NAMES[gate.kind]).join(", ")}`;
    const incomplete = gates.some((gate) => gate.kind === "whole" && gate.incomplete.length > 0 && gate.errored.length === 0);
    const warning = incomplete ? "\n**The plan is incomplete** (it was targeted, or Terraform put changes off): what it leaves out is not judged here.\n" : "";
    return fixed(`${COMMENT_MARKER}\n## ${title}\n\n${this.#inline(summary(this.#told))}\n${warning}`);
  }

  gates(): Section {
    const rows = this.#told.gates.map((gate) => {
      const { seen, limit } = gateWords(gate);
      return `| ${GATE_NAMES[gate.kind]} | ${seen} | ${limit} | ${gate.passed ? "passed" : "**FAILED**"} |\n`;
    });
    return fixed(`\n| Gate | Seen | Limit | |\n|---|---|---|---|\n${rows.join("")}`);
  }

  /** Which plans and rows break which gate. */
  reasons(): Section | null {
    const gates = this.#told.gates.filter((gate) => !gate.passed);
    const broken = new Map<Row, string[]>();
    for (const gate of gates) for (const row of "rows" in gate ? gate.rows : []) broken.set(row, [...(broken.get(row) ?? []), GATE_NAMES[gate.kind]]);
    const lines = [
      ...gates.flatMap((gate) => (gate.kind === "whole" ? this.#notWhole(gate) : [])),
      ...this.#firstFew([...broken], ([row, names]) => `**${names.join(", ")}**: ${this.#address(row)}: ${this.#inline(fateWords(row))}.`),
    ];
    return lines.length === 0 ? null : this.#list("", lines);
  }

  #notWhole(gate: Gate & { kind: "whole" }): string[] {
    const incomplete = gate.allowed === null ? gate.incomplete.filter((plan) => !gate.errored.includes(plan)) : [];
    return [
      ...gate.errored.map((plan) => `**${GATE_NAMES.whole}**: planning ended with an error${this.#inline(this.#planName(plan))}.`),
      ...incomplete.map((plan) => `**${GATE_NAMES.whole}**: the plan${this.#inline(this.#planName(plan))} is incomplete; plan without -target, or allow it.`),
    ];
  }

  // The table shows every row, and those with most at stake first.
  #firstFew<T>(rows: readonly T[], line: (row: T) => string): string[] {
    const more = rows.length - FIRST_FEW;
    return [...rows.slice(0, FIRST_FEW).map(line), ...(more > 0 ? [`and ${more} more, see the table.`] : [])];
  }

  findings(): Section | null {
    const lines = this.#told.findings.map((finding) => `⚠️ ${this.#inline(findingWords(finding, (plan) => this.#planName(plan)))}`);
    return lines.length === 0 ? null : this.#list("", lines);
  }

  table(): Section | null {
    const { rows, unchanged } = this.#told;
    if (rows.length === 0) return null;
    const head = `\n| Address | Action | Allocation id | Number before | Number after | Charged calls |\n|---|---|---|---|---|---|\n`;
    const foot = unchanged > 0 ? `\n${unchanged} unchanged.\n` : "";
    return { head, rows: rows.map((row) => this.#row(row)), foot, reservedBytes: TABLE_BYTES, leftOut: (missing) => `\n**${missing} more rows left out** for the size of this report; verdict, gates and charges count them.\n` };
  }

  #row(row: Row): string {
    const moved = row.change.previousAddress === null ? "" : ` (was ${this.#inline([name(row.change.previousAddress)])})`;
    const declared = row.declared.length === 0 ? "" : `: ${row.declared.map((change) => this.#inline(declaredWords(change))).join(", ")}`;
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
    const { charges } = this.#told;
    if (charges.total.calls === 0) return fixed("\n**Charged calls: none.**\n");
    const parts = chargeParts(charges).map(({ operation, count }) => `${countWords(count)} \`${ENDPOINTS[operation]}\``);
    return fixed(`\n**Charged calls: ${countWords(charges.total)}** = ${parts.join(" + ")}\n`);
  }

  drift(): Section | null {
    const lines = this.#told.drift.map((drift) => this.#driftLine(drift));
    return lines.length === 0 ? null : this.#list("\n**Changed outside of Terraform**\n", lines);
  }

  #driftLine({ plan, change, gone, changes }: Drift): string {
    const what = gone ? `gone, and its number ${this.#inline([number(show(change.before, "green_vn"))])} with it` : changes.length === 0 ? "changed" : changes.map((value) => this.#inline(declaredWords(value))).join(", ");
    return `${this.#inline([name(change.address), ...this.#planName(plan)])}: ${what}`;
  }

  keeping(): Section | null {
    const lines = this.#told.rows.flatMap((row) => {
      const advice = adviceFor(row);
      return advice === null ? [] : [`${this.#address(row)}, ${this.#inline([number(row.numberBefore)])}: ${this.#inline(advice.forcedBy)}; ${this.#inline(advice.keep)}.`];
    });
    return lines.length === 0 ? null : this.#list("\n**What forces each replacement or release, and how to keep the number**\n", lines);
  }

  imports(): Section | null {
    const lines = this.#told.rows.flatMap((row) => {
      if (row.change.imports !== null) return [`import ${this.#inline([id(shownValue(row.change.imports.id)), " to "])}${this.#address(row)}`];
      if (row.change.previousAddress !== null) return [`move ${this.#inline([name(row.change.previousAddress)])} to ${this.#address(row)}`];
      return row.action.kind === "forget" ? [`forget ${this.#address(row)}: no call, and nobody manages it from then on`] : [];
    });
    return lines.length === 0 ? null : this.#list("\n**Imports, moves, forgets**\n", lines);
  }

  exemptions(): Section | null {
    const seen = new Map(this.#told.gates.flatMap((gate) => ("exempt" in gate ? gate.exempt.map(({ row, reason }) => [row, reason] as const) : [])));
    const lines = [...seen].map(([row, reason]) => `${this.#address(row)}: ${codeSpan(reason)}`);
    return lines.length === 0 ? null : this.#list("\n**Exempt from the deletion gates, by the policy**\n", lines);
  }

  outputs(): Section | null {
    const lines = [
      ...this.#told.outputs.map((change) => this.#inline([name(change.name), ...this.#planName(change.plan), ...outputWords(change)])),
      ...this.#told.dataReads.map(({ plan, address }) => this.#inline(["data source ", name(address), ...this.#planName(plan), " is read during apply"])),
    ];
    return lines.length === 0 ? null : this.#list("\n**Outputs that change, data sources**\n", lines);
  }

  plans(): Section {
    const lines = this.#told.plans.map(({ name: file, plan, jsonSha256, planFileSha256 }) => {
      const saved = planFileSha256 === null ? "" : `, plan file SHA-256 \`${planFileSha256}\``;
      return `${codeSpan(file)}: Terraform ${codeSpan(plan.terraformVersion)}, JSON SHA-256 \`${jsonSha256}\`${saved}`;
    });
    return this.#list("", lines);
  }

  #list(head: string, lines: readonly string[]): Section {
    return { head: `${head}\n`, rows: lines.map((line) => `- ${line}\n`), foot: "", leftOut: (missing) => `- **${missing} more left out** for the size of this report.\n` };
  }

  #address(row: Row): string {
    return this.#inline([name(row.change.address), ...this.#planName(row.plan)]);
  }

  #planName(plan: number): Words {
    const named = this.#told.plans[plan];
    return this.#several && named !== undefined ? [" in ", name(named.name)] : [];
  }

  #inline(words: Words): string {
    return inline(words, this.#told.rules.mask);
  }
}

function fixed(text: string): Section {
  return { head: text, rows: [], foot: "", leftOut: () => "" };
}
