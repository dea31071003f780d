import type { Notes, PlannedDestroy, Reached } from "../../plugin/sdk/resource";
import type { Ready, Session } from "../common/session";
import type { AssignmentState } from "../common/state";
import { type ProviderNotes, readNotes } from "../memory/notes";

/** What an assignment held when this run let go of it. */
interface Released {
  readonly state: AssignmentState;
  readonly notes: ProviderNotes;
}

/** A destroy makes no call: the allocation has another owner. */
export function planAssignmentDestroy({ notes }: { notes: Notes }): PlannedDestroy {
  return { notes, diagnostics: [] };
}

export async function destroyAssignment({
  prior,
  notes,
  session,
}: {
  prior: AssignmentState;
  notes: Notes;
  session: Session;
}): Promise<Reached<AssignmentState>> {
  if (session.kind === "ready") {
    const released: Released = { state: prior, notes: readNotes(notes, session.now()) };
    session.released.set(prior.id as string, released);
  }
  return { state: null, notes: {}, diagnostics: [] };
}

/** What this run let go of, for whoever takes the allocation on again. */
export function releasedState(session: Ready, id: string): Released | undefined {
  return session.released.get(id) as Released | undefined;
}
