import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SandboxError } from "./core/sandbox-error";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Longer than any client keeps an idle connection, so that none is closed under a request that is just being sent. */
const KEEP_ALIVE_MS = 120_000;

const RETRY_MS = 50;

/** The listening socket: it can be closed for a time, so that connections are refused, and opened again on its port. */
export class Listener {
  #server: Server;
  /** Servers that no longer listen, but still have connections. */
  readonly #former = new Set<Server>();
  #port = 0;
  #state: "open" | "refusing" | "closed" = "open";
  #reopening: Promise<void> = Promise.resolve();
  readonly #ending = new AbortController();

  private constructor(
    private readonly host: string,
    private readonly handler: Handler,
  ) {
    this.#server = this.#newServer();
  }

  /** Fails with a `SandboxError` where the address can not be had. */
  static async open(host: string, port: number, handler: Handler): Promise<Listener> {
    const listener = new Listener(host, handler);
    await listener.#listen(port);
    listener.#port = (listener.#server.address() as AddressInfo).port;
    return listener;
  }

  get port(): number {
    return this.#port;
  }

  /** Refuses connections for so long. Idle ones are closed now, the others after the answer that they wait for. */
  refuseFor(durationMs: number): void {
    if (this.#state !== "open") return;
    this.#state = "refusing";
    const former = this.#server;
    this.#former.add(former);
    former.close(() => this.#former.delete(former));
    this.#reopening = this.#reopenAfter(durationMs);
  }

  async close(): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#ending.abort();
    await this.#reopening;
    await Promise.all([this.#server, ...this.#former].map(closeServer));
  }

  async #reopenAfter(durationMs: number): Promise<void> {
    let waitMs = durationMs;
    while (await this.#wait(waitMs)) {
      this.#server = this.#newServer();
      try {
        await this.#listen(this.#port);
        if (this.#state === "refusing") this.#state = "open";
        return;
      } catch {
        // Somebody took the port in the meantime: it is theirs until they leave it.
        waitMs = RETRY_MS;
      }
    }
  }

  /** False where the sandbox ends before. */
  async #wait(durationMs: number): Promise<boolean> {
    return sleep(durationMs, true, { signal: this.#ending.signal }).catch(() => false);
  }

  #newServer(): Server {
    const server = createServer((request, response) => {
      // A connection that outlived the closing of the socket must not carry another request.
      response.once("finish", () => {
        if (this.#state === "refusing") request.socket.destroySoon();
      });
      if (this.#state === "refusing") response.shouldKeepAlive = false;
      this.handler(request, response);
    });
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    return server;
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void => reject(new SandboxError(whyNot(error, this.host, port)));
      this.#server.once("error", failed);
      this.#server.listen(port, this.host, () => {
        this.#server.off("error", failed);
        resolve();
      });
    });
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") return `port ${port} of ${host} is in use; choose another one, or 0 for a free one`;
  if (error.code === "EACCES")
    return `port ${port} of ${host} may not be used by this user; choose one above 1023, or 0 for a free one`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return `${host} is no address of this machine`;
  return `can not listen on port ${port} of ${host}: ${error.code ?? error.message}`;
}
