import { sameNumber } from "../../domain/phone-number";
import type { Reached } from "../../plugin/sdk/resource";
import { pinnedNumber, prefers } from "../../rules/vn-rule";
import { cannotCall, type Ready, type Session } from "../common/session";
import { type AssignmentState, holderOf } from "../common/state";
import { mergeTold } from "../common/told";
import { writeNotes } from "../memory/notes";
import { settle } from "../steps/adopt-lost-writes";
import { afterApply, fulfilled } from "../steps/after-apply";
import { changeNumber } from "../steps/change-number";
import { releasedState } from "./destroy";
import { nothingTold } from "./import-move";
import { couldNotTakeOn, noAllocationToTakeOn } from "./messages";

export async function createAssignment({
  planned,
  session,
}: {
  planned: AssignmentState;
  session: Session;
}): Promise<Reached<AssignmentState>> {
  const cannot = cannotCall(session, planned.account_sid, "take on", String(planned.greenvn_id));
  if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  return takeOn(session, planned);
}

/** Reads the allocation, and asks for another number only where a preference is set that is not provably met. */
async function takeOn(session: Ready, planned: AssignmentState): Promise<Reached<AssignmentState>> {
  const id = planned.greenvn_id as string;
  const read = await session.api.read(id);
  switch (read.kind) {
    case "gone":
      return { state: null, notes: {}, diagnostics: [noAllocationToTakeOn(id)] };
    case "failed":
      return { state: null, notes: {}, diagnostics: [couldNotTakeOn(id, read.failure)] };
    case "found":
      break;
  }
  const blank: AssignmentState = { ...nothingTold, id, greenvn_id: id, account_sid: session.accountSid };
  const released = releasedState(session, id);
  const before = released ? { ...released.state, account_sid: session.accountSid } : mergeTold(blank, read.allocation);
  const settled = settle(before, released?.notes ?? {}, read.allocation, session.journal.writesOf(holderOf(blank)));
  const held = inPinnedForm(mergeTold(settled.state, read.allocation), planned);
  // Triggers rotate when they change: those that a new assignment begins with have nothing to differ from.
  const base: AssignmentState = { ...held, rotation_triggers: planned.rotation_triggers };
  const adopt = {
    state: fulfilled(planned, held),
    notes: writeNotes(afterApply(settled.notes)),
    diagnostics: settled.diagnostics,
  };
  if (prefers(planned) === "no") return adopt;

  const step = await changeNumber({ session, held: base, planned, notes: settled.notes });
  const diagnostics = [...settled.diagnostics, ...step.diagnostics];
  const notes = writeNotes(afterApply(step.notes));
  // A write that was or may be carried out must not be forgotten: it stays in state, and in the journal.
  switch (step.kind) {
    case "done":
      return { state: fulfilled(planned, step.state), notes, diagnostics };
    case "refused":
      return { state: null, notes, diagnostics };
    case "open":
      return { state: step.state, notes, diagnostics };
  }
}

/** A number that is the pinned one is written as it was declared: an answer may lack the country code. */
function inPinnedForm(held: AssignmentState, planned: AssignmentState): AssignmentState {
  const pinned = pinnedNumber(planned);
  return pinned !== null && typeof held.green_vn === "string" && sameNumber(pinned, held.green_vn)
    ? { ...held, green_vn: pinned }
    : held;
}
