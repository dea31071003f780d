import type { MoveRequest, Reached } from "../../plugin/sdk/resource";
import { cannotCall, type Session } from "../common/session";
import { type AssignmentState, holderOf } from "../common/state";
import { blankState, carriedOver } from "../common/whole-state";
import { writeNotes } from "../memory/notes";
import { freshImport } from "../steps/import-adoption";
import { isOurs, movedNotes } from "../steps/move";
import { emptyImportId } from "./messages";

/** An import knows the id alone; the default is recorded, so that a declaration without it plans nothing. */
export function importAssignment({ id, session }: { id: string; session: Session }): Reached<AssignmentState> {
  const cannot = cannotCall(session, {}, "import", id);
  if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  if (id.trim() === "") return { state: null, notes: {}, diagnostics: [emptyImportId()] };
  const state = { ...blankState("assignment"), id, greenvn_id: id, account_sid: session.accountSid };
  return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
}

/** An allocation's number goes on as an assignment: whoever owns the allocation from now on, its number stays. */
export function moveToAssignment(request: MoveRequest): Reached<AssignmentState> | null {
  if (request.sourceType !== "greenvn_allocation" || !isOurs(request.sourceProvider)) return null;
  const state = carriedOver("allocation", "assignment", request.sourceState);
  return { state: { ...state, greenvn_id: state.id }, notes: movedNotes(request), diagnostics: [] };
}
