import { samePhoneNumber } from "../../domain/phone-number";
import { UNKNOWN } from "../../domain/unknown";
import type { RemoteAllocation, VnRequest } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Known } from "../../plugin/sdk/value";
import type { VnAttributes } from "../../rules/attributes";
import { decideVn, pinnedNumber, prefers, rotates } from "../../rules/vn-rule";
import { mergeRemote, otherConnection, remoteNumber, type Tellable } from "../common/remote";
import type { Ready } from "../common/session";
import { type HeldState, holderOf, idOf, pinsIn } from "../common/state";
import type { ProviderNotes } from "../memory/notes";
import { obtainedBy } from "./adopt-lost-writes";
import { differingFrom, type PlannedChange } from "./charged-change";
import { grantedNotStrictlyPinned, grantedNotWished, newNumberNotTold } from "./messages";
import { openRequest } from "./plan-number";

/** What a number is wished to be, once all of it is known. */
type Wish = Known<VnAttributes>;

/**
 * The one `PUT …/vn` of a change, unless the rule asks for none: what was unknown at plan, or a look, may have settled
 * it.
 */
export function numberChange<S extends HeldState>(
  held: S,
  planned: Wish & Tellable,
  notes: ProviderNotes,
): Exclude<PlannedChange<S>, { kind: "impossible" }> {
  const { preferences, strictness, rotation_triggers } = planned;
  const declared = { ...held, preferences, strictness, rotation_triggers };
  if (decideVn(held, planned, notes.obtained ?? null, openRequest(notes)).kind !== "call")
    return { kind: "met", state: declared };

  const id = idOf(held);
  const intent = { operation: "vn", preferences, strictness: strictness === true, rotation_triggers } as const;
  const knownForms = [pinnedNumber(planned), held.green_vn].filter((number) => number !== null);
  const grantedBy = (remote: RemoteAllocation) => remoteNumber(remote, knownForms);
  return {
    kind: "due",
    intent,
    pins: {},
    rotates: rotates(held, planned),
    send: (api, guard) => api.changeVn(id, vnRequest(planned), guard, pinsIn(held)),
    granted: grantedBy,
    async reached(session, remote, settled) {
      const granted = grantedBy(remote) ?? (await readNumber(session, id, held));
      if (granted === null)
        return { kind: "open", granted, state: declared, notes: settled, diagnostics: [newNumberNotTold(held)] };
      return {
        kind: "done",
        granted,
        state: { ...withFacts(declared, remote), green_vn: granted },
        notes: { ...settled, obtained: obtainedBy(intent, granted) },
        diagnostics: [
          ...grantedAnother(planned, granted),
          ...differingFrom("vn", { ...planned, green_vn: UNKNOWN }, remote),
        ],
      };
    },
  };
}

/** What the answer tells beside the number. One that names another allocation does not rename this one. */
function withFacts<S extends HeldState>(state: S, { connectionId: _named, ...facts }: RemoteAllocation): S {
  const place = holderOf(state).resource === "greenvn_allocation" ? "allocation" : "assignment";
  return mergeRemote(place, state, facts);
}

/** Rule 5: any number may be granted where the pin is a wish. */
export function grantedAnother(wished: Wish, granted: string): Diagnostic[] {
  const pinned = pinnedNumber(wished);
  if (pinned === null || samePhoneNumber(pinned, granted)) return [];
  return [wished.strictness === true ? grantedNotStrictlyPinned(granted, pinned) : grantedNotWished(granted, pinned)];
}

/** The body by which a number is asked for; null: any free one. */
export function vnRequest(wished: Wish): VnRequest {
  if (prefers(wished) === "no" || wished.preferences === null) return null;
  const { greenvn, region, number_type: numberType } = wished.preferences;
  return { strictness: wished.strictness === true, preferences: withoutNull({ greenvn, region, numberType }) };
}

/** The members that are set: what is absent from a request asks for nothing. */
export function withoutNull<T extends object>(members: T): { [name in keyof T]?: NonNullable<T[name]> } {
  // What is left is what the type says: the names are its own, and null is filtered out.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as {
    [name in keyof T]?: NonNullable<T[name]>;
  };
}

/** The number in force, where an answer did not tell it. */
export async function readNumber(
  session: Ready,
  id: string,
  named: { readonly connection_id: unknown },
): Promise<string | null> {
  const outcome = await session.api.read(id, pinsIn(named));
  if (outcome.kind !== "found" || otherConnection(named, outcome.allocation) !== null) return null;
  return remoteNumber(outcome.allocation, []);
}
