import { waitBeforeRepeat } from "./back-off";
import type { CallContext } from "./call-context";
import type { Call, Sent } from "./caller";
import { noted } from "./failures";
import { decide, type Operation } from "./outcome";

/** Sends a call that may be repeated at will, until it is decided. */
export async function sendUntilDecided<T>(
  context: CallContext,
  operation: Operation & ("read" | "deallocate"),
  call: Call<T>,
): Promise<Sent<T>> {
  for (let repeats = 0; ; repeats += 1) {
    const sent = await context.caller.send(call, repeats + 1);
    const decision = decide(operation, sent, {
      repeats,
      maxRepeats: context.maxRepeats,
      lostAnswers: 0,
      inDoubt: false,
    });
    if (decision.kind !== "retry")
      return sent.kind === "failure" && decision.kind === "stop"
        ? { ...sent, failure: noted(sent.failure, decision.note) }
        : sent;
    if (!(await waitBeforeRepeat(context, repeats + 1, decision.afterMs))) return sent;
  }
}
