import { type Maybe, UNKNOWN } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { VnAttributes } from "../../rules/attributes";
import { decideVn, type Held, type OpenRequest } from "../../rules/vn-rule";
import type { AllocationState } from "../common/state";
import type { ProviderNotes } from "../memory/notes";
import { anotherNumber, rotationContradictsPin } from "./messages";

export interface PlannedNumber {
  readonly greenVn: Maybe<string> | null;
  /** Refusals. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the warning of the charged call says, where one follows. */
  readonly consequence: readonly string[];
}

/** The number in force, and whose it is. */
type NumberInForce = Held & Pick<AllocationState, "id" | "connection_id">;

/** What an update makes of the number in force, by the VN rule. */
export function planNumber(held: NumberInForce, declared: VnAttributes, notes: ProviderNotes): PlannedNumber {
  const decision = decideVn(held, declared, notes.obtained ?? null, openRequest(notes));
  switch (decision.kind) {
    case "keep":
      return { greenVn: decision.greenVn, diagnostics: [], consequence: [] };
    case "contradiction": {
      const refusal = rotationContradictsPin(held, decision.pinned);
      return { greenVn: held.green_vn, diagnostics: [refusal], consequence: [] };
    }
    case "call": {
      // Unknown also where it is pinned: Terraform shows a number that a plan knows even where the API then refuses it.
      const consequence = anotherNumber(held.green_vn, declared, decision.certain, notes);
      return { greenVn: UNKNOWN, diagnostics: [], consequence };
    }
  }
}

/**
 * The request for a number that was left open, as the VN rule asks about it. While an import is fresh none is: what it
 * recorded was never requested.
 */
export function openRequest({ unresolved, imported }: ProviderNotes): OpenRequest | null {
  if (imported !== undefined || unresolved?.sent.operation !== "vn") return null;
  return { ...unresolved.sent, before: unresolved.before.green_vn };
}
