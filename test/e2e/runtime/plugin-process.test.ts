import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { MAGIC_COOKIE } from "../../../src/plugin/server/process/handshake";
import { createIdentity } from "../../../src/plugin/server/transport/certificate";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { bundleExecutable } from "../../support/plugin/bundle";
import { connectPlugin, frame } from "../../support/plugin/client";
import { callsOf, thingValue } from "../../support/plugin/probe-calls";
import {
  certificateIn,
  type RunningProvider,
  type StartOptions,
  startProvider,
} from "../../support/plugin/running-provider";
import { clientSignedBy } from "../../support/plugin/signed-client";

const around = mkdtempSync(join(tmpdir(), "pp-"));
const temporary = join(around, "t");
const executable = join(around, "probe");
const ledger = join(around, "ledger");
const running = new Set<RunningProvider>();

beforeAll(async () => {
  mkdirSync(temporary);
  await bundleExecutable(join(__dirname, "../../support/plugin/probe-main.ts"), executable);
});
afterEach(async () => {
  for (const provider of running) provider.process.kill("SIGKILL");
  await Promise.all([...running].map(({ ended }) => ended));
  running.clear();
  rmSync(temporary, { recursive: true });
  mkdirSync(temporary);
  rmSync(ledger, { force: true });
});
afterAll(() => rmSync(around, { recursive: true }));

async function start(options: Partial<StartOptions> = {}): Promise<RunningProvider> {
  const provider = await startProvider(executable, { temporary, ...options });
  running.add(provider);
  return provider;
}

/** How it ended, how long after now, and what it left behind. */
async function ending({ ended }: RunningProvider): Promise<{ code: number | null; promptly: boolean; left: string[] }> {
  const from = Date.now();
  const { code } = await ended;
  return { code, promptly: Date.now() - from < 1000, left: readdirSync(temporary) };
}

const CLEAN = { code: 0, promptly: true, left: [] };
const noted = (): string[] => (existsSync(ledger) ? readFileSync(ledger, "utf8").trim().split("\n") : []);
const untilNoted = async (line: string): Promise<void> => {
  for (let tries = 0; tries < 300 && !noted().includes(line); tries += 1) await sleep(10);
};

test("a person who starts it learns what it is", async () => {
  const provider = await start({ cookie: false });
  expect((await provider.ended).code).toBe(1);
  expect(provider.stdout()).toBe("");
  expect(provider.stderr()).toMatch(/^terraform-provider-probe 1\.0\.0 is a provider for Terraform/);
});

test("it answers health, shuts down when told to, and leaves nothing", async () => {
  const provider = await start();
  expect(provider.line).toMatch(/^1\|6\|unix\|.*\/plugin-\w{6}\/s\|grpc\|$/);
  const client = await provider.connect();
  expect([
    ...((await client.raw("/grpc.health.v1.Health/Check", frame(Buffer.from("\n\x06plugin")))).message ?? []),
  ]).toEqual([8, 1]);
  expect((await callsOf(client).shutdown()).status).toBe(0);
  expect(await ending(provider)).toEqual(CLEAN);
  expect(provider.stdout()).toBe(`${provider.line}\n`);
  expect(provider.stderr()).toBe("");
});

