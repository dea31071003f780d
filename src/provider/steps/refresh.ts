import { samePhoneNumber } from "../../domain/phone-number";
import type { RemoteAllocation } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Notes, Reached } from "../../plugin/sdk/resource";
import { pinnedNumber } from "../../rules/vn-rule";
import { notFoundAtOrigin } from "../common/messages";
import { otherConnection, remoteNumber } from "../common/remote";
import { cannotCall, moveWarning, type Ready, type Session, unprovenMove } from "../common/session";
import { type HeldState, holderOf, idOf, pinsIn } from "../common/state";
import { judgedAtRead, type ProviderNotes, readNotes, type SentWrite, writeNotes } from "../memory/notes";
import { adoptLostWrites, awaited, changeableIn, holds, unsettled } from "./adopt-lost-writes";
import { answeredForAnother, couldNotRead, didNotReadYet, isGone, notKnownToMeet, rotationSeen } from "./messages";
import { rememberStrictPin } from "./strict-pins";

export type Refreshed<S> =
  | {
      readonly kind: "found";
      readonly state: S;
      readonly notes: ProviderNotes;
      readonly diagnostics: readonly Diagnostic[];
      readonly told: RemoteAllocation;
    }
  | { readonly kind: "gone"; readonly diagnostics: readonly Diagnostic[] }
  /** State stays as it is: an outage is not a removal. */
  | { readonly kind: "kept"; readonly diagnostics: readonly Diagnostic[] };

interface RefreshRequest<S> {
  readonly session: Session;
  readonly state: S;
  readonly notes: ProviderNotes;
  /** Takes what is told into a state. */
  readonly merge: (state: S, told: RemoteAllocation) => S;
}

/** A resource's read: what is gone leaves state, and what could not be read stays as it was. */
export async function readState<S extends HeldState>(
  { session, state, notes }: { session: Session; state: S; notes: Notes },
  merge: RefreshRequest<S>["merge"],
): Promise<Reached<S>> {
  const nowMs = session.now();
  const remembered = judgedAtRead(readNotes(notes, nowMs), nowMs);
  await endSettled(session, state, remembered);
  const read = await refresh({ session, state, notes: remembered, merge });
  switch (read.kind) {
    case "found":
      rememberStrictPin(session, holderOf(state).resource, idOf(state), read.state);
      return { state: read.state, notes: writeNotes(sinceSaved(state, read)), diagnostics: read.diagnostics };
    case "gone":
      return { state: null, notes: {}, diagnostics: read.diagnostics };
    case "kept":
      return { state, notes, diagnostics: read.diagnostics };
  }
}

/** Of an import nothing was saved yet. */
function sinceSaved(
  state: HeldState,
  read: { readonly state: HeldState; readonly notes: ProviderNotes },
): ProviderNotes {
  const savedAs = changeableIn(state);
  const isAsSaved = holds("vn", read.state, savedAs) && holds("call-party", read.state, savedAs);
  return isAsSaved || state.green_vn === null ? read.notes : { ...read.notes, savedAs };
}

/** State as the API tells it now, with every write settled whose result Terraform may not have. */
export async function refresh<S extends HeldState>({
  session,
  state,
  notes,
  merge,
}: RefreshRequest<S>): Promise<Refreshed<S>> {
  if (session.kind === "waiting") return { kind: "kept", diagnostics: [didNotReadYet(state, session.names)] };
  const cannot = cannotCall(session, state, "read", state);
  if (cannot || session.kind !== "ready") return { kind: "kept", diagnostics: cannot ? [cannot] : [] };

  const outcome = await session.api.read(idOf(state), pinsIn(state));
  const other = outcome.kind === "failed" ? null : otherConnection(state, outcome.allocation);
  if (other !== null) return { kind: "kept", diagnostics: [answeredForAnother(state, other)] };
  switch (outcome.kind) {
    case "gone": {
      const move = unprovenMove(session, state);
      if (move !== null) return { kind: "kept", diagnostics: [notFoundAtOrigin("read", state, move)] };
      session.journal.endAllOf(idOf(state), state.connection_id);
      const warnings = [...moveWarning(session, state, state), isGone(state, holderOf(state).resource)];
      return { kind: "gone", diagnostics: warnings };
    }
    case "failed":
      return { kind: "kept", diagnostics: [couldNotRead(state, outcome.failure)] };
    case "found":
      return take(session, { state, notes, merge }, outcome.allocation);
  }
}

