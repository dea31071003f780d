import { createExoBridge } from "../../../src/exobridge/calls/client";
import { ID } from "../../unit/exobridge/http/hostile-server";
import { KEY, TOKEN } from "../../unit/exobridge/setting";

// Run as a process of its own, since what is trusted and which proxy is used is settled by a process's environment.
const loaded = (process as unknown as { moduleLoadList: string[] }).moduleLoadList.map((name) =>
  name.replace("NativeModule ", ""),
);
const beforeFirstCall = ["http", "https", "http2", "tls", "zlib"].filter((name) => loaded.includes(name));

async function main(): Promise<void> {
  const api = createExoBridge({
    accountSid: "acme",
    apiKey: KEY,
    apiToken: TOKEN,
    baseUrl: process.env["TEST_BASE_URL"] ?? "",
    requestTimeoutMs: 5000,
    maxRetries: 0,
    requestsPerMinute: null,
    stop: new AbortController().signal,
    log: () => undefined,
  });
  const outcomes = [await api.read(ID), await api.read(ID)];
  const isFetchThere = typeof fetch === "function" && typeof FormData === "function" && new Response("x").ok;
  process.stdout.write(JSON.stringify({ beforeFirstCall, isFetchThere, outcomes }));
}

void main();
