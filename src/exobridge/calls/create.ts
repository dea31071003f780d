import { type CreatedAllocation, parseCreated } from "../messages/allocation";
import { createRequest } from "../messages/requests";
import type { CreateOutcome, CreateRequest, Failure } from "../types";
import { waitBeforeRepeat } from "./back-off";
import type { CallContext } from "./call-context";
import type { Call } from "./caller";
import { noted, stopped, stoppedAfter, unsendable } from "./failures";
import { decide, existsAlready, isLostAnswer, leavesDoubt } from "./outcome";

/**
 * Creates an allocation. A repeat is safe, since a `connection_id` is charged once: the API answers it with 409, code
 * 18.
 */
export async function create(context: CallContext, wanted: CreateRequest): Promise<CreateOutcome> {
  const call = callOf(context, wanted);
  if (call === null) return { kind: "refused", failure: unsendable() };
  let lostAnswers = 0;
  /** The latest failure that left open whether the allocation was made. */
  let doubt: Failure | null = null;
  for (let repeats = 0; ; repeats += 1) {
    if (context.stop.aborted) return ended(doubt, stopped());
    const attempt = await context.caller.send(call, repeats + 1);
    if (attempt.kind === "success") return { kind: "done", ...attempt.value };
    if (existsAlready(attempt.failure)) return { kind: "exists", failure: attempt.failure, afterLost: doubt !== null };
    const decision = decide("create", attempt, {
      repeats,
      maxRepeats: context.maxRepeats,
      lostAnswers,
      inDoubt: doubt !== null,
    });
    if (isLostAnswer(attempt)) lostAnswers += 1;
    if (leavesDoubt(attempt)) doubt = attempt.failure;
    switch (decision.kind) {
      case "retry":
      case "retry-once-same-connection":
        if (!(await waitBeforeRepeat(context, repeats + 1, decision.kind === "retry" ? decision.afterMs : null)))
          return ended(doubt, stoppedAfter(attempt.failure));
        break;
      case "stop":
      case "done":
      case "look":
        return ended(doubt, noted(attempt.failure, decision.kind === "stop" ? decision.note : null));
    }
  }
}

/** Once an answer was lost, a later refusal does not prove that the first sending was not carried out. */
function ended(doubt: Failure | null, last: Failure): CreateOutcome {
  if (doubt === null) return { kind: "refused", failure: last };
  return {
    kind: "lost",
    failure:
      last === doubt || last.kind === "stopped" ? doubt : noted(doubt, `it was sent again, and then: ${last.message}`),
  };
}

function callOf(context: CallContext, wanted: CreateRequest): Call<CreatedAllocation> | null {
  const request = createRequest(context.accountSid, wanted);
  if (request === null) return null;
  return {
    request,
    pins: [...(wanted.apartyPins ?? []), ...(wanted.bpartyPins ?? [])],
    isWrite: true,
    parse: (envelope) => {
      const created = parseCreated(envelope, wanted.connectionId);
      return created === null
        ? { kind: "flawed", why: "the answer holds no data.greenvn_id" }
        : { kind: "parsed", value: created };
    },
  };
}
