import type { MoveRequest, Notes, Reached } from "../../plugin/sdk/resource";
import type { AllocationState, AssignmentState } from "../common/state";

/** Source addresses come in full or shortened: only the last two segments name the provider. */
function isOurs(address: string): boolean {
  return address.split("/").slice(-2).join("/") === "cdktf-greenvn/greenvn" || address === "greenvn";
}

/** Notes go along as they are: the next read ends those whose time is over. */
function notesOf({ sourceNotes }: MoveRequest): Notes {
  return { ...sourceNotes, imported: { at: new Date().toISOString(), by: "move" } };
}

type Alike =
  "id" | "account_sid" | "connection_id" | "usage" | "strictness" | "rotation_triggers" | "green_vn" | "state";

/** What both resources hold alike. */
function alike(source: Pick<AllocationState, Alike>): Pick<AllocationState, Alike> {
  const { id, account_sid, connection_id, usage, strictness, rotation_triggers, green_vn, state } = source;
  return { id, account_sid, connection_id, usage, strictness, rotation_triggers, green_vn, state };
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
    notes: notesOf(request),
    diagnostics: [],
  };
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
    notes: notesOf(request),
    diagnostics: [],
  };
}
