import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { ImportRequest, Reached } from "../../plugin/sdk/resource";
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
  { session, ...request }: ImportRequest & { readonly session: Session },
  stateOf: (imported: Imported) => S,
  emptyId: () => Diagnostic,
): Reached<S> {
  const { id, account_sid } = namedBy(request);
  const cannot = cannotCall(session, { account_sid }, "import", id);
  if (cannot || session.kind !== "ready") return { state: null, notes: {}, diagnostics: cannot ? [cannot] : [] };
  if (id.trim() === "") return { state: null, notes: {}, diagnostics: [emptyId()] };
  const state = stateOf({ id, account_sid: session.accountSid });
  return { state, notes: writeNotes(freshImport(session, holderOf(state))), diagnostics: [] };
}

/** An identity may name the account beside the id: it is held against the one that is configured. */
function namedBy({ id, identity }: ImportRequest): { readonly id: string; readonly account_sid: unknown } {
  if (identity === undefined) return { id, account_sid: null };
  const { greenvn_id, account_sid } = identity;
  return { id: typeof greenvn_id === "string" ? greenvn_id : "", account_sid };
}
