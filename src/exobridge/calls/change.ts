import type { WireRequest } from "../http/request";
import { parseAllocation } from "../messages/allocation";
import type { ChangeGuard, Failure, PinsToHide, ReadOutcome, RemoteAllocation, WriteOutcome } from "../types";
import { waitBeforeRepeat } from "./back-off";
import type { CallContext } from "./call-context";
import type { Attempt, Call, Sender } from "./caller";
import { noted, stopped, stoppedAfter, unsendable } from "./failures";
import { look, type Looked } from "./look";
import { decide } from "./outcome";
import { read } from "./read";

export interface WantedChange {
  readonly greenvnId: string;
  /** Null: it can not be sent. */
  readonly request: WireRequest | null;
  readonly pins: PinsToHide;
  readonly guard: ChangeGuard;
}

/**
 * A PUT, charged each time it is carried out. It is sent only right after the allocation was seen as it was when the
 * PUT was decided on, and sent again only where it was not sent, or was seen not to be carried out.
 */
export async function change(context: CallContext, wanted: WantedChange): Promise<WriteOutcome> {
  const call = callOf(wanted);
  if (call === null) return { kind: "refused", failure: unsendable() };
  /** What the latest look saw, once a sending was in doubt. */
  let looked: Looked | null = null;
  for (let repeats = 0; ; repeats += 1) {
    if (context.stop.aborted) return ended(looked, stopped());
    const attempt = await sendChecked(context, wanted, call, { nth: repeats + 1, isLookedAt: looked !== null });
    if (attempt.kind === "barred") return attempt.outcome;
    if (attempt.kind === "success") return { kind: "done", allocation: attempt.value, by: "answer" };
    const { failure } = attempt;
    const decision = decide("change", attempt, {
      repeats,
      maxRepeats: context.maxRepeats,
      lostAnswers: 0,
      inDoubt: looked !== null,
    });
    switch (decision.kind) {
      case "retry":
        if (!(await waitBeforeRepeat(context, repeats + 1, decision.afterMs)))
          return ended(looked, stoppedAfter(failure));
        break;
      case "look": {
        // The wait comes first, so that nothing lands between the last look and the next sending.
        if (decision.afterMs !== null) await waitBeforeRepeat(context, repeats + 1, decision.afterMs);
        looked = await lookFor(context, wanted);
        if (looked.kind === "seen" && looked.landed === "yes" && looked.seen)
          return { kind: "done", allocation: looked.seen, by: "look" };
        if (decision.then === "stop" || !maySendAgain(looked, wanted.guard)) return ended(looked, failure);
        break;
      }
      case "stop":
      case "done":
      case "retry-once-same-connection":
        return ended(looked, noted(failure, decision.kind === "stop" ? decision.note : null));
    }
  }
}

/** Sends once, after a check; where a look came right before, that look was one. */
async function sendChecked(
  context: CallContext,
  wanted: WantedChange,
  call: Call<RemoteAllocation>,
  { nth, isLookedAt }: { readonly nth: number; readonly isLookedAt: boolean },
): Promise<Attempt<RemoteAllocation> | { readonly kind: "barred"; readonly outcome: WriteOutcome }> {
  const paired = context.caller.paired();
  try {
    const seen = nth === 1 ? wanted.guard.seen : null;
    const outcome = isLookedAt ? null : await check({ ...context, caller: paired }, wanted, seen);
    return outcome === null ? await paired.send(call, nth) : { kind: "barred", outcome };
  } finally {
    paired.end();
  }
}

/** The free read before a sending. Null: it may be sent; otherwise what it came to. */
async function check(
  context: CallContext<Sender>,
  { greenvnId, pins, guard }: WantedChange,
  seen: RemoteAllocation | null,
): Promise<WriteOutcome | null> {
  const outcome: ReadOutcome =
    seen === null ? await read(context, greenvnId, pins) : { kind: "found", allocation: seen };
  if (outcome.kind !== "found")
    return context.stop.aborted ? { kind: "refused", failure: stopped() } : { kind: "not-sent", check: outcome };
  switch (guard.checked(outcome.allocation)) {
    case "send":
      return null;
    case "met":
      return { kind: "done", allocation: outcome.allocation, by: "check" };
    case "changed":
      return { kind: "not-sent", check: outcome };
  }
}

/** It was seen not to be carried out, and a look counts as a check. */
function maySendAgain(looked: Looked, guard: ChangeGuard): boolean {
  if (looked.kind !== "seen" || looked.landed !== "no" || !looked.settled) return false;
  return looked.seen !== undefined && guard.checked(looked.seen) === "send";
}

/** Once a sending was in doubt, what follows does not prove that it will not land yet. */
function ended(looked: Looked | null, failure: Failure): WriteOutcome {
  if (looked === null) return { kind: "refused", failure };
  if (looked.kind === "blind")
    return {
      kind: "unresolved",
      failure: noted(failure, `looking failed too: ${looked.failure.message}`),
      landed: "can-not-tell",
    };
  const landed = looked.landed === "no" ? "no" : "can-not-tell";
  return { kind: "unresolved", failure, landed, ...(looked.seen ? { seen: looked.seen } : {}) };
}

function lookFor(context: CallContext, { greenvnId, pins, guard }: WantedChange): Promise<Looked> {
  return look({
    read: (isLast) => read(isLast ? context : { ...context, maxRepeats: 0 }, greenvnId, pins),
    landed: guard.landed,
    stop: context.stop,
    sleep: context.edges.sleep,
  });
}

function callOf({ greenvnId, request, pins }: WantedChange): Call<RemoteAllocation> | null {
  if (request === null) return null;
  return {
    request,
    pins,
    isWrite: true,
    parse: (envelope) => parseAllocation(envelope, greenvnId),
  };
}
