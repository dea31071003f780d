import { randomUUID } from "node:crypto";
import type { Told, WriteOutcome } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { ChargedOperation } from "../../rules/charged-calls";
import type { Ready } from "../common/session";
import { holderOf } from "../common/state";
import { differences, type Tellable } from "../common/told";
import type { ProviderNotes, Sent, SentWrite } from "../memory/notes";
import { withShown, type Writable } from "./adopt-lost-writes";
import { cameOutOtherwise, changeRefused, changeUnresolved } from "./messages";

/** What one charged call came to: the state that it reached is saved in either case. */
export interface Step<S> {
  /** `refused`: nothing was carried out. `open`: it was, or may have been, and what came of it is not known. */
  readonly kind: "done" | "refused" | "open";
  readonly state: S;
  readonly notes: ProviderNotes;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a charged call needs to know. */
export interface ChargedChange<S> {
  readonly session: Ready;
  /** State as it is in force before this call. */
  readonly held: S;
  readonly planned: S;
  readonly notes: ProviderNotes;
}

/** The journal knows of a write before it is sent. */
export function announce(session: Ready, held: Writable, sent: Sent): SentWrite {
  const write: SentWrite = {
    write: randomUUID(),
    at: new Date(session.now()).toISOString(),
    before: {
      green_vn: held.green_vn as string | null,
      aparty_numbers: (held.aparty_numbers ?? []) as readonly string[],
      bparty_numbers: (held.bparty_numbers ?? []) as readonly string[],
      usage: held.usage as string | null,
    },
    sent,
  };
  session.journal.record(holderOf(held), { ...write, done: false });
  return write;
}

/** A write that is known to be carried out ends the note of an earlier one. */
export function carriedOut(
  { unresolved: _ended, drifted: _explained, ...notes }: ProviderNotes,
  write: SentWrite,
): ProviderNotes {
  return { ...notes, shown: withShown(notes, write.write) };
}

/** What is left of a write that was refused, or of which nobody knows what came. */
export function notDone<S extends Writable>(
  { session, held, notes }: Omit<ChargedChange<S>, "planned">,
  write: SentWrite,
  outcome: Exclude<WriteOutcome, { kind: "done" }>,
): Step<S> {
  switch (outcome.kind) {
    case "refused":
      session.journal.forget(holderOf(held), [write.write]);
      return {
        kind: "refused",
        state: held,
        notes,
        diagnostics: [changeRefused(write.sent.operation, held, outcome.failure)],
      };
    case "unresolved":
      return {
        kind: "open",
        state: held,
        notes: { ...notes, unresolved: write },
        diagnostics: [changeUnresolved(write.sent.operation, held, outcome)],
      };
  }
}

/** The warning of an answer that differs from the plan. */
export function differingFrom(operation: ChargedOperation, planned: Tellable, told: Told): Diagnostic[] {
  const found = differences(planned, told);
  return found.length === 0 ? [] : [cameOutOtherwise(operation, planned, found)];
}
