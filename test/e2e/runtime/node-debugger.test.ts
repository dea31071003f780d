import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EXECUTABLE } from "../../../scripts/project";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import type { PluginClient } from "../../support/plugin/client";
import { type RunningProvider, type StartOptions, startProvider } from "../../support/plugin/running-provider";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder("gvn-dbg-");
});
afterAll(() => removeFolder(folder));

const clients: PluginClient[] = [];
let running: RunningProvider | undefined;
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  running?.process.kill("SIGKILL");
  await running?.ended;
});

async function started(options: Partial<StartOptions>): Promise<RunningProvider> {
  return (running = await startProvider(EXECUTABLE, { temporary: folder, tls: true, ...options }));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });

/** Leaves the connection open: the process ends with it. */
async function expectAnswers(provider: RunningProvider): Promise<void> {
  const client = await provider.connect();
  const { resourceSchemas } = await client.call(
    "GetProviderSchema",
    pb.writeEmpty,
    {},
    pb.readGetProviderSchemaResponse,
  );
  expect(Object.keys(resourceSchemas)).toContain("greenvn_allocation");
  clients.push(client);
}

test.each<[string, Partial<StartOptions>]>([
  ["as Terraform starts it", {}],
  ["started for debugging by a person", { args: ["--debug"], cookie: false, tls: false }],
])("SIGUSR1 opens no debugger in it, %s, and it goes on answering", async (_case, options) => {
  const port = await freePort();
  const provider = await started({ ...options, nodeArgs: [`--inspect-port=${port}`] });
  for (let times = 0; times < 3; times += 1) {
    provider.process.kill("SIGUSR1");
    await sleep(100);
  }
  await expectAnswers(provider);
  expect({ isOpen: await isOpen(port), ended: provider.process.exitCode }).toEqual({ isOpen: false, ended: null });
  expect(provider.stderr()).not.toMatch(/Debugger/);
});

test("one that the signal opened while Node was starting is closed again", async () => {
  const port = await freePort();
  const early = path.join(folder, "early.cjs");
  await writeFile(
    early,
    `process.kill(process.pid, "SIGUSR1");
    for (const end = Date.now() + 5000; require("node:inspector").url() === undefined && Date.now() < end; );`,
  );
  const provider = await started({ nodeArgs: [`--inspect-port=${port}`, `--require=${early}`] });
  expect(provider.stderr()).toMatch(/Debugger listening/);
  await expectAnswers(provider);
  for (let tries = 0; tries < 100 && (await isOpen(port)); tries += 1) await sleep(20);
  expect({ isOpen: await isOpen(port), ended: provider.process.exitCode }).toEqual({ isOpen: false, ended: null });
});

test("one that Node was told to open stays", async () => {
  const port = await freePort();
  const provider = await started({ env: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` } });
  await expectAnswers(provider);
  await sleep(200);
  expect(await isOpen(port)).toBe(true);
});
