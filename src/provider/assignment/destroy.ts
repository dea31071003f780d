import type { Notes, PlannedDestroy, Reached } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import type { Session } from "../common/session";
import { type AssignmentState, idOf } from "../common/state";
import { readNotes } from "../memory/notes";

/** A destroy makes no call: the allocation has another owner. */
export function planAssignmentDestroy({ notes }: { notes: Notes }): PlannedDestroy {
  return { notes, diagnostics: [] };
}

export async function destroyAssignment({
  prior,
  notes,
  session,
}: {
  prior: Known<AssignmentState>;
  notes: Notes;
  session: Session;
}): Promise<Reached<AssignmentState>> {
  if (session.kind === "ready") {
    session.released.set(idOf(prior), { state: prior, notes: readNotes(notes, session.now()) });
  }
  return { state: null, notes: {}, diagnostics: [] };
}
