import { parseAllocation } from "../messages/allocation";
import { readRequest } from "../messages/requests";
import type { PinsToHide, ReadOutcome, RemoteAllocation } from "../types";
import type { CallContext } from "./call-context";
import type { Attempt, Sender } from "./caller";
import { unsendable } from "./failures";
import { isGone, isUnknownId } from "./outcome";
import { sendUntilDecided } from "./repeat";

/** The allocation as the API tells it. `pins`: secrets of the call that this is a look for. */
export async function read(
  context: CallContext<Sender>,
  greenvnId: string,
  pins: PinsToHide = [],
): Promise<ReadOutcome> {
  const request = readRequest(context.accountSid, greenvnId);
  if (request === null) return { kind: "failed", failure: unsendable() };
  const attempt = await sendUntilDecided(context, "read", {
    request,
    pins,
    isWrite: false,
    parse: (envelope) => parseAllocation(envelope, greenvnId),
  });
  return readOutcome(attempt);
}

function readOutcome(attempt: Attempt<RemoteAllocation>): ReadOutcome {
  if (attempt.kind === "failure")
    return isGone(attempt.failure)
      ? { kind: "gone", ...(isUnknownId(attempt.failure) ? { isUnknownId: true } : {}) }
      : { kind: "failed", failure: attempt.failure };
  return attempt.value.state === "vault"
    ? { kind: "gone", allocation: attempt.value }
    : { kind: "found", allocation: attempt.value };
}
