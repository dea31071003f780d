import { escaped, runsBackwards, visible } from "../say/visible";
import { type Quoted, textOf, type Words } from "../say/words";

/**
 * Untrusted text as a Markdown code span that is safe in a table cell too: nothing in it becomes markup, a link, a
 * mention or another cell, in any dialect, since what could is written as an escape such as `\u007c`.
 */
export function codeSpan(text: string): string {
  const shown = visible(text).replace(/[`|]/g, escaped).replace(/^ | $/g, escaped);
  return shown === "" ? '`""`' : `\`${shown}\``;
}

/** Words as Markdown: what comes out of a plan stands in code spans. */
export function inline(words: Words, mask: boolean): string {
  return words.map((word) => (typeof word === "string" ? plainWords(word) : quoted(word, mask))).join("");
}

/** Words of our own as Markdown: they hold attribute names, whose underscores would start emphasis. */
export function plainWords(text: string): string {
  return text.replace(/[_*<>|]/g, (character) => `\\${character}`);
}

function quoted(word: Quoted, mask: boolean): string {
  switch (word.shown.kind) {
    case "none":
    case "unknown":
    case "sensitive":
      return `(${textOf(word, mask)})`;
    case "known": {
      const span = codeSpan(textOf(word, mask));
      // Marks of direction keep what stands beside it in its place.
      return runsBackwards(span) ? `\u200e${span}\u200e` : span;
    }
  }
}
