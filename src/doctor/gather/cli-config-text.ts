/** A piece of Terraform's CLI configuration: `name "label" { … }`, or `name = value`. */
export type Entry =
  | { readonly kind: "block"; readonly name: string; readonly body: readonly Entry[] }
  | { readonly kind: "value"; readonly name: string; readonly value: Value };
export type Value = string | readonly Value[] | { readonly [name: string]: Value };

const TOKEN = /(?:[\s\ufeff]|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*(?:("(?:[^"\\\n]|\\.)*")|([\w.-]+)|([{}[\]=,:])|$)/y;

/**
 * The part of HCL that such a file is written in: blocks, and values that are texts, words, lists and maps. Null for
 * whatever else.
 */
export function readCliConfig(text: string): readonly Entry[] | null {
  try {
    const tokens = tokensOf(text);
    const reader = new Reader(tokens);
    const body = reader.body(null);
    return reader.isAtEnd() ? body : null;
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

class NotUnderstood extends Error {}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null) throw new NotUnderstood();
    const [, quotedText, word, sign] = found;
    const token = quotedText ?? word ?? sign;
    if (token === undefined) break;
    tokens.push(token);
  }
  return tokens;
}

/** Deeper than any configuration, and far from the end of the stack. */
const DEEPEST = 50;

class Reader {
  #at = 0;

  public constructor(private readonly tokens: readonly string[]) {}

  public isAtEnd(): boolean {
    return this.#at === this.tokens.length;
  }

  /** Entries up to a sign, or to the end. */
  public body(end: string | null, depth = 0): readonly Entry[] {
    if (depth > DEEPEST) throw new NotUnderstood();
    const entries: Entry[] = [];
    for (;;) {
      if (end === null ? this.isAtEnd() : this.#took(end)) return entries;
      const name = textOf(this.#next());
      if (this.#took("=") || this.#took(":")) entries.push({ kind: "value", name, value: this.#value(depth + 1) });
      else {
        while (this.tokens[this.#at]?.startsWith('"') === true) this.#at += 1;
        this.#take("{");
        entries.push({ kind: "block", name, body: this.body("}", depth + 1) });
      }
      this.#took(",");
    }
  }

  #value(depth: number): Value {
    if (depth > DEEPEST) throw new NotUnderstood();
    if (this.#took("{"))
      return Object.fromEntries(
        this.body("}", depth).map((entry) => [entry.name, entry.kind === "value" ? entry.value : {}]),
      );
    if (!this.#took("[")) return textOf(this.#next());
    const values: Value[] = [];
    while (!this.#took("]")) {
      values.push(this.#value(depth + 1));
      this.#took(",");
    }
    return values;
  }

  #took(sign: string): boolean {
    if (this.tokens[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(sign: string): void {
    if (!this.#took(sign)) throw new NotUnderstood();
  }

  #next(): string {
    const token = this.tokens[this.#at];
    if (token === undefined || /^[{}[\]=,:]$/.test(token)) throw new NotUnderstood();
    this.#at += 1;
    return token;
  }
}

function textOf(token: string): string {
  if (!token.startsWith('"')) return token;
  try {
    return JSON.parse(token) as string;
  } catch {
    throw new NotUnderstood();
  }
}