describe("mutual TLS", () => {
  test("the one client that Terraform named is served", async () => {
    const provider = await start({ tls: true });
    const client = await provider.connect();
    const { serverCapabilities, resources, dataSources } = await client.call(
      "GetMetadata",
      pb.writeEmpty,
      {},
      pb.readGetMetadataResponse,
    );
    expect({ serverCapabilities, resources, dataSources }).toEqual({
      serverCapabilities: {
        planDestroy: true,
        getProviderSchemaOptional: true,
        moveResourceState: true,
        generateResourceConfig: true,
      },
      resources: [{ typeName: "probe_thing" }],
      dataSources: [{ typeName: "probe_echo" }],
    });
    client.close();
    expect(await ending(provider)).toEqual(CLEAN);
  });

  test("a client whose certificate the named one signed is served, and one that only bears the same name is not", async () => {
    const authority = createIdentity(new Date());
    const provider = await start({ env: { PLUGIN_CLIENT_CERT: authority.certificatePem } });
    const server = certificateIn(provider.line);
    await expect(
      connectPlugin(provider.socketPath, { client: clientSignedBy(createIdentity(new Date())), server }),
    ).rejects.toThrow();
    const client = await connectPlugin(provider.socketPath, { client: clientSignedBy(authority), server });
    expect(await callsOf(client).configure()).toEqual([]);
  });

  test("nobody else is", async () => {
    const provider = await start({ tls: true });
    const server = certificateIn(provider.line);
    await expect(connectPlugin(provider.socketPath, { client: createIdentity(new Date()), server })).rejects.toThrow();
    await expect(connectPlugin(provider.socketPath)).rejects.toThrow();
    const plain = createConnection(provider.socketPath, () => plain.write("GET / HTTP/1.1\r\n\r\n"));
    await new Promise((resolve) => plain.on("error", resolve).on("close", resolve).resume());
    const client = await provider.connect();
    expect(await callsOf(client).configure()).toEqual([]);
  });
});

test.each([
  ["that is none", "none"],
  ["that is damaged", "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n"],
])("it does not start with a client certificate %s", async (_what, PLUGIN_CLIENT_CERT) => {
  const provider = await start({ env: { PLUGIN_CLIENT_CERT } });
  expect(await ending(provider)).toEqual({ code: 1, promptly: true, left: [] });
  expect(provider.stderr()).toBe("terraform-provider-probe could not start: PLUGIN_CLIENT_CERT holds no certificate\n");
});

test("what answers is loaded after the handshake, while Terraform connects", () => {
  const hook = join(around, "hook.cjs");
  writeFileSync(
    hook,
    `const fs = require("node:fs"), { writeSync } = fs;
    fs.writeSync = (fd, ...rest) => {
      if (fd === 1) {
        writeSync(1, process.moduleLoadList.filter((name) => /^NativeModule (http2|tls|_tls_wrap|https?|zlib)$/.test(name)).join());
        process.exit(0);
      }
      return writeSync(fd, ...rest);
    };`,
  );
  const env = {
    PATH: process.env["PATH"],
    TMPDIR: temporary,
    [MAGIC_COOKIE.name]: MAGIC_COOKIE.value,
    PLUGIN_CLIENT_CERT: createIdentity(new Date()).certificatePem,
  };
  expect(execFileSync(process.execPath, ["--require", hook, executable], { env, encoding: "utf8" })).toBe("");
});

