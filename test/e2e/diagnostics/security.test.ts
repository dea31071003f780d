import { statSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import tls from "node:tls";
import { COMMAND_LINE } from "../../../scripts/project";
import { createIdentity } from "../../../src/plugin/server/transport/certificate";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { processesIn } from "../../support/run/left-behind";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { start } from "../../support/run/run";
import { editInstances } from "../../support/terraform/saved-state";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";
import { data, type HostileServer, refusal, startHostileServer } from "../../unit/exobridge/http/hostile-server";

const TOKEN = "t0ken-of-acme";
const ACME = { GREENVN_ACCOUNT_SID: "acme", GREENVN_API_KEY: "acme-key", GREENVN_API_TOKEN: TOKEN };
const PAIR = Buffer.from(`acme-key:${TOKEN}`).toString("base64");
const LOOK_UP = `data "greenvn_allocation" "line" {\n  id = "gvn-41c0"\n}`;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function hostile(): Promise<HostileServer> {
  const server = await startHostileServer();
  closing.push(() => server.close());
  return server;
}

async function sandboxed(
  options: Parameters<typeof openTerraform>[0] = {},
): Promise<{ sandbox: TestSandbox; terraform: TerraformFolder }> {
  const sandbox = await startTestSandbox();
  closing.push(() => sandbox.close());
  return { sandbox, terraform: await openTerraform({ sandbox, ...options }) };
}

const line = (name: string, more = "") => `
resource "greenvn_allocation" "${name}" {
  connection_id  = "${name}"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  ${more}
}`;

describe("where the token goes", () => {
  /** A proxy that records all that it sees, and opens the tunnels that it is asked for. */
  async function recordingProxy(): Promise<{ readonly url: string; seen(): string }> {
    let seen = "";
    const server = net.createServer((client) => {
      client.on("error", () => undefined);
      client.once("data", (first) => {
        seen += first.toString("latin1");
        const port = Number(/^CONNECT localhost:(\d+) /.exec(first.toString("latin1"))?.[1]);
        if (!port) return client.destroy();
        const upstream = net.connect(port, "127.0.0.1", () => client.write("HTTP/1.1 200 OK\r\n\r\n"));
        upstream.on("error", () => client.destroy());
        upstream.on("data", (bytes) => void ((seen += bytes.toString("latin1")), client.write(bytes)));
        client.on("data", (bytes) => void ((seen += bytes.toString("latin1")), upstream.write(bytes)));
        client.on("close", () => upstream.destroy());
        return undefined;
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen: () => seen };
  }

  async function tlsApi(): Promise<{ readonly url: string; readonly certificate: string; readonly headers: string[] }> {
    const { certificatePem, privateKeyPem } = createIdentity(new Date());
    const headers: string[] = [];
    const server = https.createServer({ cert: certificatePem, key: privateKeyPem }, (request, response) => {
      headers.push(request.headers.authorization ?? "");
      response.end(JSON.stringify({ success: true, status: 200, data: data() }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => (server.closeAllConnections(), server.close()));
    const folder = await temporaryFolder("gvn-ca-");
    closing.push(() => removeFolder(folder));
    const certificate = path.join(folder, "ca.pem");
    await writeFile(certificate, certificatePem);
    return { url: `https://localhost:${(server.address() as AddressInfo).port}`, certificate, headers };
  }

  async function look(env: Readonly<Record<string, string>>): Promise<string> {
    const terraform = await openTerraform({ env: { ...ACME, ...env } });
    await terraform.declare(`provider "greenvn" {\n  max_retries = 0\n}\n${LOOK_UP}`);
    const { exitCode, stdout, stderr } = await terraform.run("plan", "-no-color", "-input=false");
    return exitCode === 0 ? "read" : `${stdout}${stderr}`;
  }

  test("through a proxy of the environment it goes inside of TLS alone", async () => {
    const [api, proxy] = [await tlsApi(), await recordingProxy()];
    const env = { GREENVN_BASE_URL: api.url, HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: api.certificate };
    expect(await look(env)).toBe("read");
    expect(api.headers).toEqual([`Basic ${PAIR}`]);
    expect(proxy.seen()).toMatch(/^CONNECT localhost:\d+ HTTP\/1.1\r\n/);
    expect(proxy.seen()).not.toMatch(new RegExp(`${PAIR}|${TOKEN}|authorization|greenvn`, "i"));

    const before = proxy.seen();
    expect(await look({ ...env, NO_PROXY: "localhost" })).toBe("read");
    expect(proxy.seen()).toBe(before);
    // A certificate that nobody vouches for gets nothing.
    expect(await look({ GREENVN_BASE_URL: api.url, NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toMatch(/certificate/);
    expect(api.headers).toHaveLength(2);
  });

  test("not to a proxy for plain http, nor to where a redirect points, nor anywhere else in clear text", async () => {
    const [api, target, proxy] = [await hostile(), await hostile(), await recordingProxy()];
    api.next({ status: 307, headers: { location: `${target.url}/v1/tenants/acme/greenvn/gvn-41c0` }, body: "" });
    const proxies = { HTTP_PROXY: proxy.url, http_proxy: proxy.url, ALL_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
    expect(await look({ GREENVN_BASE_URL: api.url, ...proxies })).toMatch(/redirects\s+are\s+not\s+followed/);
    expect([api.got.length, target.connections(), proxy.seen()]).toEqual([1, 0, ""]);
    for (const elsewhere of ["http://192.0.2.1", "http://127.0.0.1.example", "http://[::ffff:192.0.2.1]"])
      expect(await look({ GREENVN_BASE_URL: elsewhere, ...proxies })).toMatch(/must be https/);
    expect(proxy.seen()).toBe("");
  });
});

test("an id is one segment of a path, whatever it holds", async () => {
  const server = await hostile();
  server.next(refusal(404, 1, "not found"));
  const terraform = await openTerraform({ sandbox: { env: { ...ACME, GREENVN_BASE_URL: server.url } } });
  const ids = [
    "..",
    ".",
    "a/../../settings",
    "a/vn",
    "a?b=c",
    "a#b",
    "%2e%2e%2f",
    "a%2fvn",
    "a b",
    "ä\u202e",
    "\\..\\x",
    "-version",
    "x".repeat(3000),
  ];
  const each = `for_each = toset(${JSON.stringify(ids)})`;
  await terraform.declare(
    `provider "greenvn" {\n  max_retries = 0\n}\ndata "greenvn_allocation" "each" {\n  ${each}\n  id = each.key\n}`,
  );
  await terraform.planFails();
  await terraform.declare(
    `provider "greenvn" {\n  max_retries = 0\n}\nresource "greenvn_assignment" "each" {\n  ${each}\n  greenvn_id = each.key\n}`,
  );
  await terraform.applyFails();
  await terraform.declare(
    `import {\n  ${each}\n  to = greenvn_allocation.each[each.key]\n  id = each.key\n}\n${line("each", each)}`,
  );
  await terraform.planFails();
  const segments = ids
    .filter((id) => !/^\.\.?$/.test(id))
    .map((id) => `GET /v1/tenants/acme/greenvn/${encodeURIComponent(id)}`);
  expect(server.got.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(
    // A plan that creates something asks for the settings.
    [...segments, ...segments, ...segments, "GET /v1/tenants/acme/settings"].sort(),
  );
  expect(await terraform.state()).toEqual([]);
});

test("an answer of gigabytes costs neither memory nor time, and one full of escapes steers no terminal", async () => {
  const { sandbox, terraform } = await sandboxed();
  await terraform.declare(`provider "greenvn" {\n  max_retries = 0\n}\n${line("a")}${line("b")}${line("c")}`);
  await terraform.apply();
  sandbox.faults([
    { on: "read", times: "forever", answer: { kind: "oversized", how: "streamed", bytes: 4 * 2 ** 30 } },
  ]);
  const startedMs = performance.now();
  const running = terraform.start("plan", "-no-color", "-input=false");
  let isRunning = true;
  void running.ended.finally(() => (isRunning = false));
  let peakKib = 0;
  while (isRunning) {
    for (const pid of await processesIn(terraform.folder)) {
      const status = pid === running.pid ? "" : await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      peakKib = Math.max(peakKib, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    }
    await sleep(20);
  }
  expect((await running.ended).stderr).toMatch(/larger\s+than\s+1048576\s+bytes/);
  expect(performance.now() - startedMs).toBeLessThan(15_000);
  if (process.platform === "linux") expect(peakKib).toBeGreaterThan(20_000);
  expect(peakKib).toBeLessThan(160_000);

  sandbox.faults([{ on: "read", times: "forever", answer: { kind: "escapes" } }]);
  const { stdout, stderr } = await terraform.run("plan", "-no-color", "-input=false");
  expect(stderr).toMatch(/Could not read allocation/);
  // eslint-disable-next-line no-control-regex
  expect(`${stdout}${stderr}`.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/g)).toBeNull();
});

test("the plugin's socket is for one user and one client alone", async () => {
  const { sandbox, terraform } = await sandboxed();
  await terraform.declare(line("a"));
  sandbox.faults([{ on: "create", work: "done", answer: { kind: "delayed", delay_ms: 1_200 } }]);
  const running = terraform.start("apply", "-auto-approve", "-no-color", "-input=false");
  while (sandbox.calls("create").length === 0) await sleep(20);
  const folders = (await readdir(terraform.workspace.temporary)).map((name) =>
    path.join(terraform.workspace.temporary, name),
  );
  const sockets = folders
    .filter((folder) => statSync(folder).isDirectory())
    .map((folder) => ({ mode: statSync(folder).mode & 0o777, socket: path.join(folder, "s") }));
  expect(sockets.map(({ mode }) => mode)).toEqual([0o700]);
  const stranger = createIdentity(new Date());
  for (const credentials of [{}, { cert: stranger.certificatePem, key: stranger.privateKeyPem }]) {
    expect(await greeted(sockets[0]!.socket, credentials)).toBe("nothing");
  }
  expect((await running.ended).exitCode).toBe(0);
});

/** What a stranger hears who knocks at a socket. */
function greeted(socketPath: string, credentials: tls.ConnectionOptions): Promise<string> {
  return new Promise((resolve) => {
    const socket = tls.connect({
      path: socketPath,
      rejectUnauthorized: false,
      servername: "localhost",
      ALPNProtocols: ["h2"],
      ...credentials,
    });
    let heard = "nothing";
    // TLS 1.3 tells the client of a refused certificate only after the handshake: what counts is that it is served
    // nothing.
    socket.on("secureConnect", () =>
      socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000"),
    );
    socket.on("data", (bytes: Buffer) => (heard = bytes.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
    setTimeout(() => socket.destroy(), 3_000).unref();
  });
}

test("the sandbox of the command line can be reached from this machine alone", async () => {
  const port = await freePort();
  const running = start(process.execPath, [COMMAND_LINE, "sandbox", "--port", String(port)], {
    cwd: os.tmpdir(),
    env: process.env,
    timeoutMs: 20_000,
  });
  await running.printed(/listening on http:\/\/127\.0\.0\.1:/);
  const addresses = Object.values(os.networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address),
  );
  expect(await Promise.all(["127.0.0.1", ...addresses].map((address) => canConnect(address, port)))).toEqual([
    true,
    ...addresses.map(() => false),
  ]);
  running.signal("SIGTERM");
  await running.ended;
});

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port }, () => (socket.destroy(), resolve(true)));
    socket.on("error", () => resolve(false));
  });
}

test("what nobody foresaw fails one resource, and the others go on", async () => {
  const { sandbox, terraform } = await sandboxed();
  await terraform.declare(`${line("broken")}${line("sound")}`);
  await terraform.apply();
  const notes = {
    unresolved: { write: "w", at: new Date().toISOString(), before: null, sent: { operation: "call-party" } },
  };
  await editInstances(terraform, (instance, name) => {
    if (name === "broken") instance.private = Buffer.from(JSON.stringify(notes)).toString("base64");
  });
  await terraform.declare(
    `${line("broken", 'preferences = { region = "MH" }')}${line("sound", 'preferences = { region = "MH" }')}`,
  );
  const { diagnostics } = await terraform.applyFails("-refresh=false");
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(
    errors.map(({ address, detail }) => [address, /This is a bug of the provider.*Please report it at/s.test(detail)]),
  ).toEqual([["greenvn_allocation.broken", true]]);
  expect(sandbox.charged("vn")).toBe(1);
  expect((await terraform.resource("greenvn_allocation.sound"))["preferences"]).toMatchObject({ region: "MH" });
});
