import { maskText } from "../../../domain/mask-text";
import { maskNumber } from "../../../domain/phone-number";
import type { Shown } from "../../judge/shown";

/**
 * A piece of a sentence: plain words of this program, or something out of a plan, which each format quotes in its
 * own way. `number`, `id` and `name` tell how phone numbers in it are hidden.
 */
export type Word = string | Quoted;
/** Told apart by how phone numbers are hidden: a hash holds none. */
export type QuotedKind = "number" | "id" | "name" | "hash";
export interface Quoted {
  readonly kind: QuotedKind;
  readonly shown: Shown;
}
export type Words = readonly Word[];

/** Where something stands: ` in ` and the plan's name, where there are several. */
export type Place = (plan: number) => Words;

export function number(shown: Shown): Quoted {
  return { kind: "number", shown };
}

export function id(shown: Shown): Quoted {
  return { kind: "id", shown };
}

/** An address, a connection_id, a region: any text that is neither a number nor an id. */
export function name(text: string | Shown): Quoted {
  return { kind: "name", shown: typeof text === "string" ? { kind: "known", text } : text };
}

export function hash(sha256: string): Quoted {
  return { kind: "hash", shown: { kind: "known", text: sha256 } };
}

/** The text of a quoted word as a reader may see it. */
export function textOf(word: Quoted, mask: boolean): string {
  switch (word.shown.kind) {
    case "none":
      return "none";
    case "unknown":
      return "known after apply";
    case "sensitive":
      return "sensitive";
    case "known":
      return mask ? hidden(word.kind, word.shown.text) : word.shown.text;
  }
}

function hidden(kind: QuotedKind, text: string): string {
  switch (kind) {
    case "hash":
      return text;
    case "number":
      return maskNumber(text);
    case "id":
    case "name":
      return maskText(text);
  }
}
