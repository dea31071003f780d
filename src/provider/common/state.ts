import type { StateIn } from "../../domain/attributes/attributes";
import type { PinsToHide } from "../../exobridge";
import type { Known } from "../../plugin/sdk/value";
import type { Holder } from "../memory/journal-entries";

/** State of `greenvn_allocation`, by its Terraform names. */
export type AllocationState = StateIn<"allocation">;

/** State of `greenvn_assignment`, by its Terraform names. */
export type AssignmentState = StateIn<"assignment">;

/** State of the data source `greenvn_allocation`, by its Terraform names. */
export type AllocationData = StateIn<"data">;

/** An allocation or an assignment, as Terraform has saved it: what both hold of a number. */
export type HeldState = Known<AllocationState> | Known<AssignmentState>;

/** Whose writes they are: an allocation and an assignment of it have each a declaration of their own. */
export function holderOf(state: HeldState): Holder {
  return { resource: "greenvn_id" in state ? "greenvn_assignment" : "greenvn_allocation", greenvnId: idOf(state) };
}

/** The allocation's id. Terraform never hands over a saved state without one. */
export function idOf({ id }: Pick<HeldState, "id">): string {
  if (id === null) throw new Error("a state without an id");
  return id;
}

/** The PINs of an allocation: what is said of it must not repeat them. Those that are write-only stand in no state. */
export function pinsIn(state: object): PinsToHide {
  if ("pins_wo_version" in state && state.pins_wo_version !== null) return "untold";
  if (!("aparty_pins" in state && "bparty_pins" in state)) return [];
  return [state.aparty_pins, state.bparty_pins].flatMap((side) =>
    Array.isArray(side) ? side.filter((pin) => typeof pin === "number") : [],
  );
}
