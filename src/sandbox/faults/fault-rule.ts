import { type Operation } from "../messages/operation";

/** One rule of `POST /_sandbox/faults`. The first rule that fits a request, and is not used up, meets it. */
export interface FaultRule {
  /** The calls that it meets; absent: all of them. */
  readonly on?: Operation | readonly Operation[];
  readonly greenvn_id?: string;
  readonly connection_id?: string;
  /** How many fitting requests pass before it begins; default 0. */
  readonly skip?: number;
  /** How often it strikes; default 1, with a probability `forever`. */
  readonly times?: number | "forever";
  /** How long it is in force, from when it was set: milliseconds; default: until it is used up or ended. */
  readonly for_ms?: number;
  /** 0 to 1, drawn anew for each fitting request; default 1. */
  readonly probability?: number;
  /** What the draws are derived from; default: the sandbox's seed and the rule's place. */
  readonly seed?: number;
  /**
   * Whether the call is carried out: not at all (`none`), before the answer (`done`), or `late_ms` after it (`late`).
   * Default: `done` for an answer that is made from the true one, else `none`.
   */
  readonly work?: "none" | "done" | "late";
  /** Milliseconds; with `work: "late"` only. */
  readonly late_ms?: number;
  readonly answer: FaultAnswer;
}

/** A rule, and how often it fitted and struck so far. */
export interface FaultCount {
  readonly rule: FaultRule;
  readonly fitted: number;
  readonly struck: number;
}

/** A rule with what is left of it. */
export interface FaultInForce extends FaultCount {
  /** Whether it will never strike again. */
  readonly over: boolean;
  /** Milliseconds until it ends by itself; null where no time ends it. */
  readonly ends_in_ms: number | null;
}

/** What comes back in place of the true answer. */
export type FaultAnswer = LostAnswer | FalseAnswer | BentAnswer;

/** No answer at all. */
export type LostAnswer =
  /** The listening socket is closed at once, for so long: connections are refused. Takes no `on` and no ids. */
  | { readonly kind: "refuse"; readonly for_ms: number }
  /** TCP reset. */
  | { readonly kind: "reset" }
  /** The connection is closed in an orderly way, with nothing said. */
  | { readonly kind: "close" }
  /** Silence, until the client gives up or so much time is over (then a reset). */
  | { readonly kind: "hang"; readonly for_ms?: number };

/** An answer that has nothing to do with what was done. */
export type FalseAnswer =
  | {
      readonly kind: "status";
      /** 200 to 599. */
      readonly status: number;
      /** Default 0 for 5xx, else null. */
      readonly code?: number | null;
      readonly message?: string;
      /** `Retry-After`: seconds, or any text as it is. */
      readonly retry_after?: number | string;
      /** `Retry-After` as an HTTP date, so many seconds from now. */
      readonly retry_after_date_s?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Default `envelope`. */
      readonly body?: "envelope" | "html" | "empty";
    }
  /** A proxy's page; status 200 unless told. */
  | { readonly kind: "html"; readonly status?: number }
  | { readonly kind: "empty"; readonly status?: number }
  /** HTTP `http_status` (default 200) with `success: false` and a status of its own. */
  | {
      readonly kind: "envelope";
      readonly http_status?: number;
      readonly status: number;
      readonly code?: number | null;
      readonly message?: string;
    }
  /**
   * `claimed`: a content length that never comes (default 4 GiB); `streamed`: that many bytes are sent (default 64
   * MiB).
   */
  | { readonly kind: "oversized"; readonly how: "claimed" | "streamed"; readonly bytes?: number }
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number }
  /** An error whose message is full of terminal escapes and control characters. Status 400 unless told. */
  | { readonly kind: "escapes"; readonly status?: number }
  /**
   * An error whose message repeats the Authorization header, what it decodes to, and the body. Status 400 unless told.
   */
  | { readonly kind: "echo"; readonly status?: number };

/** The true answer, bent: the call is carried out. */
export type BentAnswer =
  /** The true answer; from then on connections are refused for so long. */
  | { readonly kind: "then-refuse"; readonly for_ms: number }
  | { readonly kind: "delayed"; readonly delay_ms: number }
  /** `bytes` (default 1) every `every_ms` (default 100). */
  | { readonly kind: "trickle"; readonly every_ms?: number; readonly bytes?: number }
  /**
   * The first `at` bytes (default half). `short`: a well-formed message of cut JSON; `closed`: the connection ends
   * before the length told.
   */
  | { readonly kind: "cut"; readonly at?: number; readonly framing?: "short" | "closed" }
  | { readonly kind: "content-type"; readonly value: string }
  /**
   * `encoding` as the `Content-Encoding`, and packed so: by `gzip`, `x-gzip`, `deflate` (`bare`: without zlib's frame)
   * and `br`, several in a row; by any other name it stays as it is. `flaw`: it ends early, is not packed at all, or
   * unpacks to 8 MiB.
   */
  | {
      readonly kind: "packed";
      readonly encoding: string;
      readonly bare?: boolean;
      readonly flaw?: "cut" | "plain" | "bomb";
    }
  /** `field` of the data, or every one, holds an object in place of what it should. */
  | { readonly kind: "wrong-types"; readonly field?: string }
  /** An additional field, nested so deep (default 100,000). */
  | { readonly kind: "deep"; readonly depth?: number }
  | { readonly kind: "other-id" }
  | { readonly kind: "other-connection" };

/** The kinds that are made from the true answer. */
export const BENT_KINDS: readonly string[] = [
  "then-refuse",
  "delayed",
  "trickle",
  "cut",
  "content-type",
  "packed",
  "wrong-types",
  "deep",
  "other-id",
  "other-connection",
] satisfies BentAnswer["kind"][];
