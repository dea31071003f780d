import { samePhoneNumber } from "../../domain/phone-number";
import type { RemoteAllocation } from "../../exobridge";
import { areAboutPins, samePhoneNumbers } from "../../rules/charged-calls";
import { pinnedNumber } from "../../rules/vn-rule";
import { type Difference, differences, type Tellable } from "../common/remote";
import type { WriteIntent } from "../memory/notes";

/** What a charged call was planned on: the number, or the parties and usage. */
export type PlannedOn = Pick<Tellable, "green_vn" | "aparty_numbers" | "bparty_numbers" | "usage">;

export type Check =
  /** As it was when the call was planned: it may be sent. */
  | { readonly kind: "as planned" }
  /** What the call asks for is in force already: done, with no charge. */
  | { readonly kind: "met" }
  /** Something else is in force: nobody saw planned what the call would now give up. */
  | { readonly kind: "changed"; readonly since: readonly Difference[] };

/**
 * What is made of a charged call by the allocation as it is right before: each call compares what it is to change, with
 * what the plan found. What an answer does not tell is not compared.
 */
export function judgeCheck(
  intent: WriteIntent,
  plannedOn: PlannedOn,
  seen: RemoteAllocation,
  { rotates }: { readonly rotates: boolean },
): Check {
  const since = differences(compared(intent.operation, plannedOn), seen);
  if (since.length === 0) return { kind: "as planned" };
  return isMet(intent, seen, rotates) ? { kind: "met" } : { kind: "changed", since };
}

function compared(operation: WriteIntent["operation"], plannedOn: PlannedOn): PlannedOn {
  const { green_vn, aparty_numbers, bparty_numbers, usage } = plannedOn;
  switch (operation) {
    case "vn":
      return { green_vn };
    case "call-party":
      return { aparty_numbers, bparty_numbers, usage };
  }
}

function isMet(intent: WriteIntent, seen: RemoteAllocation, rotates: boolean): boolean {
  switch (intent.operation) {
    case "vn": {
      // No answer tells region or type, and a rotation is met by no number that is there already.
      const pinned = pinnedNumber({ preferences: intent.preferences });
      return !rotates && pinned !== null && seen.greenVn !== undefined && samePhoneNumber(seen.greenVn, pinned);
    }
    case "call-party":
      return !areAboutPins(intent.changes) && hasParties(intent, seen);
  }
}

type Parties = Extract<WriteIntent, { operation: "call-party" }>;

/** Whether parties and usage are those that are asked for: what the call is to change has to be told. */
function hasParties({ aparty_numbers, bparty_numbers, usage, changes }: Parties, seen: RemoteAllocation): boolean {
  const is = {
    aparty_numbers: seen.apartyNumbers === undefined ? null : samePhoneNumbers(seen.apartyNumbers, aparty_numbers),
    bparty_numbers: seen.bpartyNumbers === undefined ? null : samePhoneNumbers(seen.bpartyNumbers, bparty_numbers),
    usage: seen.usage === undefined ? null : seen.usage === usage,
  };
  return Object.entries(is).every(([name, equal]) => equal ?? !changes.includes(name));
}
