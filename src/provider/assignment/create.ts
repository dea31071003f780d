import { samePhoneNumber } from "../../domain/phone-number";
import type { RemoteAllocation } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Changing, Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { type Held, pinnedNumber, prefers } from "../../rules/vn-rule";
import { mergeRemote } from "../common/remote";
import { cannotCall, type Ready, type Released, type Session } from "../common/session";
import { type AssignmentState, holderOf, idOf } from "../common/state";
import { blankState, toBeApplied } from "../common/whole-state";
import type { Former, PlannedCreation } from "../memory/creation-plans";
import { type ProviderNotes, writeNotes } from "../memory/notes";
import { type Adopted, adoptLostWrites, unsettled } from "../steps/adopt-lost-writes";
import { afterApply, fulfilled } from "../steps/after-apply";
import { numberChange } from "../steps/change-number";
import { makeChange, type Start, type Step, type Telling } from "../steps/charged-change";
import { importAdoption } from "../steps/import-adoption";
import { anotherRunIsAtIt, changedSincePlan, endsBeforeLooking, isChangedByThisApply } from "../steps/messages";
import { awaitOtherWriters, type Clearance, isStillAtIt, lookAt } from "../steps/other-writers";
import { openRequest } from "../steps/plan-number";
import { type CreationFacts, decideCreation } from "./decide-creation";
import { couldNotTakeOn, noAllocationToTakeOn, savedAllTheSame } from "./messages";

/** An assignment's state whose declared values are all known. */
type Wanted = Known<AssignmentState>;

export async function createAssignment({
  planned,
  session,
  reached,
  onDelivery,
}: Pick<Changing<AssignmentState, Session>, "session" | "reached" | "onDelivery"> & {
  planned: AssignmentState;
}): Promise<Reached<AssignmentState>> {
  const { greenvn_id: id } = toBeApplied(planned);
  const cannot = cannotCall(session, planned, "take on", String(id));
  if (cannot || session.kind !== "ready" || id === null)
    return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  return takeOn(session, id, planned, {
    by: "create",
    record: (state, notes) => reached(fulfilled<AssignmentState>(planned, state), writeNotes(afterApply(notes))),
    onDelivery,
  });
}

/** Reads the allocation, and asks for another number only where a preference is set that is not provably met. */
async function takeOn(
  session: Ready,
  id: string,
  planned: AssignmentState,
  telling: Telling<Wanted>,
): Promise<Reached<AssignmentState>> {
  const foreseen = await session.creationPlans.recall(id);
  session.creationPlans.end(id);
  const wanted = toBeApplied(planned);
  const home = { account_sid: session.accountSid, api_origin: session.apiOrigin };
  const blank: Wanted = { ...blankState("assignment"), id, greenvn_id: id, ...home };
  const former = session.released.get(id) ?? formerIn(foreseen, blank, wanted);
  const looked = await lookForStart(session, blank, wanted, former);
  if (looked.kind === "ended") return { state: null, notes: {}, diagnostics: [looked.why] };
  const { start } = looked;
  const step = await numberStep(session, start, wanted, foreseen?.numbers ?? [], telling);

  const diagnostics = [...start.diagnostics, ...step.diagnostics];
  const notes = writeNotes(afterApply(step.notes));
  switch (step.kind) {
    case "done":
      return { state: fulfilled<AssignmentState>(planned, step.state), notes, diagnostics };
    case "refused":
      return { state: null, notes, diagnostics };
    // A write that was or may be carried out must not be forgotten: it stays in state, and in the journal.
    case "open": {
      // Carried out, and nobody tells the number: the one before is not in force any more.
      const isCarriedOut = step.notes.unresolved === undefined;
      const state = isCarriedOut ? { ...step.state, green_vn: null } : step.state;
      const said = step.diagnostics.map((one) => savedAllTheSame(one, isCarriedOut));
      return { state: fulfilled<AssignmentState>(planned, state), notes, diagnostics: [...start.diagnostics, ...said] };
    }
  }
}

/** Where a creation begins, once no other run is at the number. */
async function lookForStart(
  session: Ready,
  blank: Wanted,
  wanted: Wanted,
  former: Released | undefined,
): Promise<
  | { readonly kind: "found"; readonly start: Adopted<Wanted> & { readonly seen: RemoteAllocation } }
  | { readonly kind: "ended"; readonly why: Diagnostic }
