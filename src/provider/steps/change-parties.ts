import type { PartiesRequest } from "../../exobridge";
import type { Known } from "../../plugin/sdk/value";
import type { PartyAttributes } from "../../rules/attributes";
import { partyChanges } from "../../rules/charged-calls";
import { type AllocationState, idOf, pinsIn } from "../common/state";
import { differingFrom, type PlannedChange } from "./charged-change";

/** The one `PUT …/call-party` of a change, unless nothing is left to change. */
export function partiesChange(
  held: Known<AllocationState>,
  planned: Known<AllocationState>,
): PlannedChange<Known<AllocationState>> {
  const changes = partyChanges(held, planned).map(({ name }) => name);
  if (changes.length === 0) return { kind: "met", state: held };

  const id = idOf(held);
  const { aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, usage } = planned;
  return {
    kind: "due",
    intent: {
      operation: "call-party",
      aparty_numbers: aparty_numbers ?? [],
      bparty_numbers: bparty_numbers ?? [],
      usage,
      changes,
    },
    pins: { ...(aparty_pins ? { aparty: aparty_pins } : {}), ...(bparty_pins ? { bparty: bparty_pins } : {}) },
    send: (api, landed) => api.changeParties(id, partiesRequest(planned, changes), landed, pinsIn(held)),
    reached: async (_session, remote, notes) => ({
      kind: "done",
      state: { ...held, aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, usage },
      notes,
      diagnostics: differingFrom("call-party", { ...planned, green_vn: held.green_vn }, remote),
    }),
  };
}

function partiesRequest(planned: Known<PartyAttributes>, changes: readonly (keyof PartyAttributes)[]): PartiesRequest {
  // The API wants at least one side's numbers, whatever else changes.
  const sides = changes.some((name) => name.endsWith("_numbers")) ? changes : [...changes, "aparty_numbers" as const];
  const { aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, usage } = planned;
  const is = (name: keyof PartyAttributes) => sides.includes(name);
  return {
    ...(is("aparty_numbers") && aparty_numbers ? { apartyNumbers: aparty_numbers } : {}),
    ...(is("bparty_numbers") && bparty_numbers ? { bpartyNumbers: bparty_numbers } : {}),
    ...(is("aparty_pins") && aparty_pins ? { apartyPins: aparty_pins } : {}),
    ...(is("bparty_pins") && bparty_pins ? { bpartyPins: bparty_pins } : {}),
    ...(is("usage") && usage !== null ? { usage } : {}),
  };
}
