import type { MoveRequest, Reached } from "../../plugin/sdk/resource";
import { cannotCall, type Session } from "../common/session";
import { type AllocationState, type AssignmentState, holderOf } from "../common/state";
import { writeNotes } from "../memory/notes";
import { freshImport } from "../steps/import-adoption";
import { alike, isOurs, movedNotes } from "../steps/move";
import { emptyImportId } from "./messages";

/** An import knows the id alone; the defaults are recorded, so that a declaration without them plans nothing. */
const nothingTold: AllocationState = {
  id: null,
  account_sid: null,
  connection_id: null,
  aparty_numbers: null,
  bparty_numbers: null,
  aparty_pins: null,
  bparty_pins: null,
  usage: null,
  preferences: null,
  strictness: false,
  rotation_triggers: null,
  deallocation_policy: null,
  flow_id: null,
  deletion_policy: "deallocate",
  deletion_protection: false,
  green_vn: null,
  state: null,
};

export function importAllocation({ id, session }: { id: string; session: Session }): Reached<AllocationState> {
  const cannot = cannotCall(session, null, "import", id);
  if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  if (id.trim() === "") return { state: null, notes: {}, diagnostics: [emptyImportId()] };
  const state: AllocationState = { ...nothingTold, id, account_sid: session.accountSid };
  return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
}

/**
 * An assignment becomes the allocation itself: what it lacks is taken over from the declaration, as after an import.
 */
export function moveToAllocation(request: MoveRequest): Reached<AllocationState> | null {
  if (request.sourceType !== "greenvn_assignment" || !isOurs(request.sourceProvider)) return null;
  const source = request.sourceState as unknown as AssignmentState;
  const { preferences } = source;
  return {
    state: {
      ...alike(source),
      aparty_numbers: source.aparty_numbers,
      bparty_numbers: source.bparty_numbers,
      aparty_pins: null,
      bparty_pins: null,
      preferences: preferences === null || typeof preferences !== "object" ? null : { ...preferences, pin_code: null },
      deallocation_policy: null,
      flow_id: null,
      deletion_policy: "deallocate",
      deletion_protection: false,
    },
    notes: movedNotes(request),
    diagnostics: [],
  };
}
