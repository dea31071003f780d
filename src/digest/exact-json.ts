/**
 * JSON with nothing lost: numbers keep the digits that they were written with, and any key is only a key. A text is
 * `s` and itself, a number `n` and its digits, so that the two are never taken for each other.
 */
export type Exact = null | boolean | `s${string}` | `n${string}` | readonly Exact[] | ExactObject;
/** Its keys are texts, too: `sname`. */
export interface ExactObject {
  readonly [name: `s${string}`]: Exact;
}

const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/** Reads what is known to be JSON. */
export function readExact(json: string): Exact {
  const marked = json.replace(TEXT_OR_NUMBER, (found) =>
    found.startsWith('"') ? `"s${found.slice(1)}` : `"n${found}"`,
  );
  return JSON.parse(marked) as Exact;
}

export function isExactObject(value: Exact | undefined): value is ExactObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function memberOf(value: Exact | undefined, name: string): Exact | undefined {
  return isExactObject(value) && Object.hasOwn(value, `s${name}`) ? value[`s${name}`] : undefined;
}

/** A text as it is, or null. */
export function textOf(value: Exact | undefined): string | null {
  return typeof value === "string" && value.startsWith("s") ? value.slice(1) : null;
}
