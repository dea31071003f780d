import http, { type AgentOptions, type ClientRequestArgs } from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { ConnectionRefused } from "./failure";
import { MAX_CONNECTIONS } from "./limits";

/**
 * How long an unused connection is kept, in milliseconds. Shorter than any server keeps its own (Node's 5 s is the
 * shortest in use), so that a request is hardly ever put on a connection that is just being closed.
 */
const KEPT_IDLE_MS = 1000;

/** `kept`: used again. `fresh`: made for one request, and closed after it. */
export type Reuse = "kept" | "fresh";

const KEPT = { keepAlive: true, timeout: KEPT_IDLE_MS, maxFreeSockets: MAX_CONNECTIONS } satisfies AgentOptions;

const SHARED = {
  // Node's quarter of a second gives up on slow lines to hosts with several addresses.
  autoSelectFamilyAttemptTimeout: 2500,
} satisfies AgentOptions & { autoSelectFamilyAttemptTimeout: number };

// Said out loud, since NODE_TLS_REJECT_UNAUTHORIZED=0 would turn the default off.
const VERIFIED = { ...SHARED, rejectUnauthorized: true, minVersion: "TLSv1.2" } as const;

const optionsOf = <T extends AgentOptions>(shared: T, reuse: Reuse): T & AgentOptions =>
  reuse === "kept" ? { ...shared, ...KEPT } : shared;

type OnConnection = (error: Error | null, stream: Duplex) => void;

/** Connections that have not got to where a request could leave: TCP, and TLS where there is one, are not yet made. */
const unfinished = new WeakSet<Duplex>();

/** Whether it is proven that nothing was sent on this connection. Whatever is not known counts as sent. */
export function isBeforeRequest(connection: Duplex): boolean {
  return unfinished.has(connection);
}

function watched(
  connection: Duplex | null | undefined,
  finishedAt: "connect" | "secureConnect",
): Duplex | null | undefined {
  if (connection) {
    unfinished.add(connection);
    connection.once(finishedAt, () => unfinished.delete(connection));
  }
  return connection;
}

/** Plain connections, for loopback only. Never by a proxy. */
export class DirectHttpAgent extends http.Agent {
  constructor(reuse: Reuse) {
    super(optionsOf(SHARED, reuse));
  }

  override createConnection(options: ClientRequestArgs, onConnection?: OnConnection): Duplex | null | undefined {
    return watched(super.createConnection(options, onConnection), "connect");
  }
}

/** TLS straight to the API. */
export class DirectHttpsAgent extends https.Agent {
  constructor(reuse: Reuse) {
    super(optionsOf(VERIFIED, reuse));
  }

  override createConnection(options: ClientRequestArgs, onConnection?: OnConnection): Duplex | null | undefined {
    return watched(super.createConnection(options, onConnection), "secureConnect");
  }
}

/** TLS to the API through a CONNECT tunnel: the proxy learns host and port, and nothing else. */
export class TunnelAgent extends https.Agent {
  constructor(
    private readonly proxy: URL,
    reuse: Reuse,
  ) {
    super(optionsOf(VERIFIED, reuse));
  }

  override createConnection(options: ClientRequestArgs, onConnection?: OnConnection): undefined {
    let answered = false;
    const answer = (error: Error | null, connection?: Duplex | null): void => {
      if (answered) connection?.destroy();
      // The type asks for a stream beside an error; whoever reads an error does not read it.
      else onConnection?.(error, connection as Duplex);
      answered = true;
    };
    const request = this.connectRequest(options);
    request.once("error", (error) => answer(error));
    request.once("timeout", () =>
      request.destroy(new ConnectionRefused("the proxy did not open a connection in time")),
    );
    request.once("response", (response) => {
      response.destroy();
      answer(new ConnectionRefused(`the proxy answered HTTP ${response.statusCode}`));
    });
    request.once("connect", (response, socket, head) => {
      request.setTimeout(0);
      socket.setTimeout(0);
      // Whatever a proxy says of its own is no answer of the API.
      if (response.statusCode === 200 && head.length === 0) {
        const throughTunnel = { ...options, socket };
        answer(null, watched(super.createConnection(throughTunnel), "secureConnect"));
      } else {
        socket.destroy();
        answer(new ConnectionRefused(`the proxy did not open a connection: it answered HTTP ${response.statusCode}`));
      }
    });
    request.end();
    return undefined;
  }

  private connectRequest(options: ClientRequestArgs): http.ClientRequest {
    const { proxy } = this;
    const native = proxy.protocol === "https:" ? https : http;
    const host = String(options.host).includes(":") ? `[${options.host}]` : String(options.host);
    const target = `${host}:${options.port || 443}`;
    const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
    const request = native.request({
      method: "CONNECT",
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
      path: target,
      agent: false,
      rejectUnauthorized: true,
      timeout: CONNECT_TIMEOUT_MS,
      headers: { Host: target },
    });
    // As any credentials not among the options, which NODE_DEBUG prints.
    if (credentials !== ":")
      request.setHeader("Proxy-Authorization", `Basic ${Buffer.from(credentials).toString("base64")}`);
    return request;
  }
}

/** Longest wait for a proxy; the request that waits for it has a bound of its own. */
const CONNECT_TIMEOUT_MS = 30_000;
