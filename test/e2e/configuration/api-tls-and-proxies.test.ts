import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Server } from "node:net";
import os from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { createIdentity } from "../../../src/plugin/server/transport/certificate";
import { runtimeUnderTest } from "../../support/run/standalone";
import { data, ID } from "../../unit/exobridge/http/hostile-server";
import { BASE64, TOKEN } from "../../unit/exobridge/setting";

const folder = mkdtempSync(path.join(os.tmpdir(), "exobridge-test-"));
const program = path.join(folder, "read-once.js");
const trusted = path.join(folder, "trusted.pem");
const identity = createIdentity(new Date());
const asked: http.IncomingMessage[] = [];
let tunnels: http.IncomingMessage[] = [];
let seenByProxy = "";
const connections: net.Socket[] = [];

const api = https.createServer({ key: identity.privateKeyPem, cert: identity.certificatePem }, (request, answer) => {
  asked.push(request);
  answer.end(JSON.stringify({ success: true, status: 200, data: data() }));
});

/** What the proxy does to a CONNECT; null: it opens the tunnel. */
let refuse: string | null = null;
const proxy = http.createServer((request, answer) => {
  tunnels.push(request);
  answer.end();
});
proxy.on("connect", (request, client: net.Socket, head: Buffer) => {
  tunnels.push(request);
  client.on("error", () => undefined);
  if (refuse !== null) {
    client.end(refuse);
    return;
  }
  const [host = "", port = ""] = (request.url ?? "").split(":");
  const server = net.connect(Number(port), host, () => {
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    server.write(head);
    client.pipe(server).pipe(client);
  });
  connections.push(server.on("error", () => client.destroy()));
});
proxy.on("connection", (socket: net.Socket) => {
  connections.push(socket);
  const emit = socket.emit.bind(socket);
  socket.emit = (event: string, ...rest: unknown[]) => {
    if (event === "data") seenByProxy += String(rest[0]);
    return emit(event, ...rest);
  };
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

let runtime: string;
beforeAll(async () => {
  runtime = await runtimeUnderTest();
  buildSync({
    entryPoints: [path.join(__dirname, "../../support/run/read-once.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "silent",
  });
  writeFileSync(trusted, identity.certificatePem);
  await Promise.all([listen(api), listen(proxy)]);
});
afterAll(async () => {
  connections.forEach((socket) => socket.destroy());
  api.closeAllConnections();
  await Promise.all([api, proxy].map((server) => new Promise((resolve) => server.close(resolve))));
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  asked.length = 0;
  tunnels = [];
  seenByProxy = "";
  refuse = null;
});

interface Report {
  readonly beforeFirstCall: string[];
  readonly isFetchThere: boolean;
  readonly outcomes: object[];
}

/** Reads twice in a process of its own. */
function readIn(environment: Record<string, string>): Promise<Report & { stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(runtime, [program], {
      env: { TEST_BASE_URL: `https://localhost:${portOf(api)}`, ...environment },
    });
    const out = { stdout: "", stderr: "" };
    child.stdout.on("data", (text) => (out.stdout += String(text)));
    child.stderr.on("data", (text) => (out.stderr += String(text)));
    child.on("error", reject);
    child.on("close", () => resolve({ ...(JSON.parse(out.stdout || "{}") as Report), stderr: out.stderr }));
  });
}

const trust = { NODE_EXTRA_CA_CERTS: trusted };
const viaProxy = () => ({ ...trust, https_proxy: `http://user:p%40ss@127.0.0.1:${portOf(proxy)}` });
const found = { kind: "found", allocation: { greenvnId: ID } };
const unreachable = (message: string | RegExp) => ({
  kind: "failed",
  failure: { kind: "unreachable", message: expect.stringMatching(message) as string },
});

describe("TLS", () => {
  test("a server that is trusted is read; nothing of HTTP is loaded before, and Node's fetch is as it was", async () => {
    const report = await readIn(trust);
    expect(report).toMatchObject({ beforeFirstCall: [], isFetchThere: true, outcomes: [found, found], stderr: "" });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([`Basic ${BASE64}`, `Basic ${BASE64}`]);
  });

  test("a server that is not trusted gets nothing, although the environment turns verification off", async () => {
    const reports = await Promise.all([readIn({}), readIn({ NODE_TLS_REJECT_UNAUTHORIZED: "0" })]);
    for (const { outcomes } of reports)
      expect(outcomes).toMatchObject([
        unreachable("DEPTH_ZERO_SELF_SIGNED_CERT"),
        unreachable("DEPTH_ZERO_SELF_SIGNED_CERT"),
      ]);
    expect(asked).toHaveLength(0);
  });

  test("a certificate for another host gets nothing", async () => {
    const { outcomes } = await readIn({ ...trust, TEST_BASE_URL: `https://127.0.0.1:${portOf(api)}` });
    expect(outcomes[0]).toMatchObject(unreachable("ERR_TLS_CERT_ALTNAME_INVALID"));
    expect(asked).toHaveLength(0);
  });
});

describe("a proxy of the environment", () => {
  test("opens one tunnel, and learns host and port alone", async () => {
    expect((await readIn(viaProxy())).outcomes).toMatchObject([found, found]);
    expect(tunnels.map(({ method, url, headers }) => [method, url, headers])).toEqual([
      [
        "CONNECT",
        `localhost:${portOf(api)}`,
        {
          host: `localhost:${portOf(api)}`,
          "proxy-authorization": `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
          connection: expect.stringMatching(/./) as string,
        },
      ],
    ]);
    for (const secret of [TOKEN, BASE64, ID, "tenants"]) expect(seenByProxy).not.toContain(secret);
    expect(asked.map(({ headers }) => [headers.authorization, headers["proxy-authorization"]])).toEqual(
      Array(2).fill([`Basic ${BASE64}`, undefined]),
    );
  });

  const gone = JSON.stringify({ success: false, status: 404, code: 1 });
  test.each([
    [
      "asks who is there",
      "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
      "it answered HTTP 407",
    ],
    [
      "says in the API's words that the allocation is gone",
      `HTTP/1.1 404 Not Found\r\ncontent-length: ${gone.length}\r\n\r\n${gone}`,
      "it answered HTTP 404",
    ],
    [
      "says so as if through the tunnel",
      `HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 404 Not Found\r\ncontent-length: ${gone.length}\r\n\r\n${gone}`,
      ".",
    ],
    ["hangs up", "", "ECONNRESET"],
  ])("that %s is not taken for the API: nothing was sent", async (_name, said, message) => {
    refuse = said;
    expect((await readIn(viaProxy())).outcomes[0]).toMatchObject(unreachable(message));
    expect([asked.length, tunnels.length]).toEqual([0, 2]);
  });

  test("is passed by where NO_PROXY says so", async () => {
    expect((await readIn({ ...viaProxy(), NO_PROXY: "example.com,localhost" })).outcomes).toMatchObject([found, found]);
    expect(tunnels).toHaveLength(0);
  });

  test("that can not be used is not passed by", async () => {
    const { outcomes } = await readIn({ ...trust, HTTPS_PROXY: `socks5://127.0.0.1:${portOf(proxy)}` });
    expect(outcomes[0]).toMatchObject(unreachable("the proxy that the environment names is one for socks5:"));
    expect(asked).toHaveLength(0);
  });
});
