import {
  all,
  type Content,
  type GateContent,
  type Group,
  type Listing,
  type RowContent,
  type Stake,
} from "../say/content";
import { runsBackwards, visible } from "../say/visible";
import { type Quoted, textOf, type Words } from "../say/words";
import { type Paint, type Span, wrapped } from "./columns";

/** What a report is shown on. */
export interface Screen {
  readonly columns: number;
  readonly colour: boolean;
}

/** Where the report goes to a file or a program: the same wherever it is made. */
export const NO_SCREEN: Screen = { columns: 80, colour: false };

const LEAST_COLUMNS = 32;
/** Longer lines are hard to read, however wide the window is. */
const MOST_COLUMNS = 110;

const CODES: Readonly<Record<Paint, string>> = { lost: "1;31", charged: "33", good: "32", strong: "1", faint: "2" };
const PAINTS: Readonly<Record<Stake, Paint>> = { lost: "lost", charged: "charged", harmless: "good" };
const MOODS = {
  failed: { sign: "✗", paint: "lost" },
  warned: { sign: "!", paint: "charged" },
  passed: { sign: "✓", paint: "good" },
} as const;

/** The report for the person who runs the command. */
export function terminalReport(content: Content, mask: boolean, screen: Screen): string {
  const write = new Writer(mask, screen);
  write.verdict(content);
  if (content.failed.length > 0) write.failed(content.failed);
  for (const group of content.groups) write.group(group);
  if (content.unchanged > 0) write.unchanged(content.unchanged);
  write.list("Look at this", content.cautions, "! ");
  write.passed(content.passed);
  write.charges(content);
  for (const { title, items } of content.lists) write.list(title, items);
  write.list("Made from", content.plans);
  return write.text();
}

class Writer {
  readonly #mask: boolean;
  readonly #columns: number;
  readonly #colour: boolean;
  readonly #lines: string[] = [];

  constructor(mask: boolean, { columns, colour }: Screen) {
    this.#mask = mask;
    this.#columns = Math.min(Math.max(columns, LEAST_COLUMNS), MOST_COLUMNS);
    this.#colour = colour;
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  verdict({ verdict }: Content): void {
    const { sign, paint } = MOODS[verdict.mood];
    this.line(0, [{ text: `${sign} ${verdict.title}`, paint }], 2);
    const about = verdict.about.flatMap(({ label, value }, index) => [
      { text: `${index > 0 ? " · " : ""}${label} ` },
      ...this.#spans(value),
    ]);
    if (about.length > 0) this.line(2, about);
    this.line(2, this.#spans(verdict.summary));
    for (const note of verdict.notes) this.line(2, [{ text: "! ", paint: "charged" }, ...this.#spans(note)], 2);
  }

  failed(gates: readonly GateContent[]): void {
    this.#title("Failed gates", "lost");
    for (const { name, seen, limit, brokenBy, more } of gates) {
      this.line(2, [{ text: `✗ ${name}`, paint: "lost" }, { text: `: ${seen}; allowed: ${limit}` }], 2);
      for (const words of brokenBy) this.line(4, [{ text: "- " }, ...this.#spans(words)], 2);
      if (more > 0) this.line(4, [{ text: `and ${more} more, see below` }]);
    }
  }

  group({ stake, title, rows }: Group): void {
    this.#title(`${title} (${rows.length})`, PAINTS[stake]);
    for (const row of all(rows)) this.#row(row, PAINTS[stake]);
  }

  #row(row: RowContent, paint: Paint): void {
    const was: Span[] = row.was === null ? [] : [{ text: " (was " }, ...this.#spans(row.was), { text: ")" }];
    this.line(2, [{ text: `${row.sign} `, paint }, ...this.#spans(row.address, "strong"), ...was], 2);
    const lost: Span[] = row.lost === null ? [] : [{ text: ` ${row.lost}`, paint: "lost" }];
    this.#field("action", this.#spans(row.action));
    this.#field("number", [
      ...this.#spans(row.numberBefore),
      ...lost,
      { text: " → " },
      ...this.#spans(row.numberAfter),
    ]);
    this.#field("id", this.#spans(row.allocation));
    this.#field("charged", [{ text: row.calls, ...(row.calls === "none" ? {} : { paint: "charged" as const }) }]);
    for (const change of row.changes) this.#field("changes", this.#spans(change));
  }

  unchanged(count: number): void {
    this.#title(`${count} unchanged.`, "faint");
  }

  passed(gates: readonly GateContent[]): void {
    if (gates.length === 0) return;
    this.#title(gates.length === 1 ? "1 gate passed" : `${gates.length} gates passed`, "good");
    this.line(2, [{ text: gates.map(({ name, seen }) => `${name}: ${seen}`).join(" · ") }]);
  }

  charges({ charges: { total, byEndpoint } }: Content): void {
    this.#title(`Charged calls: ${total}`, byEndpoint.length === 0 ? "good" : "charged");
    for (const { endpoint, calls, money } of byEndpoint)
      this.line(2, [{ text: `${calls} ${endpoint}${money === null ? "" : `, ${money}`}` }], 2);
  }

  list(title: string, items: Listing<Words>, sign = "- "): void {
    if (items.length === 0) return;
    this.#title(title, "strong");
    for (const words of all(items)) this.line(2, [{ text: sign }, ...this.#spans(words)], 2);
  }

  #title(text: string, paint: Paint): void {
    this.#lines.push("");
    this.line(0, [{ text, paint }]);
  }

  #field(label: string, spans: readonly Span[]): void {
    this.line(4, [{ text: `${label}:`.padEnd(9).replaceAll(" ", "\u00a0"), paint: "faint" }, ...spans], 9);
  }

  /** One line, or several: those that follow hang by so many columns more. */
  line(indent: number, spans: readonly Span[], hang = 0): void {
    const [first = [], ...rest] = wrapped(spans, this.#columns - indent - hang);
    const put = (line: readonly Span[], blanks: number): number =>
      this.#lines.push(`${" ".repeat(blanks)}${line.map((span) => this.#painted(span)).join("")}`.trimEnd());
    put(first, indent);
    for (const line of rest) put(line, indent + hang);
  }

  #painted({ text, paint }: Span): string {
    const shown = text.replaceAll("\u00a0", " ");
    return this.#colour && paint !== undefined ? `\u001b[${CODES[paint]}m${shown}\u001b[0m` : shown;
  }

  #spans(words: Words, paint?: Paint): Span[] {
    const painted = paint === undefined ? {} : { paint };
    return words.map((word) =>
      typeof word === "string"
        ? { text: word }
        : word.shown.kind === "known"
          ? { text: quoted(word, this.#mask), ...painted }
          : { text: `(${textOf(word, this.#mask)})`, paint: "faint" },
    );
  }
}

/** Names, numbers and ids stand bare; what could be read as a sentence of ours stands in quotes that it can't hold. */
function quoted(word: Quoted, mask: boolean): string {
  const text = visible(textOf(word, mask));
  if (/^[\w.:/@+*"[\]=\\-]+$/.test(text)) return text;
  return runsBackwards(text) ? `\u200e“${text}”\u200e` : `“${text}”`;
}
