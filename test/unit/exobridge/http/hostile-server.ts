import http from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What the server got of one request. */
export interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** How the server treats one request: a JSON answer with a status, or anything done by hand. */
export type Treat =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | ((got: Got, answer: http.ServerResponse, socket: Socket) => void);

export interface HostileServer {
  readonly url: string;
  readonly got: Got[];
  readonly connections: () => number;
  /** Treats the next requests in this order; the last one stands for all further ones. */
  readonly next: (...treats: readonly Treat[]) => void;
  readonly close: () => Promise<void>;
}

/** A server on loopback that does what it is told, request by request. */
export async function startHostileServer(): Promise<HostileServer> {
  const got: Got[] = [];
  let connections = 0;
  let script: Treat[] = [];
  const server = http.createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on("error", () => undefined);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: Got = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      got.push(one);
      const treat = script.length > 1 ? script.shift() : script[0];
      if (treat === undefined) answer.writeHead(599).end("no script");
      else if (typeof treat === "function") treat(one, answer, request.socket);
      else
        answer
          .writeHead(treat.status, { "content-type": "application/json", ...treat.headers })
          .end(typeof treat.body === "string" ? treat.body : JSON.stringify(treat.body ?? ""));
    });
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    connections: () => connections,
    next: (...treats) => (script = [...treats]),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const ID = "gvn-41c0";

/** The data of an allocation as the API writes it. */
export function data(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    greenvn_id: ID,
    connection_id: "c-1",
    aparty_numbers: ["+919876543210"],
    bparty_numbers: ["+919876543211"],
    aparty_pins: [null],
    usage: "twoway",
    state: "active",
    green_vn: "+917205827365",
    ...more,
  };
}

export function success(told: unknown = data()): Treat {
  return { status: 200, body: { success: true, status: 200, code: null, message: null, data: told } };
}

export function refusal(
  status: number,
  code: number | null = null,
  message = "refused",
  headers: Record<string, string> = {},
): Treat {
  return { status, headers, body: { success: false, status, code, message, data: null } };
}

export const reset: Treat = (_got, _answer, socket) => socket.destroy();
export const hang: Treat = () => undefined;
export const html: Treat = { status: 200, headers: { "content-type": "text/html" }, body: "<html>sign in</html>" };
