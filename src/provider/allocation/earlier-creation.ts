import { sameDuration } from "../../domain/duration";
import type { RemoteAllocation } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { samePhoneNumbers } from "../../rules/charged-calls";
import type { Ready } from "../common/session";
import { type AllocationState, pinsIn } from "../common/state";
import type { CreationRecord } from "../memory/journal";
import { decide } from "../memory/journal-decision";
import { type CreationEntry, type CreationSent, phaseOfCreation } from "../memory/journal-entries";
import {
  couldNotReadEarlier,
  createdByAnotherRun,
  nameIsBusy,
  nameIsTaken,
  type SentOtherwise,
  stoppedBeforeCreating,
} from "./messages";

/** How often it is seen whether another run is done, in milliseconds. */
const POLL_MS = 250;

/** What the journal knows of a `connection_id` that is to be created. */
export type EarlierCreation =
  /** Nothing that stands in the way: `record` is this run's entry. `isResent`: an earlier run sent it, and nobody knows. */
  | { readonly kind: "none"; readonly record: CreationRecord; readonly isResent: boolean }
  /** A run that is gone created it, and Terraform was never told. */
  | {
      readonly kind: "adopted";
      readonly record: CreationRecord;
      readonly sent: CreationSent;
      readonly found: RemoteAllocation;
    }
  | { readonly kind: "refused"; readonly diagnostic: Diagnostic };

/** Claims a name for this run, or says who has it. Nothing is sent but reads. */
export async function claimName(
  session: Ready,
  planned: AllocationState,
  name: string,
  sent: CreationSent,
): Promise<EarlierCreation> {
  const { journal, stop } = session;
  for (let waitedMs = 0; ;) {
    const entry = journal.creationOf(name);
    if (entry === null) {
      const record = await journal.beginCreation(name, sent, null);
      if (record !== null) return { kind: "none", record, isResent: false };
      continue;
    }
    const judged = await journal.judge(entry);
    const isOutwaited = judged === "alive" && (stop.aborted || waitedMs >= journal.patienceFor(entry));
    const decision = decide("create an allocation", phaseOfCreation(entry), isOutwaited ? "outwaited" : judged);
    switch (decision) {
      case "taken":
        return refused(nameIsTaken(planned, entry));
      case "busy":
        return refused(nameIsBusy(planned));
      case "wait":
        waitedMs += POLL_MS;
        await session.wait(POLL_MS);
        continue;
      case "adopt":
      case "explain": {
        const met = await meet(session, planned, entry, decision);
        if (met === "gone") journal.endCreationEntry(entry);
        else if (met !== "lost") return met;
        continue;
      }
      case "go on":
      case "look":
      case "look well":
      case "keep unless gone": {
        const record = await journal.beginCreation(name, sent, entry);
        if (record !== null) return { kind: "none", record, isResent: true };
      }
    }
  }
}

/** One GET. `lost`: another run took the entry meanwhile. */
async function meet(
  session: Ready,
  planned: AllocationState,
  entry: CreationEntry,
  decision: "adopt" | "explain",
): Promise<EarlierCreation | "gone" | "lost"> {
  const { greenvn_id: id, sent, connection_id } = entry;
  if (id === null) return "gone";
  if (session.stop.aborted) return refused(stoppedBeforeCreating(planned, id));
  // Before it is read: no other resource and no other run takes it in beside this one.
  const record = decision === "adopt" ? await session.journal.takeOverCreation(entry) : null;
  const read = await session.api.read(id, pinsIn(planned));
  if (record !== null && !record.isOwn()) return "lost";
  switch (read.kind) {
    case "gone":
      record?.end();
      return "gone";
    case "failed":
      return refused(couldNotReadEarlier(planned, id, read.failure));
    case "found":
      // An entry that tells the id of another one tells nothing of this name.
      if (read.allocation.connectionId !== undefined && read.allocation.connectionId !== connection_id) {
        record?.end();
        return "gone";
      }
      return record === null || sent === null
        ? refused(createdByAnotherRun(planned, id, entry))
        : { kind: "adopted", record, sent, found: read.allocation };
  }
}

function refused(diagnostic: Diagnostic): EarlierCreation {
  return { kind: "refused", diagnostic };
}

/** What is asked for now otherwise than it was sent then, by Terraform's names. */
export function sentOtherwise(then: CreationSent, now: CreationSent): readonly SentOtherwise[] {
  const numbers = (name: "aparty_numbers" | "bparty_numbers"): SentOtherwise[] =>
    samePhoneNumbers(then[name], now[name]) ? [] : [{ name, then: then[name].join(", "), now: now[name].join(", ") }];
  const text = (name: string, one: string | null, other: string | null): SentOtherwise[] =>
    one === other ? [] : [{ name, then: one, now: other }];
  const preference = (name: keyof CreationSent["preferences"]) =>
    text(`preferences.${name}`, then.preferences[name], now.preferences[name]);
  const [one, other] = [then.deallocation_duration, now.deallocation_duration];
  const sameLength = one !== null && other !== null && sameDuration(one, other);
  return [
    ...numbers("aparty_numbers"),
    ...numbers("bparty_numbers"),
    ...text("usage", then.usage, now.usage),
    ...preference("greenvn"),
    ...preference("region"),
    ...preference("number_type"),
    ...preference("pin_code"),
    ...text("strictness", String(then.strictness), String(now.strictness)),
    ...(sameLength ? [] : text("deallocation_policy.duration", one, other)),
    ...text("flow_id", then.flow_id, now.flow_id),
    ...text("pins_wo_version", versionIn(then), versionIn(now)),
    ...(["aparty_pins", "bparty_pins"] as const).flatMap((name) =>
      then[name] === now[name] ? [] : [{ name, wereSent: then[name] }],
    ),
  ];
}

function versionIn({ pins_wo_version: version }: CreationSent): string | null {
  return version === undefined ? null : String(version);
}
