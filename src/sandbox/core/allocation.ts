import { type Usage } from "../../domain/number-type";

/** One allocation as the remote system keeps it. */
export interface Allocation {
  readonly greenvnId: string;
  readonly connectionId: string;
  readonly apartyNumbers: readonly string[];
  readonly bpartyNumbers: readonly string[];
  /** Secret. */
  readonly apartyPins: readonly number[];
  readonly bpartyPins: readonly number[];
  readonly usage: Usage;
  readonly flowId: string | null;
  /** The number in force; of a deallocated allocation, the last one. */
  readonly greenVn: string;
  /** When it is deallocated by its policy: milliseconds since 1970. */
  readonly deallocateAtMs: number;
  /** When it was deallocated; null while it is active. */
  readonly deallocatedAtMs: number | null;
}

/** What a request for a number wishes. */
export interface Wish {
  readonly strict: boolean;
  readonly greenvn?: string;
  readonly region?: string;
  readonly type?: string;
  /** The supported region nearest to `preferences.pin_code`. */
  readonly postalRegion?: string;
}

export interface CreateOrder {
  readonly connectionId: string;
  readonly apartyNumbers: readonly string[];
  readonly bpartyNumbers: readonly string[];
  readonly apartyPins: readonly number[];
  readonly bpartyPins: readonly number[];
  readonly usage: Usage;
  readonly wish: Wish;
  /** How long it lives unless it is deleted before: seconds. */
  readonly durationS: number;
  readonly flowId: string | null;
}

/** What is absent is inherited. */
export interface PartiesOrder {
  readonly apartyNumbers?: readonly string[];
  readonly bpartyNumbers?: readonly string[];
  readonly apartyPins?: readonly number[];
  readonly bpartyPins?: readonly number[];
  readonly usage?: Usage;
}
