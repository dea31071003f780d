import http, { type ClientRequest } from "node:http";
import https from "node:https";
import type { AxiosResponse, InternalAxiosRequestConfig } from "axios";
import Axios from "axios/unsafe/core/Axios.js";
import buildFullPath from "axios/unsafe/core/buildFullPath.js";
import { DirectHttpAgent, DirectHttpsAgent, TunnelAgent } from "./agents";
import { createConnections } from "./connections";
import type { AnswerBody, Exchange, Transport } from "./exchange";
import { networkFailure, RequestFailed } from "./failure";
import { environmentProxy } from "./proxy";
import { sendRequest } from "./send-request";

export interface TransportOptions {
  /** Without trailing slashes. */
  readonly baseUrl: string;
  /** The whole header. Secret. */
  readonly authorization: string;
  readonly environment: NodeJS.ProcessEnv;
}

const HEADERS = { Accept: "application/json", "Accept-Encoding": "identity", "User-Agent": "cdktf-greenvn" };

/**
 * Requests by axios, of which only the core is there: no transforms, no interceptors, and an adapter of our own over
 * Node's client, which follows no redirect, repeats nothing and asks no proxy unless it is told to.
 */
export function createTransport({ baseUrl, authorization, environment }: TransportOptions): Transport {
  const secure = baseUrl.startsWith("https:");
  const proxy = secure ? environmentProxy(new URL(baseUrl), environment) : null;
  if (proxy?.kind === "unusable") return { send: async () => ({ kind: "unreachable", why: proxy.why }) };
  const connections = createConnections((reuse) => {
    if (!secure) return new DirectHttpAgent(reuse);
    return proxy === null ? new DirectHttpsAgent(reuse) : new TunnelAgent(proxy.url, reuse);
  });
  const client = new Axios({ baseURL: baseUrl, headers: HEADERS });

  function begin(config: InternalAxiosRequestConfig): ClientRequest {
    const { url = "", method = "" } = config;
    const { hostname, port, pathname, search } = new URL(buildFullPath(baseUrl, url, false));
    const request = (secure ? https : http).request({
      // A charged write that meets a connection which the server is just closing would be in doubt.
      agent: connections.agentFor(method === "post" || method === "put" ? "fresh" : "kept"),
      method: method.toUpperCase(),
      hostname: hostname.replace(/^\[|\]$/g, ""),
      port,
      path: pathname + search,
      headers: config.headers.toJSON() as Record<string, string>,
    });
    // Not among the options: NODE_DEBUG prints those, and people set it for programs that run beside this one.
    return request.setHeader("Authorization", authorization);
  }

  return {
    async send({ method, path, body }, bound): Promise<Exchange> {
      let begun = false;
      const adapter = async (config: InternalAxiosRequestConfig<string>): Promise<AxiosResponse<AnswerBody>> => {
        if (bound.aborted) throw new RequestFailed("unreachable", "no connection was made in time");
        // Throws for what can't stand in a request, such as a line break in a header.
        const request = begin(config);
        begun = true;
        const { head, body: data } = await sendRequest(request, config.data, bound);
        // Two headers are all that is asked for; the others would only have to be copied.
        const headers = { date: head.headers.date, "retry-after": head.headers["retry-after"] };
        return { config, status: head.statusCode ?? 0, statusText: head.statusMessage ?? "", headers, data };
      };
      try {
        const { status, headers, data } = await client.request<AnswerBody>({
          method,
          url: path,
          // Without a body there is no type of it; axios would name one of its own.
          headers: { "Content-Type": body === null ? false : "application/json" },
          ...(body === null ? {} : { data: body }),
          adapter,
        });
        const { date, "retry-after": retryAfter } = headers as { readonly [name: string]: unknown };
        return { kind: "answered", status, retryAfter: textOf(retryAfter), date: textOf(date), body: data };
      } catch (error) {
        // Of an error of axios, which holds the whole request, nothing but a code is read.
        if (error instanceof RequestFailed) return { kind: error.kind, why: error.why };
        return { kind: begun ? "no-answer" : "unreachable", why: networkFailure(error) };
      }
    },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
