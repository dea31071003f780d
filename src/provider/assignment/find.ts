import type { Maybe } from "../../domain/unknown";
import type { RemoteAllocation } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { isToldAlready } from "../common/credentials";
import { remoteNumber } from "../common/remote";
import type { Session } from "../common/session";
import { couldNotTakeOn, noAllocationToTakeOn } from "./messages";

/** What a plan finds of an allocation that an assignment is to take on. */
export type Found =
  /** `number`: null where the answer tells none. */
  | { readonly kind: "found"; readonly number: string | null; readonly told: RemoteAllocation }
  /** Not known yet: which allocation it is, or how ExoBridge is reached. */
  | { readonly kind: "unseen" }
  /** There is none, or it could not be read. */
  | { readonly kind: "unfit"; readonly diagnostics: readonly Diagnostic[] };

/** Reads the allocation, which is free, as far as a plan can know it. */
export async function findForTakeOn(session: Session, id: Maybe<string> | null): Promise<Found> {
  if (session.kind !== "ready" || typeof id !== "string") return { kind: "unseen" };
  const read = await session.api.read(id);
  switch (read.kind) {
    case "gone":
      return { kind: "unfit", diagnostics: [noAllocationToTakeOn(id, read.isUnknownId === true)] };
    case "failed":
      return {
        kind: "unfit",
        diagnostics: (await isToldAlready(session, read.failure)) ? [] : [couldNotTakeOn(id, read.failure)],
      };
    case "found":
      return { kind: "found", number: remoteNumber(read.allocation, []), told: read.allocation };
  }
}
