import { createExoBridge } from "../../../src/exobridge/calls/client";
import type { Edges } from "../../../src/exobridge/edges";
import type { ChangeGuard, CreateRequest, ExoBridge, ExoBridgeOptions } from "../../../src/exobridge/types";

export const TOKEN = "t0ken+/with=odd&characters";
export const KEY = "acme";
export const BASE64 = Buffer.from(`${KEY}:${TOKEN}`).toString("base64");

export interface Setting {
  readonly api: ExoBridge;
  /** The waits that were asked for, in milliseconds. */
  readonly waits: number[];
  readonly logs: { level: string; message: string; fields: Readonly<Record<string, string | number>> }[];
  readonly stop: AbortController;
}

/** A client whose waits take no time, unless `outside` says otherwise. `onWait` is told of each. */
export function setting(
  baseUrl: string,
  options: Partial<ExoBridgeOptions> = {},
  onWait: (ms: number, stop: AbortController) => void = () => undefined,
  outside?: Edges,
): Setting {
  const waits: number[] = [];
  const logs: Setting["logs"] = [];
  const stop = new AbortController();
  let nowMs = Date.UTC(2025, 0, 1);
  const edges: Edges = {
    now: () => nowMs,
    elapsedMs: () => nowMs,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
      nowMs += ms;
      onWait(ms, stop);
    },
  };
  const api = createExoBridge(
    {
      accountSid: "acme",
      apiKey: KEY,
      apiToken: TOKEN,
      baseUrl,
      requestTimeoutMs: 5000,
      maxRetries: 4,
      requestsPerMinute: null,
      stop: stop.signal,
      log: (level, message, fields) => logs.push({ level, message, fields }),
      ...options,
    },
    outside ?? edges,
  );
  return { api, waits, logs, stop };
}

export const WANTED: CreateRequest = {
  connectionId: "c-1",
  apartyNumbers: ["+919876543210"],
  bpartyNumbers: ["+919876543211"],
  usage: "twoway",
  strictness: false,
};

/** The guard of a change that was just looked at, and whose look says `landed`. */
export function lookedAt(landed: ChangeGuard["landed"]): ChangeGuard {
  return { seen: { greenvnId: "gvn-1" }, checked: () => "send", landed };
}
