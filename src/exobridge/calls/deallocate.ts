import { deleteFlaw } from "../messages/allocation";
import { deallocateRequest } from "../messages/requests";
import type { DeleteOutcome, PinsToHide } from "../types";
import type { CallContext } from "./call-context";
import { unsendable } from "./failures";
import { isGone } from "./outcome";
import { sendUntilDecided } from "./repeat";

/** Deallocates. Gone also where the answer of an earlier sending was lost. */
export async function deallocate(
  context: CallContext,
  greenvnId: string,
  pins: PinsToHide = [],
): Promise<DeleteOutcome> {
  const request = deallocateRequest(context.accountSid, greenvnId);
  if (request === null) return { kind: "failed", failure: unsendable() };
  const attempt = await sendUntilDecided(context, "deallocate", {
    request,
    pins,
    isWrite: true,
    parse: (envelope) => {
      const why = deleteFlaw(envelope, greenvnId);
      return why === null ? { kind: "parsed", value: null } : { kind: "flawed", why };
    },
  });
  if (attempt.kind === "success") return { kind: "done" };
  return isGone(attempt.failure) ? { kind: "gone" } : { kind: "failed", failure: attempt.failure };
}
