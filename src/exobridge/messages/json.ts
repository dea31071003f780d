/** The deepest nesting of an answer that is read. */
export const MAX_DEPTH = 100;

export type JsonObject = Readonly<Record<string, unknown>>;

/** What was read, or what is wrong with it, in words that hold nothing of it. */
export type Parsed<T> =
  { readonly kind: "parsed"; readonly value: T } | { readonly kind: "flawed"; readonly why: string };

/** An answer's text as JSON, not deeper than `MAX_DEPTH`. */
export function parseJson(text: string): Parsed<unknown> {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (bare.trim() === "") return { kind: "flawed", why: "the answer is empty" };
  if (isDeeperThan(bare, MAX_DEPTH))
    return { kind: "flawed", why: `the answer is nested deeper than ${MAX_DEPTH} levels` };
  try {
    const value: unknown = JSON.parse(bare);
    return { kind: "parsed", value };
  } catch {
    return {
      kind: "flawed",
      why: bare.trimStart().startsWith("<")
        ? "the answer is HTML or XML, not JSON"
        : "the answer is not JSON, or was cut off",
    };
  }
}

/** Counted on the text, before anything is built from it. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return false;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member, where absent and null are the same: "not told". Nothing inherited, however it is named. */
export function member(object: JsonObject, name: string): unknown {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return value === null ? undefined : value;
}

/** What a value is, in words; never the value itself, which may be secret. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "absent";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
