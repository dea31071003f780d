import { isUnknown, type Maybe } from "../../domain/unknown";
import { attributePath, type Diagnostic } from "../../plugin/sdk/diagnostic";
import type { VnAttributes } from "../../rules/attributes";
import { decideVn, type Held, pinnedNumber, type VnDecision } from "../../rules/vn-rule";
import type { Facts } from "../common/state";
import { error, nameOf, numberOf } from "../common/wording";
import type { ProviderNotes } from "../memory/notes";

export interface PlannedNumber {
  readonly greenVn: Maybe<string> | null;
  /** Refusals. */
  readonly diagnostics: readonly Diagnostic[];
  /** Sentences for the warning of the charged call, where one follows. */
  readonly warnings: readonly string[];
}

/** What an update makes of the number in force, by the VN rule. */
export function planNumber(held: VnAttributes & Facts, declared: VnAttributes, notes: ProviderNotes): PlannedNumber {
  const decision = decideVn(held as Held, declared, notes.obtained ?? null);
  switch (decision.kind) {
    case "keep":
      return { greenVn: decision.greenVn, diagnostics: [], warnings: [] };
    case "contradiction":
      return {
        greenVn: held.green_vn,
        warnings: [],
        diagnostics: [
          error(
            `Rotation of ${nameOf(held)} contradicts its strict pin`,
            `rotation_triggers changed, which takes another number, and preferences.greenvn strictly pins ${decision.pinned}, which is the number in force. Set strictness = false, or change or remove the pin.`,
            attributePath("rotation_triggers"),
          ),
        ],
      };
    case "call":
      return { greenVn: decision.greenVn, diagnostics: [], warnings: consequences(held, declared, decision, notes) };
  }
}

/** Begins the sentence on a call that values still unknown at plan decide on. */
export const MAY_ASK = "Should what is still unknown ask for it, ";

function consequences(
  held: VnAttributes & Facts,
  declared: VnAttributes,
  { greenVn, certain }: Extract<VnDecision, { kind: "call" }>,
  notes: ProviderNotes,
): string[] {
  const before = numberOf(held.green_vn);
  const pinned = pinnedNumber(declared);
  const another = isUnknown(greenVn) ? "another number" : greenVn;
  const taken = `${certain ? "" : MAY_ASK}${certain && isUnknown(greenVn) ? "Another number" : another} is taken in place, and ${before} is given up for good.`;
  return [
    taken,
    ...(pinned !== null && isUnknown(greenVn)
      ? [`Without strictness any number may be granted in place of ${pinned}.`]
      : []),
    ...doubts(notes),
  ];
}

/** What a reviewer should know before a charged call is sent that may have been carried out before. */
export function doubts(notes: ProviderNotes): string[] {
  return [
    ...(notes.unresolved
      ? ["An earlier call got no answer, and was not seen to be carried out: sending it again may be charged again."]
      : []),
    ...(notes.drifted
      ? [
          `The number changed from ${notes.drifted.from} to ${notes.drifted.to} outside of this state: that may be the work of an interrupted apply, and then this change may not be needed any more. Check before applying.`,
        ]
      : []),
  ];
}