function take<S extends HeldState>(
  session: Ready,
  { state, notes, merge }: Omit<RefreshRequest<S>, "session">,
  told: RemoteAllocation,
): Refreshed<S> {
  const journal = session.journal.changesOf(holderOf(state));
  const adopted = adoptLostWrites(state, notes, told, awaited(state, notes, journal));
  const merged = merge(adopted.state, told);
  const rotated = rotationSettled(session, adopted.state, told);
  const drifted = drift(session, adopted, merged);
  return {
    kind: "found",
    state: { ...merged, account_sid: state.account_sid ?? session.accountSid, api_origin: session.apiOrigin },
    notes: drifted.notes,
    diagnostics: [...moveWarning(session, state, state), ...adopted.diagnostics, ...rotated, ...drifted.diagnostics],
    told,
  };
}

/**
 * A rotation that was in doubt has landed once another number is told: the state is lent that number, and nothing of what
 * the action asked for. No state ever shows its result by itself, so that this ends its entry.
 */
function rotationSettled(session: Ready, state: HeldState, told: RemoteAllocation): Diagnostic[] {
  const holder = { resource: "greenvn_rotate", greenvnId: idOf(state) } as const;
  const landed = session.journal.changesOf(holder).filter((entry) => showsAnother(entry, told));
  if (landed.length === 0) return [];
  session.journal.endChanges(
    holder,
    landed.map(({ write }) => write),
  );
  return [rotationSeen(state, remoteNumber(told, []) ?? "")];
}

/** Whether the API tells another number than was in force before a rotation. */
export function showsAnother({ before }: Pick<SentWrite, "before">, told: RemoteAllocation): boolean {
  return before.green_vn !== null && told.greenVn !== undefined && !samePhoneNumber(told.greenVn, before.green_vn);
}

/**
 * An entry of the journal ends once Terraform has saved its result: `state` and `notes` are what a read is handed. Of an
 * import that this very run made nothing is saved yet, and a plan may never be applied.
 */
async function endSettled(session: Session, state: HeldState, notes: ProviderNotes): Promise<void> {
  if (session.kind !== "ready" || session.journal.isEmpty() || session.imported.has(idOf(state))) return;
  const holder = holderOf(state);
  const changes = session.journal.changesOf(holder);
  const open = unsettled(notes, changes);
  const settled = changes.filter((change) => !open.includes(change)).map(({ write }) => write);
  if (settled.length > 0) session.journal.endChanges(holder, settled);
  if (holder.resource !== "greenvn_allocation") return;
  endCreation(session, state);
  if (state.connection_id !== null) await session.journal.endUnanswered(state.connection_id);
}

/** The same of a creation: `state` has its id. */
export function endCreation(session: Ready, state: HeldState): void {
  if (state.connection_id !== null) session.journal.endCreation(state.connection_id, idOf(state));
}

/** What another number than state held leaves: that it was seen, and whether the declaration is known to be met. */
function drift(
  session: Ready,
  { state, notes }: { readonly state: HeldState; readonly notes: ProviderNotes },
  after: HeldState,
): { readonly notes: ProviderNotes; readonly diagnostics: readonly Diagnostic[] } {
  const from = state.green_vn;
  const to = after.green_vn;
  if (from === null || to === null || samePhoneNumber(from, to)) return { notes, diagnostics: [] };
  // State had to hold what was planned, where the answer granted another number.
  if (notes.obtained !== undefined && samePhoneNumber(notes.obtained.green_vn, to)) return { notes, diagnostics: [] };
  const drifted = { at: new Date(session.now()).toISOString(), from, to };
  if (!isInDoubt(after, to)) return { notes: { ...notes, drifted }, diagnostics: [] };
  const { obtained: _byAnotherRequest, ...kept } = notes;
  const pinned = after.strictness === true ? pinnedNumber(after) : null;
  return { notes: { ...kept, drifted }, diagnostics: [notKnownToMeet(state, { from, to, pinned })] };
}

/** Whether a number that somebody else took may miss what is declared: only the pinned one is known not to. */
function isInDoubt({ preferences, strictness }: HeldState, number: string): boolean {
  const pinned = pinnedNumber({ preferences });
  if (pinned !== null && samePhoneNumber(pinned, number)) return false;
  return (preferences?.region ?? null) !== null || (preferences?.number_type ?? null) !== null || strictness === true;
}
