import { mkdirSync, readdirSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import * as nodeModule from "node:module";
import net, { type AddressInfo, type Socket } from "node:net";
import path from "node:path";
import { EXECUTABLE } from "../../../scripts/project";
import { writeDynamic } from "../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { providerSchema } from "../../../src/provider/common/schema";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import type { PluginClient } from "../../support/plugin/client";
import { type RunningProvider, startProvider } from "../../support/plugin/running-provider";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { openTerraform } from "../../support/terraform/terraform";

/** What anything costs is counted here, not timed: a count is the same on every machine. */

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder("gvn-");
});
afterAll(() => removeFolder(folder));

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function sandboxed(): Promise<TestSandbox> {
  const sandbox = await startTestSandbox();
  closing.push(() => sandbox.close());
  return sandbox;
}

/** The executable as Terraform starts it, with a script loaded into it first. */
async function started(script: string, env: Readonly<Record<string, string>> = {}): Promise<RunningProvider> {
  const hook = path.join(folder, "hook.cjs");
  await writeFile(hook, script);
  const provider = await startProvider(EXECUTABLE, {
    temporary: folder,
    tls: true,
    env: { ...env, NODE_OPTIONS: `--require=${hook}` },
  });
  closing.push(async () => {
    provider.process.kill("SIGKILL");
    await provider.ended;
  });
  return provider;
}

async function connected(provider: RunningProvider): Promise<PluginClient> {
  const client = await provider.connect();
  closing.push(() => client.close());
  return client;
}

const NOTHING = Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null]));

async function configure(client: PluginClient): Promise<void> {
  const config = writeDynamic(NOTHING, providerSchema.attributes);
  const { diagnostics } = await client.call(
    "ConfigureProvider",
    pb.writeConfigureProviderRequest,
    { terraformVersion: "1.11.4", config },
    pb.readConfigureProviderResponse,
  );
  expect(diagnostics).toEqual([]);
}

/** A new allocation as Terraform has it in state, and a function that reads it again. */
async function allocated(client: PluginClient, sandbox: TestSandbox): Promise<() => Promise<void>> {
  const { json } = await send(sandbox, "POST", `/v1/tenants/${SANDBOX_ACCOUNT.sid}/greenvn`, {
    connection_id: "ride-1",
    aparty_numbers: ["+919000000001"],
    bparty_numbers: ["+918000000001"],
    usage: "twoway",
  });
  const { data } = json as { data: { greenvn_id: string } };
  const { importedResources } = await client.call(
    "ImportResourceState",
    pb.writeImportResourceStateRequest,
    { typeName: "greenvn_allocation", id: data.greenvn_id },
    pb.readImportResourceStateResponse,
  );
  const [imported] = importedResources;
  const read = (currentState: pb.Init<pb.DynamicValue>, before: Uint8Array) =>
    client.call(
      "ReadResource",
      pb.writeReadResourceRequest,
      { typeName: "greenvn_allocation", currentState, private: before },
      pb.readReadResourceResponse,
    );
  const first = await read(imported?.state ?? {}, imported?.private ?? new Uint8Array(0));
  expect(first.diagnostics).toEqual([]);
  const state = Buffer.from(first.newState?.msgpack ?? []);
  const notes = Buffer.from(first.private ?? []);
  return async () => {
    const { diagnostics, newState } = await read({ msgpack: state }, notes);
    if (diagnostics.length > 0 || newState === undefined || !state.equals(newState.msgpack ?? Buffer.alloc(0)))
      throw new Error("an unchanged allocation was read otherwise");
  };
}

