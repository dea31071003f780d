import type { MoveRequest, Reached } from "../../plugin/sdk/resource";
import { cannotCall, type Session } from "../common/session";
import { type AllocationState, type AssignmentState, holderOf } from "../common/state";
import { writeNotes } from "../memory/notes";
import { freshImport } from "../steps/import-adoption";
import { alike, isOurs, movedNotes } from "../steps/move";
import { emptyImportId } from "./messages";

/** An import, and what takes an allocation on, know the id alone; the default is recorded. */
export const nothingTold: AssignmentState = {
  id: null,
  greenvn_id: null,
  account_sid: null,
  preferences: null,
  strictness: false,
  rotation_triggers: null,
  connection_id: null,
  aparty_numbers: null,
  bparty_numbers: null,
  usage: null,
  green_vn: null,
  state: null,
};

export function importAssignment({ id, session }: { id: string; session: Session }): Reached<AssignmentState> {
  const cannot = cannotCall(session, null, "import", id);
  if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  if (id.trim() === "") return { state: null, notes: {}, diagnostics: [emptyImportId()] };
  const state: AssignmentState = { ...nothingTold, id, greenvn_id: id, account_sid: session.accountSid };
  return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
}

/** An allocation's number goes on as an assignment: whoever owns the allocation from now on, its number stays. */
export function moveToAssignment(request: MoveRequest): Reached<AssignmentState> | null {
  if (request.sourceType !== "greenvn_allocation" || !isOurs(request.sourceProvider)) return null;
  const source = request.sourceState as unknown as AllocationState;
  const { preferences } = source;
  return {
    state: {
      ...alike(source),
      greenvn_id: source.id,
      aparty_numbers: source.aparty_numbers as readonly string[] | null,
      bparty_numbers: source.bparty_numbers as readonly string[] | null,
      preferences:
        preferences === null || typeof preferences !== "object"
          ? null
          : { greenvn: preferences.greenvn, region: preferences.region, number_type: preferences.number_type },
    },
    notes: movedNotes(request),
    diagnostics: [],
  };
}
