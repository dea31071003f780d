import type { RemoteAllocation } from "../../exobridge";
import type { Ready } from "../common/session";
import type { HeldState } from "../common/state";
import type { ProviderNotes } from "../memory/notes";
import type { Step } from "./charged-change";
import { goneBeforeUpdate } from "./messages";
import { ownWrites, refresh } from "./refresh";

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
  const stands =
    notes.unresolved !== undefined ||
    ownWrites(session, prior, notes).some(({ write }) => !notes.settledWriteIds?.includes(write));
  if (!isToBeSent || !stands) return { kind: "done", state: prior, notes, diagnostics: [], seen: null };
  const looked = await refresh({ session, state: prior, notes, merge: (state) => state });
  switch (looked.kind) {
    case "found":
      return {
        kind: "done",
        state: looked.state,
        notes: looked.notes,
        diagnostics: looked.diagnostics,
        seen: looked.told,
      };
    case "gone":
      return { kind: "refused", state: prior, notes, diagnostics: [goneBeforeUpdate(prior)], seen: null };
    case "kept":
      return { kind: "refused", state: prior, notes, diagnostics: looked.diagnostics, seen: null };
  }
}
