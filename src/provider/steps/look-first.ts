import type { RemoteAllocation } from "../../exobridge";
import { remoteNumber } from "../common/remote";
import type { Ready } from "../common/session";
import { type HeldState, holderOf } from "../common/state";
import type { ProviderNotes } from "../memory/notes";
import type { Step } from "./charged-change";
import { anotherRunIsAtIt, endsBeforeLooking, goneBeforeUpdate, isChangedByThisApply } from "./messages";
import { awaitOtherWriters, isStillAtIt, lookAt } from "./other-writers";
import { refresh } from "./refresh";

/** What a look before a change came to. */
export interface Looked<S> extends Step<S> {
  /** What it saw: null where there was no need to look. */
  readonly seen: RemoteAllocation | null;
}

/** While a write stands whose result is not known, nothing is sent before the allocation was looked at. */
export async function lookFirst<S extends HeldState>(
  session: Ready,
  prior: S,
  notes: ProviderNotes,
  isToBeSent: boolean,
): Promise<Looked<S>> {
  const unchanged = { kind: "done", state: prior, notes, diagnostics: [], seen: null } as const;
  if (!isToBeSent) return unchanged;
  const clearance = await awaitOtherWriters(session, holderOf(prior), notes, "apply");
  if (clearance.kind === "taken") return { ...unchanged, kind: "refused", diagnostics: [isChangedByThisApply(prior)] };
  if (clearance.atMs.length === 0) return unchanged;
  const looked = await lookAt(
    session,
    clearance.atMs,
    () => refresh({ session, state: prior, notes, merge: (state, told) => inForce(prior, state, told) }),
    (seen) => seen.kind !== "found" || seen.notes.unresolved === undefined,
  );
  switch (looked?.kind) {
    case undefined:
      return { ...unchanged, kind: "refused", diagnostics: [endsBeforeLooking(prior)] };
    case "found": {
      const { state, notes: found, diagnostics, told } = looked;
      if (!isStillAtIt(clearance, found)) return { kind: "done", state, notes: found, diagnostics, seen: told };
      return {
        kind: "refused",
        state,
        notes: found,
        diagnostics: [...diagnostics, anotherRunIsAtIt(prior)],
        seen: told,
      };
    }
    case "gone":
      return { ...unchanged, kind: "refused", diagnostics: [goneBeforeUpdate(prior)] };
    case "kept":
      return { ...unchanged, kind: "refused", diagnostics: looked.diagnostics };
  }
}

/**
 * The plan's prior state is what its calls are held against, whatever is told now; but a number that is adopted may have
 * been changed since.
 */
function inForce<S extends HeldState>(prior: S, adopted: S, told: RemoteAllocation): S {
  if (adopted.green_vn === null || adopted.green_vn === prior.green_vn) return adopted;
  return { ...adopted, green_vn: remoteNumber(told, [adopted.green_vn]) ?? adopted.green_vn };
}
