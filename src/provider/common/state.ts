import type { StateIn } from "../../domain/attributes";
import type { Holder } from "../memory/journal-entries";

/** State of `greenvn_allocation`, by its Terraform names. */
export type AllocationState = StateIn<"allocation">;

/** State of `greenvn_assignment`, by its Terraform names. */
export type AssignmentState = StateIn<"assignment">;

/** State of the data source `greenvn_allocation`, by its Terraform names. */
export type AllocationData = StateIn<"data">;

/**
 * Preferences of an allocation: those that every request for a number may carry, and the postal code of its creation.
 */
export type AllocationPreferences = Extract<AllocationState["preferences"], object>;

/** What both resources hold alike of an allocation. */
export type Facts = Pick<
  AllocationState & AssignmentState,
  "id" | "account_sid" | "green_vn" | "connection_id" | "state"
>;

export function holderOf(state: Pick<AllocationState, "id"> | AssignmentState): Holder {
  return {
    resource: "greenvn_id" in state ? "greenvn_assignment" : "greenvn_allocation",
    greenvnId: state.id as string,
  };
}

/** The PINs that states hold: what is said of an allocation must not repeat them. */
export function pinsIn(
  ...states: readonly (Pick<Facts, "id"> & Partial<Pick<AllocationState, "aparty_pins" | "bparty_pins">>)[]
): readonly number[] {
  return states
    .flatMap(({ aparty_pins, bparty_pins }) => [aparty_pins, bparty_pins])
    .flatMap((side) => (Array.isArray(side) ? side.filter((pin) => typeof pin === "number") : []));
}
