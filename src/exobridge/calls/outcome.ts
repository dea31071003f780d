import type { Failure } from "../types";

/** `change` is a PUT: of the number (vn) or of the parties (call-party). */
export type Operation = "read" | "deallocate" | "create" | "change";

/** What came of sending a request once. `retryAfterMs`: how long the API asked to wait, null where it did not. */
export type AttemptOutcome =
  | { readonly kind: "success" }
  | { readonly kind: "failure"; readonly failure: Failure; readonly retryAfterMs: number | null };

/** Where a call stands when an outcome is judged. */
export interface SoFar {
  /** How often it was sent again, and how often it may be. */
  readonly repeats: number;
  readonly maxRepeats: number;
  /** How often an answer was lost, before this one. */
  readonly lostAnswers: number;
  /** Whether an earlier sending may have been carried out. */
  readonly inDoubt: boolean;
}

export type Decision =
  | { readonly kind: "done" }
  /** `afterMs`: what the API asked to wait, null: by back-off. `left`: how many repeats are left, this one included. */
  | { readonly kind: "retry"; readonly afterMs: number | null; readonly left: number }
  /** A create, whose `connection_id` is charged once; for lost answers one repeat is all there is. */
  | { readonly kind: "retry-once-same-connection"; readonly left: number }
  /** Carried out: done. Otherwise `then`, and a retry only where it was seen not to be carried out. */
  | { readonly kind: "look"; readonly then: "retry" | "stop"; readonly afterMs: number | null }
  /** `note`: why it ends here, where the failure itself does not say it. */
  | { readonly kind: "stop"; readonly note: string | null };

/** The longest that `Retry-After` is obeyed; whoever is asked to wait longer wants to be told. */
export const LONGEST_RETRY_AFTER_MS = 60_000;

type Row = "success" | "gone" | "never sent" | "throttled" | "unavailable" | "maybe carried out" | "refused";
type Move = "done" | "retry" | "retry once" | "look, then retry" | "look, then stop" | "stop";

/** What follows what: the whole of money safety in one table. Source: docs/guides/money-safety.md. */
// prettier-ignore
const TABLE: Readonly<Record<Row, Readonly<Record<Operation, Move>>>> = {
  "success":           { read: "done",  deallocate: "done",  create: "done",       change: "done" },
  "gone":              { read: "done",  deallocate: "done",  create: "stop",       change: "stop" },
  "never sent":        { read: "retry", deallocate: "retry", create: "retry",      change: "retry" },
  "throttled":         { read: "retry", deallocate: "retry", create: "retry",      change: "retry" },
  "unavailable":       { read: "retry", deallocate: "retry", create: "retry",      change: "look, then retry" },
  "maybe carried out": { read: "retry", deallocate: "retry", create: "retry once", change: "look, then stop" },
  "refused":           { read: "stop",  deallocate: "stop",  create: "stop",       change: "stop" },
};

/**
 * What happens after an outcome of a call. Never charges twice: a PUT whose fate is open is looked at before it is sent
 * again.
 */
export function decide(operation: Operation, outcome: AttemptOutcome, soFar: SoFar): Decision {
  const row = rowOf(outcome);
  const left = Math.max(0, soFar.maxRepeats - soFar.repeats);
  const asked = outcome.kind === "failure" ? outcome.retryAfterMs : null;
  if (row === "throttled" && asked !== null && asked > LONGEST_RETRY_AFTER_MS)
    return { kind: "stop", note: tooLong(asked) };
  const afterMs = asked !== null && asked <= LONGEST_RETRY_AFTER_MS ? asked : null;
  const move = TABLE[row][operation];
  switch (move) {
    case "done":
      return { kind: "done" };
    case "stop":
      return { kind: "stop", note: null };
    case "retry":
      if (left === 0) return { kind: "stop", note: null };
      // What was seen not to be carried out may land late: it is looked at again before every further sending.
      return operation === "change" && soFar.inDoubt
        ? { kind: "look", then: "retry", afterMs }
        : { kind: "retry", afterMs, left };
    case "retry once":
      return left === 0 || soFar.lostAnswers > 0
        ? { kind: "stop", note: null }
        : { kind: "retry-once-same-connection", left: 1 };
    case "look, then retry":
      return left === 0 ? { kind: "look", then: "stop", afterMs: null } : { kind: "look", then: "retry", afterMs };
    case "look, then stop":
      return { kind: "look", then: "stop", afterMs: null };
  }
}

function rowOf(outcome: AttemptOutcome): Row {
  if (outcome.kind === "success") return "success";
  const { failure } = outcome;
  switch (failure.kind) {
    case "unreachable":
      return "never sent";
    case "no-answer":
    case "malformed":
      return "maybe carried out";
    case "stopped":
      return "refused";
    case "refused":
      return isGone(failure) ? "gone" : rowOfStatus(failure.status);
  }
}

function rowOfStatus(status: number): Row {
  if (status === 429) return "throttled";
  // The API's own: a gateway's is malformed.
  if (status === 503) return "unavailable";
  if (status === 408 || status === 499 || status >= 500) return "maybe carried out";
  return "refused";
}

/** Whether the call may have been carried out although no success was told. */
export function leavesDoubt(outcome: AttemptOutcome): boolean {
  const row = rowOf(outcome);
  return row === "unavailable" || row === "maybe carried out";
}

/** Whether the answer to a write was lost: unlike after the API's own 503, nothing tells whether it took it up. */
export function isLostAnswer(outcome: AttemptOutcome): boolean {
  return rowOf(outcome) === "maybe carried out";
}

/** There is no such allocation any more: 404 with code 1, or 410 with code 22. Any other 404 may be a proxy's. */
export function isGone(failure: Failure): boolean {
  return isUnknownId(failure) || (failure.kind === "refused" && failure.status === 410 && failure.code === 22);
}

/** ExoBridge knows no allocation of this id: 404 with code 1. Whether there ever was one, it does not say. */
export function isUnknownId(failure: Failure): boolean {
  return failure.kind === "refused" && failure.status === 404 && failure.code === 1;
}

/** The credentials were refused: HTTP 401, or 402 as older documents say, or code 7. */
export function deniesCredentials(failure: Failure): boolean {
  return failure.kind === "refused" && (failure.status === 401 || failure.status === 402 || failure.code === 7);
}

/** An allocation exists for this `connection_id`: 409 with code 18. */
export function existsAlready(failure: Failure): boolean {
  return failure.kind === "refused" && failure.status === 409 && failure.code === 18;
}

function tooLong(askedMs: number): string {
  const asked = `it asks to wait ${Math.ceil(askedMs / 1000)} s before the next call`;
  return `${asked}, longer than the ${LONGEST_RETRY_AFTER_MS / 1000} s that are waited at most`;
}
