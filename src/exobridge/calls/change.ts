import type { WireRequest } from "../http/request";
import { parseAllocation } from "../messages/allocation";
import type { Failure, Landed, RemoteAllocation, WriteOutcome } from "../types";
import { waitBeforeRepeat } from "./back-off";
import type { CallContext } from "./call-context";
import type { Call } from "./caller";
import { noted, stopped, stoppedAfter, unsendable } from "./failures";
import { look, type Looked } from "./look";
import { decide } from "./outcome";
import { read } from "./read";

export interface WantedChange {
  readonly greenvnId: string;
  /** Null: it can not be sent. */
  readonly request: WireRequest | null;
  readonly pins: readonly number[];
  readonly landed: (seen: RemoteAllocation) => Landed;
}

/**
 * A PUT, charged each time it is carried out: it is sent again only where it was not sent, or was seen not to be
 * carried out.
 */
export async function change(context: CallContext, wanted: WantedChange): Promise<WriteOutcome> {
  const call = callOf(wanted);
  if (call === null) return { kind: "refused", failure: unsendable() };
  /** What the latest look saw, once a sending was in doubt. */
  let looked: Looked | null = null;
  for (let repeats = 0; ; repeats += 1) {
    if (context.stop.aborted) return ended(looked, stopped());
    const attempt = await context.caller.send(call, repeats + 1);
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
        if (decision.then === "stop" || !provesNotCarriedOut(looked)) return ended(looked, failure);
        break;
      }
      case "stop":
      case "done":
      case "retry-once-same-connection":
        return ended(looked, noted(failure, decision.kind === "stop" ? decision.note : null));
    }
  }
}

function provesNotCarriedOut(looked: Looked): boolean {
  return looked.kind === "seen" && looked.landed === "no" && looked.settled;
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

function lookFor(context: CallContext, { greenvnId, pins, landed }: WantedChange): Promise<Looked> {
  return look({
    read: (isLast) => read(isLast ? context : { ...context, maxRepeats: 0 }, greenvnId, pins),
    landed,
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
