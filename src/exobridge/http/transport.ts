import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { DirectHttpAgent, DirectHttpsAgent, isBeforeRequest, TunnelAgent } from "./agents";
import { readBody } from "./answer-body";
import { createConnections } from "./connections";
import type { Exchange, Transport } from "./exchange";
import { networkFailure } from "./failure";
import { environmentProxy } from "./proxy";
import type { WireRequest } from "./request";

export interface TransportOptions {
  /** Without trailing slashes. */
  readonly baseUrl: string;
  /** The whole header. Secret. */
  readonly authorization: string;
  readonly environment: NodeJS.ProcessEnv;
}

const HEADERS = { Accept: "application/json", "Accept-Encoding": "identity", "User-Agent": "cdktf-greenvn" };
const HEADERS_WITH_BODY = { ...HEADERS, "Content-Type": "application/json" };

/** Requests by Node's own client, which follows no redirect, repeats nothing and asks no proxy unless it is told to. */
export function createTransport({ baseUrl, authorization, environment }: TransportOptions): Transport {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const secure = protocol === "https:";
  const proxy = secure ? environmentProxy(new URL(baseUrl), environment) : null;
  if (proxy?.kind === "unusable") return { send: async () => ({ kind: "unreachable", why: proxy.why }) };
  const { request } = secure ? https : http;
  const connections = createConnections((reuse) => {
    if (!secure) return new DirectHttpAgent(reuse);
    return proxy === null ? new DirectHttpsAgent(reuse) : new TunnelAgent(proxy.url, reuse);
  });
  const where = {
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
  };
  const prefix = pathname.replace(/\/+$/, "");
  const begin = ({ method, path, body }: WireRequest): ClientRequest => {
    const made = request({
      ...where,
      // A charged write that meets a connection which the server is just closing would be in doubt.
      agent: connections.agentFor(method === "POST" || method === "PUT" ? "fresh" : "kept"),
      method,
      path: prefix + path,
      headers: body === null ? HEADERS : HEADERS_WITH_BODY,
    });
    // Not among the options: NODE_DEBUG prints those, and people set it for programs that run beside this one.
    return made.setHeader("Authorization", authorization);
  };
  return { send: (wanted, bound) => exchange(() => begin(wanted), wanted.body, bound) };
}

function exchange(begin: () => ClientRequest, body: string | null, bound: AbortSignal): Promise<Exchange> {
  return new Promise((resolve) => {
    let socket: Socket | null = null;
    const fail = (error: unknown): void => {
      const neverSent = socket === null || isBeforeRequest(socket);
      const why = bound.aborted
        ? neverSent
          ? "no connection was made in time"
          : "no answer came in time"
        : networkFailure(error);
      resolve({ kind: neverSent ? "unreachable" : "no-answer", why });
    };
    if (bound.aborted) return fail(null);
    let request: ClientRequest;
    try {
      request = begin();
    } catch (error) {
      return fail(error); // What can't stand in a request, such as a line break in a header.
    }
    request.once("socket", (given: Socket) => (socket = given));
    let answered = false;
    request.once("response", (answer: IncomingMessage) => {
      answered = true;
      void readBody(answer, bound).then((read) =>
        resolve({
          kind: "answered",
          status: answer.statusCode ?? 0,
          retryAfter: answer.headers["retry-after"],
          date: answer.headers.date,
          body: read,
        }),
      );
    });
    // Stays for good: an error that comes late must not end the process.
    request.on("error", fail);
    // An answer with an upgrade, which nobody asked for, ends a request without an error.
    request.once("close", () => (answered ? undefined : fail(null)));
    bound.addEventListener("abort", () => void request.destroy(), { once: true });
    request.end(body ?? undefined);
  });
}
