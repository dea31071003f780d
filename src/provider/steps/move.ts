import type { MoveRequest, Notes } from "../../plugin/sdk/resource";
import type { AllocationState } from "../common/state";

/** Addresses of sources come in full or shortened: only the last two segments name the provider. */
export function isOurs(address: string): boolean {
  return address.split("/").slice(-2).join("/") === "cdktf-greenvn/greenvn" || address === "greenvn";
}

/** Notes go along as they are: the next read ends those whose time is over. */
export function movedNotes({ sourceNotes }: MoveRequest): Notes {
  return { ...sourceNotes, imported: { at: new Date().toISOString(), by: "move" } };
}

type Alike =
  "id" | "account_sid" | "connection_id" | "usage" | "strictness" | "rotation_triggers" | "green_vn" | "state";

/** What both resources hold alike. */
export function alike(source: Pick<AllocationState, Alike>): Pick<AllocationState, Alike> {
  const { id, account_sid, connection_id, usage, strictness, rotation_triggers, green_vn, state } = source;
  return { id, account_sid, connection_id, usage, strictness, rotation_triggers, green_vn, state };
}
