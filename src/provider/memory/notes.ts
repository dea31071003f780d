import type { Notes } from "../../plugin/sdk/resource";
import type { Known } from "../../plugin/sdk/value";
import type { Held, Obtained } from "../../rules/vn-rule";

/** After so long an import is no longer fresh, and a note of an unresolved write says its date. */
export const NOTE_LIFE_MS = 24 * 60 * 60 * 1000;

type PreferencesSent = Obtained["preferences"] & { readonly pin_code?: string | null };

export type PinAttribute = "aparty_pins" | "bparty_pins";

/** What a PUT is to bring about; PINs never, only that they are in it. */
export type WriteIntent =
  | {
      readonly operation: "vn";
      readonly preferences: PreferencesSent | null;
      readonly strictness: boolean;
      readonly rotation_triggers: Readonly<Record<string, string | null>> | null;
    }
  | {
      readonly operation: "call-party";
      readonly aparty_numbers: readonly string[];
      readonly bparty_numbers: readonly string[];
      readonly usage: string | null;
      /** The attributes that the call was to change. */
      readonly changes: readonly string[];
      /** The version of the write-only PINs that it sends; absent: it sends none. */
      readonly pins_wo_version?: number;
    };

/** A PUT whose result Terraform may not have: written before it is sent, kept until its result is known. */
export interface SentWrite {
  /** Unique to this write: joins the journal's entry with the private state that shows its result. */
  readonly write: string;
  /** ISO 8601. */
  readonly at: string;
  readonly before: {
    readonly green_vn: string | null;
    readonly aparty_numbers: readonly string[];
    readonly bparty_numbers: readonly string[];
    readonly usage: string | null;
  };
  readonly sent: WriteIntent;
}

/**
 * Left in planned private data by a plan with a prior state: tells the second plan of a replacement, and the destroy
 * step, what they are part of.
 */
export interface Predecessor {
  readonly id: string;
  readonly connection_id: string | null;
  readonly green_vn: string | null;
  readonly protected: boolean;
  readonly abandoned: boolean;
  readonly fresh: boolean;
  /** Whether a warning about the release stands in the plan. */
  readonly warned: boolean;
}

/**
 * Left in planned private data by a plan of an assignment with a prior state: tells the second plan of a replacement
 * what the successor goes on from.
 */
export type Standing = Known<Held> & { readonly id: string };

/** What the provider remembers with a resource, in Terraform's private state. */
export interface ProviderNotes {
  /** The very request that obtained the number in force. */
  readonly obtained?: Obtained;
  /** A PUT whose answer was lost: until its result is known, however long that takes. */
  readonly unresolved?: SentWrite;
  /** The note is older than a day: when its write was sent. Not kept. */
  readonly unresolvedSince?: string;
  /** A fresh import: neither its first apply nor a read a day later has ended that. */
  readonly imported?: { readonly at: string; readonly by: "import" | "move" };
  /** PINs were in a write that is known to have landed, and no answer tells which: only the declaration does. */
  readonly pinsLanded?: { readonly at: string; readonly names: readonly PinAttribute[] };
  /** A read found another number than state held. */
  readonly drifted?: { readonly at: string; readonly from: string; readonly to: string };
  /**
   * What state held before the read that it comes from, where that found something else: a run whose result is not saved
   * leaves state so.
   */
  readonly savedAs?: SentWrite["before"];
  /** The journal's writes whose results this state shows: the last ones, since older entries have ended. */
  readonly settledWriteIds?: readonly string[];
  readonly predecessor?: Predecessor;
  /** Left in planned private data: what is declared, in E.164, where state keeps another form of the same numbers. */
  readonly declaredForms?: { readonly [name in PartyNumbers]?: readonly string[] };
  readonly standing?: Standing;
}

export type PartyNumbers = "aparty_numbers" | "bparty_numbers";

/** What a member is called in private state, where that differs: states of every version hold this name. */
const STORED = { settledWriteIds: "shown" } as const;

export function readNotes(notes: Notes, nowMs: number): ProviderNotes {
  // Terraform hands back what this provider wrote: the cast is the one place where that is believed.
  const all = renamed(notes, STORED.settledWriteIds, "settledWriteIds") as ProviderNotes;
  const { unresolved } = all;
  return { ...all, ...(unresolved && !isRecent(unresolved.at, nowMs) ? { unresolvedSince: unresolved.at } : {}) };
}

/**
 * What a read leaves of notes that time ends. Its verdict is kept: a plan and its apply, whenever that is, look at no
 * clock, since Terraform plans again while it applies and both must agree.
 */
export function judgedAtRead(
  { imported, drifted, savedAs: _saved, ...rest }: ProviderNotes,
  nowMs: number,
): ProviderNotes {
  return {
    ...rest,
    ...(imported && isRecent(imported.at, nowMs) ? { imported } : {}),
    ...(drifted && isRecent(drifted.at, nowMs) ? { drifted } : {}),
  };
}

export function writeNotes({ unresolvedSince: _told, ...notes }: ProviderNotes): Notes {
  // Notes are made of JSON alone, which their types say and the compiler can not see of an interface.
  return renamed(notes, "settledWriteIds", STORED.settledWriteIds) as Notes;
}

function renamed(notes: object, from: string, to: string): object {
  // Few have it, and those of thousands are read at each step of a plan.
  if (!Object.hasOwn(notes, from)) return notes;
  return Object.fromEntries(
    Object.entries(notes).map(([name, value]: [string, unknown]) => [name === from ? to : name, value]),
  );
}

/** A clock that was set back makes a note look as if it came from the future: it counts all the same. */
export function isRecent(at: string, nowMs: number): boolean {
  const ageMs = nowMs - Date.parse(at);
  return !Number.isNaN(ageMs) && ageMs < NOTE_LIFE_MS;
}
