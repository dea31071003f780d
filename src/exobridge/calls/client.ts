import { setMaxListeners } from "node:events";
import { checkBaseUrl, trimBaseUrl } from "../../domain/declared/base-url";
import { type Edges, realEdges } from "../edges";
import type { Transport } from "../http/exchange";
import { changePartiesRequest, changeVnRequest } from "../messages/requests";
import { createScrub } from "../messages/scrub";
import type { ExoBridge, ExoBridgeOptions, PinsToHide } from "../types";
import type { CallContext } from "./call-context";
import { createCaller } from "./caller";
import { change } from "./change";
import { create } from "./create";
import { deallocate } from "./deallocate";
import { createPacing } from "./pacing";
import { read } from "./read";
import { accountSettings, changeSettings, readSettings } from "./settings";

/** The API of one tenant. Throws only where `baseUrl` is not what `checkBaseUrl` passes, which is to be asked first. */
export function createExoBridge(options: ExoBridgeOptions, edges: Edges = realEdges): ExoBridge {
  const { accountSid, apiKey, apiToken, baseUrl, stop } = options;
  const flaw = checkBaseUrl(baseUrl);
  if (flaw !== null) throw new Error(`The base URL ${flaw}`);
  // Every wait listens, and there may be many at a time.
  setMaxListeners(0, stop);
  const scrub = createScrub(apiKey, apiToken);
  const connect = async (): Promise<Transport> => {
    // axios and Node's HTTP and TLS are loaded at the first call: most of the processes that Terraform starts make none.
    const { createTransport } = await import("../http/transport");
    return createTransport({
      baseUrl: trimBaseUrl(baseUrl),
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiToken}`).toString("base64")}`,
      environment: process.env,
    });
  };
  let transport: Promise<Transport> | null = null;
  // Where it can't be loaded now, such as for want of file handles, the next call tries again.
  const connected = (): Promise<Transport> => (transport ??= connect().catch(forget));
  const forget = (error: unknown): never => {
    transport = null;
    throw error;
  };
  const caller = createCaller({
    options,
    transport: connected,
    pacing: createPacing(options.requestsPerMinute, stop, edges),
    scrub,
    edges,
  });
  const context: CallContext = { accountSid, caller, edges, stop, maxRepeats: options.maxRetries };
  return {
    accountSid,
    read: (greenvnId, secrets) => read(context, greenvnId, secrets),
    create: (request) => create(context, request),
    changeVn: (greenvnId, request, guard, secrets = []) =>
      change(context, { greenvnId, request: changeVnRequest(accountSid, greenvnId, request), pins: secrets, guard }),
    changeParties: (greenvnId, request, guard, secrets = []) =>
      change(context, {
        greenvnId,
        request: changePartiesRequest(accountSid, greenvnId, request),
        pins: withPins(secrets, [...(request.apartyPins ?? []), ...(request.bpartyPins ?? [])]),
        guard,
      }),
    deallocate: (greenvnId, secrets) => deallocate(context, greenvnId, secrets),
    accountSettings: (secrets) => accountSettings(context, secrets),
    changeSettings: (change, secrets) => changeSettings(context, change, secrets),
    readSettings: (withinMs, secrets) => readSettings(context, withinMs, secrets),
  };
}

function withPins(hidden: PinsToHide, sent: readonly number[]): PinsToHide {
  return hidden === "untold" ? hidden : [...hidden, ...sent];
}
