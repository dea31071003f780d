import type { Maybe } from "../../domain/unknown";
import type { PartyAttributes, Preferences, VnAttributes } from "../../rules/attributes";
import type { Holder } from "../memory/journal-entries";

/**
 * Preferences of an allocation: those that every request for a number may carry, and the postal code of its creation.
 */
export interface AllocationPreferences extends Preferences {
  readonly pin_code: Maybe<string> | null;
}

/** What the API tells of an allocation, as attributes. */
export interface Facts {
  readonly id: Maybe<string> | null;
  readonly account_sid: Maybe<string> | null;
  readonly green_vn: Maybe<string> | null;
  readonly connection_id: Maybe<string> | null;
  readonly state: Maybe<string> | null;
}

/** State of `greenvn_allocation`, by its Terraform names. */
export interface AllocationState extends Facts, VnAttributes, PartyAttributes {
  readonly preferences: Maybe<AllocationPreferences> | null;
  readonly deallocation_policy: Maybe<{ readonly duration: Maybe<string> | null }> | null;
  readonly flow_id: Maybe<string> | null;
  readonly deletion_policy: Maybe<string> | null;
  readonly deletion_protection: Maybe<boolean> | null;
}

/** State of `greenvn_assignment`, by its Terraform names. */
export interface AssignmentState extends Facts, VnAttributes {
  readonly greenvn_id: Maybe<string> | null;
  readonly aparty_numbers: Maybe<readonly string[]> | null;
  readonly bparty_numbers: Maybe<readonly string[]> | null;
  readonly usage: Maybe<string> | null;
}

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

/** State of the data source `greenvn_allocation`, by its Terraform names. */
export interface AllocationData extends Facts, PartyAttributes {
  readonly flow_id: Maybe<string> | null;
}
