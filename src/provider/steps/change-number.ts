import { sameNumber } from "../../domain/phone-number";
import { UNKNOWN } from "../../domain/unknown";
import type { VnRequest } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Preferences, VnAttributes } from "../../rules/attributes";
import { decideVn, type Held, pinnedNumber, prefers } from "../../rules/vn-rule";
import type { Ready } from "../common/session";
import { holderOf, pinsIn } from "../common/state";
import { toldNumber } from "../common/told";
import type { Sent } from "../memory/notes";
import { hasLanded, obtainedBy, type Writable } from "./adopt-lost-writes";
import { announce, carriedOut, type ChargedChange, differingFrom, notDone, type Step } from "./charged-write";
import { grantedNotStrictlyPinned, grantedNotWished, newNumberNotTold } from "./messages";

/**
 * The one `PUT …/vn` of a change, unless the rule asks for none: what was unknown at plan, or a look, may have settled
 * it.
 */
export async function changeNumber<S extends Writable>({
  session,
  held,
  planned,
  notes,
}: ChargedChange<S>): Promise<Step<S>> {
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
  if (outcome.kind !== "done") return notDone({ session, held, notes }, write, outcome);

  const number = toldNumber(outcome.allocation, knownForms(held, planned)) ?? (await readNumber(session, id));
  session.journal.record(holderOf(held), { ...write, done: true, granted: number });
  const sent = write.sent as Extract<Sent, { operation: "vn" }>;
  if (number === null) {
    return {
      kind: "open",
      state: { ...held, ...declared },
      notes: carriedOut(notes, write),
      diagnostics: [newNumberNotTold(held)],
    };
  }
  return {
    kind: "done",
    state: { ...held, ...declared, green_vn: number },
    notes: { ...carriedOut(notes, write), obtained: obtainedBy(sent, number) },
    diagnostics: [
      ...grantedAnother(planned, number),
      ...differingFrom("vn", { ...planned, green_vn: UNKNOWN }, outcome.allocation),
    ],
  };
}

/** Rule 5: any number may be granted where the pin is a wish. */
export function grantedAnother(planned: VnAttributes, granted: string): Diagnostic[] {
  const pinned = pinnedNumber(planned);
  if (pinned === null || sameNumber(pinned, granted)) return [];
  return [planned.strictness === true ? grantedNotStrictlyPinned(granted, pinned) : grantedNotWished(granted, pinned)];
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

function knownForms(held: Writable, planned: VnAttributes): string[] {
  return [pinnedNumber(planned), held.green_vn].filter((number): number is string => typeof number === "string");
}

/** The number in force, where an answer did not tell it. */
export async function readNumber(session: Ready, id: string): Promise<string | null> {
  const outcome = await session.api.read(id);
  return outcome.kind === "found" ? toldNumber(outcome.allocation, []) : null;
}
