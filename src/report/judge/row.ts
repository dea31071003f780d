import { isResourceType, type ResourceType } from "../../domain/attributes/resource-type";
import { isUnknown, type Maybe } from "../../domain/unknown";
import { allocationCalls, assignmentCalls, type ChargedCall } from "../../rules/charged-calls";
import { ownsAllocation } from "../../rules/ownership";
import { type ResourceChange } from "../read/plan";
import { type Side } from "../read/side";
import { type DeclaredChange, declaredChanges } from "./declared-changes";
import { NONE, show, type Shown } from "./shown";

export type Action =
  | { readonly kind: "no-op" }
  | { readonly kind: "create" }
  | { readonly kind: "update" }
  | { readonly kind: "replace"; readonly first: "create" | "destroy"; readonly old: "destroyed" | "forgotten" }
  | { readonly kind: "delete" }
  | { readonly kind: "forget" }
  /** An action, a type or a content that this version can't judge. */
  | { readonly kind: "unknown"; readonly why: string };

/** What becomes of the allocation: the words stand so in the report. */
export type Fate =
  | { readonly kind: "unchanged" }
  /** Another allocation than before, if there was one; `old` is what becomes of that one. */
  | { readonly kind: "NEW"; readonly old: "RELEASED" | "ABANDONED" | null }
  | { readonly kind: "RELEASED" }
  | { readonly kind: "ABANDONED" }
  | { readonly kind: "UNPROVEN"; readonly why: string };

/** One changed object of a plan, judged. */
export interface Row {
  /** Index of its plan among the plans of the report. */
  readonly plan: number;
  readonly change: ResourceChange;
  readonly action: Action;
  readonly fate: Fate;
  readonly idBefore: Shown;
  readonly idAfter: Shown;
  readonly numberBefore: Shown;
  readonly numberAfter: Shown;
  readonly calls: readonly ChargedCall[];
  readonly declared: readonly DeclaredChange[];
}

export function judgeChange(change: ResourceChange, plan: number): Row {
  const action = actionOf(change);
  const type = judgedType(change);
  return {
    plan,
    change,
    action,
    fate: fateOf(type, change, action),
    idBefore: show(change.before, "id"),
    idAfter:
      ownsAllocation(type) || action.kind === "update" ? show(change.after, "id") : show(change.after, "greenvn_id"),
    numberBefore: show(change.before, "green_vn"),
    numberAfter: action.kind === "delete" || action.kind === "forget" ? NONE : show(change.after, "green_vn"),
    calls: callsOf(type, change, action),
    declared: change.before !== null && change.after !== null ? declaredChanges(type, change.before, change.after) : [],
  };
}

/** The type whose rules an object is judged by: one that this version doesn't know might own an allocation. */
export function judgedType({ type }: ResourceChange): ResourceType {
  return isResourceType(type) ? type : "greenvn_allocation";
}

/** Whether a row is worth a line: an unchanged object that neither moves nor is imported is not. */
export function isWorthShowing(row: Row): boolean {
  return row.action.kind !== "no-op" || row.change.previousAddress !== null || row.change.imports !== null;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  "no-op": { kind: "no-op" },
  create: { kind: "create" },
  update: { kind: "update" },
  "delete,create": { kind: "replace", first: "destroy", old: "destroyed" },
  "create,delete": { kind: "replace", first: "create", old: "destroyed" },
  "create,forget": { kind: "replace", first: "create", old: "forgotten" },
  "forget,create": { kind: "replace", first: "destroy", old: "forgotten" },
  delete: { kind: "delete" },
  forget: { kind: "forget" },
};

/** The action that is told, as long as it is known and the content agrees with it. */
function actionOf(change: ResourceChange): Action {
  const told = change.actions.join(",");
  if (!isResourceType(change.type)) return { kind: "unknown", why: "a resource type that this version does not know" };
  const action = Object.hasOwn(ACTIONS, told) ? ACTIONS[told] : undefined;
  if (action === undefined) return { kind: "unknown", why: "an action that this version does not know" };
  const [hadBefore, hasAfter] = [change.before !== null, change.after !== null];
  switch (action.kind) {
    case "no-op":
      return hadBefore && hasAfter && change.identical
        ? action
        : { kind: "unknown", why: "said to be unchanged, but the plan holds a change" };
    case "create":
      return !hadBefore && hasAfter ? action : contradicted;
    case "update":
    case "replace":
      return hadBefore && hasAfter ? action : contradicted;
    case "delete":
    case "forget":
      return hadBefore && !hasAfter ? action : contradicted;
    case "unknown":
      return action;
  }
}

const contradicted: Action = { kind: "unknown", why: "the action does not fit what the plan holds before and after" };

function fateOf(type: ResourceType, change: ResourceChange, action: Action): Fate {
  const owned = ownsAllocation(type);
  const given = change.before?.deletion_policy === "abandon" ? "ABANDONED" : "RELEASED";
  switch (action.kind) {
    case "unknown":
      return { kind: "UNPROVEN", why: action.why };
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

function fateOfUpdate(before: Maybe<string> | null, after: Maybe<string> | null): Fate {
  if (isUnknown(after)) return { kind: "UNPROVEN", why: "the id is unknown after an update" };
  if (before === null || after === null || isUnknown(before)) return { kind: "UNPROVEN", why: "the plan tells no id" };
  return before === after ? { kind: "unchanged" } : { kind: "NEW", old: null };
}

function callsOf(type: ResourceType, change: ResourceChange, action: Action): readonly ChargedCall[] {
  switch (action.kind) {
    case "no-op":
    case "delete":
    case "forget":
      return [];
    case "create":
    case "replace":
      return callsBetween(type, null, change.after);
    case "update":
      return callsBetween(type, change.before, change.after);
    case "unknown":
      return worstCalls(type);
  }
}

function callsBetween(type: ResourceType, before: Side | null, after: Side | null): readonly ChargedCall[] {
  if (after === null) return [];
  switch (type) {
    case "greenvn_allocation":
      return allocationCalls(before, after);
    case "greenvn_assignment":
      return assignmentCalls(before, after);
  }
}

// Nothing is known of what such an object costs: every call that its type can make is counted.
function worstCalls(type: ResourceType): readonly ChargedCall[] {
  const operations = ownsAllocation(type) ? (["create", "call-party", "vn"] as const) : (["vn"] as const);
  return operations.map((operation) => ({ operation, certainty: "open" }));
}
