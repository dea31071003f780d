import type { Maybe } from "../../../src/domain/unknown";
import type { Preferences, RotationTriggers, VnAttributes } from "../../../src/rules/attributes";
import type { Obtained, VnDecision } from "../../../src/rules/vn-rule";

export const A = "+917205827365";
export const B = "+912246011223";
export const C = "+918046998877";

/** What a row of a table declares: what is left out is null, or false. */
export interface Declares {
  readonly greenvn?: Maybe<string>;
  readonly region?: Maybe<string>;
  readonly number_type?: Maybe<string>;
  readonly pin_code?: Maybe<string>;
  readonly strict?: Maybe<boolean> | null;
  readonly triggers?: Maybe<RotationTriggers> | null;
}

/** `{}`: the block is there, and nothing is in it. */
export const EMPTY_PREFERENCES = { greenvn: null, region: null, number_type: null, pin_code: null };

export function declaration(declares: Declares): VnAttributes {
  const { strict, triggers, ...wishes } = declares;
  return {
    preferences: Object.keys(wishes).length === 0 ? null : preferences(wishes),
    strictness: strict === undefined ? false : strict,
    rotation_triggers: triggers ?? null,
  };
}

/** As Terraform hands it over: every attribute is there. `pin_code` is in it, and counts for nothing. */
function preferences(wishes: Declares): Preferences {
  return { ...EMPTY_PREFERENCES, ...wishes };
}

/** Strictly this number. */
export const pin = (greenvn: string): Declares => ({ greenvn, strict: true });
/** This number if it can be had. */
export const wish = (greenvn: string): Declares => ({ greenvn });

/** The request by which a number was obtained. */
export function request(greenVn: string, { greenvn, region, number_type, strict }: Declares): Obtained {
  const known = (value: Maybe<string> | undefined): string | null => (typeof value === "string" ? value : null);
  return {
    green_vn: greenVn,
    preferences: { greenvn: known(greenvn), region: known(region), number_type: known(number_type) },
    strictness: strict === true,
  };
}

export const keeps = (greenVn: string | null): VnDecision => ({ kind: "keep", greenVn });
/** A call is certain. */
export const calls = (): VnDecision => ({ kind: "call", certain: true });
/** A call may follow once everything is known. */
export const mayCall: VnDecision = { kind: "call", certain: false };
export const refuses = (pinned: string): VnDecision => ({ kind: "contradiction", pinned });
