import type { Content, GateContent, Group, List, Listing, RowContent, Stake, Verdict } from "../say/content";
import type { Words } from "../say/words";
import { fit, type Section } from "./budget";
import { inline, plainWords } from "./markdown-text";

/** The first line of every report, by which a pipeline finds its earlier comment. */
export const COMMENT_MARKER = "<!-- greenvn-plan-report -->";

/** The longest report, in bytes: forges refuse comments above 65,536 characters. */
export const MAX_REPORT_BYTES = 60_000;

/** What a part may count on, whatever stands before it, in bytes: no row with less at stake takes another's place. */
const TABLE_BYTES: Readonly<Record<Stake, number>> = { lost: 30_000, charged: 0, harmless: 0 };
const LIST_BYTES = 1_000;
/** By the hashes a reader knows which plan this is about. */
const PLANS_BYTES = 3_000;

const LARGE_ROW_BYTES = 1_500;
const LESS_AND_LESS = [60, 20];

const SIGNS: Readonly<Record<Verdict["mood"], string>> = { failed: "❌", warned: "⚠️", passed: "✅" };

/** The report as Markdown, for a comment: cut where it is too long, from the harmless end, and saying so. */
export function markdownReport(content: Content, mask: boolean): string {
  const write = new Writer(mask);
  const sections = [
    write.verdict(content.verdict),
    ...content.failed.map((gate, index) => write.failed(gate, index)),
    ...content.groups.map((group) => write.group(group)),
    content.unchanged > 0 ? fixed(`\n${content.unchanged} unchanged.\n`) : null,
    write.list({ title: "Look at this", items: content.cautions }, "⚠️ "),
    write.passed(content.passed),
    write.charges(content),
    ...content.lists.map((list) => write.list(list)),
    write.list({ title: "Made from", items: content.plans }, "", PLANS_BYTES),
  ];
  return fit(
    sections.filter((section) => section !== null),
    MAX_REPORT_BYTES,
  );
}

class Writer {
  readonly #mask: boolean;

  constructor(mask: boolean) {
    this.#mask = mask;
  }

  verdict({ mood, title, about, summary, notes }: Verdict): Section {
    const facts = about.map(({ label, value }) => `${label} ${this.#inline(value)}`).join(" · ");
    const lines = [
      ...(facts === "" ? [] : [facts]),
      this.#inline(summary),
      ...notes.map((note) => `**${this.#inline(note)}**`),
    ];
    return fixed(`${COMMENT_MARKER}\n## ${SIGNS[mood]} ${plainWords(title)}\n\n${lines.join("\n\n")}\n`);
  }

  failed({ name, seen, limit, brokenBy, more }: GateContent, index: number): Section {
    return {
      head:
        `${index === 0 ? "\n**Failed gates**\n\n" : ""}` +
        `- ❌ **${plainWords(name)}**: ${plainWords(seen)}; allowed: ${plainWords(limit)}\n`,
      rows: brokenBy.length,
      row: (place) => `  - ${this.#inline(brokenBy[place] ?? [])}\n`,
      foot: more > 0 ? `  - and ${more} more, see below\n` : "",
      reservedBytes: LIST_BYTES,
      leftOut: (missing) => `  - and ${missing} more, see below\n`,
    };
  }

  group({ stake, title, rows }: Group): Section {
    return {
      head:
        `\n**${title}** (${rows.length})\n\n` +
        "| Address | Action | Allocation id | Number before | Number after | Charged calls |\n" +
        "|---|---|---|---|---|---|\n",
      rows: rows.length,
      row: (index) => this.#row(rows.at(index)),
      foot: "",
      reservedBytes: TABLE_BYTES[stake],
      leftOut: (missing) =>
        `\n**${missing} more rows left out** for the size of this report; verdict, gates and charges count them.\n`,
    };
  }

  /** A row that is larger than any real one says less of each thing: it takes the space of others. */
  #row(row: RowContent): string {
    let text = this.#rowOf(row);
    for (const longest of LESS_AND_LESS) {
      if (Buffer.byteLength(text) <= LARGE_ROW_BYTES) break;
      text = this.#rowOf(row, longest);
    }
    return text;
  }

  #rowOf(row: RowContent, longest?: number): string {
    const cell = (words: Words): string => inline(words, this.#mask, longest);
    const was = row.was === null ? "" : ` (was ${cell(row.was)})`;
    const changes = row.changes.map(cell).join(", ");
    const cells = [
      `${cell(row.address)}${was}`,
      `${cell(row.action)}${changes === "" ? "" : `: ${changes}`}`,
      cell(row.allocation),
      `${cell(row.numberBefore)}${row.lost === null ? "" : ` **${row.lost}**`}`,
      cell(row.numberAfter),
      row.calls,
    ];
    return `| ${cells.join(" | ")} |\n`;
  }

  passed(gates: readonly GateContent[]): Section | null {
    if (gates.length === 0) return null;
    const rows = gates.map(
      ({ name, seen, limit }) => `| ${plainWords(name)} | ${plainWords(seen)} | ${plainWords(limit)} |\n`,
    );
    const title = gates.length === 1 ? "1 gate passed" : `${gates.length} gates passed`;
    return fixed(
      `\n<details><summary>${title}</summary>\n\n| Gate | Seen | Allowed |\n|---|---|---|\n${rows.join("")}\n</details>\n`,
    );
  }

  charges({ charges: { total, byEndpoint } }: Content): Section {
    const sum = `\n**Charged calls: ${plainWords(total)}**`;
    const parts = byEndpoint.map(({ endpoint, calls }) => `${calls} \`${endpoint}\``);
    return fixed(parts.length === 0 ? `${sum}\n` : `${sum} = ${parts.join(" + ")}\n`);
  }

  /** A list with a line for each item; null where there is none. */
  list({ title, items }: List, sign = "", reservedBytes = LIST_BYTES): Section | null {
    if (items.length === 0) return null;
    return {
      head: `\n**${title}**\n\n`,
      rows: items.length,
      row: (index) => `- ${sign}${this.#line(items, index)}\n`,
      foot: "",
      reservedBytes,
      leftOut: (missing) => `- **${missing} more left out** for the size of this report.\n`,
    };
  }

  #line(items: Listing<Words>, index: number): string {
    return this.#inline(items.at(index));
  }

  #inline(words: Words): string {
    return inline(words, this.#mask);
  }
}

function fixed(text: string): Section {
  return { head: text, rows: 0, row: () => "", foot: "", leftOut: () => "" };
}
