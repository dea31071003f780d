import http, { type ClientRequest } from "node:http";
import https from "node:https";
import type { AxiosResponse, InternalAxiosRequestConfig } from "axios";
import AxiosHeaders from "axios/unsafe/core/AxiosHeaders.js";
import dispatchRequest from "axios/unsafe/core/dispatchRequest.js";
import { DirectHttpAgent, DirectHttpsAgent, TunnelAgent } from "./agents";
import { createConnections } from "./connections";
import type { Exchange, Transport } from "./exchange";
import { networkFailure, RequestFailed } from "./failure";
import { environmentProxy } from "./proxy";
import { type Received, sendRequest } from "./send-request";

export interface TransportOptions {
  /** Without trailing slashes. */
  readonly baseUrl: string;
  /** The whole header. Secret. */
  readonly authorization: string;
  readonly environment: NodeJS.ProcessEnv;
}

// Made once: a plan of thousands sends the same ones as many times.
const HEADERS = { Accept: "application/json", "Accept-Encoding": "identity", "User-Agent": "cdktf-greenvn" };
const HEADERS_WITH_BODY = { ...HEADERS, "Content-Type": "application/json" };

/** All that is received is data: its headers, of which two are asked for, would only have to be copied. */
const NOT_COPIED = new AxiosHeaders();

/**
 * Requests by axios, of which only the dispatch is there: no merging, no transforms, no interceptors, and an adapter of
 * our own over Node's client, which follows no redirect, repeats nothing and asks no proxy unless it is told to.
 */
export function createTransport({ baseUrl, authorization, environment }: TransportOptions): Transport {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const secure = protocol === "https:";
  const proxy = secure ? environmentProxy(new URL(baseUrl), environment) : null;
  if (proxy?.kind === "unusable") return { send: async () => ({ kind: "unreachable", why: proxy.why }) };
  const connections = createConnections((reuse) => {
    if (!secure) return new DirectHttpAgent(reuse);
    return proxy === null ? new DirectHttpsAgent(reuse) : new TunnelAgent(proxy.url, reuse);
  });
  // Read once, as all of them are the same: a plan of thousands sends as many.
  const where = { hostname: hostname.replace(/^\[|\]$/g, ""), port };
  const prefix = pathname.replace(/\/+$/, "");
  const headers = new AxiosHeaders(HEADERS);
  const headersWithBody = new AxiosHeaders(HEADERS_WITH_BODY);

  function begin(config: InternalAxiosRequestConfig): ClientRequest {
    const { url = "", method = "" } = config;
    const request = (secure ? https : http).request({
      ...where,
      // A charged write that meets a connection which the server is just closing would be in doubt.
      agent: connections.agentFor(method === "POST" || method === "PUT" ? "fresh" : "kept"),
      method,
      path: prefix + url,
      headers: config.data === undefined ? HEADERS : HEADERS_WITH_BODY,
    });
    // Not among the options: NODE_DEBUG prints those, and people set it for programs that run beside this one.
    return request.setHeader("Authorization", authorization);
  }

  return {
    async send({ method, path, body }, bound): Promise<Exchange> {
      let begun = false;
      const adapter = async (config: InternalAxiosRequestConfig<string>): Promise<AxiosResponse<Received>> => {
        if (bound.aborted) throw new RequestFailed("unreachable", "no connection was made in time");
        // Throws for what can't stand in a request, such as a line break in a header.
        const request = begin(config);
        begun = true;
        const data = await sendRequest(request, config.data, bound);
        return { config, status: data.head.statusCode ?? 0, statusText: "", headers: NOT_COPIED, data };
      };
      try {
        const { status, data } = await dispatchRequest<Received>({
          method,
          url: path,
          ...(body === null ? { headers } : { headers: headersWithBody, data: body }),
          adapter,
        });
        const { date, "retry-after": retryAfter } = data.head.headers;
        return { kind: "answered", status, retryAfter, date, body: data.body };
      } catch (error) {
        // Of an error of axios, which holds the whole request, nothing but a code is read.
        if (error instanceof RequestFailed) return { kind: error.kind, why: error.why };
        return { kind: begun ? "no-answer" : "unreachable", why: networkFailure(error) };
      }
    },
  };
}
