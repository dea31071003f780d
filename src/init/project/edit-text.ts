import { textIsNotOnce } from "./messages";

/** A text with the one place where `from` stands made `to`. Throws where it stands there never or twice. */
export function replaced(text: string, from: string, to: string): string {
  const [before = "", after, ...more] = text.split(from);
  if (after === undefined || more.length > 0) throw textIsNotOnce(from);
  return before + to + after;
}

/**
 * YAML without the one block, of a mapping or a list, whose first line begins with `head`, and without the comment above
 * it. A block ends before the next line that is no deeper.
 */
export function withoutBlock(yaml: string, head: string): string {
  const lines = yaml.split("\n");
  const starts = lines.flatMap((line, index) => (line.startsWith(head) ? [index] : []));
  const [start] = starts;
  if (start === undefined || starts.length > 1) throw textIsNotOnce(head);
  const depth = depthOf(head);
  let end = start + 1;
  while (end < lines.length && (lines[end] === "" || depthOf(lines[end] ?? "") > depth)) end += 1;
  // What is between this block and the next belongs to the next.
  while (lines[end - 1] === "" || isComment(lines[end - 1], depth)) end -= 1;
  let first = start;
  while (isComment(lines[first - 1], depth)) first -= 1;
  // One blank line is enough where two meet, and none before the first block.
  while (lines[end] === "" && (lines[first - 1] === "" || lines[first - 1]?.endsWith(":") === true)) end += 1;
  return [...lines.slice(0, first), ...lines.slice(end)].join("\n");
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isComment(line: string | undefined, depth: number): boolean {
  return line !== undefined && depthOf(line) === depth && line.trimStart().startsWith("#");
}
