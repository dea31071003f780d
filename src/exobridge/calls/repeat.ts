import { waitBeforeRepeat } from "./back-off";
import type { CallContext } from "./call-context";
import type { Attempt, Call, Sender } from "./caller";
import { noted } from "./failures";
import { decide, type Operation } from "./outcome";

/** Sends a call that may be repeated at will, until it is decided. */
export async function sendUntilDecided<T>(
  context: CallContext<Sender>,
  operation: Operation & ("read" | "deallocate"),
  call: Call<T>,
): Promise<Attempt<T>> {
  for (let repeats = 0; ; repeats += 1) {
    const attempt = await context.caller.send(call, repeats + 1);
    const decision = decide(operation, attempt, {
      repeats,
      maxRepeats: context.maxRepeats,
      lostAnswers: 0,
      inDoubt: false,
    });
    if (decision.kind !== "retry")
      return attempt.kind === "failure" && decision.kind === "stop"
        ? { ...attempt, failure: noted(attempt.failure, decision.note) }
        : attempt;
    if (!(await waitBeforeRepeat(context, repeats + 1, decision.afterMs))) return attempt;
  }
}
