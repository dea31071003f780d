import type { ExoBridge } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Journal } from "../memory/journal";

/** A provider that is configured: the API, and what it needs to remember. */
export interface Ready {
  readonly kind: "ready";
  readonly accountSid: string;
  readonly api: ExoBridge;
  readonly journal: Journal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Numbers of assignments that this run let go of, by allocation: a replacement takes them up again with no call. */
  readonly released: Map<string, unknown>;
  /**
   * What this run gave up, by `connection_id`: ExoBridge may keep the name from being used again at once, an abandoned
   * allocation does.
   */
  readonly givenUp: Map<string, GivenUp>;
}

export type GivenUp = { readonly kind: "deallocated" } | { readonly kind: "abandoned"; readonly id: string };

/** What configuring made of the provider. */
export type Session =
  | Ready
  /** Attributes of the configuration that are known only after apply. */
  | { readonly kind: "waiting"; readonly names: readonly string[]; readonly now: () => number }
  /** The configuration was refused; Terraform was told so. */
  | { readonly kind: "refused"; readonly now: () => number };

/** Null where calls can be made for this account; otherwise why not. */
export function cannotCall(session: Session, accountSid: unknown, what: string): Diagnostic | null {
  switch (session.kind) {
    case "refused":
      return {
        severity: "error",
        summary: `Could not ${what}`,
        detail: "The provider's configuration was refused: see its own diagnostic.",
      };
    case "waiting":
      return {
        severity: "error",
        summary: `Could not ${what}`,
        detail: `The provider's configuration is not known yet (${session.names.join(", ")}), and this can not wait. Give these values in a form that is known at plan, or apply what they depend on first.`,
      };
    case "ready":
      return typeof accountSid === "string" && accountSid !== session.accountSid
        ? otherAccount(session.accountSid, accountSid, what)
        : null;
  }
}

function otherAccount(configured: string, actual: string, what: string): Diagnostic {
  return {
    severity: "error",
    summary: `Could not ${what}`,
    detail: `The allocation lives in the account ${JSON.stringify(actual)}, and the provider is configured for ${JSON.stringify(configured)}. No call was made. Run with the account that the state was made by (account_sid or GREENVN_ACCOUNT_SID).`,
  };
}
