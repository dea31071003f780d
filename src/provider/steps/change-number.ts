import { randomUUID } from "node:crypto";
import { sameNumber } from "../../domain/phone-number";
import { UNKNOWN } from "../../domain/unknown";
import type { PartiesRequest, Told, VnRequest, WriteOutcome } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { type Preferences, type VnAttributes } from "../../rules/attributes";
import { partyChanges } from "../../rules/charged-calls";
import { decideVn, type Held, pinnedNumber, prefers } from "../../rules/vn-rule";
import type { Ready } from "../common/session";
import { type AllocationState, holderOf, pinsIn } from "../common/state";
import { saidOtherwise, type Tellable, toldNumber } from "../common/told";
import { couldNot, error, explain, nameOf, numberOf, warning } from "../common/wording";
import type { ProviderNotes, Sent, SentWrite } from "../memory/notes";
import { hasLanded, obtainedBy, withShown, type Writable } from "./adopt-lost-writes";

/** What one charged call came to: the state that it reached is saved in either case. */
export interface Step<S> {
  /** `refused`: nothing was carried out. `open`: it was, or may have been, and what came of it is not known. */
  readonly kind: "done" | "refused" | "open";
  readonly state: S;
  readonly notes: ProviderNotes;
  readonly diagnostics: readonly Diagnostic[];
}

interface Change<S> {
  readonly session: Ready;
  /** State as it is in force before this call. */
  readonly held: S;
  readonly planned: S;
  readonly notes: ProviderNotes;
}

/**
 * The one `PUT …/vn` of a change, unless the rule asks for none: what was unknown at plan, or a look, may have settled
 * it.
 */
export async function changeNumber<S extends Writable>({ session, held, planned, notes }: Change<S>): Promise<Step<S>> {
  const decision = decideVn(held as Held, planned, notes.obtained ?? null);
  const declared = {
    preferences: planned.preferences,
    strictness: planned.strictness,
    rotation_triggers: planned.rotation_triggers,
  };
  if (decision.kind !== "call") return { kind: "done", state: { ...held, ...declared }, notes, diagnostics: [] };

  const id = held.id as string;
  const write = announce(session, held, {
    operation: "vn",
    ...(declared as Omit<Extract<Sent, { operation: "vn" }>, "operation">),
  });
  const outcome = await session.api.changeVn(id, vnRequest(planned), (seen) => hasLanded(write, seen), pinsIn(held));
  if (outcome.kind !== "done") return notDone(session, held, notes, write, outcome, "vn");

  const number = toldNumber(outcome.allocation, knownForms(held, planned)) ?? (await readNumber(session, id));
  session.journal.record(holderOf(held), { ...write, done: true, granted: number });
  const sent = write.sent as Extract<Sent, { operation: "vn" }>;
  if (number === null) {
    return {
      kind: "open",
      state: { ...held, ...declared },
      notes: carriedOut(notes, write),
      diagnostics: [
        error(
          `Could not learn the new number of ${nameOf(held)}`,
          "The change was carried out, but neither its answer nor a read after it tells the number. Nothing needs to be sent again: the next run reads it.",
        ),
      ],
    };
  }
  return {
    kind: "done",
    state: { ...held, ...declared, green_vn: number },
    notes: { ...carriedOut(notes, write), obtained: obtainedBy(sent, number) },
    diagnostics: [
      ...grantedAnother(planned, number),
      ...otherwise({ ...planned, green_vn: UNKNOWN }, outcome.allocation, "The change of the number"),
    ],
  };
}

/** The one `PUT …/call-party` of a change, unless nothing is left to change. */
export async function changeParties({
  session,
  held,
  planned,
  notes,
}: Change<AllocationState>): Promise<Step<AllocationState>> {
  const changes = partyChanges(held, planned).map(({ name }) => name);
  if (changes.length === 0) return { kind: "done", state: held, notes, diagnostics: [] };

  const id = held.id as string;
  const write = announce(session, held, {
    operation: "call-party",
    aparty_numbers: planned.aparty_numbers as readonly string[],
    bparty_numbers: planned.bparty_numbers as readonly string[],
    usage: planned.usage as string | null,
    changes,
  });
  const pins = { ...pinsOf("aparty", planned.aparty_pins), ...pinsOf("bparty", planned.bparty_pins) };
  const outcome = await session.api.changeParties(
    id,
    partiesRequest(planned, changes),
    (seen) => hasLanded(write, seen, pins),
    pinsIn(held),
  );
  if (outcome.kind !== "done") return notDone(session, held, notes, write, outcome, "call-party");

  session.journal.record(holderOf(held), { ...write, done: true });
  const { aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, usage } = planned;
  return {
    kind: "done",
    state: { ...held, aparty_numbers, bparty_numbers, aparty_pins, bparty_pins, usage },
    notes: carriedOut(notes, write),
    diagnostics: otherwise({ ...planned, green_vn: held.green_vn }, outcome.allocation, "The change of the parties"),
  };
}

