import { samePhoneNumber } from "../../domain/phone-number";
import type { Landed, RemoteAllocation } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import { samePhoneNumbers } from "../../rules/charged-calls";
import { type Obtained, pinnedNumber } from "../../rules/vn-rule";
import { remoteNumber, samePins } from "../common/remote";
import { type HeldState, holderOf } from "../common/state";
import type { JournalWrite } from "../memory/journal-entries";
import type { PinAttribute, ProviderNotes, SentWrite, WriteIntent } from "../memory/notes";
import { adoptedNumber, adoptedParties } from "./messages";

/** The PINs that a write sends, where they are still known. Secret. */
export interface SentPins {
  readonly aparty?: readonly number[];
  readonly bparty?: readonly number[];
}

/**
 * Whether an allocation shows that a PUT was carried out. `pins` are those that it sent, where they are still known.
 */
export function hasLanded(
  write: Pick<SentWrite, "before" | "sent">,
  seen: RemoteAllocation,
  pins: SentPins = {},
): Landed {
  switch (write.sent.operation) {
    case "vn":
      return vnLanded(write.before.green_vn, write.sent, seen);
    case "call-party":
      return partiesLanded(write.sent, seen, pins);
  }
}

function vnLanded(
  before: string | null,
  sent: Extract<WriteIntent, { operation: "vn" }>,
  seen: RemoteAllocation,
): Landed {
  if (seen.greenVn === undefined || before === null) return "can-not-tell";
  const pinned = pinnedNumber({ preferences: sent.preferences });
  if (sent.strictness && pinned !== null) return samePhoneNumber(seen.greenVn, pinned) ? "yes" : "no";
  if (!samePhoneNumber(seen.greenVn, before)) return "yes";
  // A rotation that wishes for the number in force may be granted that very one.
  return pinned !== null && samePhoneNumber(pinned, before) ? "can-not-tell" : "no";
}

function partiesLanded(
  sent: Extract<WriteIntent, { operation: "call-party" }>,
  seen: RemoteAllocation,
  pins: SentPins,
): Landed {
  const verdicts = sent.changes.flatMap((name) => {
    switch (name) {
      case "aparty_numbers":
        return seen.apartyNumbers === undefined ? [] : [samePhoneNumbers(seen.apartyNumbers, sent.aparty_numbers)];
      case "bparty_numbers":
        return seen.bpartyNumbers === undefined ? [] : [samePhoneNumbers(seen.bpartyNumbers, sent.bparty_numbers)];
      case "usage":
        return seen.usage === undefined ? [] : [seen.usage === sent.usage];
      case "aparty_pins":
        return seen.apartyPins === undefined || !pins.aparty ? [] : [samePins(seen.apartyPins, pins.aparty)];
      case "bparty_pins":
        return seen.bpartyPins === undefined || !pins.bparty ? [] : [samePins(seen.bpartyPins, pins.bparty)];
      case "pins_wo_version":
        return [
          ...(seen.apartyPins === undefined || !pins.aparty ? [] : [samePins(seen.apartyPins, pins.aparty)]),
          ...(seen.bpartyPins === undefined || !pins.bparty ? [] : [samePins(seen.bpartyPins, pins.bparty)]),
        ];
      default:
        return [];
    }
  });
  if (verdicts.length === 0) return "can-not-tell";
  return verdicts.every(Boolean) ? "yes" : "no";
}

export interface Adopted<S> {
  readonly state: S;
  readonly notes: ProviderNotes;
  readonly diagnostics: readonly Diagnostic[];
}

/** The journal's writes whose results a state does not show: those that it is not known to have settled. */
export function unsettled<W extends JournalWrite>(notes: ProviderNotes, journal: readonly W[]): readonly W[] {
  return journal.filter(({ write }) => !notes.settledWriteIds?.includes(write));
}

/**
 * Those of them that a state may show. Two assignments of one allocation share a journal: what a creation sent is
 * another one's, unless this one's note tells of it, since a creation that was not saved has no state.
 */
