import { isUtf8 } from "node:buffer";
import type { Json } from "./json";

/** The deepest nesting that is read: Terraform adds three levels for each module within a module. */
export const MAX_DEPTH = 512;
/** The largest single value that is taken out whole, such as one change of one resource: its bytes, and what it holds. */
export const MAX_VALUE_BYTES = 32 * 1024 * 1024;
export const MAX_VALUE_MEMBERS = 1_000_000;

/** What ends the reading of a text; it never holds any of the text, which may hold secrets. */
export class Unreadable extends Error {
  constructor(
    readonly reason:
      | { readonly kind: "no JSON" }
      | { readonly kind: "too deep" }
      | { readonly kind: "too large" }
      | { readonly kind: "repeated key"; readonly key: string },
  ) {
    super(reason.kind);
  }
}

const [QUOTE, BACKSLASH, COMMA, COLON, MINUS, DOT] = [0x22, 0x5c, 0x2c, 0x3a, 0x2d, 0x2e];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const WORDS = new Map(["true", "false", "null"].map((word) => [word.charCodeAt(0), Buffer.from(word)]));
const ESCAPED = new Set(Buffer.from('"\\/bfnrt'));

/**
 * Walks through a JSON text of any size without making values of it, but of those that are asked for. All of it is held
 * to the grammar, the parts that are passed over too, and to a depth; no key may be repeated in an object that is
 * walked through, since two readers could take two different values. Throws `Unreadable`.
 */
export class JsonScanner {
  readonly #bytes: Buffer;
  #at: number;
  #depth = 0;
  /** For each open bracket of what is passed over, whether it is an object's. */
  readonly #objects = new Uint8Array(MAX_DEPTH + 1);

  constructor(json: Uint8Array) {
    this.#bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
    if (!isUtf8(this.#bytes)) throw new Unreadable({ kind: "no JSON" });
    this.#at = this.#blanks(startOf(json));
  }

  /** Where the next value begins. */
  get offset(): number {
    return this.#at;
  }

  /** Reads a value at a place that `offset` told, and comes back to where it stood. */
  visitAt(offset: number, read: () => void): void {
    const back = this.#at;
    this.#at = offset;
    read();
    this.#at = back;
  }

  isObject(): boolean {
    return this.#bytes[this.#at] === OPEN_OBJECT;
  }

  isList(): boolean {
    return this.#bytes[this.#at] === OPEN_LIST;
  }

  isNull(): boolean {
    return this.#bytes[this.#at] === 0x6e;
  }

  /** Calls for each member of the object that stands here. What the call does not read itself is passed over. */
  object(onMember: (name: string) => void): void {
    const names = new Set<string>();
    this.#members(OPEN_OBJECT, CLOSE_OBJECT, () => {
      const name = this.#key();
      if (names.has(name)) throw new Unreadable({ kind: "repeated key", key: name });
      names.add(name);
      this.#visit(() => onMember(name));
    });
  }

