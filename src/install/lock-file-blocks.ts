/** A `provider` block of a lock file, and where it stands in the text. */
export interface Block {
  readonly address: string;
  readonly version: string | null;
  readonly constraints: string | null;
  readonly hashes: readonly string[];
  readonly start: number;
  readonly end: number;
}

/**
 * The `provider` blocks of a lock file: the part of HCL that Terraform takes there, which is blocks of plain texts and
 * lists of them, with comments anywhere. Null for whatever else.
 */
export function readBlocks(text: string): readonly Block[] | null {
  const scanner = new Scanner(text);
  const blocks: Block[] = [];
  for (;;) {
    const start = scanner.skipBlank();
    if (scanner.isAtEnd()) return blocks;
    const block = readBlock(scanner, start);
    if (block === null) return null;
    blocks.push(block);
  }
}

function readBlock(scanner: Scanner, start: number): Block | null {
  if (scanner.take(WORD) !== "provider") return null;
  const address = scanner.takeText();
  if (address === null || scanner.take(/\{/y) === null) return null;
  const values = new Map<string, string | readonly string[]>();
  while (scanner.take(/\}/y) === null) {
    const name = scanner.take(WORD);
    if (name === null || values.has(name) || scanner.take(/=/y) === null) return null;
    const value = scanner.takeText() ?? takeTexts(scanner);
    if (value === null) return null;
    values.set(name, value);
  }
  const [version, constraints, hashes] = ["version", "constraints", "hashes"].map((name) => values.get(name));
  return {
    address,
    version: typeof version === "string" ? version : null,
    constraints: typeof constraints === "string" ? constraints : null,
    hashes: typeof hashes === "object" ? hashes : [],
    start,
    end: scanner.position,
  };
}

function takeTexts(scanner: Scanner): readonly string[] | null {
  if (scanner.take(/\[/y) === null) return null;
  const texts: string[] = [];
  while (scanner.take(/\]/y) === null) {
    const text = scanner.takeText();
    if (text === null) return null;
    texts.push(text);
    if (scanner.take(/,/y) === null) return scanner.take(/\]/y) === null ? null : texts;
  }
  return texts;
}

const BLANK = /(?:[\s\ufeff]+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const WORD = /[A-Za-z_][\w-]*/y;
/** Without escapes and templates, which no value of a lock file needs. */
const TEXT = /"[^"\\$%\r\n]*"/y;

/** Reads from left to right; every pattern is sticky. */
class Scanner {
  public position = 0;

  public constructor(private readonly text: string) {}

  /** Where the next token begins. */
  public skipBlank(): number {
    this.match(BLANK);
    return this.position;
  }

  public isAtEnd(): boolean {
    return this.position === this.text.length;
  }

  /** What matches at the next token; null, and nothing read, where it does not. */
  public take(pattern: RegExp): string | null {
    this.skipBlank();
    return this.match(pattern);
  }

  public takeText(): string | null {
    return this.take(TEXT)?.slice(1, -1) ?? null;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return null;
    this.position += found.length;
    return found;
  }
}