export function ownChanges<W extends JournalWrite>(notes: ProviderNotes, journal: readonly W[]): readonly W[] {
  return unsettled(notes, journal).filter(({ by, write }) => by !== "create" || write === notes.unresolved?.write);
}

/**
 * Those of them that a state waits for: it has what the first of its kind found, or what was saved before that, or
 * nobody can tell. Where it has something else, it has gone on without them, on another machine or as another state of the same allocation.
 */
export function awaited<W extends JournalWrite>(
  state: HeldState,
  notes: ProviderNotes,
  journal: readonly W[],
): readonly W[] {
  const open = ownChanges(notes, journal);
  const firstOf = (operation: WriteIntent["operation"]) =>
    open.findIndex((write) => write.sent.operation === operation && stillHas(state, write));
  const first = { vn: firstOf("vn"), "call-party": firstOf("call-party") };
  return open.filter(({ sent }, at) => first[sent.operation] >= 0 && at >= first[sent.operation]);
}

/** What stood when it was sent, or was last saved before: then nothing of that run was saved. */
function stillHas(state: HeldState, { before, savedAs, sent }: JournalWrite): boolean {
  const { operation } = sent;
  return holds(operation, state, before) || (savedAs !== undefined && holds(operation, state, savedAs));
}

/** What a PUT may change, as a state has it. */
export function changeableIn({ green_vn, aparty_numbers, bparty_numbers, usage }: HeldState): SentWrite["before"] {
  return { green_vn, aparty_numbers: aparty_numbers ?? [], bparty_numbers: bparty_numbers ?? [], usage };
}

/** Whether a state holds what a call of this kind changes, as far as it tells. */
export function holds(operation: WriteIntent["operation"], state: HeldState, before: SentWrite["before"]): boolean {
  const same = (held: readonly string[] | null, then: readonly string[]) =>
    held === null || samePhoneNumbers(held, then);
  switch (operation) {
    case "vn":
      return state.green_vn === null || before.green_vn === null || samePhoneNumber(state.green_vn, before.green_vn);
    case "call-party":
      return (
        same(state.aparty_numbers, before.aparty_numbers) &&
        same(state.bparty_numbers, before.bparty_numbers) &&
        (state.usage === null || before.usage === null || state.usage === before.usage)
      );
  }
}

/**
 * Holds every write whose result Terraform may not have against what the API tells now. What landed is adopted, number
 * and declaration, with no second charge; what did not stands as the note.
 */
export function adoptLostWrites<S extends HeldState>(
  state: S,
  notes: ProviderNotes,
  told: RemoteAllocation,
  writes: readonly JournalWrite[],
): Adopted<S> {
  const noted = notes.unresolved;
  const all =
    noted && !writes.some(({ write }) => write === noted.write) ? [{ ...noted, done: false }, ...writes] : writes;

  const landed = withToldPins(state, told, notes.pinsLanded?.names ?? []);
  let adopted: Adopted<S> = { state: landed, notes: beforeAdopting(notes, told), diagnostics: [] };
  for (const write of all) {
    adopted =
      write.done || hasLanded(write, told) === "yes"
        ? adopt(adopted, write, told)
        : { ...adopted, notes: { ...adopted.notes, unresolved: noteOf(write) } };
  }
  return adopted;
}

