import type { MoveRequest, Reached } from "../../plugin/sdk/resource";
import { cannotCall, type Session } from "../common/session";
import { type AllocationState, holderOf } from "../common/state";
import { blankState, carriedOver } from "../common/whole-state";
import { writeNotes } from "../memory/notes";
import { freshImport } from "../steps/import-adoption";
import { isOurs, movedNotes } from "../steps/move";
import { emptyImportId } from "./messages";

/** An import knows the id alone; the defaults are recorded, so that a declaration without them plans nothing. */
export function importAllocation({ id, session }: { id: string; session: Session }): Reached<AllocationState> {
  const cannot = cannotCall(session, {}, "import", id);
  if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  if (id.trim() === "") return { state: null, notes: {}, diagnostics: [emptyImportId()] };
  const state = { ...blankState("allocation"), id, account_sid: session.accountSid };
  return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
}

/**
 * An assignment becomes the allocation itself: what it lacks is taken over from the declaration, as after an import.
 */
export function moveToAllocation(request: MoveRequest): Reached<AllocationState> | null {
  if (request.sourceType !== "greenvn_assignment" || !isOurs(request.sourceProvider)) return null;
  const state = carriedOver("assignment", "allocation", request.sourceState);
  return { state, notes: movedNotes(request), diagnostics: [] };
}
