import type { ExoBridge } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Known } from "../../plugin/sdk/value";
import type { Journal } from "../memory/journal";
import type { ProviderNotes } from "../memory/notes";
import { type Attempt, type Named, otherAccount, providerNotKnownYet, providerRefused } from "./messages";
import type { AssignmentState } from "./state";

/** A provider that is configured: the API, and what it needs to remember. */
export interface Ready {
  readonly kind: "ready";
  readonly accountSid: string;
  readonly api: ExoBridge;
  readonly journal: Journal;
  /** Aborted when Terraform asks the provider to stop, or is gone. */
  readonly stop: AbortSignal;
  /** Resolves after so many milliseconds, or at once when the provider is to stop. */
  readonly wait: (ms: number) => Promise<void>;
  /** Ids that this run imported: what it reads of them is in no state yet. */
  readonly imported: Set<string>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Numbers of assignments that this run let go of, by allocation: a replacement takes them up again with no call. */
  readonly released: Map<string, Released>;
  /**
   * What this run gave up, by `connection_id`: ExoBridge may keep the name from being used again at once, an abandoned
   * allocation does.
   */
  readonly givenUp: Map<string, GivenUp>;
}

/** What an assignment held when this run let go of it. */
export interface Released {
  readonly state: Known<AssignmentState>;
  readonly notes: ProviderNotes;
}

export type GivenUp = { readonly kind: "deallocated" } | { readonly kind: "abandoned"; readonly id: string };

/** What configuring made of the provider. */
export type Session =
  | Ready
  /** Attributes of the configuration that are known only after apply. */
  | { readonly kind: "waiting"; readonly names: readonly string[]; readonly now: () => number }
  /** The configuration was refused; Terraform was told so. */
  | { readonly kind: "refused"; readonly now: () => number };

/** Null where calls can be made for this account; otherwise why not. An id alone is named in full. */
export function cannotCall(
  session: Session,
  accountSid: unknown,
  attempt: Attempt,
  allocation: Named | string,
): Diagnostic | null {
  switch (session.kind) {
    case "refused":
      return providerRefused(attempt, allocation);
    case "waiting":
      return providerNotKnownYet(attempt, allocation, session.names);
    case "ready":
      return typeof accountSid === "string" && accountSid !== session.accountSid
        ? otherAccount(attempt, allocation, { actual: accountSid, configured: session.accountSid })
        : null;
  }
}