describe("it ends with Terraform", () => {
  test.each(["SIGTERM", "SIGHUP"] as const)("by %s", async (signal) => {
    const provider = await start();
    provider.process.kill(signal);
    expect(await ending(provider)).toEqual(CLEAN);
  });

  test("when the connection is cut", async () => {
    const provider = await start({ tls: true });
    const client = await provider.connect();
    await callsOf(client).configure();
    client.cut();
    expect(await ending(provider)).toEqual(CLEAN);
  });

  test("when its parent is gone before it connected", async () => {
    const shell = spawn("/bin/sh", ["-c", `"${process.execPath}" "${executable}" & echo $!; wait`], {
      stdio: ["ignore", "pipe", "ignore"],
      env: { PATH: process.env["PATH"], TMPDIR: temporary, [MAGIC_COOKIE.name]: MAGIC_COOKIE.value },
    });
    let printed = "";
    shell.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    while (!printed.includes("grpc|")) await sleep(10);
    shell.kill("SIGKILL");
    const pid = Number(printed.split("\n")[0]);
    for (let tries = 0; tries < 300 && readdirSync(temporary).length > 0; tries += 1) await sleep(10);
    const left = readdirSync(temporary);
    if (left.length > 0) process.kill(pid, "SIGKILL");
    expect(left).toEqual([]);
  });

  test("but not by an interrupt, which reaches the whole process group", async () => {
    const provider = await start();
    provider.process.kill("SIGINT");
    await sleep(100);
    const client = await provider.connect();
    expect(await callsOf(client).configure()).toEqual([]);
  });

  test.each<[string, (provider: RunningProvider, client: Awaited<ReturnType<RunningProvider["connect"]>>) => unknown]>([
    ["told to end", (provider) => provider.process.kill("SIGTERM")],
    ["Terraform killed", (_provider, client) => client.cut()],
    ["shut down", (_provider, client) => callsOf(client).shutdown()],
  ])("never in the middle of a change: %s", async (_what, interrupt) => {
    const provider = await start();
    const client = await provider.connect();
    const { configure, create } = callsOf(client);
    await configure(ledger);
    const creation = create({ name: "n", behave: "create:wait 400" }).catch(() => "nobody to answer");
    await untilNoted("create begins n");
    await interrupt(provider, client);
    await sleep(50);
    expect(existsSync(dirname(provider.socketPath))).toBe(true);
    const { code, left } = await ending(provider);
    expect({ code, left, noted: noted() }).toEqual({
      code: 0,
      left: [],
      noted: ["create begins n", "create ends n stopped"],
    });
    await creation;
  });

  test("the answer to a change still reaches a Terraform that is there", async () => {
    const provider = await start();
    const { configure, create } = callsOf(await provider.connect());
    await configure(ledger);
    const creation = create({ name: "n", behave: "create:wait 300" });
    await untilNoted("create begins n");
    provider.process.kill("SIGTERM");
    expect((await creation).state).toMatchObject({ id: "N" });
    expect(await ending(provider)).toEqual(CLEAN);
  });
});

