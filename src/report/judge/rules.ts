/** What a repository or a command line can forbid beyond what always fails. */
export const FAIL_ON = ["replace", "delete", "id-change"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** Where a rule was laid down. */
export type Source = "flag" | "policy";

/** An address that the deletion gates let pass. */
export interface Exemption {
  readonly address: string;
  readonly reason: string;
}

/** What a policy file says. A member that is absent was not laid down. */
export interface Policy {
  readonly maxCharges?: number;
  readonly failOn?: readonly FailOn[];
  readonly allowIncomplete?: boolean;
  readonly mask?: boolean;
  readonly exempt?: readonly Exemption[];
}

/** What a command line says. */
export type Flags = Omit<Policy, "exempt">;

/** The rules in force. */
export interface Rules {
  /** Null: no limit. */
  readonly maxCharges: { readonly limit: number; readonly source: Source } | null;
  readonly failOn: { readonly kinds: readonly FailOn[]; readonly source: Source } | null;
  /** Null: an incomplete plan fails. */
  readonly allowIncomplete: Source | null;
  /** Whether phone numbers are shown as `+91******7365`. */
  readonly mask: boolean;
  readonly exempt: readonly Exemption[];
}

/** The rules in force: each flag beats its counterpart in the policy. */
export function rulesOf(flags: Flags, policy: Policy): Rules {
  const maxCharges = flags.maxCharges ?? policy.maxCharges;
  const failOn = flags.failOn ?? policy.failOn;
  const allowIncomplete = flags.allowIncomplete ?? policy.allowIncomplete ?? false;
  return {
    maxCharges:
      maxCharges === undefined
        ? null
        : { limit: maxCharges, source: flags.maxCharges === undefined ? "policy" : "flag" },
    failOn: failOn === undefined ? null : { kinds: failOn, source: flags.failOn === undefined ? "policy" : "flag" },
    allowIncomplete: allowIncomplete ? (flags.allowIncomplete === undefined ? "policy" : "flag") : null,
    mask: flags.mask ?? policy.mask ?? false,
    exempt: policy.exempt ?? [],
  };
}
