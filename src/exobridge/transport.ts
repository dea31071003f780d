import { showFetch } from "./hide-fetch";
import { AxiosHeaders, getAdapter, isAxiosError, type AxiosResponse } from "axios";
import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { DirectHttpAgent, DirectHttpsAgent, isBeforeRequest, TunnelAgent } from "./agents";
import { environmentProxy } from "./environment-proxy";
import { MAX_ANSWER_BYTES, type AnswerBody, type Transport } from "./exchange";
import { networkFailure } from "./network-failure";

showFetch();

export interface TransportOptions {
  /** Without trailing slashes. */
  readonly baseUrl: string;
  /** The whole header. Secret. */
  readonly authorization: string;
  readonly environment: NodeJS.ProcessEnv;
}

export function createTransport({ baseUrl, authorization, environment }: TransportOptions): Transport {
  const secure = baseUrl.startsWith("https:");
  const proxy = secure ? environmentProxy(new URL(baseUrl), environment) : null;
  if (proxy?.kind === "unusable") return { send: async () => ({ kind: "unreachable", why: proxy.why }) };
  const native = secure ? https : http;
  const agent = secure ? (proxy === null ? new DirectHttpsAgent() : new TunnelAgent(proxy.url)) : new DirectHttpAgent();
  const headers = { Accept: "application/json", "Accept-Encoding": "identity", "User-Agent": "cdktf-greenvn" };
  // The adapter itself: merging defaults and running transforms, of which there are none here, costs as much again as a request.
  const exchange = getAdapter("http");
  const settings = {
    responseType: "stream",
    maxRedirects: 0,
    // By its own means the library would take a proxy's refusal for the API's answer: the agent sees to the proxy.
    proxy: false,
    validateStatus: null,
    ...(secure ? { httpsAgent: agent } : { httpAgent: agent }),
  } as const;

  return {
    async send(request, bound) {
      let socket: Socket | null = null;
      const transport = {
        request(options: http.RequestOptions, onAnswer: (answer: http.IncomingMessage) => void): http.ClientRequest {
          const made = native.request(options, onAnswer).once("socket", (given: Socket) => (socket = given));
          // Not among the options: NODE_DEBUG prints those, and people set it for programs that run beside this one.
          made.setHeader("Authorization", authorization);
          return made;
        },
      };
      try {
        const answer = (await exchange({
          ...settings,
          method: request.method,
          url: baseUrl + request.path,
          headers: new AxiosHeaders(request.body === null ? headers : { ...headers, "Content-Type": "application/json" }),
          data: request.body ?? undefined,
          signal: bound,
          transport,
        })) as AxiosResponse<Readable>;
        const body = await readBody(answer.data, bound);
        return { kind: "answered", status: answer.status, retryAfter: headerOf(answer, "retry-after"), date: headerOf(answer, "date"), body };
      } catch (error) {
        const neverSent = socket === null || isBeforeRequest(socket);
        const why = bound.aborted ? (neverSent ? "no connection was made in time" : "no answer came in time") : networkFailure(isAxiosError(error) ? (error.cause ?? error) : error);
        return { kind: neverSent ? "unreachable" : "no-answer", why };
      }
    },
  };
}

function headerOf(answer: AxiosResponse, name: string): string | undefined {
  const value: unknown = answer.headers[name];
  return typeof value === "string" ? value : undefined;
}

/** The body as far as it may go: bounded after it is unpacked, and by time. Never rejects. */
function readBody(stream: Readable, bound: AbortSignal): Promise<AnswerBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let ended = false;
    const end = (body: AnswerBody) => {
      if (ended) return;
      ended = true;
      resolve(body);
      if (body.kind === "broken") stream.destroy();
    };
    const cut = () => end({ kind: "broken", why: bound.aborted ? "the answer was not complete in time" : "the answer was cut off" });
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) end({ kind: "broken", why: `the answer is larger than ${MAX_ANSWER_BYTES} bytes` });
      else chunks.push(chunk);
    });
    stream.once("end", () => end({ kind: "whole", text: Buffer.concat(chunks).toString("utf8") }));
    // Stays for good: an error that comes late must not end the process.
    stream.on("error", cut);
    stream.once("aborted", cut);
    stream.once("close", cut);
  });
}
