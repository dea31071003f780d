import { parseTold } from "../messages/allocation";
import { readRequest } from "../messages/requests";
import type { ReadOutcome, Told } from "../types";
import type { CallContext } from "./call-context";
import type { Sent } from "./caller";
import { unsendable } from "./failures";
import { isGone } from "./outcome";
import { sendUntilDecided } from "./repeat";

/** The allocation as the API tells it. `pins`: secrets of the call that this is a look for. */
export async function read(
  context: CallContext,
  greenvnId: string,
  pins: readonly number[] = [],
): Promise<ReadOutcome> {
  const request = readRequest(context.accountSid, greenvnId);
  if (request === null) return { kind: "failed", failure: unsendable() };
  const sent = await sendUntilDecided(context, "read", {
    request,
    pins,
    isWrite: false,
    parse: (envelope) => {
      const parsed = parseTold(envelope, greenvnId);
      return parsed.kind === "flawed" ? parsed : { kind: "parsed", value: parsed.told };
    },
  });
  return readOutcome(sent);
}

function readOutcome(sent: Sent<Told>): ReadOutcome {
  if (sent.kind === "failure")
    return isGone(sent.failure) ? { kind: "gone" } : { kind: "failed", failure: sent.failure };
  return sent.value.state === "vault"
    ? { kind: "gone", allocation: sent.value }
    : { kind: "found", allocation: sent.value };
}
