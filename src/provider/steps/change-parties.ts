import type { PartiesRequest } from "../../exobridge";
import { partyChanges } from "../../rules/charged-calls";
import { type AllocationState, holderOf, pinsIn } from "../common/state";
import { hasLanded } from "./adopt-lost-writes";
import { announce, carriedOut, type ChargedChange, differingFrom, notDone, type Step } from "./charged-write";

/** The one `PUT …/call-party` of a change, unless nothing is left to change. */
export async function changeParties({
  session,
  held,
  planned,
  notes,
}: ChargedChange<AllocationState>): Promise<Step<AllocationState>> {
  const changes = partyChanges(held, planned).map(({ name }) => name);
  if (changes.length === 0) return { kind: "done", state: held, notes, diagnostics: [] };

  const id = held.id as string;
  const write = announce(session, held, {
    operation: "call-party",
    aparty_numbers: planned.aparty_numbers as readonly string[],
    bparty_numbers: planned.bparty_numbers as readonly string[],
    usage: planned.usage as string | null,
    changes,
  });
  const pins = { ...pinsOf("aparty", planned.aparty_pins), ...pinsOf("bparty", planned.bparty_pins) };
  const outcome = await session.api.changeParties(
    id,
    partiesRequest(planned, changes),
    (seen) => hasLanded(write, seen, pins),
    pinsIn(held),
  );
  if (outcome.kind !== "done") return notDone({ session, held, notes }, write, outcome);

  session.journal.record(holderOf(held), { ...write, done: true });
  const { aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, usage } = planned;
  return {
    kind: "done",
    state: { ...held, aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, usage },
    notes: carriedOut(notes, write),
    diagnostics: differingFrom("call-party", { ...planned, green_vn: held.green_vn }, outcome.allocation),
  };
}

function partiesRequest(planned: AllocationState, changes: readonly string[]): PartiesRequest {
  // The API wants at least one side's numbers, whatever else changes.
  const sides = changes.some((name) => name.endsWith("_numbers")) ? changes : [...changes, "aparty_numbers"];
  return {
    ...(sides.includes("aparty_numbers") ? { apartyNumbers: planned.aparty_numbers as readonly string[] } : {}),
    ...(sides.includes("bparty_numbers") ? { bpartyNumbers: planned.bparty_numbers as readonly string[] } : {}),
    ...(sides.includes("aparty_pins") ? { apartyPins: planned.aparty_pins as readonly number[] } : {}),
    ...(sides.includes("bparty_pins") ? { bpartyPins: planned.bparty_pins as readonly number[] } : {}),
    ...(sides.includes("usage") ? { usage: planned.usage as string } : {}),
  };
}

function pinsOf<N extends "aparty" | "bparty">(side: N, pins: unknown): { [side in N]?: readonly number[] } {
  return Array.isArray(pins) ? ({ [side]: pins } as unknown as { [side in N]?: readonly number[] }) : {};
}
