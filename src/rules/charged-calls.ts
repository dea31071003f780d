import { indexNumbers, isE164, type NumberIndex } from "../domain/phone-number";
import { isUnknown, type Maybe } from "../domain/unknown";
import { type PartyAttributes, PREFERENCE_NAMES, type VnAttributes } from "./attributes";
import { prefers } from "./vn-rule";

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

/**
 * The charged calls that a plan of `greenvn_allocation` makes, in the order of their making: the plan warns by it, the
 * apply writes by it, the report counts by it.
 */
export function allocationCalls(prior: AllocationAttributes | null, planned: AllocationAttributes): ChargedCall[] {
  if (prior === null) return [{ operation: "create", certainty: "exact" }];
  return [...partyCalls(prior, planned), ...vnCalls(prior, planned)];
}

/**
 * The same of `greenvn_assignment`: its creation reads first, and asks for a number only where what is preferred is not
 * met.
 */
export function assignmentCalls(prior: AssignmentAttributes | null, planned: AssignmentAttributes): ChargedCall[] {
  if (prior === null) return prefers(planned) === "no" ? [] : [{ operation: "vn", certainty: "open" }];
  return vnCalls(prior, planned);
}

function vnCalls(prior: AssignmentAttributes, planned: AssignmentAttributes): ChargedCall[] {
  if (planned.green_vn === prior.green_vn) return [];
  return [{ operation: "vn", certainty: isOpen(planned) ? "open" : "exact" }];
}

/**
 * Whether a value that the VN rule asks about is still unknown: even a rotation may then turn out to be refused, or to
 * have been imported.
 */
function isOpen({ preferences, strictness, rotation_triggers: triggers }: VnAttributes): boolean {
  if (isUnknown(preferences) || isUnknown(strictness) || isUnknown(triggers)) return true;
  return (
    PREFERENCE_NAMES.some((name) => isUnknown(preferences?.[name])) || Object.values(triggers ?? {}).some(isUnknown)
  );
}

function partyCalls(prior: PartyAttributes, planned: PartyAttributes): ChargedCall[] {
  const changes = partyChanges(prior, planned);
  if (changes.length === 0) return [];
  const certainty =
    (["exact", "takeover"] as const).find((kind) => changes.some((change) => change.certainty === kind)) ?? "open";
  return [{ operation: "call-party", certainty }];
}

/** The party attributes that a plan changes. */
export function partyChanges(
  prior: PartyAttributes,
  planned: PartyAttributes,
): { readonly name: keyof PartyAttributes; readonly certainty: Certainty }[] {
  const same = {
    aparty_numbers: sameMembers(prior.aparty_numbers, planned.aparty_numbers, amongNumbers),
    bparty_numbers: sameMembers(prior.bparty_numbers, planned.bparty_numbers, amongNumbers),
    aparty_pins: planned.aparty_pins === null || sameMembers(prior.aparty_pins, planned.aparty_pins, amongPins),
    bparty_pins: planned.bparty_pins === null || sameMembers(prior.bparty_pins, planned.bparty_pins, amongPins),
    pins_wo_version: sameVersion(prior.pins_wo_version, planned.pins_wo_version),
    usage: prior.usage === planned.usage || (isUnknown(planned.usage) ? ("maybe" as const) : false),
  };
  return (Object.keys(same) as (keyof typeof same)[]).flatMap((name) => {
    if (same[name] === true) return [];
    const certainty = same[name] === "maybe" ? "open" : prior[name] === null ? "takeover" : "exact";
    return [{ name, certainty }];
  });
}

/** The party attributes that a plan lets go of: that changes state alone. */
export function partyRemovals(prior: PartyAttributes, planned: PartyAttributes): (keyof PartyAttributes)[] {
  return PIN_ATTRIBUTES.filter((name) => prior[name] !== null && planned[name] === null);
}

/** What stands for PINs in a state: by themselves, or by the version of write-only ones. */
export const PIN_ATTRIBUTES = ["aparty_pins", "bparty_pins", "pins_wo_version"] as const;

/** Whether any of these attributes is about PINs, of which answers tell nothing that could be relied on. */
export function areAboutPins(names: readonly string[]): boolean {
  return PIN_ATTRIBUTES.some((name) => names.includes(name));
}

/** A version that is removed sends nothing. */
function sameVersion(prior: Maybe<number> | null, planned: Maybe<number> | null): boolean | "maybe" {
  if (planned === null || isUnknown(prior) || prior === planned) return true;
  return isUnknown(planned) ? "maybe" : false;
}

/** Whether two sets of numbers are one, in whatever order and form. */
export function samePhoneNumbers(one: readonly string[], other: readonly string[]): boolean {
  return sameMembers(one, other, amongNumbers) === true;
}

/** Whether a value is among known ones; made once for all values, so that long lists cost no more than their length. */
type Among<T> = (known: readonly T[]) => (value: T) => boolean;

const amongNumbers: Among<string> = (known) => {
  const exact = new Set(known);
  const areWhole = known.every(isE164);
  let index: NumberIndex | null = null;
  return (number) => {
    if (exact.has(number)) return true;
    // Two numbers in E.164 have one form each; the other forms are looked up only where one of them is written.
    if (areWhole && isE164(number)) return false;
    index ??= indexNumbers(known);
    return index.find(number) !== undefined;
  };
};

const amongPins: Among<number> = (known) => {
  const pins = new Set(known);
  return (pin) => pins.has(pin);
};

function sameMembers<T>(
  prior: Maybe<readonly Maybe<T>[]> | null,
  planned: Maybe<readonly Maybe<T>[]> | null,
  among: Among<T>,
): boolean | "maybe" {
  // Prior values are known, unless they were taken over from the declaration before it was: then they are what is
  // planned.
  if (isUnknown(prior) || prior?.some(isUnknown)) return true;
  if (isUnknown(planned)) return "maybe";
  if (prior === null || planned === null) return prior === planned;
  if (planned.some(isUnknown)) return "maybe";
  const before = prior as readonly T[];
  const after = planned as readonly T[];
  if (before.length !== after.length) return false;
  // As they stand, which is what most plans meet: nothing has to be looked up.
  return after.every((value, place) => value === before[place]) || after.every(among(before));
}
