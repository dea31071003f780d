import axios, { isAxiosError, type AxiosInstance, type AxiosResponse, type RawAxiosRequestHeaders } from "axios";
import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { DirectHttpAgent, DirectHttpsAgent, isBeforeRequest, TunnelAgent } from "./agents";
import { MAX_ANSWER_BYTES } from "./answer";
import { environmentProxy } from "./environment-proxy";
import { networkFailure } from "./network-failure";
import type { WireRequest } from "./request";

/** What came of one HTTP request. Nothing of the HTTP library, nor of the request, is in it. */
export type Exchange =
  | { readonly kind: "answered"; readonly status: number; readonly retryAfter: string | undefined; readonly date: string | undefined; readonly body: AnswerBody }
  /** It is proven that no byte of the request was sent. */
  | { readonly kind: "unreachable"; readonly why: string }
  | { readonly kind: "no-answer"; readonly why: string };

export type AnswerBody = { readonly kind: "whole"; readonly text: string } | { readonly kind: "broken"; readonly why: string };

export interface Transport {
  /** `bound` ends the exchange wherever it stands. Never rejects. */
  send(request: WireRequest, bound: AbortSignal): Promise<Exchange>;
}

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
  const headers = { Authorization: authorization, Accept: "application/json", "Accept-Encoding": "identity", "User-Agent": "cdktf-greenvn" };
  const client: AxiosInstance = axios.create({
    adapter: "http",
    responseType: "stream",
    maxRedirects: 0,
    // Ours is the agent: by its own means the HTTP library would take a proxy's refusal for the API's answer.
    proxy: false,
    validateStatus: null,
    transformRequest: [],
    transformResponse: [],
    ...(secure ? { httpsAgent: agent } : { httpAgent: agent }),
  });

  return {
    async send(request, bound) {
      let socket: Socket | null = null;
      const transport = {
        request(options: http.RequestOptions, onAnswer: (answer: http.IncomingMessage) => void): http.ClientRequest {
          return native.request(options, onAnswer).once("socket", (given: Socket) => (socket = given));
        },
      };
      try {
        const answer: AxiosResponse<Readable, unknown> = await client.request({
          method: request.method,
          url: baseUrl + request.path,
          // With no body there is no content type either; false keeps the library's default out.
          headers: { ...headers, "Content-Type": request.body === null ? false : "application/json" } satisfies RawAxiosRequestHeaders,
          data: request.body ?? undefined,
          signal: bound,
          transport,
        });
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
