import type { ImportRequest, MoveRequest, Reached } from "../../plugin/sdk/resource";
import type { Session } from "../common/session";
import type { AllocationState } from "../common/state";
import { blankState, carriedOver } from "../common/whole-state";
import { importState } from "../steps/import";
import { isOurs, movedNotes } from "../steps/move";
import { emptyImportId } from "./messages";

export function importAllocation(request: ImportRequest & { session: Session }): Reached<AllocationState> {
  return importState(request, (imported) => ({ ...blankState("allocation"), ...imported }), emptyImportId);
}

/**
 * An assignment becomes the allocation itself: what it lacks is taken over from the declaration, as after an import.
 */
export function moveToAllocation(request: MoveRequest): Reached<AllocationState> | null {
  if (request.sourceType !== "greenvn_assignment" || !isOurs(request.sourceProvider)) return null;
  const state = carriedOver("assignment", "allocation", request.sourceState);
  return { state, notes: movedNotes(request), diagnostics: [] };
}