  /** Calls for each element of the list that stands here, likewise. */
  list(onElement: (index: number) => void): void {
    let index = 0;
    this.#members(OPEN_LIST, CLOSE_LIST, () => {
      this.#visit(() => onElement(index));
      index += 1;
    });
  }

  /** Passes over the value that stands here, and tells how many values it holds. */
  skip(): number {
    const start = this.#depth;
    let depth = start;
    let at = this.#at;
    let values = 1;
    for (;;) {
      const byte = this.#bytes[at];
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        const isObject = byte === OPEN_OBJECT;
        at = this.#blanks(at + 1);
        if (this.#bytes[at] !== (isObject ? CLOSE_OBJECT : CLOSE_LIST)) {
          depth += 1;
          if (depth > MAX_DEPTH) throw new Unreadable({ kind: "too deep" });
          this.#objects[depth] = isObject ? 1 : 0;
          if (isObject) at = this.#colon(this.#text(at));
          values += 1;
          continue;
        }
        if (depth === MAX_DEPTH) throw new Unreadable({ kind: "too deep" });
        at += 1;
      } else if (byte === QUOTE) at = this.#text(at);
      else at = this.#scalar(at);
      // A value has ended: so may have those that hold it.
      for (;;) {
        if (depth === start) {
          this.#at = at;
          return values;
        }
        at = this.#blanks(at);
        const isObject = this.#objects[depth] === 1;
        const next = this.#bytes[at];
        if (next === COMMA) {
          at = this.#blanks(at + 1);
          if (isObject) at = this.#colon(this.#text(at));
          values += 1;
          break;
        }
        if (next !== (isObject ? CLOSE_OBJECT : CLOSE_LIST)) throw new Unreadable({ kind: "no JSON" });
        at += 1;
        depth -= 1;
      }
    }
  }

  /** The value that stands here, as far as one value may be large. */
  value(): Json {
    const start = this.#at;
    return this.#taken(start, this.#skipOne());
  }

  /** The text of that value, for whoever reads it otherwise. */
  source(): string {
    const start = this.#at;
    this.#skipOne();
    return this.#sourceSince(start);
  }

  /** The value that stands here, or undefined, and passed over, where it takes more bytes. */
  valueUpTo(bytes: number): Json | undefined {
    const start = this.#at;
    const values = this.skip();
    return this.#at - start > bytes ? undefined : this.#taken(start, values);
  }

  /** To be called after the last value: nothing may follow it. */
  end(): void {
    if (this.#blanks(this.#at) !== this.#bytes.length) throw new Unreadable({ kind: "no JSON" });
  }

  /** What was passed over since `start`, which holds so many values: where the outcome holds fewer, a key is repeated. */
  #taken(start: number, values: number): Json {
    const taken = JSON.parse(this.#sourceSince(start)) as Json;
    if (countOf(taken) !== values) this.visitAt(start, () => this.#walk());
    return taken;
  }

  #sourceSince(start: number): string {
    return this.#bytes.toString("utf8", start, this.#at);
  }

  /** Passes over one value, and tells how many it holds. Throws where it is larger than one may be. */
  #skipOne(): number {
    const start = this.#at;
    const values = this.skip();
    if (this.#at - start > MAX_VALUE_BYTES || values > MAX_VALUE_MEMBERS) throw new Unreadable({ kind: "too large" });
    return values;
  }

  #walk(): void {
    if (this.isObject()) this.object(() => this.#walk());
    else if (this.isList()) this.list(() => this.#walk());
  }

  #members(open: number, close: number, onMember: () => void): void {
    if (this.#bytes[this.#at] !== open) throw new Unreadable({ kind: "no JSON" });
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Unreadable({ kind: "too deep" });
    this.#at = this.#blanks(this.#at + 1);
    if (this.#bytes[this.#at] !== close) {
      for (;;) {
        onMember();
        this.#at = this.#blanks(this.#at);
        if (this.#bytes[this.#at] !== COMMA) break;
        this.#at = this.#blanks(this.#at + 1);
      }
      if (this.#bytes[this.#at] !== close) throw new Unreadable({ kind: "no JSON" });
    }
    this.#at += 1;
    this.#depth -= 1;
  }

  #visit(read: () => void): void {
    const start = this.#at;
    read();
    if (this.#at === start) this.skip();
  }

  #key(): string {
    const start = this.#at;
    const end = this.#text(start);
    this.#at = this.#colon(end);
    // No key of Terraform's is long; one that is may be a whole hostile text.
    if (end - start > MAX_VALUE_BYTES) throw new Unreadable({ kind: "too large" });
    return JSON.parse(this.#bytes.toString("utf8", start, end)) as string;
  }

  /** The end of the text that begins here. */
  #text(start: number): number {
    const bytes = this.#bytes;
    if (bytes[start] !== QUOTE) throw new Unreadable({ kind: "no JSON" });
    for (let at = start + 1; ; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) return at + 1;
      if (byte === undefined || byte < 0x20) throw new Unreadable({ kind: "no JSON" });
      if (byte === BACKSLASH) {
        at += 1;
        const escaped = bytes[at] ?? 0;
        if (escaped === 0x75) {
          for (let digit = 1; digit <= 4; digit += 1)
            if (!isHexDigit(bytes[at + digit])) throw new Unreadable({ kind: "no JSON" });
          at += 4;
        } else if (!ESCAPED.has(escaped)) throw new Unreadable({ kind: "no JSON" });
      }
    }
  }

  /** The end of the number or word that begins here. */
  #scalar(start: number): number {
    const bytes = this.#bytes;
    const word = WORDS.get(bytes[start] ?? 0);
    if (word !== undefined) {
      for (let at = 1; at < word.length; at += 1)
        if (bytes[start + at] !== word[at]) throw new Unreadable({ kind: "no JSON" });
      return start + word.length;
    }
    let at = bytes[start] === MINUS ? start + 1 : start;
    at = bytes[at] === 0x30 ? at + 1 : this.#digits(at);
    if (bytes[at] === DOT) at = this.#digits(at + 1);
    if (bytes[at] === 0x65 || bytes[at] === 0x45) {
      at += 1;
      at = this.#digits(bytes[at] === 0x2b || bytes[at] === MINUS ? at + 1 : at);
    }
    return at;
  }

  /** The end of one digit or more. */
  #digits(start: number): number {
    let at = start;
    while (isDigit(this.#bytes[at])) at += 1;
    if (at === start) throw new Unreadable({ kind: "no JSON" });
    return at;
  }

  #colon(start: number): number {
    const at = this.#blanks(start);
    if (this.#bytes[at] !== COLON) throw new Unreadable({ kind: "no JSON" });
    return this.#blanks(at + 1);
  }

  #blanks(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    for (let byte = bytes[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = bytes[at])
      at += 1;
    return at;
  }
}

/** A mark of the byte order, which some shells write, is no part of the text. */
function startOf(json: Uint8Array): number {
  return json[0] === 0xef && json[1] === 0xbb && json[2] === 0xbf ? 3 : 0;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number | undefined): boolean {
  return isDigit(byte) || (byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

function countOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const inner of Object.values<Json>(value)) count += countOf(inner);
  return count;
}
