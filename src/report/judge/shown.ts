import type { LeafAt } from "../../domain/attributes/attributes";
import { isUnknown, type Maybe } from "../../domain/unknown";
import { type Side, type SidePath, valueAt } from "../read/side";

/** A value as a report may show it. */
export type Shown =
  | { readonly kind: "none" }
  | { readonly kind: "unknown" }
  | { readonly kind: "sensitive" }
  | { readonly kind: "known"; readonly text: string };

export const NONE: Shown = { kind: "none" };
const SENSITIVE: Shown = { kind: "sensitive" };

/** The attributes of a side that may be shown, by their dotted paths in the schema. */
export type ShownAttribute = {
  [Path in SidePath]: LeafAt<Path> extends {
    readonly kind: "text" | "number" | "flag" | "count" | "duration";
    readonly shown: true;
  }
    ? Path
    : never;
}[SidePath];

/** One attribute of a side, as far as it may be shown. */
export function show(side: Side | null, attribute: ShownAttribute): Shown {
  if (side === null) return NONE;
  if (side.sensitive.has(attribute)) return SENSITIVE;
  return shownValue(valueAt(side, attribute));
}

export function shownValue(value: Maybe<string | number | boolean> | null): Shown {
  if (isUnknown(value)) return { kind: "unknown" };
  return value === null ? NONE : { kind: "known", text: String(value) };
}

/** Whether two values are known to be the same. Two sensitive ones are not: nobody may tell. */
export function sameShown(one: Shown, other: Shown): boolean {
  if (one.kind === "known" && other.kind === "known") return one.text === other.text;
  return one.kind === "none" && other.kind === "none";
}
