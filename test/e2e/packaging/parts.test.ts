import { readdirSync, rmSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import zlib from "node:zlib";
import { EXECUTABLE } from "../../../scripts/project";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { type RunningProvider, startProvider } from "../../support/plugin/running-provider";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { openTerraform } from "../../support/terraform/terraform";

/** What is loaded late does its work in the executable that users run, where Node's own loader reads it. */

let sandbox: TestSandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  folder = await temporaryFolder("gvn-");
});
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await sandbox.close();
  await removeFolder(folder);
});

const PACKED = {
  gzip: zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
} satisfies Record<string, (text: Uint8Array) => Buffer>;

/** The sandbox behind a proxy that packs each answer, whether it was asked to or not. Returns its URL. */
async function packing(encoding: keyof typeof PACKED): Promise<string> {
  const server = http.createServer((request, response) => {
    const far = http.request(
      `${sandbox.url}${request.url ?? ""}`,
      { method: request.method, headers: request.headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          response.writeHead(answer.statusCode ?? 500, {
            "content-type": "application/json",
            "content-encoding": encoding,
          });
          response.end(PACKED[encoding](Buffer.concat(chunks)));
        });
      },
    );
    request.pipe(far);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const allocation = (region: string): string => `
resource "greenvn_allocation" "line" {
  connection_id  = "line"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  preferences    = { region = "${region}" }
}`;

test.each(["gzip", "deflate", "br"] as const)(
  "answers packed by %s are read at a create, a read, a change of number and a deallocation",
  async (encoding) => {
    const url = await packing(encoding);
    const terraform = await openTerraform({ sandbox: { env: { ...sandbox.env, GREENVN_BASE_URL: url } } });
    await terraform.declare(allocation("KA"));
    await terraform.apply();
    const first = await terraform.resource("greenvn_allocation.line");
    expect((await terraform.plan()).isEmpty).toBe(true);
    await terraform.declare(allocation("MH"));
    await terraform.apply();
    const second = await terraform.resource("greenvn_allocation.line");
    expect(second).toMatchObject({ id: first["id"], green_vn: sandbox.allocations()[0]?.greenVn });
    expect(second["green_vn"]).not.toBe(first["green_vn"]);
    expect(sandbox.charged()).toBe(2);
    await terraform.destroy();
    expect(sandbox.calls("delete")).toHaveLength(1);
  },
);

async function started(executable: string, env: Readonly<Record<string, string>> = {}): Promise<RunningProvider> {
  const provider = await startProvider(executable, { temporary: folder, tls: true, env });
  closing.push(async () => {
    provider.process.kill("SIGKILL");
    await provider.ended;
  });
  return provider;
}

test("a stack trace names the parts it goes through, and functions as the sources name them", async () => {
  const [hook, traces] = [path.join(folder, "hook.cjs"), path.join(folder, "traces")];
  await writeFile(
    hook,
    `const fs = require("node:fs"), http = require("node:http"), net = require("node:net");
    for (const [owner, name] of [[http, "request"], [net, "createServer"]]) {
      const own = owner[name];
      owner[name] = (...given) => {
        fs.appendFileSync(${JSON.stringify(traces)}, new Error(name).stack + "\\n");
        return own(...given);
      };
    }`,
  );
  const terraform = await openTerraform({ sandbox, env: { NODE_OPTIONS: `--require=${hook}` } });
  await terraform.declare(allocation("KA"));
  await terraform.apply();
  const text = await readFile(traces, "utf8");
  expect(text).toMatch(/ at (async )?listen \(.*\/terraform-provider-greenvn_v[\d.]+:\d+:\d+\)/);
  expect(text).toMatch(/ at begin \(.*\/transport-[0-9A-Z]{8}\.cjs:\d+:\d+\)/);
  expect(text).toMatch(/ at adapter \(.*\/transport-[0-9A-Z]{8}\.cjs:\d+:\d+\)/);
  expect(text).not.toMatch(/evalmachine|<anonymous>:\d/);
});

test("where the part that makes calls is not there, an apply ends with an error and charges nothing", async () => {
  const copy = path.join(folder, "copy");
  await cp(path.dirname(EXECUTABLE), copy, { recursive: true });
  for (const name of readdirSync(copy)) if (name.startsWith("transport-")) rmSync(path.join(copy, name));
  const terraform = await openTerraform({ sandbox, env: { TF_CLI_CONFIG_FILE: path.join(folder, "cli.tfrc") } });
  await writeFile(
    path.join(folder, "cli.tfrc"),
    `provider_installation {
      dev_overrides { "registry.terraform.io/cdktf-greenvn/greenvn" = ${JSON.stringify(copy)} }
      direct {}
    }`,
  );
  await terraform.declare(`provider "greenvn" {\n  skip_credentials_check = true\n}\n${allocation("KA")}`);
  const { diagnostics } = await terraform.applyFails();
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ summary }) => summary)).toEqual([
    'Could not create allocation "line"',
  ]);
  expect(sandbox.calls()).toEqual([]);
});

test("where the provider's part is not there, calls end with an error, and it is logged", async () => {
  const copy = path.join(folder, "copy");
  await cp(path.dirname(EXECUTABLE), copy, { recursive: true });
  for (const name of readdirSync(copy)) if (name.startsWith("answers-")) rmSync(path.join(copy, name));
  const provider = await started(path.join(copy, path.basename(EXECUTABLE)), { TF_LOG: "debug" });
  const client = await provider.connect();
  closing.push(() => client.close());
  const call = client.call("ConfigureProvider", pb.writeConfigureProviderRequest, {}, pb.readConfigureProviderResponse);
  await expect(call).rejects.toThrow();
  // What was written comes through a pipe of its own.
  for (let tries = 0; tries < 100 && provider.stderr() === ""; tries += 1) await sleep(50);
  expect(provider.stderr()).toMatch(/the provider could not be loaded/);
});
