import type { Ready } from "../common/session";
import { type Asked, decide, decideAfterLook, type Phase, type WriterThen } from "../memory/journal-decision";
import { type ChangeEntry, type Holder, phaseOfChange, type Rotated } from "../memory/journal-entries";
import type { ProviderNotes } from "../memory/notes";
import { unsettled } from "./adopt-lost-writes";

/** How often it is seen whether another run is done, in milliseconds. */
const POLL_MS = 250;

/** When to look at what an interrupted run may have sent a moment ago, in milliseconds since the first look. */
export const LOOKS_MS = [0, 500, 1500, 3200] as const;

/** A PUT of another run that stands, and who wrote it. */
interface Standing {
  readonly entry: ChangeEntry;
  readonly phase: Phase;
  readonly writer: WriterThen;
}

/** What stands in the way of a PUT. */
export type Clearance =
  /** Another resource of this very apply is at it. */
  | { readonly kind: "taken" }
  /** Nothing, once it was looked at: at these times. */
  | { readonly kind: "look"; readonly atMs: readonly number[]; readonly standing: readonly Standing[] };

/** Waits for other runs that are at the same number, as long as their answers may come. */
export async function awaitOtherWriters(
  session: Ready,
  holder: Holder | Rotated,
  notes: ProviderNotes,
  asked: Asked & ("apply" | "create an assignment"),
): Promise<Clearance> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const standing = await standingOf(session, holder, notes, waitedMs);
    const decisions = standing.map(({ phase, writer }) => decide(asked, phase, writer));
    if (decisions.includes("taken")) return { kind: "taken" };
    if (!decisions.includes("wait")) return { kind: "look", atMs: looksFor(decisions, notes), standing };
    await session.wait(POLL_MS);
  }
}

/** Whether a writer that was waited for in vain is still at what the looks did not see. */
export function isStillAtIt({ standing }: Extract<Clearance, { kind: "look" }>, notes: ProviderNotes): boolean {
  const open = unsettled(
    notes,
    standing.map(({ entry }) => entry),
  );
  return standing.some(({ entry, phase, writer }) => decideAfterLook(phase, writer, !open.includes(entry)) === "busy");
}

/**
 * Who began the same between the look and this run's own entry, `ownWrite`: another resource of this apply, or another
 * run. Then neither may send.
 */
export async function rivalOf(
  session: Ready,
  holder: Holder | Rotated,
  notes: ProviderNotes,
  ownWrite: string,
): Promise<"none" | "this apply" | "another run"> {
  const standing = await standingOf(session, holder, notes, 0, ownWrite);
  const decisions = standing.map(({ phase, writer }) => decide("apply", phase, writer));
  if (decisions.includes("taken")) return "this apply";
  return decisions.includes("wait") ? "another run" : "none";
}

/** Looks at those times until it is enough; null where the run ends first. */
export async function lookAt<T>(
  { wait, stop }: Pick<Ready, "wait" | "stop">,
  atMs: readonly number[],
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean,
): Promise<T | null> {
  let seen: T | null = null;
  let waitedMs = 0;
  for (const dueMs of atMs) {
    if (dueMs > waitedMs) await wait(dueMs - waitedMs);
    waitedMs = dueMs;
    if (stop.aborted) return null;
    seen = await look();
    if (isEnough(seen)) return seen;
  }
  return seen;
}

async function standingOf(
  { journal, stop }: Ready,
  holder: Holder | Rotated,
  notes: ProviderNotes,
  waitedMs: number,
  except?: string,
): Promise<readonly Standing[]> {
  const open = unsettled(notes, journal.currentChangesOf(holder)).filter(({ write }) => write !== except);
  return Promise.all(
    open.map(async (entry): Promise<Standing> => {
      const writer = await journal.judge(entry);
      const isOutwaited = writer === "alive" && (stop.aborted || waitedMs >= journal.patienceFor(entry));
      return { entry, phase: phaseOfChange(entry), writer: isOutwaited ? "outwaited" : writer };
    }),
  );
}

function looksFor(decisions: readonly string[], notes: ProviderNotes): readonly number[] {
  if (decisions.includes("look well")) return LOOKS_MS;
  return decisions.length > 0 || notes.unresolved !== undefined ? [0] : [];
}
