import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Reached } from "../../plugin/sdk/resource";
import { cannotCall, type Session } from "../common/session";
import { type HeldState, holderOf } from "../common/state";
import { writeNotes } from "../memory/notes";
import { freshImport } from "./import-adoption";

/** What is imported: the id as it was given, and the account that it is looked for in. */
export interface Imported {
  readonly id: string;
  readonly account_sid: string;
}

/** An import knows the id alone; the defaults are recorded, so that a declaration without them plans nothing. */
export function importState<S extends HeldState>(
  { id, session }: { readonly id: string; readonly session: Session },
  stateOf: (imported: Imported) => S,
  emptyId: () => Diagnostic,
): Reached<S> {
  const cannot = cannotCall(session, {}, "import", id);
  if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  if (id.trim() === "") return { state: null, notes: {}, diagnostics: [emptyId()] };
  const state = stateOf({ id, account_sid: session.accountSid });
  return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
}
