import { maskNumber, maskNumbersIn } from "../../domain/phone-number";
import type { Shown } from "../judge/shown";

/**
 * A piece of a sentence: plain words of this program, or something out of a plan, which each format quotes in its
 * own way. `number`, `id` and `name` tell how phone numbers in it are hidden.
 */
export type Word = string | Quoted;
export interface Quoted {
  readonly kind: "number" | "id" | "name";
  readonly shown: Shown;
}
export type Words = readonly Word[];

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

function hidden(kind: "number" | "id" | "name", text: string): string {
  switch (kind) {
    case "number":
      return maskNumber(text);
    case "id":
      return text.replace(/\+\d{7,15}/g, maskNumber);
    case "name":
      return maskNumbersIn(text);
  }
}
