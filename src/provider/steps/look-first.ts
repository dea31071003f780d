import type { Ready } from "../common/session";
import { type HeldState, holderOf } from "../common/state";
import type { ProviderNotes } from "../memory/notes";
import type { Step } from "./charged-change";
import { anotherRunIsAtIt, endsBeforeLooking, goneBeforeUpdate, isChangedByThisApply } from "./messages";
import { awaitOtherWriters, isStillAtIt, lookAt } from "./other-writers";
import { refresh } from "./refresh";

/** While a write stands whose result is not known, nothing is sent before the allocation was looked at. */
export async function lookFirst<S extends HeldState>(
  session: Ready,
  prior: S,
  notes: ProviderNotes,
  isToBeSent: boolean,
): Promise<Step<S>> {
  const unchanged = { kind: "done", state: prior, notes, diagnostics: [] } as const;
  if (!isToBeSent) return unchanged;
  const clearance = await awaitOtherWriters(session, holderOf(prior), notes, "apply");
  if (clearance.kind === "taken") return { ...unchanged, kind: "refused", diagnostics: [isChangedByThisApply(prior)] };
  if (clearance.atMs.length === 0) return unchanged;
  const looked = await lookAt(
    session,
    clearance.atMs,
    () => refresh({ session, state: prior, notes, merge: (state) => state }),
    (seen) => seen.kind !== "found" || seen.notes.unresolved === undefined,
  );
  switch (looked?.kind) {
    case undefined:
      return { ...unchanged, kind: "refused", diagnostics: [endsBeforeLooking(prior)] };
    case "found": {
      const { state, notes: seen, diagnostics } = looked;
      if (!isStillAtIt(clearance, seen)) return { kind: "done", state, notes: seen, diagnostics };
      return { kind: "refused", state, notes: seen, diagnostics: [...diagnostics, anotherRunIsAtIt(prior)] };
    }
    case "gone":
      return { ...unchanged, kind: "refused", diagnostics: [goneBeforeUpdate(prior)] };
    case "kept":
      return { ...unchanged, kind: "refused", diagnostics: looked.diagnostics };
  }
}