describe("whatever happens in one request, the others go on", () => {
  test("an exception is one error that quotes nothing, in the log neither", async () => {
    const provider = await start({ env: { TF_LOG: "trace" } });
    const { configure, create } = callsOf(await provider.connect());
    await configure();
    const { state, diagnostics } = await create({ name: "n", behave: "create:throw" });
    expect({ state, diagnostics: diagnostics.map(({ severity, summary }) => ({ severity, summary })) }).toEqual({
      state: null,
      diagnostics: [{ severity: 1, summary: "Could not create probe_thing" }],
    });
    expect((await create({ name: "m" })).state).toMatchObject({ id: "M" });
    expect(JSON.stringify(diagnostics)).toContain("https://github.com/example/terraform-provider-probe/issues");
    expect(provider.stderr()).toContain('"@message":"Could not create probe_thing: unexpected exception"');
    expect(JSON.stringify(diagnostics) + provider.stderr()).not.toContain("hunter2");
  });

  test("a stray rejection is logged", async () => {
    const provider = await start();
    const { configure, create } = callsOf(await provider.connect());
    await configure();
    expect((await create({ name: "n", behave: "create:reject later" })).state).toMatchObject({ id: "N" });
    expect((await create({ name: "m" })).state).toMatchObject({ id: "M" });
    expect(provider.stderr()).toContain('"@message":"rejection outside of a request"');
    expect(provider.stderr()).not.toContain("hunter2");
  });

  test("what is printed by mistake never reaches stdout", async () => {
    const provider = await start();
    const client = await provider.connect();
    const { configure, create, shutdown } = callsOf(client);
    await configure();
    await create({ name: "n", behave: "create:print" });
    await shutdown();
    await provider.ended;
    expect(provider.stdout()).toBe(`${provider.line}\n`);
    expect(provider.stderr()).toContain("printed by console.log\nprinted by write\n");
  });

  test("nobody listening to what is printed", async () => {
    const provider = await start({ env: { TF_LOG: "trace" } });
    provider.process.stdout.destroy();
    provider.process.stderr.destroy();
    const client = await provider.connect();
    const { configure, create, shutdown } = callsOf(client);
    await configure();
    for (const behave of ["create:print", "create:throw", "create:reject later"]) await create({ name: "n", behave });
    expect((await create({ name: "m" })).state).toMatchObject({ id: "M" });
    await shutdown();
    expect((await provider.ended).code).toBe(0);
  });

  test("values of any bytes", async () => {
    const provider = await start();
    const client = await provider.connect();
    const { configure, create } = callsOf(client);
    await configure();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), async (prior, planned) => {
        const request = { typeName: "probe_thing", priorState: { msgpack: prior }, plannedState: { msgpack: planned } };
        const answer = await client.call(
          "ApplyResourceChange",
          pb.writeApplyResourceChangeRequest,
          request,
          pb.readApplyResourceChangeResponse,
        );
        expect(answer.diagnostics.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
    for (const name of [
      "PlanResourceChange",
      "ReadResource",
      "UpgradeResourceState",
      "ImportResourceState",
      "MoveResourceState",
      "ReadDataSource",
      "ValidateResourceConfig",
    ]) {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (message) => {
          expect([0, 13]).toContain((await client.raw(`/tfplugin6.Provider/${name}`, frame(message))).status);
        }),
        { numRuns: 30 },
      );
    }
    expect((await create({ name: "m" })).state).toMatchObject({ id: "M" });
  });

  test("a value that the schema does not know keeps state and private data", async () => {
    const provider = await start();
    const client = await provider.connect();
    await callsOf(client).configure();
    const currentState = { msgpack: Uint8Array.of(0x81, 0xa1, 0x7a, 1) };
    const answer = await client.call(
      "ReadResource",
      pb.writeReadResourceRequest,
      { typeName: "probe_thing", currentState, private: Buffer.from("{}") },
      pb.readReadResourceResponse,
    );
    expect({
      state: [...(answer.newState?.msgpack ?? [])],
      private: Buffer.from(answer.private ?? []).toString(),
    }).toEqual({ state: [...currentState.msgpack], private: "{}" });
    expect(answer.diagnostics).toMatchObject([
      {
        severity: 1,
        summary: "Could not answer Terraform's ReadResource",
        detail:
          "Terraform and the provider do not understand each other: a value has an attribute that the schema does not have.",
      },
    ]);
  });

  test("a type that the provider does not have", async () => {
    const provider = await start();
    const client = await provider.connect();
    const answer = await client.call(
      "ValidateResourceConfig",
      pb.writeValidateResourceConfigRequest,
      { typeName: "probe_other" },
      pb.readValidateResourceConfigResponse,
    );
    expect(answer.diagnostics).toMatchObject([
      {
        severity: 1,
        detail:
          'Terraform and the provider do not understand each other: the provider has no resource type "probe_other".',
      },
    ]);
  });

  test("a request before the provider is configured", async () => {
    const provider = await start();
    const { plan } = callsOf(await provider.connect());
    const { diagnostics } = await plan(null, thingValue({ name: "n" }));
    expect(diagnostics).toMatchObject([{ severity: 1, summary: "Could not plan the creation of probe_thing" }]);
  });
});

describe("--debug", () => {
  test("it prints how Terraform finds it, serves run after run, and ends by an interrupt", async () => {
    const provider = await start({ args: ["--debug"], cookie: false });
    const pid = provider.process.pid ?? 0;
    expect(provider.line).toBe(
      `TF_REATTACH_PROVIDERS={"registry.terraform.io/example/probe":{"Protocol":"grpc","ProtocolVersion":6,"Pid":${pid},"Test":true,"Addr":{"Network":"unix","String":"${provider.socketPath}"}}}`,
    );
    const first = await provider.connect();
    await callsOf(first).configure(ledger);
    await callsOf(first).stop();
    first.cut();
    await sleep(50);
    const second = callsOf(await provider.connect());
    await second.configure(ledger);
    await second.create({ name: "n" });
    expect(noted()).toEqual(["create begins n", "create ends n not stopped"]);
    provider.process.kill("SIGINT");
    expect(await ending(provider)).toEqual(CLEAN);
  });
});
