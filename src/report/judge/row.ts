import { allocationCalls, assignmentCalls, type ChargedCall } from "../../rules/charged-calls";
import { type ResourceChange, SETTINGS_TYPE } from "../read/plan";
import { type Side } from "../read/side";
import { type Action, actionOf } from "./action";
import { type Asked, askedBy } from "./asked";
import { type DeclaredChange, declaredChanges } from "./declared-changes";
import { type Fate, fateOf } from "./fate";
import { isHandedOver, type JudgedType, judgedType, owns } from "./judged-type";
import { type Loss, lossesOf } from "./loss";
import { NONE, show, type Shown } from "./shown";

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
  /** Whose number its request for another one gives up, where it makes one. */
  readonly asked: Asked;
  readonly calls: readonly ChargedCall[];
  readonly declared: readonly DeclaredChange[];
  /** What can not be had back, the worst first; empty where nothing is lost. */
  readonly losses: readonly Loss[];
  /** Whether it moves from a resource that owns its allocation to one that does not: nobody deletes it from then on. */
  readonly handedOver: boolean;
}

/** `held`: what is known of other allocations, by their ids. */
export function judgeChange(change: ResourceChange, plan: number, held: ReadonlyMap<string, Side>): Row {
  const action = actionOf(change);
  const type = judgedType(change);
  const handedOver = isHandedOver(type, change);
  const fate = fateOf(type, change, action, handedOver);
  const calls = callsOf(type, change, action);
  return {
    plan,
    change,
    action,
    fate,
    idBefore: type === SETTINGS_TYPE ? NONE : show(change.before, "id"),
    idAfter: idAfterOf(type, change, action),
    numberBefore: show(change.before, "green_vn"),
    numberAfter: action.kind === "delete" || action.kind === "forget" ? NONE : show(change.after, "green_vn"),
    asked: askedBy(change, held),
    calls,
    declared:
      type !== SETTINGS_TYPE && change.before !== null && change.after !== null
        ? declaredChanges(type, change.before, change.after)
        : [],
    losses: lossesOf({ fate, calls, losesId: losesId(type, change, action) }),
    handedOver,
  };
}

/** Whether a row is worth a line: an unchanged object that neither moves nor is imported is not. */
export function isWorthShowing(row: Row): boolean {
  return row.action.kind !== "no-op" || row.change.previousAddress !== null || row.change.imports !== null;
}

function idAfterOf(type: JudgedType, change: ResourceChange, action: Action): Shown {
  if (type === SETTINGS_TYPE) return NONE;
  return owns(type) || action.kind === "update" ? show(change.after, "id") : show(change.after, "greenvn_id");
}

/** An assignment that is replaced leaves its allocation, id and number, to whoever owns it. */
function losesId(type: JudgedType, change: ResourceChange, action: Action): boolean {
  return change.before !== null && (owns(type) || action.kind !== "replace");
}

function callsOf(type: JudgedType, change: ResourceChange, action: Action): readonly ChargedCall[] {
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

function callsBetween(type: JudgedType, before: Side | null, after: Side | null): readonly ChargedCall[] {
  if (after === null) return [];
  switch (type) {
    case "greenvn_allocation":
      return allocationCalls(before, after);
    case "greenvn_assignment":
      return assignmentCalls(before, after);
    case SETTINGS_TYPE:
      return [];
  }
}

// Nothing is known of what such an object costs: every call that its type can make is counted.
function worstCalls(type: JudgedType): readonly ChargedCall[] {
  if (type === SETTINGS_TYPE) return [];
  const operations = owns(type) ? (["create", "call-party", "vn"] as const) : (["vn"] as const);
  return operations.map((operation) => ({ operation, certainty: "open" }));
}
