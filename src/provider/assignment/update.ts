import type { Notes, Reached } from "../../plugin/sdk/resource";
import { assignmentCalls } from "../../rules/charged-calls";
import { cannotCall, type Ready, type Session } from "../common/session";
import type { AssignmentState } from "../common/state";
import { type ProviderNotes, readNotes, writeNotes } from "../memory/notes";
import { afterApply, fulfilled } from "../steps/after-apply";
import { changeNumber } from "../steps/change-number";
import { takeOverVn } from "../steps/import-adoption";
import { lookFirst } from "../steps/look-first";

interface UpdateRequest {
  readonly prior: AssignmentState;
  readonly planned: AssignmentState;
  readonly notes: Notes;
  readonly session: Session;
}

export async function updateAssignment({
  prior,
  planned,
  notes,
  session,
}: UpdateRequest): Promise<Reached<AssignmentState>> {
  const cannot = cannotCall(session, prior.account_sid, "update", prior);
  if (cannot || session.kind !== "ready") return { state: prior, notes, diagnostics: cannot ? [cannot] : [] };
  return changeInPlace(session, prior, planned, readNotes(notes, session.now()));
}

async function changeInPlace(
  session: Ready,
  prior: AssignmentState,
  planned: AssignmentState,
  notes: ProviderNotes,
): Promise<Reached<AssignmentState>> {
  const { base } = takeOverVn(prior, planned, notes);
  if (assignmentCalls(base, planned).length === 0)
    return { state: fulfilled(planned, base), notes: writeNotes(afterApply(notes)), diagnostics: [] };
  const found = await lookFirst(session, prior, notes);
  if (found.kind !== "done")
    return { state: found.state, notes: writeNotes(found.notes), diagnostics: found.diagnostics };
  const step = await changeNumber({
    session,
    held: takeOverVn(found.state, planned, found.notes).base,
    planned,
    notes: found.notes,
  });
  return {
    state: step.kind !== "done" ? step.state : fulfilled(planned, step.state),
    notes: writeNotes(afterApply(step.notes)),
    diagnostics: [...found.diagnostics, ...step.diagnostics],
  };
}
