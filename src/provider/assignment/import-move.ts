import type { ImportRequest, MoveRequest, Reached } from "../../plugin/sdk/resource";
import type { Session } from "../common/session";
import type { AssignmentState } from "../common/state";
import { blankState, carriedOver } from "../common/whole-state";
import { importState } from "../steps/import";
import { isOurs, movedNotes } from "../steps/move";
import { emptyImportId } from "./messages";

export function importAssignment(request: ImportRequest & { session: Session }): Reached<AssignmentState> {
  return importState(
    request,
    (imported) => ({ ...blankState("assignment"), ...imported, greenvn_id: imported.id }),
    emptyImportId,
  );
}

/** An allocation's number goes on as an assignment: whoever owns the allocation from now on, its number stays. */
export function moveToAssignment(request: MoveRequest): Reached<AssignmentState> | null {
  if (request.sourceType !== "greenvn_allocation" || !isOurs(request.sourceProvider)) return null;
  const state = carriedOver("allocation", "assignment", request.sourceState);
  return { state: { ...state, greenvn_id: state.id }, notes: movedNotes(request), diagnostics: [] };
}
