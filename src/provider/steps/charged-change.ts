import { randomUUID } from "node:crypto";
import type { ExoBridge, Landed, RemoteAllocation, WriteOutcome } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { OnDelivery } from "../../plugin/sdk/resource";
import type { ChargedOperation } from "../../rules/charged-calls";
import { differences, type Tellable } from "../common/remote";
import type { Ready } from "../common/session";
import { type HeldState, holderOf } from "../common/state";
import type { ProviderNotes, SentWrite, WriteIntent } from "../memory/notes";
import { hasLanded, type SentPins, unsettled, withSettled } from "./adopt-lost-writes";
import { anotherRunBegan, cameOutOtherwise, changeRefused, changeUnresolved, isChangedByThisApply } from "./messages";
import { rivalOf } from "./other-writers";

/** What a charged call came to: the state that it reached is saved in either case. */
export interface Step<S> {
  /** `refused`: nothing was carried out. `open`: it was, or may have been, and what came of it is not known. */
  readonly kind: "done" | "refused" | "open";
  readonly state: S;
  readonly notes: ProviderNotes;
  readonly diagnostics: readonly Diagnostic[];
}

/** One charged call that is about to be made. */
export interface ChargedWrite<S> {
  /** What it is to bring about, as the journal and a note may tell it. */
  readonly intent: WriteIntent;
  readonly pins: SentPins;
  readonly send: (api: ExoBridge, landed: (seen: RemoteAllocation) => Landed) => Promise<WriteOutcome>;
  /** Once it is carried out: what is reached. `settled` are the notes with this write settled. */
  readonly reached: (session: Ready, remote: RemoteAllocation, settled: ProviderNotes) => Promise<Carried<S>>;
}

export interface Carried<S> extends Step<S> {
  /** The number that was granted, for the journal: absent where none was asked for, null where nobody tells it. */
  readonly granted?: string | null;
}

/** Told what a step is about to reach, and has reached. Throws where nothing further may be begun. */
export type Recording<S> = (state: S, notes: ProviderNotes) => void;

/** What a step tells of itself: what it reaches, and who is to know whether the answer arrived. */
export interface Telling<S> {
  readonly by: "create" | "update";
  readonly record: Recording<S>;
  readonly onDelivery: OnDelivery;
}

/** A planned call: still to be made, or met by what is in force, with no call. */
export type PlannedChange<S> =
  | { readonly kind: "met"; readonly state: S }
  /** It can't be sent. */
  | { readonly kind: "impossible"; readonly why: Diagnostic }
  | ({ readonly kind: "due" } & ChargedWrite<S>);

/**
 * Makes one charged call: the journal knows of it before it is sent, of what came of it at once, and of whether
 * Terraform was told.
 */
export async function makeChange<S extends HeldState>(
  session: Ready,
  { state: held, notes }: { readonly state: S; readonly notes: ProviderNotes },
  { intent, pins, send, reached }: ChargedWrite<S>,
  { by, record, onDelivery }: Telling<S>,
): Promise<Step<S>> {
  const holder = holderOf(held);
  const write = sentWrite(session, held, intent);
  const unresolved = { ...notes, unresolved: write };
  const entry = await session.journal.beginChange(holder, write, by);
  const rival = await rivalOf(session, holder, notes, write.write);
  if (rival !== "none") {
    entry.end();
    const diagnostic = rival === "this apply" ? isChangedByThisApply(held) : anotherRunBegan(held);
    return { kind: "refused", state: held, notes, diagnostics: [diagnostic] };
  }
  onDelivery(entry.delivery);
  record(held, unresolved);
  const outcome = await send(session.api, (seen) => hasLanded(write, seen, pins));
  switch (outcome.kind) {
    case "refused": {
      entry.end();
      const refusal = changeRefused(intent.operation, held, outcome.failure);
      return { kind: "refused", state: held, notes, diagnostics: [refusal] };
    }
    case "unresolved": {
      const doubt = changeUnresolved(intent.operation, held, outcome);
      return { kind: "open", state: held, notes: unresolved, diagnostics: [doubt] };
    }
    case "done": {
      entry.answered();
      const journal = unsettled(notes, session.journal.changesOf(holder));
      const { granted, ...step } = await reached(session, outcome.allocation, settledBy(notes, write, journal));
      if (granted !== undefined) entry.answered(granted);
      record(step.state, step.notes);
      return step;
    }
  }
}

function sentWrite(session: Ready, held: HeldState, sent: WriteIntent): SentWrite {
  const { green_vn, aparty_numbers, bparty_numbers, usage } = held;
  return {
    write: randomUUID(),
    at: new Date(session.now()).toISOString(),
    before: { green_vn, aparty_numbers: aparty_numbers ?? [], bparty_numbers: bparty_numbers ?? [], usage },
    sent,
  };
}

/** A write that is known to be carried out settles earlier ones of the same call, whatever came of them. */
function settledBy(
  { unresolved, drifted: _explained, ...notes }: ProviderNotes,
  { write, sent }: SentWrite,
  journal: readonly SentWrite[],
): ProviderNotes {
  const isSameCall = (other: SentWrite) => other.sent.operation === sent.operation;
  const earlier = journal.filter((other) => other.write !== write && isSameCall(other));
  const settled = withSettled(notes, ...earlier.map((other) => other.write), write);
  return unresolved && !isSameCall(unresolved) ? { ...settled, unresolved } : settled;
}

/** The warning of an answer that differs from the plan. */
export function differingFrom(operation: ChargedOperation, planned: Tellable, remote: RemoteAllocation): Diagnostic[] {
  const found = differences(planned, remote);
  return found.length === 0 ? [] : [cameOutOtherwise(operation, planned, found)];
}