/** The journal knows of a write before it is sent. */
function announce(session: Ready, held: Writable, sent: Sent): SentWrite {
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
function carriedOut(
  { unresolved: _ended, drifted: _explained, ...notes }: ProviderNotes,
  write: SentWrite,
): ProviderNotes {
  return { ...notes, shown: withShown(notes, write.write) };
}

function notDone<S extends Writable>(
  session: Ready,
  held: S,
  notes: ProviderNotes,
  write: SentWrite,
  outcome: Exclude<WriteOutcome, { kind: "done" }>,
  operation: "vn" | "call-party",
): Step<S> {
  const summary = couldNot(operation, nameOf(held));
  switch (outcome.kind) {
    case "refused":
      session.journal.forget(holderOf(held), [write.write]);
      return {
        kind: "refused",
        state: held,
        notes,
        diagnostics: [error(summary, `${explain(outcome.failure)} This call changed and charged nothing.`)],
      };
    case "unresolved":
      return {
        kind: "open",
        state: held,
        notes: { ...notes, unresolved: write },
        diagnostics: [error(summary, `${explain(outcome.failure)} ${unresolved(outcome, operation)}`)],
      };
  }
}

function unresolved(outcome: Extract<WriteOutcome, { kind: "unresolved" }>, operation: "vn" | "call-party"): string {
  const what = operation === "vn" ? "number" : "parties";
  if (outcome.landed === "can-not-tell" && outcome.seen)
    return "It may or may not have been carried out and charged, and what it changes can not be seen in what the API tells. State is as it was. Check the allocation with ExoBridge before running terraform apply again: that sends the call once more, and it may be charged once more.";
  const looked = outcome.seen
    ? `Looking at the allocation several times, the ${what} were still seen as before.`.replace(
        "number were",
        "number was",
      )
    : "No look at the allocation got through either.";
  const again =
    operation === "vn"
      ? " Otherwise it sends the call again: should ExoBridge have granted the very number that was in force, no look can tell, and it may then be charged once more."
      : "";
  return `It may or may not have been carried out and charged. ${looked} Nothing more was sent, and state is as it was. Run terraform apply again: it looks first, and adopts the change with no second charge if it has landed by then.${again}`;
}

/** Rule 5: any number may be granted where the pin is a wish. */
export function grantedAnother(planned: VnAttributes, granted: string): Diagnostic[] {
  const pinned = pinnedNumber(planned);
  if (pinned === null || sameNumber(pinned, granted)) return [];
  if (planned.strictness === true)
    return [
      warning(
        `ExoBridge granted ${numberOf(granted)}, not the strictly pinned ${pinned}`,
        "strictness = true asks for the pinned number or none, and the API says otherwise: check with ExoBridge. The number granted is in force, and nothing more is requested for this declaration.",
      ),
    ];
  return [
    warning(
      `ExoBridge granted ${numberOf(granted)}, not the wished ${pinned}`,
      "preferences.greenvn is a wish as long as strictness is false. The number granted is in force, and nothing more is requested for this declaration.",
    ),
  ];
}

function otherwise(planned: Tellable, told: Told, what: string): Diagnostic[] {
  const sentences = saidOtherwise(planned, told);
  if (sentences.length === 0) return [];
  return [
    warning(
      `${what} of ${nameOf(planned)} came out otherwise than planned`,
      `ExoBridge answers that ${sentences.join("; ")}. State holds what was planned; the next refresh shows what is in force.`,
    ),
  ];
}

function vnRequest(planned: VnAttributes): VnRequest {
  if (prefers(planned) === "no") return null;
  const { greenvn, region, number_type } = planned.preferences as Preferences;
  return {
    strictness: planned.strictness === true,
    preferences: { ...wish("greenvn", greenvn), ...wish("region", region), ...wish("numberType", number_type) },
  };
}

/** One preference for a request, where it is set. */
export function wish<N extends string>(name: N, value: unknown): { [name in N]?: string } {
  return typeof value === "string" ? ({ [name]: value } as { [name in N]?: string }) : {};
}

function partiesRequest(planned: AllocationState, changes: readonly string[]): PartiesRequest {
  // The API wants at least one side's numbers, whatever else changes.
  const sides = changes.some((name) => name.endsWith("_numbers")) ? changes : [...changes, "aparty_numbers"];
  return {
    ...(sides.includes("aparty_numbers") ? { apartyNumbers: planned.aparty_numbers as readonly string[] } : {}),
    ...(sides.includes("bparty_numbers") ? { bpartyNumbers: planned.bparty_numbers as readonly string[] } : {}),
    ...(sides.includes("aparty_pins") ? { apartyPins: planned.aparty_pins as readonly number[] } : {}),
    ...(sides.includes("bparty_pins") ? { bpartyPins: planned.bparty_pins as readonly number[] } : {}),
    ...(sides.includes("usage") ? { usage: planned.usage as string } : {}),
  };
}

function pinsOf<N extends "aparty" | "bparty">(side: N, pins: unknown): { [side in N]?: readonly number[] } {
  return Array.isArray(pins) ? ({ [side]: pins } as unknown as { [side in N]?: readonly number[] }) : {};
}

function knownForms(held: Writable, planned: VnAttributes): string[] {
  return [pinnedNumber(planned), held.green_vn].filter((number): number is string => typeof number === "string");
}

/** The number in force, where an answer did not tell it. */
export async function readNumber(session: Ready, id: string): Promise<string | null> {
  const outcome = await session.api.read(id);
  return outcome.kind === "found" ? toldNumber(outcome.allocation, []) : null;
}
