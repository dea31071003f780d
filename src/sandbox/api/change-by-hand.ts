import { USAGES } from "../../domain/number-type";
import { badChoice, badNumber, badNumbers, badPins, badText, type Fields, unknownField } from "../core/body-checks";
import { type ChangeByHand } from "../core/tenant";

/** What is wrong with a change as it came, or null. */
export function changeProblem(change: Fields): string | null {
  const { flow_id: flow, ...rest } = change;
  const refusal =
    unknownField(rest, [
      "connection_id",
      "aparty_numbers",
      "bparty_numbers",
      "aparty_pins",
      "bparty_pins",
      "usage",
      "green_vn",
      "state",
      "drop",
    ]) ??
    badText(rest, "connection_id") ??
    badNumbers(rest, "aparty_numbers") ??
    badNumbers(rest, "bparty_numbers") ??
    badPins(rest, "aparty_pins") ??
    badPins(rest, "bparty_pins") ??
    badChoice(rest, "usage", USAGES) ??
    badNumber(rest, "green_vn") ??
    badChoice(rest, "state", ["active", "vault"]);
  if (refusal) return refusal.message;
  return flow === undefined || flow === null || typeof flow === "string" ? null : "flow_id must be a string or null";
}

const FIELDS: readonly (readonly [wire: string, field: keyof ChangeByHand])[] = [
  ["connection_id", "connectionId"],
  ["aparty_numbers", "apartyNumbers"],
  ["bparty_numbers", "bpartyNumbers"],
  ["aparty_pins", "apartyPins"],
  ["bparty_pins", "bpartyPins"],
  ["usage", "usage"],
  ["green_vn", "greenVn"],
  ["flow_id", "flowId"],
  ["state", "state"],
];

/** The change by the names of the allocation, once nothing is wrong with it. */
export function changeByHandOf(change: Fields): ChangeByHand {
  return Object.fromEntries(
    FIELDS.filter(([wire]) => change[wire] !== undefined).map(([wire, field]) => [field, change[wire]]),
  );
}
