/** A piece of a line, and how it is painted. */
export interface Span {
  readonly text: string;
  readonly paint?: Paint;
}
export type Paint = "lost" | "charged" | "good" | "strong" | "faint";

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\u{1f000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NO_COLUMN = /^[\p{M}\p{Cf}]$/u;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return Array.from(text).reduce((sum, character) => sum + columnOf(character), 0);
}

/** The spans in lines of at most so many columns, broken at blanks, and within a word that is longer than a line. */
export function wrapped(spans: readonly Span[], columns: number): Span[][] {
  const lines: Span[][] = [[]];
  let left = columns;
  const put = (word: readonly Span[]): void => {
    for (const span of word) lines.at(-1)?.push(span);
    left -= sum(word);
  };
  const breakLine = (): void => {
    lines.push([]);
    left = columns;
  };
  for (const word of wordsIn(spans)) {
    const isBlank = word.every(({ text }) => text === " ");
    if (isBlank) {
      if (left !== columns && left > 0) put(word);
      continue;
    }
    // What no line has room for begins where it is.
    if (sum(word) > left && sum(word) <= columns) breakLine();
    if (sum(word) <= left) put(word);
    else
      for (const span of word)
        for (const character of span.text) {
          if (columnOf(character) > left) breakLine();
          put([{ ...span, text: character }]);
        }
  }
  return lines.map((line) => joined(trimmed(line)));
}

/** Words and the blanks between them: a word may be of several spans. */
function wordsIn(spans: readonly Span[]): Span[][] {
  const words: Span[][] = [];
  let open = false;
  for (const span of spans)
    for (const text of span.text.split(/( )/)) {
      if (text === "") continue;
      if (text !== " " && open) words.at(-1)?.push({ ...span, text });
      else words.push([{ ...span, text }]);
      open = text !== " ";
    }
  return words;
}

function trimmed(line: readonly Span[]): readonly Span[] {
  return line.at(-1)?.text === " " ? trimmed(line.slice(0, -1)) : line;
}

function joined(line: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const span of line) {
    const last = spans.at(-1);
    if (last !== undefined && last.paint === span.paint) spans.splice(-1, 1, { ...last, text: last.text + span.text });
    else spans.push(span);
  }
  return spans;
}

function columnOf(character: string): number {
  if (NO_COLUMN.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

function sum(spans: readonly Span[]): number {
  return spans.reduce((total, { text }) => total + columnsOf(text), 0);
}