describe("a start", () => {
  /**
   * Notes the modules of Node and the files of the program that were loaded when the handshake line goes out, and when
   * the process ends.
   */
  const report = (file: string): string => `
    const fs = require("node:fs"), path = require("node:path");
    const before = new Set(process.moduleLoadList);
    const { writeSync } = fs;
    const note = (when) => fs.writeFileSync(${JSON.stringify(file)} + when, JSON.stringify({
      modules: process.moduleLoadList.filter((name) => name.startsWith("NativeModule ") && !before.has(name)).length,
      files: Object.keys(require.cache).filter((name) => name !== __filename).map((name) => path.relative(${JSON.stringify(path.dirname(EXECUTABLE))}, name)),
    }));
    fs.writeSync = (fd, ...rest) => {
      if (fd === 1) note(".handshake");
      return writeSync(fd, ...rest);
    };
    process.once("exit", () => note(".end"));`;
  interface Loaded {
    readonly modules: number;
    readonly files: readonly string[];
  }
  const noted = async (when: string): Promise<Loaded> =>
    JSON.parse(await readFile(path.join(folder, `report.${when}`), "utf8")) as Loaded;

  /** What is loaded by `import()`, in the order of that. */
  const LATE = ["services", "answers", "transport"];
  const lateOnes = ({ files }: Loaded): readonly string[] =>
    files.map((file) => file.replace(/-[0-9A-Z]{8}\.cjs$/, "")).filter((name) => LATE.includes(name));
  const FILES = readdirSync(path.dirname(EXECUTABLE)).filter((name) => !/\.(json|txt)$/.test(name));
  const bytesOf = (files: readonly string[]): number =>
    files.reduce((sum, file) => sum + statSync(path.join(path.dirname(EXECUTABLE), file)).size, 0);

  /** How many files come with some that are loaded late: `grpc` with the services. */
  const lateFiles = (names: readonly string[]): number =>
    FILES.filter((file) => [...names, "grpc"].some((name) => file.startsWith(`${name}-`))).length;

  async function after(
    calls: (client: PluginClient) => Promise<unknown>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Loaded> {
    const provider = await started(report(path.join(folder, "report")), env);
    const client = await provider.connect();
    await calls(client);
    await client.raw("/plugin.GRPCController/Shutdown", Buffer.alloc(5));
    await provider.ended;
    return noted("end");
  }

  test("to the handshake evaluates 17 kB in three files, and none of the parts behind them", async () => {
    await started(report(path.join(folder, "report")));
    const loaded = await noted("handshake");
    expect(loaded.files[0]).toBe(path.basename(EXECUTABLE));
    expect(loaded.files.length).toBeLessThanOrEqual(3);
    expect(lateOnes(loaded)).toEqual([]);
    expect(loaded.modules).toBeLessThanOrEqual(55);
    expect(bytesOf(loaded.files)).toBeLessThan(17_000);
    expect(bytesOf(FILES)).toBeLessThan(450_000);
  });

  test("for the schema alone never loads the provider", async () => {
    expect(
      lateOnes(
        await after((client) =>
          client.call("GetProviderSchema", () => undefined, {}, pb.readGetProviderSchemaResponse),
        ),
      ),
    ).toEqual(["services"]);
  });

  test("that configures the provider loads no HTTP client", async () => {
    expect(lateOnes(await after(configure, { GREENVN_ACCOUNT_SID: "acme", GREENVN_API_TOKEN: "t0ken" }))).toEqual([
      "services",
      "answers",
    ]);
  });

  test("keeps what Node compiled in a folder of the user's, where Node can, and never beside the program", async () => {
    const home = path.join(folder, "home");
    mkdirSync(home, { mode: 0o700 });
    const before = readdirSync(path.dirname(EXECUTABLE));
    await after(configure, { HOME: home, GREENVN_ACCOUNT_SID: "acme", GREENVN_API_TOKEN: "t0ken" });
    const cache = path.join(home, ".cache", "terraform-provider-greenvn");
    const kept = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    // What is loaded before the handshake is not among them: the folder is looked for after it.
    expect(kept).toHaveLength("enableCompileCache" in nodeModule ? lateFiles(["services", "answers"]) : 0);
    for (const { parentPath } of kept) expect(parentPath).toContain(cache);
    expect(readdirSync(path.dirname(EXECUTABLE))).toEqual(before);
  });

  test("that reads loads it once, and then every file of the folder is in use", async () => {
    const sandbox = await sandboxed();
    const loaded = await after(async (client) => {
      await configure(client);
      const read = await allocated(client, sandbox);
      await Promise.all([read(), read()]);
    }, sandbox.env);
    expect(lateOnes(loaded)).toEqual(LATE);
    expect([...loaded.files].sort()).toEqual([...FILES].sort());
  });
});

/** Passes bytes on to the sandbox, and counts the connections. */
async function counting(to: TestSandbox): Promise<{ readonly url: string; readonly opened: () => number }> {
  let opened = 0;
  const sockets = new Set<Socket>();
  const server = net.createServer((near) => {
    opened += 1;
    const far = net.connect(to.port, "127.0.0.1");
    for (const socket of [near, far])
      sockets.add(socket.on("error", () => undefined).on("close", () => (near.destroy(), far.destroy())));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, opened: () => opened };
}

describe("many reads", () => {
  /** As Terraform does: so many at a time. */
  async function times(count: number, atATime: number, read: () => Promise<void>): Promise<void> {
    let left = count;
    const line = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await read();
      }
    };
    await Promise.all(Array.from({ length: atATime }, line));
  }

  test.each([
    { atATime: 10, atMost: 10 },
    { atATime: 100, atMost: 32 },
  ])("1,000 of them, $atATime at a time, open at most $atMost connections", async ({ atATime, atMost }) => {
    const sandbox = await sandboxed();
    const { url, opened } = await counting(sandbox);
    const client = await connected(await started("", { ...sandbox.env, GREENVN_BASE_URL: url }));
    await configure(client);
    const read = await allocated(client, sandbox);
    const before = sandbox.calls("read").length;
    await times(1000, atATime, read);
    expect(sandbox.calls("read")).toHaveLength(before + 1000);
    expect(opened()).toBeLessThanOrEqual(atMost);
  });

  test("hold no memory: from the 1,000th to the 10,000th less than 4 MiB", async () => {
    const sandbox = await sandboxed();
    const file = path.join(folder, "heap");
    const hook = `const fs = require("node:fs"); require("node:v8").setFlagsFromString("--expose-gc"); const gc = require("node:vm").runInNewContext("gc"); process.on("SIGUSR2", () => { gc(); fs.writeFileSync(${JSON.stringify(file)} + ".new", String(process.memoryUsage().heapUsed)); fs.renameSync(${JSON.stringify(file)} + ".new", ${JSON.stringify(file)}); });`;
    const provider = await started(hook, sandbox.env);
    const client = await connected(provider);
    const heapMiB = async (): Promise<number> => {
      provider.process.kill("SIGUSR2");
      for (;;) {
        const bytes = await readFile(file, "utf8").catch(() => null);
        if (bytes !== null) return removeFolder(file).then(() => Number(bytes) / 1024 / 1024);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await configure(client);
    const read = await allocated(client, sandbox);
    await times(1000, 10, read);
    const before = await heapMiB();
    await times(9000, 10, read);
    expect((await heapMiB()) - before).toBeLessThan(4);
  });
});

describe("calls of the API", () => {
  const LINES = 12;
  const lines = (region: string): string => `
resource "greenvn_allocation" "line" {
  count          = ${LINES}
  connection_id  = "ride-\${count.index}"
  aparty_numbers = ["+91900000000\${count.index % 10}"]
  bparty_numbers = ["+91800000000\${count.index % 10}"]
  preferences    = { region = count.index == 0 ? "${region}" : "KA" }
}`;

  test("a plan of N unchanged allocations is N reads; a change of number is one read and one write, and nothing is read after it", async () => {
    const sandbox = await sandboxed();
    const terraform = await openTerraform({ sandbox });
    const during = async (act: () => Promise<unknown>): Promise<Record<string, number>> => {
      const before = sandbox.calls().length;
      await act();
      const counts: Record<string, number> = {};
      for (const { operation } of sandbox.calls().slice(before))
        counts[operation ?? "other"] = (counts[operation ?? "other"] ?? 0) + 1;
      return counts;
    };

    await terraform.declare(lines("KA"));
    const { file: creation } = await terraform.plan();
    expect(await during(() => terraform.apply(creation))).toEqual({ settings: 1, create: LINES });

    expect(await during(async () => expect((await terraform.plan()).isEmpty).toBe(true))).toEqual({ read: LINES });

    await terraform.declare(lines("MH"));
    let change = "";
    expect(await during(async () => (change = (await terraform.plan()).file))).toEqual({ read: LINES });
    expect(await during(() => terraform.apply(change))).toEqual({ read: 1, vn: 1 });
    expect(sandbox.charged()).toBe(LINES + 1);
  });

  test("the checks before N charged calls share ten connections, and each of those calls has one of its own", async () => {
    const sandbox = await sandboxed();
    const { url, opened } = await counting(sandbox);
    const terraform = await openTerraform({ sandbox, env: { GREENVN_BASE_URL: url } });
    const everywhere = (region: string): string => lines(region).replace("count.index == 0", "true");
    await terraform.declare(everywhere("KA"));
    await terraform.apply((await terraform.plan()).file);
    await terraform.declare(everywhere("MH"));
    const { file } = await terraform.plan();
    const [before, reads] = [opened(), sandbox.calls("read").length];
    await terraform.apply(file);
    expect(sandbox.calls("vn")).toHaveLength(LINES);
    expect(sandbox.calls("read")).toHaveLength(reads + LINES);
    expect(sandbox.charged()).toBe(2 * LINES);
    expect(opened() - before).toBeGreaterThan(LINES);
    expect(opened() - before).toBeLessThanOrEqual(LINES + 10);
  });
});
