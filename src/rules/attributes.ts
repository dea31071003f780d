import type { Maybe } from "../domain/unknown";

/**
 * The attributes that decide about charged calls, by their Terraform names: provider and plan report both hold
 * them in that form. Prior values are known; planned ones may be unknown.
 */
export interface Preferences {
  readonly greenvn: Maybe<string> | null;
  readonly region: Maybe<string> | null;
  readonly number_type: Maybe<string> | null;
}

export type RotationTriggers = Readonly<Record<string, Maybe<string> | null>>;

/** What a number is wished to be, and what takes a new one. */
export interface VnAttributes {
  readonly preferences: Maybe<Preferences> | null;
  readonly strictness: Maybe<boolean> | null;
  readonly rotation_triggers: Maybe<RotationTriggers> | null;
}

/** Who is connected through the number. Null PINs are not managed. */
export interface PartyAttributes {
  readonly aparty_numbers: Maybe<readonly Maybe<string>[]> | null;
  readonly bparty_numbers: Maybe<readonly Maybe<string>[]> | null;
  readonly aparty_pins: Maybe<readonly Maybe<number>[]> | null;
  readonly bparty_pins: Maybe<readonly Maybe<number>[]> | null;
  readonly usage: Maybe<string> | null;
}

/** The preferences that a request for a number carries: `pin_code` counts at creation only and is none of them. */
export const PREFERENCE_NAMES = ["greenvn", "region", "number_type"] as const;
