import { execFile, spawn } from "node:child_process";
import http from "node:http";
import { promisify } from "node:util";
import { type LedgerView, SANDBOX_ACCOUNT } from "../../src/sandbox";
import { COMMAND_LINE } from "../project";

/** The built sandbox in a process of its own, so that what it takes is not the provider's. */
export interface BenchSandbox {
  readonly url: string;
  /** How many charged calls there have been. */
  charged(): Promise<number>;
  /** Makes this many allocations by one call each, `connection` naming the n-th. */
  allocate(count: number, body: (index: number) => unknown): Promise<readonly unknown[]>;
  /** One request with the account's credentials; rejects where it is not answered with 200. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The memory that its process holds. */
  residentMiB(): Promise<number>;
  close(): Promise<void>;
}

const CONNECTIONS = 50;

export async function startBenchSandbox(): Promise<BenchSandbox> {
  // A number is granted once in the life of a sandbox: rounds must not run out of them.
  const child = spawn(
    process.execPath,
    [COMMAND_LINE, "sandbox", "--port", "0", "--pool", "1000000", "--seed", "bench"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const found = /listening on (\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("error", reject).once("close", () => reject(new Error("the sandbox ended before it listened")));
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const call = (method: string, path: string, body?: unknown): Promise<unknown> =>
    send(agent, url + path, method, body);
  return {
    url,
    call,
    charged: async () => ((await call("GET", "/_sandbox/ledger")) as LedgerView).totals.charged,
    allocate: (count, body) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          call("POST", `/v1/tenants/${SANDBOX_ACCOUNT.sid}/greenvn`, body(index)),
        ),
      ),
    async residentMiB() {
      const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(child.pid)]);
      return Number(stdout) / 1024;
    },
    async close() {
      agent.destroy();
      child.kill("SIGTERM");
      await closed;
    },
  };
}

function send(agent: http.Agent, url: string, method: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        agent,
        method,
        auth: `${SANDBOX_ACCOUNT.key}:${SANDBOX_ACCOUNT.token}`,
        headers: body === undefined ? {} : { "content-type": "application/json" },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        answer.once("end", () =>
          answer.statusCode === 200
            ? resolve(JSON.parse(text))
            : reject(new Error(`the sandbox answered ${String(answer.statusCode)}: ${text}`)),
        );
      },
    );
    request.once("error", reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
