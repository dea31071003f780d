import type { MoveRequest, Notes } from "../../plugin/sdk/resource";

/** Addresses of sources come in full or shortened: only the last two segments name the provider. */
export function isOurs(address: string): boolean {
  return address.split("/").slice(-2).join("/") === "cdktf-greenvn/greenvn" || address === "greenvn";
}

/** Notes go along as they are: the next read ends those whose time is over. */
export function movedNotes({ sourceNotes }: MoveRequest): Notes {
  return { ...sourceNotes, imported: { at: new Date().toISOString(), by: "move" } };
}
