import { recognizeNumber, sameNumber } from "../../domain/phone-number";
import { shortened } from "../../domain/printable";
import { isUnknown } from "../../domain/unknown";
import type { Told } from "../../exobridge";
import { sameNumbers } from "../../rules/charged-calls";
import type { AllocationState } from "./state";
import { numberOf, quoted } from "./wording";

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

/** The longest list of numbers that a sentence repeats, in characters. */
const LONGEST_LIST = 1000;

/** Sentences on what an answer says otherwise than the plan that it was to fulfil. PINs are not spelled out. */
export function saidOtherwise(planned: Tellable, told: Told): string[] {
  const sentences: string[] = [];
  const differs = (name: string, wanted: unknown, actual: string | undefined) => {
    if (typeof wanted === "string" && actual !== undefined && actual !== wanted)
      sentences.push(`${name} is ${quoted(actual)}, not ${quoted(wanted)}`);
  };
  differs("connection_id", planned.connection_id, told.connectionId);
  differs("usage", planned.usage, told.usage);
  differs("flow_id", planned.flow_id, told.flowId);
  for (const [name, wanted, actual] of [
    ["aparty_numbers", planned.aparty_numbers, told.apartyNumbers],
    ["bparty_numbers", planned.bparty_numbers, told.bpartyNumbers],
  ] as const) {
    if (Array.isArray(wanted) && actual !== undefined && !sameNumbers(actual, wanted as string[]))
      sentences.push(
        `${name} are ${shortened(actual.join(", "), LONGEST_LIST) || "none"}, not ${shortened(wanted.join(", "), LONGEST_LIST)}`,
      );
  }
  for (const [name, wanted, actual] of [
    ["aparty_pins", planned.aparty_pins, told.apartyPins],
    ["bparty_pins", planned.bparty_pins, told.bpartyPins],
  ] as const) {
    if (Array.isArray(wanted) && actual !== undefined && !samePins(actual, wanted as number[]))
      sentences.push(`${name} are others than those declared`);
  }
  if (typeof planned.green_vn === "string" && told.greenVn !== undefined && !sameNumber(told.greenVn, planned.green_vn))
    sentences.push(`green_vn is ${numberOf(told.greenVn)}, not ${planned.green_vn}`);
  return sentences;
}

export function samePins(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((pin) => other.includes(pin));
}
