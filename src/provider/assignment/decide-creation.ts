import { samePhoneNumber } from "../../domain/phone-number";
import type { VnAttributes } from "../../rules/attributes";
import { decideVn, type Held, type Obtained, type OpenRequest } from "../../rules/vn-rule";

/** What the creation of an assignment is decided by. */
export interface CreationFacts {
  /**
   * The number in force, and what it is held under: nothing by a newcomer, what the former one declared by its
   * successor.
   */
  readonly held: Held;
  readonly declared: VnAttributes;
  readonly obtained: Obtained | null;
  readonly open: OpenRequest | null;
  /** The number that the plan found: several where it may be one plan or another, none where it found none. */
  readonly planned: readonly string[];
}

export type CreationDecision =
  /** No call: nothing is preferred, or what is preferred is provably met. */
  | { readonly kind: "adopt" }
  /** Another number is asked for, by one charged call. */
  | { readonly kind: "call" }
  /** A call is asked for, and another number would be given up than the plan said. */
  | { readonly kind: "stop"; readonly planned: string; readonly inForce: string };

/** What becomes of the number of an allocation that an assignment takes on: at plan, and at apply once more. */
export function decideCreation({ held, declared, obtained, open, planned }: CreationFacts): CreationDecision {
  if (decideVn(held, declared, obtained, open).kind !== "call") return { kind: "adopt" };
  const inForce = held.green_vn;
  const other = inForce === null ? undefined : planned.find((number) => !samePhoneNumber(number, inForce));
  return inForce === null || other === undefined ? { kind: "call" } : { kind: "stop", planned: other, inForce };
}
