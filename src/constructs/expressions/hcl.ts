/** A text of Terraform: what stands there as it is, and what Terraform fills in. */
export type Template = readonly (string | Expression)[];

/** An expression of Terraform, as far as it matters where a value comes from. */
export type Expression =
  | { readonly kind: "template"; readonly parts: Template }
  /** `var.token`, `local.all["key"]`: the name, and what is taken of it, where that is written out. */
  | { readonly kind: "reference"; readonly name: string; readonly path: readonly (string | null)[] }
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Expression[] }
  | { readonly kind: "choice"; readonly either: Expression; readonly or: Expression }
  /** A list, or an object with its keys. */
  | { readonly kind: "members"; readonly members: readonly (readonly [key: string | null, value: Expression])[] }
  /** What calculates, compares or negates. */
  | { readonly kind: "operation" }
  /** Anything else. */
  | { readonly kind: "other"; readonly text: string };

/** Reads a text as Terraform does; null where it holds what is not read here, such as `for` and `%{ if }`. */
export function readTemplate(text: string): Template | null {
  try {
    return new Reader(text).template(null);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class Unreadable extends Error {}

const BINARY = /^(?:==|!=|<=|>=|&&|\|\||[-+*/%<>])/;

class Reader {
  private at = 0;

  public constructor(private readonly text: string) {}

  /** Up to the quote that ends it; to the end of the text where there is none. */
  public template(end: '"' | null): Template {
    const parts: (string | Expression)[] = [];
    let literal = "";
    while (this.at < this.text.length && this.text[this.at] !== end) {
      if (this.takes("$${") || this.takes("%%{")) literal += this.text.slice(this.at - 2, this.at);
      else if (this.takes("${")) {
        if (literal !== "") parts.push(literal);
        literal = "";
        parts.push(this.interpolation());
      } else if (this.takes("%{")) throw new Unreadable();
      else if (end !== null && this.takes("\\")) literal += this.text[this.at++] ?? "";
      else literal += this.text[this.at++] ?? "";
    }
    if (literal !== "") parts.push(literal);
    return parts;
  }

  private interpolation(): Expression {
    this.takes("~");
    const expression = this.expression();
    this.skip("~");
    this.must("}");
    return expression;
  }

  private expression(): Expression {
    let left = this.operand();
    while (this.matches(BINARY) !== null) {
      this.operand();
      left = { kind: "operation" };
    }
    if (!this.skip("?")) return left;
    const either = this.expression();
    this.must(":");
    return { kind: "choice", either, or: this.expression() };
  }

  private operand(): Expression {
    if (this.skip("!") || this.skip("-")) {
      this.operand();
      return { kind: "operation" };
    }
    if (this.skip("(")) {
      const inner = this.expression();
      this.must(")");
      return this.steps(inner);
    }
    if (this.skip("[")) return this.steps(this.list());
    if (this.skip("{")) return this.steps(this.object());
    if (this.skip('"')) return this.quoted();
    const number = this.matches(/^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/);
    if (number !== null) return { kind: "other", text: number };
    const name = this.matches(/^[A-Za-z_][\w-]*(?:::[A-Za-z_][\w-]*)*/);
    if (name === null) throw new Unreadable();
    if (this.skip("(")) return this.steps({ kind: "call", name, given: this.separated(")") });
    return this.steps({ kind: "reference", name, path: [] });
  }

  private quoted(): Expression {
    const parts = this.template('"');
    this.must('"', "at once");
    return { kind: "template", parts };
  }

  /** What is taken of a value: `.key`, `[0]`, `["key"]`, `[*]`. */
  private steps(of: Expression): Expression {
    const path: (string | null)[] = [];
    for (;;) {
      const member = this.matches(/^\.\s*([A-Za-z_][\w-]*|\d+|\*)/);
      if (member !== null) path.push(member.replace(/^\.\s*/, ""));
      else if (this.skip("[")) path.push(this.index());
      else break;
    }
    if (path.length === 0) return of;
    return of.kind === "reference" ? { ...of, path: [...of.path, ...path] } : of;
  }

  private index(): string | null {
    if (this.skip("*")) {
      this.must("]");
      return "*";
    }
    const key = this.expression();
    this.must("]");
    if (key.kind === "other") return key.text;
    return literalOf(key);
  }

  private list(): Expression {
    if (this.matches(/^for\b/) !== null) throw new Unreadable();
    return { kind: "members", members: this.separated("]").map((value) => [null, value] as const) };
  }

  private object(): Expression {
    if (this.matches(/^for\b/) !== null) throw new Unreadable();
    const members: (readonly [string | null, Expression])[] = [];
    while (!this.skip("}")) {
      const key = this.expression();
      if (!this.skip("=")) this.must(":");
      members.push([key.kind === "reference" ? key.name : literalOf(key), this.expression()]);
      this.skip(",");
    }
    return { kind: "members", members };
  }

  private separated(end: string): Expression[] {
    const found: Expression[] = [];
    while (!this.skip(end)) {
      found.push(this.expression());
      if (!this.skip("...")) this.skip(",");
    }
    return found;
  }

  private blanks(): void {
    this.at += /^\s*/.exec(this.text.slice(this.at))?.[0].length ?? 0;
  }

  private takes(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private skip(word: string): boolean {
    this.blanks();
    return this.takes(word);
  }

  private must(word: string, when: "at once" | "after blanks" = "after blanks"): void {
    if (!(when === "at once" ? this.takes(word) : this.skip(word))) throw new Unreadable();
  }

  private matches(pattern: RegExp): string | null {
    this.blanks();
    const [found] = pattern.exec(this.text.slice(this.at)) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }
}

function literalOf(expression: Expression): string | null {
  if (expression.kind !== "template") return null;
  const { parts } = expression;
  if (parts.length === 0) return "";
  return parts.length === 1 && typeof parts[0] === "string" ? parts[0] : null;
}
