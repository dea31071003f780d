import { sameNumber } from "../domain/phone-number";
import { isUnknown, type Maybe } from "../domain/unknown";
import type { PartyAttributes, VnAttributes } from "./attributes";
import { prefers, rotation } from "./vn-rule";

/** The writes that ExoBridge charges as an allocation. */
export type ChargedOperation = "create" | "call-party" | "vn";

/**
 * `exact`: the call is made. `open`: values still unknown, or what the API holds, may turn out to ask for nothing.
 * `takeover`: what was never told is set now; a fresh import takes that over with no call, any other resource calls.
 */
export type Certainty = "exact" | "open" | "takeover";

export interface ChargedCall {
  readonly operation: ChargedOperation;
  readonly certainty: Certainty;
}

export interface AllocationAttributes extends VnAttributes, PartyAttributes {
  readonly green_vn: Maybe<string> | null;
}

export type AssignmentAttributes = VnAttributes & { readonly green_vn: Maybe<string> | null };

/** The charged calls that a plan of `greenvn_allocation` makes, in the order of their making: the plan warns by it, the apply writes by it, the report counts by it. */
export function allocationCalls(prior: AllocationAttributes | null, planned: AllocationAttributes): ChargedCall[] {
  if (prior === null) return [{ operation: "create", certainty: "exact" }];
  return [...partyCalls(prior, planned), ...vnCalls(prior, planned)];
}

/** The same of `greenvn_assignment`: its creation reads first, and asks for a number only where what is preferred is not met. */
export function assignmentCalls(prior: AssignmentAttributes | null, planned: AssignmentAttributes): ChargedCall[] {
  if (prior === null) return prefers(planned) === "no" ? [] : [{ operation: "vn", certainty: "open" }];
  return vnCalls(prior, planned);
}

function vnCalls(prior: AssignmentAttributes, planned: AssignmentAttributes): ChargedCall[] {
  if (planned.green_vn === prior.green_vn) return [];
  const certain = rotation(prior.rotation_triggers, planned.rotation_triggers) === "yes" || !isOpen(planned);
  return [{ operation: "vn", certainty: certain ? "exact" : "open" }];
}

function isOpen(planned: VnAttributes): boolean {
  return [planned.preferences, planned.strictness, planned.rotation_triggers].some((value) => isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(isUnknown)));
}

function partyCalls(prior: PartyAttributes, planned: PartyAttributes): ChargedCall[] {
  const changes = partyChanges(prior, planned);
  if (changes.length === 0) return [];
  const certainty = (["exact", "takeover"] as const).find((kind) => changes.some((change) => change.certainty === kind)) ?? "open";
  return [{ operation: "call-party", certainty }];
}

/** The party attributes that a plan changes. */
export function partyChanges(prior: PartyAttributes, planned: PartyAttributes): { readonly name: keyof PartyAttributes; readonly certainty: Certainty }[] {
  const same = {
    aparty_numbers: sameMembers(prior.aparty_numbers, planned.aparty_numbers, sameNumber),
    bparty_numbers: sameMembers(prior.bparty_numbers, planned.bparty_numbers, sameNumber),
    aparty_pins: sameMembers(prior.aparty_pins, planned.aparty_pins, Object.is),
    bparty_pins: sameMembers(prior.bparty_pins, planned.bparty_pins, Object.is),
    usage: isUnknown(planned.usage) ? ("maybe" as const) : prior.usage === planned.usage,
  };
  return (Object.keys(same) as (keyof typeof same)[]).flatMap((name) => {
    if (same[name] === true) return [];
    const certainty = same[name] === "maybe" ? "open" : prior[name] === null ? "takeover" : "exact";
    return [{ name, certainty }];
  });
}

/** Whether two sets of numbers are one, in whatever order and form. */
export function sameNumbers(one: readonly string[], other: readonly string[]): boolean {
  return sameMembers(one, other, sameNumber) === true;
}

function sameMembers<T>(prior: Maybe<readonly Maybe<T>[]> | null, planned: Maybe<readonly Maybe<T>[]> | null, equal: (one: T, other: T) => boolean): boolean | "maybe" {
  if (isUnknown(planned) || isUnknown(prior)) return "maybe";
  if (prior === null || planned === null) return prior === planned;
  if (planned.some(isUnknown)) return "maybe";
  const before = prior as readonly T[];
  const after = planned as readonly T[];
  return before.length === after.length && after.every((value) => before.some((known) => equal(value, known)));
}
