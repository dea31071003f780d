import { recognizeNumber, sameNumber } from "../../domain/phone-number";
import { isUnknown } from "../../domain/unknown";
import type { Told } from "../../exobridge";
import { sameNumbers } from "../../rules/charged-calls";
import type { AllocationState } from "./state";

type TellableState = Pick<
  AllocationState,
  "connection_id" | "aparty_numbers" | "bparty_numbers" | "usage" | "green_vn" | "state"
>;

/**
 * State after an answer: what is told replaces what was held, in the form that was held where it is the same number;
 * what is not told stays.
 */
export function mergeTold<S extends TellableState>(state: S, told: Told): S {
  return {
    ...state,
    connection_id: told.connectionId ?? state.connection_id,
    aparty_numbers: mergeNumbers(state.aparty_numbers, told.apartyNumbers),
    bparty_numbers: mergeNumbers(state.bparty_numbers, told.bpartyNumbers),
    usage: told.usage ?? state.usage,
    green_vn: toldNumber(told, typeof state.green_vn === "string" ? [state.green_vn] : []) ?? state.green_vn,
    state: told.state ?? state.state,
  };
}

/** What only an owned allocation keeps. */
export function mergeOwnTold(state: AllocationState, told: Told): AllocationState {
  return {
    ...mergeTold(state, told),
    aparty_pins: told.apartyPins ?? state.aparty_pins,
    bparty_pins: told.bpartyPins ?? state.bparty_pins,
    flow_id: told.flowId ?? state.flow_id,
  };
}

/** The number that an answer tells, in the form of the one that it equals; null where it tells none. */
export function toldNumber(told: Told, knownForms: readonly string[]): string | null {
  return told.greenVn === undefined ? null : recognizeNumber(told.greenVn, knownForms);
}

function mergeNumbers(
  held: TellableState["aparty_numbers"],
  told: readonly string[] | undefined,
): TellableState["aparty_numbers"] {
  if (told === undefined) return held;
  const known = held === null || isUnknown(held) ? [] : (held as readonly string[]);
  const merged = [...new Set(told.map((number) => recognizeNumber(number, known)))];
  return sameNumbers(merged, known) ? held : merged;
}

/** What a plan may know and an answer may tell, of either resource. */
export type Tellable = { readonly [name in keyof AllocationState]?: unknown };

/** What an answer tells otherwise than the plan that it was to fulfil. */
export type Difference =
  | {
      readonly kind: "text";
      readonly name: "connection_id" | "usage" | "flow_id";
      readonly planned: string;
      readonly told: string;
    }
  | {
      readonly kind: "numbers";
      readonly name: "aparty_numbers" | "bparty_numbers";
      readonly planned: readonly string[];
      readonly told: readonly string[];
    }
  /** The PINs are secret: only that they differ. */
  | { readonly kind: "pins"; readonly name: "aparty_pins" | "bparty_pins" }
  /** The number itself. */
  | { readonly kind: "number"; readonly planned: string; readonly told: string };

/** Holds an answer against the plan that it was to fulfil: what is not planned or not told does not differ. */
export function differences(planned: Tellable, told: Told): Difference[] {
  const found: Difference[] = [];
  for (const [name, wanted, actual] of [
    ["connection_id", planned.connection_id, told.connectionId],
    ["usage", planned.usage, told.usage],
    ["flow_id", planned.flow_id, told.flowId],
  ] as const) {
    if (typeof wanted === "string" && actual !== undefined && actual !== wanted)
      found.push({ kind: "text", name, planned: wanted, told: actual });
  }
  for (const [name, wanted, actual] of [
    ["aparty_numbers", planned.aparty_numbers, told.apartyNumbers],
    ["bparty_numbers", planned.bparty_numbers, told.bpartyNumbers],
  ] as const) {
    if (Array.isArray(wanted) && actual !== undefined && !sameNumbers(actual, wanted as string[]))
      found.push({ kind: "numbers", name, planned: wanted as string[], told: actual });
  }
  for (const [name, wanted, actual] of [
    ["aparty_pins", planned.aparty_pins, told.apartyPins],
    ["bparty_pins", planned.bparty_pins, told.bpartyPins],
  ] as const) {
    if (Array.isArray(wanted) && actual !== undefined && !samePins(actual, wanted as number[]))
      found.push({ kind: "pins", name });
  }
  if (typeof planned.green_vn === "string" && told.greenVn !== undefined && !sameNumber(told.greenVn, planned.green_vn))
    found.push({ kind: "number", planned: planned.green_vn, told: told.greenVn });
  return found;
}

export function samePins(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((pin) => other.includes(pin));
}
