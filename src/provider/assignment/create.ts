import { sameNumber } from "../../domain/phone-number";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Changing, Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import { pinnedNumber, prefers } from "../../rules/vn-rule";
import { mergeRemote } from "../common/remote";
import { cannotCall, type Ready, type Session } from "../common/session";
import { type AssignmentState, holderOf } from "../common/state";
import { blankState, toBeApplied } from "../common/whole-state";
import { writeNotes } from "../memory/notes";
import { adoptLostWrites, unsettled } from "../steps/adopt-lost-writes";
import { afterApply, fulfilled } from "../steps/after-apply";
import { numberChange } from "../steps/change-number";
import { makeChange, type Telling } from "../steps/charged-change";
import { anotherRunIsAtIt, endsBeforeLooking, isChangedByThisApply } from "../steps/messages";
import { awaitOtherWriters, type Clearance, isStillAtIt, lookAt } from "../steps/other-writers";
import { couldNotTakeOn, noAllocationToTakeOn } from "./messages";

export async function createAssignment({
  planned,
  session,
  reached,
  onDelivery,
}: Pick<Changing<AssignmentState, Session>, "session" | "reached" | "onDelivery"> & {
  planned: AssignmentState;
}): Promise<Reached<AssignmentState>> {
  const { greenvn_id: id, account_sid } = toBeApplied(planned);
  const cannot = cannotCall(session, account_sid, "take on", String(id));
  if (cannot || session.kind !== "ready" || id === null)
    return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  return takeOn(session, id, planned, {
    by: "create",
    record: (state, notes) => reached(state, writeNotes(afterApply(notes))),
    onDelivery,
  });
}

/** Reads the allocation, and asks for another number only where a preference is set that is not provably met. */
async function takeOn(
  session: Ready,
  id: string,
  planned: AssignmentState,
  telling: Telling<Known<AssignmentState>>,
): Promise<Reached<AssignmentState>> {
  const wanted = toBeApplied(planned);
  const { accountSid: account_sid } = session;
  const blank: Known<AssignmentState> = { ...blankState("assignment"), id, greenvn_id: id, account_sid };
  const holder = holderOf(blank);
  const released = session.released.get(id);
  const remembered = released?.notes ?? {};
  const nothing = (diagnostic: Diagnostic) => ({ state: null, notes: {}, diagnostics: [diagnostic] });

  const clearance: Clearance =
    prefers(wanted) === "no"
      ? { kind: "look", atMs: [], standing: [] }
      : await awaitOtherWriters(session, holder, remembered, "create an assignment");
  if (clearance.kind === "taken") return nothing(isChangedByThisApply(blank));
  const looked = await lookAt(
    session,
    clearance.atMs.length > 0 ? clearance.atMs : [0],
    async () => {
      const read = await session.api.read(id);
      if (read.kind !== "found") return read;
      const before = released ? { ...released.state, account_sid } : mergeRemote("assignment", blank, read.allocation);
      const journal = prefers(wanted) === "no" ? [] : unsettled(remembered, session.journal.changesOf(holder));
      return { ...read, adopted: adoptLostWrites(before, remembered, read.allocation, journal) };
    },
    (seen) => seen.kind !== "found" || seen.adopted.notes.unresolved === undefined,
  );
  switch (looked?.kind) {
    case undefined:
      return nothing(endsBeforeLooking(blank));
    case "gone":
      session.journal.endAllOf(id, null);
      return nothing(noAllocationToTakeOn(id));
    case "failed":
      return nothing(couldNotTakeOn(id, looked.failure));
    case "found":
      break;
  }
  const { adopted } = looked;
  if (isStillAtIt(clearance, adopted.notes)) return nothing(anotherRunIsAtIt(blank));
  const held = inPinnedForm(mergeRemote("assignment", adopted.state, looked.allocation), wanted);
  if (prefers(wanted) === "no")
    return {
      state: fulfilled<AssignmentState>(planned, held),
      notes: writeNotes(afterApply(adopted.notes)),
      diagnostics: adopted.diagnostics,
    };

  // Triggers rotate when they change: those that a new assignment begins with have nothing to differ from.
  const baseline = { ...held, rotation_triggers: wanted.rotation_triggers };
  const change = numberChange(baseline, wanted, adopted.notes);
  const step =
    change.kind === "met"
      ? ({ kind: "done", state: change.state, notes: adopted.notes, diagnostics: [] } as const)
      : await makeChange(session, { state: baseline, notes: adopted.notes }, change, telling);
  const diagnostics = [...adopted.diagnostics, ...step.diagnostics];
  const notes = writeNotes(afterApply(step.notes));
  // A write that was or may be carried out must not be forgotten: it stays in state, and in the journal.
  switch (step.kind) {
    case "done":
      return { state: fulfilled<AssignmentState>(planned, step.state), notes, diagnostics };
    case "refused":
      return { state: null, notes, diagnostics };
    case "open":
      return { state: step.state, notes, diagnostics };
  }
}

/** A number that is the pinned one is written as it was declared: an answer may lack the country code. */
function inPinnedForm(held: Known<AssignmentState>, wanted: Known<AssignmentState>): Known<AssignmentState> {
  const pinned = pinnedNumber(wanted);
  return pinned !== null && held.green_vn !== null && sameNumber(pinned, held.green_vn)
    ? { ...held, green_vn: pinned }
    : held;
}