function adopt<S extends HeldState>(
  { state, notes, diagnostics }: Adopted<S>,
  write: JournalWrite,
  told: RemoteAllocation,
): Adopted<S> {
  const settled = withSettled(notes, write.write);
  const { sent } = write;
  switch (sent.operation) {
    case "vn": {
      const number = write.granted ?? remoteNumber(told, state.green_vn === null ? [] : [state.green_vn]);
      const obtained = number === null ? {} : { obtained: obtainedBy(sent, number) };
      return {
        state: {
          ...state,
          preferences: preferencesFor(state, sent.preferences),
          strictness: sent.strictness,
          rotation_triggers: sent.rotation_triggers,
          ...(number === null ? {} : { green_vn: number }),
        },
        notes: { ...settled, ...obtained },
        diagnostics: [...diagnostics, adoptedNumber(state, number, write.before.green_vn)],
      };
    }
    case "call-party": {
      const names = untoldPins(told).filter((name) => sent.changes.includes(name));
      // Those that are write-only are known by their version, and come into no state, told or not.
      const { pins_wo_version: version } = sent;
      const sentVersion =
        version === undefined ? {} : { aparty_pins: null, bparty_pins: null, pins_wo_version: version };
      return {
        // Which PINs are in force is not known any more, unless they are told: the ones that were held are not.
        state: {
          ...withToldPins(state, told, sent.changes),
          aparty_numbers: sent.aparty_numbers,
          bparty_numbers: sent.bparty_numbers,
          usage: sent.usage ?? state.usage,
          ...Object.fromEntries(names.map((name) => [name, null])),
          ...(holderOf(state).resource === "greenvn_allocation" ? sentVersion : {}),
        },
        notes: {
          ...settled,
          ...(names.length > 0
            ? { pinsLanded: { at: write.at, names: [...new Set([...(notes.pinsLanded?.names ?? []), ...names])] } }
            : {}),
        },
        diagnostics: [...diagnostics, adoptedParties(state, names.length > 0)],
      };
    }
  }
}

/** A moved resource may adopt what its former type sent: a postal code is an allocation's alone. */
function preferencesFor(state: HeldState, sent: Extract<WriteIntent, { operation: "vn" }>["preferences"]) {
  if (sent === null) return null;
  const { greenvn, region, number_type, pin_code = null } = sent;
  return { greenvn, region, number_type, ...(holderOf(state).resource === "greenvn_allocation" ? { pin_code } : {}) };
}

/** The request that obtained a number, as the VN rule compares it. */
export function obtainedBy(
  sent: Pick<Extract<WriteIntent, { operation: "vn" }>, "preferences" | "strictness">,
  greenVn: string,
): Obtained {
  const { greenvn = null, region = null, number_type = null } = sent.preferences ?? {};
  return { green_vn: greenVn, preferences: { greenvn, region, number_type }, strictness: sent.strictness };
}

/** The notes of a state that shows the result of these writes. */
export function withSettled(notes: ProviderNotes, ...writes: readonly string[]): ProviderNotes {
  return { ...notes, settledWriteIds: [...(notes.settledWriteIds ?? []), ...writes].slice(-SETTLED_KEPT) };
}

/** How many settled writes a state remembers: the journal has ended older entries long before. */
const SETTLED_KEPT = 20;

/** What the write comes to is about to be told; PINs that are told now need no declaration to tell them. */
function beforeAdopting(
  { unresolved: _open, pinsLanded, ...rest }: ProviderNotes,
  told: RemoteAllocation,
): ProviderNotes {
  const names = untoldPins(told).filter((name) => pinsLanded?.names.includes(name));
  return { ...rest, ...(pinsLanded && names.length > 0 ? { pinsLanded: { ...pinsLanded, names } } : {}) };
}

/** A write that landed with PINs manages their side, whatever state held of it before. */
function withToldPins<S extends HeldState>(state: S, told: RemoteAllocation, names: readonly string[]): S {
  const { apartyPins: aparty_pins, bpartyPins: bparty_pins } = told;
  const sides = Object.entries({ aparty_pins, bparty_pins });
  return {
    ...state,
    ...Object.fromEntries(sides.filter(([name, pins]) => pins !== undefined && names.includes(name))),
  };
}

function untoldPins({ apartyPins, bpartyPins }: RemoteAllocation): PinAttribute[] {
  return [
    ...(apartyPins === undefined ? (["aparty_pins"] as const) : []),
    ...(bpartyPins === undefined ? (["bparty_pins"] as const) : []),
  ];
}

function noteOf({ write, at, before, sent }: SentWrite): SentWrite {
  return { write, at, before, sent };
}
