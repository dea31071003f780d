import type { StateIn } from "../domain/attributes/attributes";

/**
 * The attributes that decide about charged calls, by their Terraform names: provider and plan report both hold
 * them in that form. Prior values are known; planned ones may be unknown.
 */
type Declared = StateIn<"assignment">;

/** The preferences that a request for a number carries: `pin_code` counts at creation only and is none of them. */
export type Preferences = Extract<Declared["preferences"], object>;

export type RotationTriggers = Extract<Declared["rotation_triggers"], object>;

/** What a number is wished to be, and what takes a new one. */
export type VnAttributes = Pick<Declared, "preferences" | "strictness" | "rotation_triggers">;

/**
 * Who is connected through the number. Null PINs are not managed; a version stands for PINs that no state holds.
 */
export type PartyAttributes = Pick<
  StateIn<"allocation">,
  "aparty_numbers" | "bparty_numbers" | "aparty_pins" | "bparty_pins" | "pins_wo_version" | "usage"
>;

export const PREFERENCE_NAMES = ["greenvn", "region", "number_type"] as const;
