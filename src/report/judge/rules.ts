/** What a repository or a command line can forbid beyond what always fails. */
export const FAIL_ON = ["replace", "delete", "id-change", "number-change", "commands"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** Those that forbid what becomes of an allocation or its number: an exemption lets one allocation pass them. */
export type RowRule = Exclude<FailOn, "commands">;

/** Where a rule was laid down. */
export type Source = "flag" | "policy";

/** An allocation that the gates on rows let pass. */
export interface Exemption {
  /** The allocation's id, or the number that it holds. */
  readonly id: string;
  /** Only at this address; the one before a move counts too. */
  readonly address?: string;
  /** Only in the stack of this name. */
  readonly stack?: string;
  readonly reason: string;
}

/** What a charged call costs. */
export interface Price {
  /** A decimal number as it was written, such as `12` or `12.50`. */
  readonly perCall: string;
  readonly currency: string;
}

/** What a policy file says. A member that is absent was not laid down. */
export interface Policy {
  readonly maxCharges?: number;
  readonly failOn?: readonly FailOn[];
  readonly allowIncomplete?: boolean;
  readonly mask?: boolean;
  /** Origins that a `base_url` may name beside ExoBridge's own and those of this machine. */
  readonly endpoints?: readonly string[];
  readonly price?: Price;
  readonly exempt?: readonly Exemption[];
}

/** What a command line says. */
export type Flags = Pick<Policy, "maxCharges" | "failOn" | "allowIncomplete" | "mask">;

/** The rules in force. */
export interface Rules {
  /** Null: no limit. */
  readonly maxCharges: { readonly limit: number; readonly source: Source } | null;
  readonly failOn: { readonly kinds: readonly FailOn[]; readonly source: Source } | null;
  /** Null: an incomplete plan fails. */
  readonly allowIncomplete: Source | null;
  /** Whether phone numbers are shown as `+91******7365`. */
  readonly mask: boolean;
  readonly endpoints: readonly string[];
  /** Null: calls are counted, not priced. */
  readonly price: Price | null;
  readonly exempt: readonly Exemption[];
}

/** What a report is about, beside the plans themselves: its first line names it. */
export interface Subject {
  /** The commit that was planned; null where it was not told. */
  readonly commit: string | null;
  readonly stack: string | null;
  /** Where the policy in force stands, as a reader knows it; null where there is none. */
  readonly policy: string | null;
}

export const NO_SUBJECT: Subject = { commit: null, stack: null, policy: null };

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
    endpoints: policy.endpoints ?? [],
    price: policy.price ?? null,
    exempt: policy.exempt ?? [],
  };
}
