import type { WireRequest } from "../http/request";
import type { JsonObject, Parsed } from "../messages/json";
import { changeSettingsRequest, settingsRequest } from "../messages/requests";
import { parseChangedSettings, parseSettings } from "../messages/settings";
import type {
  AccountSettings,
  AccountSettingsOutcome,
  PinsToHide,
  SettingsChangeOutcome,
  SettingsOutcome,
} from "../types";
import type { CallContext } from "./call-context";
import type { Attempt } from "./caller";
import { unsendable } from "./failures";
import { sendUntilDecided } from "./repeat";

/** Reads the account's settings, once and in so much time. What they are is not asked: only that they are told. */
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

/** What the account's settings are. */
export async function accountSettings(
  context: CallContext,
  secrets: readonly string[],
): Promise<AccountSettingsOutcome> {
  const attempt = await send(context, settingsRequest(context.accountSid), secrets, false, parseSettings);
  return attempt.kind === "success"
    ? { kind: "told", settings: attempt.value }
    : { kind: "failed", failure: attempt.failure };
}

/** Changes those that are named. Free, and the same however often it is sent: it is repeated like a read. */
export async function changeSettings(
  context: CallContext,
  change: Partial<AccountSettings>,
  secrets: readonly string[],
): Promise<SettingsChangeOutcome> {
  const request = changeSettingsRequest(context.accountSid, change);
  const attempt = await send(context, request, secrets, true, parseChangedSettings);
  return attempt.kind === "success"
    ? { kind: "done", settings: attempt.value }
    : { kind: "failed", failure: attempt.failure };
}

async function send<T>(
  context: CallContext,
  request: WireRequest | null,
  texts: readonly string[],
  isWrite: boolean,
  parse: (envelope: JsonObject) => Parsed<T>,
): Promise<Attempt<T>> {
  if (request === null) return { kind: "failure", failure: unsendable(), retryAfterMs: null };
  return sendUntilDecided(context, "read", { request, pins: [], texts, isWrite, parse });
}
