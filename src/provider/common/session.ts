import { compareOrigins } from "../../domain/api-origin";
import type { ResourceType } from "../../domain/attributes/resource-type";
import type { ExoBridge, Failure } from "../../exobridge";
import type { Diagnostic } from "../../plugin/sdk/diagnostic";
import type { Known } from "../../plugin/sdk/value";
import type { CreationPlans } from "../memory/creation-plans";
import type { Journal } from "../memory/journal";
import type { ProviderNotes } from "../memory/notes";
import type { PlannedUses } from "../memory/planned-uses";
import {
  type Attempt,
  baseUrlChanged,
  type Named,
  otherAccount,
  otherOrigin,
  plannedForOtherOrigin,
  providerNotKnownYet,
  providerRefused,
} from "./messages";
import type { AssignmentState } from "./state";

/** A provider that is configured: the API, and what it needs to remember. */
export interface Ready {
  readonly kind: "ready";
  readonly accountSid: string;
  /** Scheme, host and port of the API. */
  readonly apiOrigin: string;
  /** Whether allocations that another API held may be looked for, and changed, at this one. */
  readonly mayChangeBaseUrl: boolean;
  readonly api: ExoBridge;
  readonly journal: Journal;
  readonly creationPlans: CreationPlans;
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
  /** Numbers that resources of this walk strictly pin, by allocation. */
  readonly strictPins: Map<string, Map<ResourceType, string>>;
  /** What this walk has planned so far: two resources must not be in each other's way. */
  readonly planned: PlannedUses;
  /** Whether the first creation that this run plans has to ask if ExoBridge takes the credentials. */
  readonly credentials: { areToBeVerified: boolean; refusal?: Promise<Failure | null> };
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
  | {
      readonly kind: "waiting";
      readonly names: readonly string[];
      readonly now: () => number;
      readonly planned: PlannedUses;
    }
  /** The configuration was refused; Terraform was told so. */
  | { readonly kind: "refused"; readonly now: () => number };

/** Where a state says that its allocation lives: null or absent where it does not tell. */
export interface Home {
  readonly account_sid?: unknown;
  readonly api_origin?: unknown;
}

/** Null where calls can be made for what lives there; otherwise why not. An id alone is named in full. */
export function cannotCall(
  session: Session,
  home: Home,
  attempt: Attempt,
  allocation: Named | string,
): Diagnostic | null {
  switch (session.kind) {
    case "refused":
      return providerRefused(attempt, allocation);
    case "waiting":
      return providerNotKnownYet(attempt, allocation, session.names);
    case "ready":
      return notAtHome(session, home, attempt, allocation);
  }
}

function notAtHome(session: Ready, home: Home, attempt: Attempt, allocation: Named | string): Diagnostic | null {
  const { account_sid: accountSid } = home;
  if (typeof accountSid === "string" && accountSid !== session.accountSid)
    return otherAccount(attempt, allocation, { actual: accountSid, configured: session.accountSid });
  const origins = movedBetween(session, home);
  if (origins === null || origins.onThisMachine) return null;
  // What is yet to be made lives nowhere, so that it can not move: its plan was made for another API.
  if (attempt === "create" || attempt === "take on") return plannedForOtherOrigin(attempt, allocation, origins);
  return session.mayChangeBaseUrl ? null : otherOrigin(attempt, allocation, origins);
}

/** The origin that a state holds, and the one of this run. */
export interface MovedOrigin {
  readonly actual: string;
  readonly configured: string;
  /** Both are loopback, as those of two sandboxes are. */
  readonly onThisMachine: boolean;
}

/** Null where a run is configured for the very API that holds the allocation, or where state does not tell. */
export function movedBetween({ apiOrigin: configured }: Ready, { api_origin: actual }: Home): MovedOrigin | null {
  if (typeof actual !== "string") return null;
  const compared = compareOrigins(actual, configured);
  return compared === "same" ? null : { actual, configured, onThisMachine: compared === "other on this machine" };
}

/** Where a run is configured for, and where state says that the allocation lives: null where it does not tell. */
export interface UnprovenMove {
  readonly actual: string | null;
  readonly configured: string;
}

/**
 * The move that a run makes on purpose: as long as the allocation was not found there, an API that does not know it
 * proves nothing. Null where it does.
 */
export function unprovenMove(session: Ready, home: Home): UnprovenMove | null {
  if (typeof home.api_origin !== "string")
    return session.mayChangeBaseUrl ? { actual: null, configured: session.apiOrigin } : null;
  const origins = movedBetween(session, home);
  return origins === null || origins.onThisMachine ? null : origins;
}

/** The warning of a call that goes to another API than the one that held the allocation so far. */
export function moveWarning(session: Session, home: Home, allocation: Named): Diagnostic[] {
  const origins = session.kind === "ready" ? movedBetween(session, home) : null;
  return origins === null ? [] : [baseUrlChanged(allocation, origins)];
}
