// Control characters but for the line feed, zero-width and bidirectional marks, line and paragraph separators: what
// could forge or hide text on a terminal.
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text as it may be shown to a person: nothing in it steers a terminal or reorders what is read. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "");
}

/**
 * At most so many characters, with an ellipsis where something was cut: what an answer tells may be a mebibyte of text.
 */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${[...text.slice(0, 2 * longest)].slice(0, longest - 1).join("")}…`;
}
