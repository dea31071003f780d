import { isUnknown, type Maybe } from "../../domain/unknown";
import type { Side } from "../read/plan";

/** A value as a report may show it. */
export type Shown =
  | { readonly kind: "none" }
  | { readonly kind: "unknown" }
  | { readonly kind: "sensitive" }
  | { readonly kind: "known"; readonly text: string };

export const NONE: Shown = { kind: "none" };
const SENSITIVE: Shown = { kind: "sensitive" };

/** The attributes of a side that may be shown, by their dotted paths in the schema. */
const READ = {
  id: (side: Side) => side.id,
  green_vn: (side: Side) => side.green_vn,
  greenvn_id: (side: Side) => side.greenvn_id,
  connection_id: (side: Side) => side.connection_id,
  state: (side: Side) => side.state,
  usage: (side: Side) => side.usage,
  flow_id: (side: Side) => side.flow_id,
  strictness: (side: Side) => side.strictness,
  deletion_policy: (side: Side) => side.deletion_policy,
  deletion_protection: (side: Side) => side.deletion_protection,
  "preferences.greenvn": (side: Side) =>
    isUnknown(side.preferences) ? side.preferences : (side.preferences?.greenvn ?? null),
  "preferences.region": (side: Side) =>
    isUnknown(side.preferences) ? side.preferences : (side.preferences?.region ?? null),
  "preferences.number_type": (side: Side) =>
    isUnknown(side.preferences) ? side.preferences : (side.preferences?.number_type ?? null),
  "preferences.pin_code": (side: Side) => side.pin_code,
  "deallocation_policy.duration": (side: Side) => side.duration,
} as const;

export type ShownAttribute = keyof typeof READ;

/** One attribute of a side, as far as it may be shown. */
export function show(side: Side | null, attribute: ShownAttribute): Shown {
  if (side === null) return NONE;
  if (side.sensitive.has(attribute)) return SENSITIVE;
  return shownValue(READ[attribute](side));
}

export function shownValue(value: Maybe<string | boolean> | null): Shown {
  if (isUnknown(value)) return { kind: "unknown" };
  return value === null ? NONE : { kind: "known", text: String(value) };
}

/** Whether two values are known to be the same. Two sensitive ones are not: nobody may tell. */
export function sameShown(one: Shown, other: Shown): boolean {
  if (one.kind === "known" && other.kind === "known") return one.text === other.text;
  return one.kind === "none" && other.kind === "none";
}
