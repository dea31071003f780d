import { Token, Tokenization } from "cdktf";
import { isRecord } from "../../domain/is-record";

/**
 * How CDKTF has encoded a value that only Terraform knows: as an object with `resolve` (`any`), or within a text, a
 * number, a list or a map that stands for it.
 */
export type Encoding = "any" | "text" | "number" | "list" | "numbers" | "map";

/** What CDKTF can not write: the encoding of a token in a place where it is not looked for. */
export type Stray = "number" | "list" | "map";

const LIST_TOKEN = /#\{TfToken\[/;
const MAP_TOKEN = /&\{TfToken\[/;
// Where CDKTF looks for a number token within a text. What touches it is taken for a part of it, and lost.
const NUMBER_AND_WHAT_TOUCHES_IT = /[-|\d.+]+e[-|\d.eE+]+/g;
const ENCODED_NUMBER = /-?\d(?:\.\d+)?e\+\d{3}/;

/** The encoding of a value that is a token as a whole; null where it is none. A text with a token within is one. */
export function encodingOf(value: unknown): Encoding | null {
  if (Tokenization.isResolvable(value)) return "any";
  if (typeof value === "string") return isExpression(value) ? "text" : null;
  if (typeof value === "number") return Token.isUnresolved(value) ? "number" : null;
  if (Array.isArray(value))
    return value.length === 1 && Token.isUnresolved(value) ? (typeof value[0] === "number" ? "numbers" : "list") : null;
  return isRecord(value) && Object.keys(value).length === 1 && Token.isUnresolved(value) ? "map" : null;
}

/** Whether a text holds something that only Terraform will know: a token before it is resolved, `${…}` after that. */
export function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

/** What stands in a text as given, and can not be written by CDKTF. */
export function strayIn(text: string): Stray | null {
  if (LIST_TOKEN.test(text)) return "list";
  if (MAP_TOKEN.test(text) || text === Token.STRING_MAP_TOKEN_VALUE || text === Token.ANY_MAP_TOKEN_VALUE) return "map";
  for (const [touched] of text.matchAll(NUMBER_AND_WHAT_TOUCHES_IT)) {
    const [encoded] = ENCODED_NUMBER.exec(touched) ?? [];
    if (encoded !== undefined && encoded !== touched && Token.isUnresolved(Number(encoded))) return "number";
  }
  return null;
}

/** Whether a text has been written with what is left of a number token. */
export function isGarbled(text: string): boolean {
  return text.includes("e+") && /\d\.\d+e\+\d{3}/.test(text);
}

/** What stands among the elements of a list as given, and can not be written by CDKTF. */
export function strayAmong(elements: readonly unknown[]): Stray | null {
  return elements.length > 1 && elements.some((element) => encodingOf([element]) !== null) ? "list" : null;
}

/** What stands among the keys of a map as given, and can not be written by CDKTF. */
export function strayAmongKeys(keys: readonly string[]): Stray | null {
  return keys.map((key) => strayIn(key)).find((stray) => stray !== null) ?? null;
}
