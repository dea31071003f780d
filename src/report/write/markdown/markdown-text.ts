import { type Quoted, textOf, type Words } from "../say/words";

/** The longest text out of a plan that is shown whole, in characters. */
const LONGEST = 300;

// Whatever a reader can't see, or that a Markdown reader could take for the end of a cell, of a span or of a line.
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}`|]|(?! )\p{Zs}/gu;

/**
 * Untrusted text as a Markdown code span that is safe in a table cell too: nothing in it becomes markup, a link, a
 * mention or another cell, in any dialect, since what could is written as an escape such as `\u007c`.
 */
export function codeSpan(text: string): string {
  const characters = Array.from(text);
  const shown = (characters.length > LONGEST ? [...characters.slice(0, LONGEST), "…"].join("") : text)
    .replace(UNSAFE, escaped)
    .replace(/^ | $/g, escaped);
  return shown === "" ? '`""`' : `\`${shown}\``;
}

/** The same text inside a fenced block, one line of it. */
export function codeLine(text: string): string {
  return codeSpan(text).slice(1, -1);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Words as Markdown: what comes out of a plan stands in code spans. */
export function inline(words: Words, mask: boolean): string {
  return words.map((word) => (typeof word === "string" ? plainWords(word) : quoted(word, mask))).join("");
}

function quoted(word: Quoted, mask: boolean): string {
  switch (word.shown.kind) {
    case "none":
    case "unknown":
    case "sensitive":
      return `(${textOf(word, mask)})`;
    case "known":
      return codeSpan(textOf(word, mask));
  }
}

// Our own words hold attribute names, whose underscores would start emphasis.
function plainWords(text: string): string {
  return text.replace(/[_*<>]/g, (character) => `\\${character}`);
}
