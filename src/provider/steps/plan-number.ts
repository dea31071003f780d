import type { Maybe } from "../../domain/unknown";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { VnAttributes } from "../../rules/attributes";
import { decideVn, type Held, pinnedNumber } from "../../rules/vn-rule";
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
  const decision = decideVn(held, declared, notes.obtained ?? null);
  switch (decision.kind) {
    case "keep":
      return { greenVn: decision.greenVn, diagnostics: [], consequence: [] };
    case "contradiction": {
      const refusal = rotationContradictsPin(held, decision.pinned);
      return { greenVn: held.green_vn, diagnostics: [refusal], consequence: [] };
    }
    case "call": {
      const { greenVn, certain } = decision;
      const consequence = anotherNumber(held.green_vn, { greenVn, certain, pinned: pinnedNumber(declared) }, notes);
      return { greenVn, diagnostics: [], consequence };
    }
  }
}
