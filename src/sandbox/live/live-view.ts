import { type NumberType } from "../../domain/number-type";
import { type KnownRegion } from "../../domain/region";
import { type LedgerView, type LoggedRequest } from "../api/ledger";
import { type FaultInForce } from "../faults/fault-rule";

// What the page is told, by the names that it has on the wire.

/** One message of `GET /_sandbox/events`. What a list does not name is as it was. */
export interface LiveMessage {
  /** Whether all that was told before is to be forgotten: in the first message, and after a reset. */
  readonly begin: boolean;
  /** New or changed ones, in the order of their creation; those of a long list come in several messages. */
  readonly allocations: readonly AllocationView[];
  /** Ids of those that are no more. */
  readonly gone: readonly string[];
  /** New or changed ones, oldest first: at most the latest `CALLS_KEPT`. */
  readonly calls: readonly CallView[];
  readonly totals: LedgerView["totals"] & { readonly requests: number };
  readonly pool: readonly StockView[];
  readonly faults: readonly FaultInForce[];
}

/** How many calls are kept for whoever comes to look. */
export const CALLS_KEPT = 200;

/** A request to the API as it comes, and what became of it. */
export interface CallView extends LoggedRequest {
  readonly answered: boolean;
  /** Milliseconds up to the answer; null before it. */
  readonly took_ms: number | null;
  /** The number in force before and after a call that was carried out; null where it has none. */
  readonly number_before: string | null;
  readonly number_after: string | null;
}

export interface AllocationView {
  readonly greenvn_id: string;
  readonly connection_id: string;
  readonly green_vn: string;
  /** Null for a number that the pool never held. */
  readonly region: KnownRegion | null;
  readonly number_type: NumberType | null;
  readonly aparties: Parties;
  readonly bparties: Parties;
  readonly usage: string;
  readonly state: "active" | "vault";
  /** ISO 8601, UTC. */
  readonly deallocate_at: string;
  /** Charged calls so far. */
  readonly charges: { readonly create: number; readonly vn: number; readonly call_party: number };
  /** The numbers that it held, the present one last. */
  readonly numbers: readonly NumberHeld[];
  /** How many were held before those. */
  readonly earlier: number;
}

/** The first of them, and how many there are. */
export interface Parties {
  readonly first: readonly string[];
  readonly count: number;
}

export interface NumberHeld {
  readonly number: string;
  /** ISO 8601, UTC; null where nobody saw it begin. */
  readonly since: string | null;
  /** The call that brought it, or somebody's hand. */
  readonly by: "create" | "vn" | "hand";
}

/** Numbers of one region and type. */
export interface StockView {
  readonly region: KnownRegion;
  readonly type: NumberType;
  readonly size: number;
  readonly free: number;
}
