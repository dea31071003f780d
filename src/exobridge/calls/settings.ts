import { settingsRequest } from "../messages/requests";
import type { PinsToHide, SettingsOutcome } from "../types";
import type { CallContext } from "./call-context";
import { unsendable } from "./failures";

/** Reads the account's settings, once and in so much time. What they are is not needed yet: only that they are told. */
export async function readSettings(
  context: CallContext,
  withinMs: number,
  pins: PinsToHide = [],
): Promise<SettingsOutcome> {
  const request = settingsRequest(context.accountSid);
  if (request === null) return { kind: "failed", failure: unsendable() };
  const attempt = await context.caller.send(
    { request, pins, isWrite: false, withinMs, parse: () => ({ kind: "parsed", value: null }) },
    1,
  );
  return attempt.kind === "success" ? { kind: "read" } : { kind: "failed", failure: attempt.failure };
}