> {
  const id = idOf(blank);
  const ended = (why: Diagnostic) => ({ kind: "ended", why }) as const;
  const notes = former?.notes ?? {};
  // One that asks for nothing has sent nothing: what stands in the journal is of another one.
  const clearance: Clearance =
    prefers(wanted) === "no"
      ? { kind: "look", atMs: [], standing: [] }
      : await awaitOtherWriters(session, holderOf(blank), notes, "create an assignment");
  if (clearance.kind === "taken") return ended(isChangedByThisApply(blank));
  const looked = await lookAt(
    session,
    clearance.atMs.length > 0 ? clearance.atMs : [0],
    async () => {
      const read = await session.api.read(id);
      return read.kind === "found"
        ? { ...read, start: startOf(session, blank, wanted, former, read.allocation) }
        : read;
    },
    (seen) => seen.kind !== "found" || seen.start.notes.unresolved === undefined,
  );
  switch (looked?.kind) {
    case undefined:
      return ended(endsBeforeLooking(blank));
    case "gone":
      session.journal.endAllOf(id, null);
      return ended(noAllocationToTakeOn(id, looked.isUnknownId === true));
    case "failed":
      return ended(couldNotTakeOn(id, looked.failure));
    case "found": {
      const { start, allocation: seen } = looked;
      return isStillAtIt(clearance, start.notes)
        ? ended(anotherRunIsAtIt(blank))
        : { kind: "found", start: { ...start, seen } };
    }
  }
}

/** What the allocation's number is held under before anything is asked for, with every lost write settled. */
function startOf(
  session: Ready,
  blank: Wanted,
  wanted: Wanted,
  released: Released | undefined,
  remote: RemoteAllocation,
): Adopted<Wanted> {
  const found = mergeRemote("assignment", blank, remote);
  const former = released && isGoneOnFrom(released, inPinnedForm(found, wanted), wanted) ? released : undefined;
  const before = former ? takenUp(former, wanted, session) : found;
  const notes = former?.notes ?? {};
  const journal = prefers(wanted) === "no" ? [] : unsettled(notes, session.journal.changesOf(holderOf(blank)));
  const adopted = adoptLostWrites(before, notes, remote, journal);
  const held = inPinnedForm(mergeRemote("assignment", adopted.state, remote), wanted);
  return { ...adopted, state: former ? held : { ...held, rotation_triggers: wanted.rotation_triggers } };
}

/**
 * Whether a creation goes on from the former one. The plan knew nothing of a tainted one, nor of one at another address:
 * where it took the creation for a newcomer's, which needs no call, nothing of the former one asks for a call.
 */
function isGoneOnFrom({ notes }: Released, found: Wanted, wanted: Wanted): boolean {
  if (notes.standing !== undefined) return true;
  // Triggers rotate when they change: those that a newcomer begins with differ from none.
  const held = { ...found, rotation_triggers: wanted.rotation_triggers };
  return decideCreation({ held, declared: wanted, obtained: null, open: null, planned: [] }).kind !== "adopt";
}

/** What the plan says is replaced, where several are: the one that asks for no call to become what is wanted. */
function formerIn(foreseen: PlannedCreation | null, blank: Wanted, wanted: Wanted): Released | undefined {
  const formers = foreseen?.formers ?? [];
  const asksForNone = ({ held, notes }: Former) =>
    decideCreation({ ...factsOf(held, notes), declared: wanted, planned: [] }).kind === "adopt";
  const former = formers.find(asksForNone) ?? formers[0];
  if (former === undefined) return undefined;
  const { held, notes } = former;
  return { state: { ...blank, ...held }, notes: { ...notes, standing: { ...held, id: idOf(blank) } } };
}

/** A successor goes on where the former one stopped: as an update of that one would, a fresh import's too. */
function takenUp({ state, notes }: Released, wanted: Wanted, { accountSid, apiOrigin }: Ready): Wanted {
  const home = { account_sid: accountSid, api_origin: apiOrigin };
  return importAdoption("assignment", { ...state, ...home }, wanted, notes).baseline;
}

async function numberStep(
  session: Ready,
  { state: held, notes, seen }: Pick<Start<Wanted>, "state" | "notes" | "seen">,
  wanted: Wanted,
  planned: readonly string[],
  telling: Telling<Wanted>,
): Promise<Step<Wanted>> {
  const decision = decideCreation({ ...factsOf(held, notes), declared: wanted, planned });
  switch (decision.kind) {
    case "adopt":
      return { kind: "done", state: held, notes, diagnostics: [] };
    case "stop": {
      const { planned: foreseen, inForce } = decision;
      return {
        kind: "refused",
        state: held,
        notes,
        diagnostics: [changedSincePlan("vn", held, [{ kind: "number", planned: foreseen, told: inForce }])],
      };
    }
    case "call": {
      const change = numberChange(held, wanted, notes);
      return change.kind === "met"
        ? { kind: "done", state: change.state, notes, diagnostics: [] }
        : makeChange(session, { state: held, notes, plannedOn: held, seen }, change, telling);
    }
  }
}

function factsOf(held: Known<Held>, notes: ProviderNotes): Pick<CreationFacts, "held" | "obtained" | "open"> {
  return { held, obtained: notes.obtained ?? null, open: openRequest(notes) };
}

/** A number that is the pinned one is written as it was declared: an answer may lack the country code. */
function inPinnedForm(held: Wanted, wanted: Wanted): Wanted {
  const pinned = pinnedNumber(wanted);
  return pinned !== null && held.green_vn !== null && samePhoneNumber(pinned, held.green_vn)
    ? { ...held, green_vn: pinned }
    : held;
}
