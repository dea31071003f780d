import { isUnknown, type Maybe } from "../../domain/unknown";
import { type ResourceChange, SETTINGS_TYPE } from "../read/plan";
import type { Action } from "./action";
import { type JudgedType, owns } from "./judged-type";

/** What becomes of the allocation: the words stand so in the report. */
export type Fate =
  | { readonly kind: "unchanged" }
  /** Another allocation than before, if there was one; `old` is what becomes of that one. */
  | { readonly kind: "NEW"; readonly old: "RELEASED" | "ABANDONED" | null }
  | { readonly kind: "RELEASED" }
  | { readonly kind: "ABANDONED" }
  | { readonly kind: "UNPROVEN"; readonly why: string }
  /** It is about no allocation, as an account's settings are: whatever becomes of it, no number is touched. */
  | { readonly kind: "none" };

export function fateOf(type: JudgedType, change: ResourceChange, action: Action, handedOver: boolean): Fate {
  if (action.kind === "unknown") return { kind: "UNPROVEN", why: action.why };
  if (type === SETTINGS_TYPE) return { kind: "none" };
  if (handedOver) return fateOfHandedOver(change, action);
  const owned = owns(type);
  const given = change.before?.deletion_policy === "abandon" ? "ABANDONED" : "RELEASED";
  switch (action.kind) {
    case "no-op":
      return { kind: "unchanged" };
    case "create":
      return owned ? { kind: "NEW", old: null } : { kind: "unchanged" };
    case "update":
      return fateOfUpdate(change.before?.id ?? null, change.after?.id ?? null);
    case "replace":
      if (!owned) return { kind: "NEW", old: null };
      return { kind: "NEW", old: action.old === "forgotten" ? "ABANDONED" : given };
    case "delete":
      return owned ? { kind: given } : { kind: "unchanged" };
    case "forget":
      return owned ? { kind: "ABANDONED" } : { kind: "unchanged" };
  }
}

/** An assignment makes no call when it ends: an allocation that becomes one lives on, whatever else happens to it. */
function fateOfHandedOver(change: ResourceChange, action: Action): Fate {
  if (action.kind === "replace") return { kind: "NEW", old: "ABANDONED" };
  if (action.kind !== "update") return { kind: "ABANDONED" };
  const fate = fateOfUpdate(change.before?.id ?? null, change.after?.id ?? null);
  return fate.kind === "unchanged" ? { kind: "ABANDONED" } : fate;
}

function fateOfUpdate(before: Maybe<string> | null, after: Maybe<string> | null): Fate {
  if (isUnknown(after)) return { kind: "UNPROVEN", why: "the id is unknown after an update" };
  if (before === null || after === null || isUnknown(before)) return { kind: "UNPROVEN", why: "the plan tells no id" };
  return before === after ? { kind: "unchanged" } : { kind: "NEW", old: null };
}
