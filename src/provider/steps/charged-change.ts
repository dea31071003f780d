import { randomUUID } from "node:crypto";
import type { ChangeGuard, ExoBridge, ReadOutcome, RemoteAllocation, WriteOutcome } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { OnDelivery } from "../../plugin/sdk/resource";
import type { ChargedOperation } from "../../rules/charged-calls";
import { differences, mergeRemote, otherConnection, type Tellable } from "../common/remote";
import type { Ready } from "../common/session";
import { type HeldState, holderOf, idOf } from "../common/state";
import type { JournalWrite, Rotated } from "../memory/journal-entries";
import type { ProviderNotes, SentWrite, WriteIntent } from "../memory/notes";
import { changeableIn, hasLanded, ownChanges, type SentPins, unsettled, withSettled } from "./adopt-lost-writes";
import { type Check, judgeCheck, type PlannedOn } from "./check-rule";
import {
  anotherRunBegan,
  answeredForAnother,
  cameOutOtherwise,
  changedSincePlan,
  changeRefused,
  changeUnresolved,
  checkFailed,
  goneBeforeUpdate,
  isChangedByThisApply,
  metBefore,
} from "./messages";
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
  /** What is met by no number that is in force already: another one is asked for. */
  readonly rotates: boolean;
  readonly send: (api: ExoBridge, guard: ChangeGuard) => Promise<WriteOutcome>;
  /** The number that an answer tells to be granted; null where it tells none. Absent where none is asked for. */
  readonly granted?: (remote: RemoteAllocation) => string | null;
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

/** Where a charged call begins. */
export interface Start<S> {
  readonly state: S;
  readonly notes: ProviderNotes;
  /** What the plan found, which the check compares with: what was reached since is no baseline. */
  readonly plannedOn: PlannedOn;
  /** What was read in this apply with nothing sent since: it counts as the check. */
  readonly seen: RemoteAllocation | null;
}

/**
 * Makes one charged call, where the allocation is still as the plan found it: the journal knows of it before it is
 * sent, of what came of it at once, and of whether Terraform was told.
 */
export async function makeChange<S extends HeldState>(
  session: Ready,
  { state: held, notes, plannedOn, seen }: Start<S>,
  { intent, pins, rotates, send, granted: grantedBy, reached }: ChargedWrite<S>,
  { by, record, onDelivery }: Telling<S>,
): Promise<Step<S>> {
  const holder = holderOf(held);
  const { operation } = intent;
  const judge = (told: RemoteAllocation) => judgeCheck(intent, plannedOn, told, { rotates });
  let write = sentWrite(session, held, intent);
  const entry = await session.journal.beginChange(
    holder,
    write,
    notes.savedAs === undefined ? { by } : { by, savedAs: notes.savedAs },
  );
  const rival = await rivalOf(session, holder, notes, write.write);
  if (rival !== "none") {
    entry.end();
    const diagnostic = rival === "this apply" ? isChangedByThisApply(held) : anotherRunBegan(held);
    return { kind: "refused", state: held, notes, diagnostics: [diagnostic] };
  }
  onDelivery(entry.delivery);
  const outcome = await send(session.api, {
    seen,
    checked(told) {
      if (otherConnection(held, told) !== null) return "changed";
      const { kind } = judge(told);
      if (kind !== "as planned") return kind;
      // What the check saw is what a later look is held against.
      write = { ...write, before: beforeOf(held, told) };
      record(held, { ...notes, unresolved: write });
      entry.found(write.before);
      return "send";
    },
    landed: (told) => (otherConnection(held, told) === null ? hasLanded(write, told, pins) : "can-not-tell"),
  });
  switch (outcome.kind) {
    case "refused": {
      entry.end();
      return { kind: "refused", state: held, notes, diagnostics: [changeRefused(operation, held, outcome.failure)] };
    }
    case "not-sent": {
      entry.end();
      return { kind: "refused", state: held, notes, diagnostics: [barred(operation, held, outcome.check, judge)] };
    }
    case "unresolved": {
      const doubt = changeUnresolved(operation, held, outcome);
      return { kind: "open", state: held, notes: { ...notes, unresolved: write }, diagnostics: [doubt] };
    }
    case "done": {
      const isSent = outcome.by !== "check";
      // With what it granted, where the answer tells it: the entry need not be written again for that.
      if (isSent) entry.answered(grantedBy?.(outcome.allocation) ?? undefined);
      const earlier = earlierChanges(notes, session.journal.changesOf(holder), by);
      const { granted, ...step } = await reached(session, outcome.allocation, settledBy(notes, write, earlier));
      if (!isSent) {
        entry.end();
        return { ...step, diagnostics: [metBefore(operation, held), ...step.diagnostics] };
      }
      if (granted !== undefined) entry.answered(granted);
      if (operation === "vn") endRotations(session, holder.greenvnId);
      record(step.state, step.notes);
      return step;
    }
  }
}

/** A later call of the same kind is known to be carried out: whatever became of a rotation, its result is not in force. */
function endRotations({ journal }: Ready, greenvnId: string): void {
  const holder: Rotated = { resource: "greenvn_rotate", greenvnId };
  journal.endChanges(
    holder,
    journal.changesOf(holder).map(({ write }) => write),
  );
}

/** Those that stand. A creation goes on from all of them; an update knows nothing of what a creation beside it sent. */
function earlierChanges(notes: ProviderNotes, journal: readonly JournalWrite[], by: "create" | "update") {
  return by === "create" ? unsettled(notes, journal) : ownChanges(notes, journal);
}

/** Why the check let nothing be sent. */
function barred(
  operation: WriteIntent["operation"],
  held: HeldState,
  check: ReadOutcome,
  judge: (told: RemoteAllocation) => Check,
): Diagnostic {
  switch (check.kind) {
    case "gone":
      return goneBeforeUpdate(held);
    case "failed":
      return checkFailed(operation, held, check.failure);
    case "found": {
      const other = otherConnection(held, check.allocation);
      if (other !== null) return answeredForAnother(held, other);
      const judged = judge(check.allocation);
      return changedSincePlan(operation, held, judged.kind === "changed" ? judged.since : []);
    }
  }
}

function sentWrite(session: Ready, held: HeldState, sent: WriteIntent): SentWrite {
  return {
    write: randomUUID(),
    at: new Date(session.now()).toISOString(),
    before: beforeOf(held, { greenvnId: idOf(held) }),
    sent,
  };
}

function beforeOf(held: HeldState, told: RemoteAllocation): SentWrite["before"] {
  const place = holderOf(held).resource === "greenvn_allocation" ? "allocation" : "assignment";
  return changeableIn(mergeRemote(place, held, told));
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
