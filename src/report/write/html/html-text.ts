import { visible } from "../say/visible";
import { textOf, type Words } from "../say/words";

/** Markup that is finished: everything else is text, and is escaped on its way in. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | null | Markup | readonly Value[];

/** A template whose text is markup, and whose values are text: they are escaped unless they are markup themselves. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + written(values[index - 1] ?? null) + part));
}

/** Words as HTML: what comes out of a plan stands in `code`. */
export function inline(words: Words, mask: boolean): Markup {
  return markup`${words.map((word) => {
    if (typeof word === "string") return word;
    const text = textOf(word, mask);
    return word.shown.kind === "known"
      ? markup`<code>${visible(text) === "" ? '""' : visible(text)}</code>`
      : markup`<span class="soft">(${text})</span>`;
  })}`;
}

function written(value: Value): string {
  if (value === null) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(written).join("");
  return String(value).replace(/[&<>"'`=]/g, (character) => `&#${character.charCodeAt(0)};`);
}
