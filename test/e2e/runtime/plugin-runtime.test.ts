import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { installNullProvider } from "../../support/null-provider/install";
import { installProbeProvider } from "../../support/plugin/bundle";
import { terraformEnvironment } from "../../support/run/environment";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Run, type Running, start } from "../../support/run/run";
import { complaintsIn } from "../../support/terraform/workspace";

// The runtime with providers of the tests' own, which know nothing of this product, from real Terraform.

interface Folder {
  readonly path: string;
  readonly temporary: string;
  readonly logFile: string;
  readonly executable: string;
  terraform(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Run>;
  begin(args: readonly string[], env?: Readonly<Record<string, string>>): Running;
  declare(hcl: string): Promise<void>;
}

const open: (Folder & { readonly killsOnPurpose: boolean })[] = [];
let around = "";
let initialized = "";

async function folderOf(name: string, executable: string, killsOnPurpose = false): Promise<Folder> {
  const folder = path.join(around, name);
  const temporary = path.join(around, `${name}t`);
  const logFile = path.join(around, `${name}.log`);
  for (const each of [folder, temporary]) await mkdir(each, { recursive: true, mode: 0o700 });
  const begin: Folder["begin"] = (args, env = {}) =>
    start(prepared().terraform.path, args, {
      cwd: folder,
      env: { ...terraformEnvironment({ home: around, temporary }), TF_LOG: "debug", TF_LOG_PATH: logFile, ...env },
      timeoutMs: 60_000,
    });
  const made = {
    path: folder,
    temporary,
    logFile,
    executable,
    killsOnPurpose,
    begin,
    terraform: (args: readonly string[], env?: Readonly<Record<string, string>>) => begin(args, env).ended,
    declare: (hcl: string) => writeFile(path.join(folder, "main.tf"), hcl),
  };
  open.push(made);
  return made;
}

/** A folder in which the probe is initialized already. */
async function probeFolder(name: string, killsOnPurpose = false): Promise<Folder> {
  const folder = await folderOf(name, probe, killsOnPurpose);
  for (const each of [".terraform", ".terraform.lock.hcl"])
    await cp(path.join(initialized, each), path.join(folder.path, each), { recursive: true });
  return folder;
}

const NULL = `terraform {
  required_providers {
    null = {
      source  = "registry.terraform.io/hashicorp/null"
      version = "3.2.4"
    }
  }
}
`;
const PROBE = `terraform {
  required_providers {
    probe = {
      source = "registry.terraform.io/example/probe"
    }
  }
}
`;
const thing = (body: string, name = "a"): string => `resource "probe_thing" "${name}" {\n${body}\n}\n`;
const APPLY = ["apply", "-auto-approve", "-no-color", "-input=false"];
const PLAN = ["plan", "-detailed-exitcode", "-no-color", "-input=false"];
let probe = "";

beforeAll(async () => {
  around = await temporaryFolder("gvn-");
  const folder = await folderOf("i", "");
  probe = await installProbeProvider(folder.path);
  await folder.declare(PROBE);
  expect(await folder.terraform(["init", "-no-color"])).toMatchObject({ exitCode: 0 });
  initialized = folder.path;
});

afterAll(async () => {
  for (const { path: folder, temporary, logFile, killsOnPurpose } of open) {
    expect(complaintsIn(await readFile(logFile, "utf8").catch(() => ""), { killedOnPurpose: killsOnPurpose })).toEqual(
      [],
    );
    expect(await untilNone(() => processesIn(folder), 5000)).toEqual([]);
    expect(await untilNone(() => readdir(temporary), 2000)).toEqual([]);
  }
  await removeFolder(around);
});

/** Terraform breaks its sentences into lines, and draws a bar before each. */
const unwrapped = (text: string): string => text.replace(/\s*\n(?:[│╷╵] ?)?/g, " ");

async function resourceIn(folder: Folder, address: string): Promise<Record<string, unknown>> {
  const { stdout } = await folder.terraform(["show", "-json"], { TF_LOG: "" });
  const { values } = JSON.parse(stdout) as {
    values?: { root_module: { resources: { address: string; values: Record<string, unknown>; tainted?: boolean }[] } };
  };
  const found = values?.root_module.resources.find((resource) => resource.address === address);
  return { ...found?.values, ...(found?.tainted === true ? { tainted: true } : {}) };
}

test("the stand-in for hashicorp/null: init, create, an empty plan, replacement, destroy", async () => {
  const folder = await folderOf("n", "");
  await installNullProvider(folder.path);
  const declare = (trigger: string) =>
    folder.declare(`${NULL}resource "null_resource" "a" {\n  triggers = { green_vn = "${trigger}" }\n}\n`);
  await declare("1");
  expect(await folder.terraform(["init", "-no-color"])).toMatchObject({ exitCode: 0 });
  expect((await folder.terraform(APPLY)).stdout).toContain("1 added, 0 changed, 0 destroyed");
  const { id } = await resourceIn(folder, "null_resource.a");
  expect(id).toMatch(/^\d+$/);
  expect((await folder.terraform(PLAN)).exitCode).toBe(0);
  await declare("2");
  const replaced = await folder.terraform(APPLY);
  expect(replaced.stdout).toMatch(/triggers = \{ # forces replacement\s+~ "green_vn" = "1" -> "2"/);
  expect((await resourceIn(folder, "null_resource.a"))["id"]).not.toBe(id);
  expect((await folder.terraform(["destroy", "-auto-approve", "-no-color"])).stdout).toContain("1 destroyed");
});

test("values of every type come back exactly, and a second plan is empty", async () => {
  const folder = await probeFolder("v");
  const values = (size: string, region: string) =>
    PROBE +
    thing(`  name = "ünï"
  size = ${size}
  members = ["b", "a", "ü"]
  tags = { "x y" = "1", "é" = "" }
  options = { region = "${region}" }
  secret = "hunter2"`) +
    `data "probe_echo" "e" {\n  text = "echo"\n}\noutput "echo" {\n  value = data.probe_echo.e.text\n}\noutput "size" {\n  value = probe_thing.a.size\n}\n`;
  await folder.declare(values("12345678901234567890.5", "DL"));
  const created = await folder.terraform(APPLY);
  expect(created.stdout).toContain('echo = "echo"');
  expect(created.stdout).toContain("size = 12345678901234567890.5");
  expect(created.stdout).not.toContain("hunter2");
  expect(await resourceIn(folder, "probe_thing.a")).toMatchObject({
    id: "ÜNÏ",
    members: ["a", "b", "ü"],
    options: { region: "DL", level: null },
    tags: { "x y": "1", é: "" },
  });
  expect((await folder.terraform(PLAN)).exitCode).toBe(0);
  await folder.declare(values("0.1", "MH"));
  const changed = await folder.terraform(APPLY);
  expect(changed.stdout).toContain("0 added, 1 changed, 0 destroyed");
  expect(changed.stdout).toContain("12345678901234567890.5 -> 0.1");
  expect((await folder.terraform(PLAN)).exitCode).toBe(0);
});

test("validation names the attribute; import reads at once", async () => {
  const folder = await probeFolder("w");
  await folder.declare(PROBE + thing('  name = ""'));
  const invalid = await folder.terraform(["validate", "-json"]);
  expect(JSON.parse(invalid.stdout)).toMatchObject({
    diagnostics: [{ summary: "Empty name", snippet: { code: '  name = ""' } }],
  });
  await folder.declare(PROBE + thing('  name = "seven"'));
  expect(await folder.terraform(["import", "-no-color", "probe_thing.a", "SEVEN"])).toMatchObject({ exitCode: 0 });
  expect((await folder.terraform(PLAN)).exitCode).toBe(0);
});

test("an older state is upgraded, a newer one a clear error", async () => {
  const folder = await probeFolder("u");
  await folder.declare(PROBE + thing('  name = "a"\n  tags = { k = "v" }'));
  await folder.terraform(APPLY, { PROBE_SCHEMA_VERSION: "0" });
  const upgraded = await folder.terraform([...APPLY, "-refresh-only"], { PROBE_SCHEMA_VERSION: "1" });
  expect(upgraded).toMatchObject({ exitCode: 0 });
  await folder.declare(PROBE + thing('  name = "a"\n  tags = { k = "v", upgraded = "from 0" }'));
  expect((await folder.terraform(PLAN, { PROBE_SCHEMA_VERSION: "1" })).exitCode).toBe(0);
  await folder.terraform([...APPLY, "-refresh-only"], { PROBE_SCHEMA_VERSION: "1" });
  expect(JSON.parse(await readFile(path.join(folder.path, "terraform.tfstate"), "utf8"))).toMatchObject({
    resources: [{ instances: [{ schema_version: 1 }] }],
  });
  const newer = await folder.terraform(PLAN, { PROBE_SCHEMA_VERSION: "0" });
  expect(newer).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("newer provider version") as unknown });
});

test("a provider's bugs are told as such, spoil nothing beside, and taint nothing", async () => {
  const folder = await probeFolder("b");
  const bugs = [
    thing('  name = "a"\n  behave = "create:throw"'),
    thing('  name = "b"\n  behave = "create:leave unknown"', "b"),
    thing('  name = "c"\n  behave = "create:change name"', "c"),
    thing('  name = "d"', "d"),
  ];
  await folder.declare(PROBE + bugs.join(""));
  const applied = await folder.terraform(APPLY);
  const said = unwrapped(applied.stdout + applied.stderr);
  expect(applied.exitCode).toBe(1);
  expect(said.match(/Error: \S+ \S+ \S+ \S+/g)).toEqual(["Error: Could not create probe_thing"]);
  expect(said).toContain("https://github.com/example/terraform-provider-probe/issues");
  expect(said).toContain("Odd result of the creation of probe_thing");
  expect(said + (await readFile(folder.logFile, "utf8"))).not.toContain("hunter2");
  expect(await resourceIn(folder, "probe_thing.a")).toEqual({});
  expect(await resourceIn(folder, "probe_thing.b")).toMatchObject({ name: "b", id: null });
  expect(await resourceIn(folder, "probe_thing.c")).toMatchObject({ name: "c", id: "C" });
  expect(await resourceIn(folder, "probe_thing.d")).toMatchObject({ id: "D" });
  await folder.declare(PROBE + thing('  name = "a"\n  behave = "plan:contradict"'));
  const planned = await folder.terraform(PLAN);
  expect(unwrapped(planned.stderr)).toContain("The plan contradicts the configuration or the schema at: name.");
});

test("by reattach Terraform starts nothing, and the provider outlives it", async () => {
  const folder = await probeFolder("r");
  await folder.declare(PROBE + thing('  name = "a"'));
  const provider = start(process.execPath, [probe, "--debug"], {
    cwd: folder.path,
    env: terraformEnvironment({ home: around, temporary: folder.temporary }),
    timeoutMs: 60_000,
  });
  const printed = provider.printed(/TF_REATTACH_PROVIDERS=.*\n/);
  await printed;
  const [socketFolder = ""] = await readdir(folder.temporary);
  const value = JSON.stringify({
    "registry.terraform.io/example/probe": {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: provider.pid,
      Test: true,
      Addr: { Network: "unix", String: path.join(folder.temporary, socketFolder, "s") },
    },
  });
  expect((await folder.terraform(APPLY, { TF_REATTACH_PROVIDERS: value })).stdout).toContain("1 added");
  expect((await folder.terraform(PLAN, { TF_REATTACH_PROVIDERS: value })).exitCode).toBe(0);
  expect(await readFile(folder.logFile, "utf8")).not.toContain("starting plugin");
  provider.signal("SIGINT");
  expect(await provider.ended).toMatchObject({ exitCode: 0, stdout: `TF_REATTACH_PROVIDERS=${value}\n` });
});

const slow = (folder: Folder): string =>
  `${PROBE}provider "probe" {\n  ledger = "${path.join(folder.path, "ledger")}"\n}\n${thing('  name = "a"\n  behave = "create:wait 1000"')}`;

async function untilCreating(folder: Folder): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await readFile(path.join(folder.path, "ledger"), "utf8").catch(() => "")).includes("create begins a")) return;
    await sleep(20);
  }
}

test("an interrupted Terraform waits for the change under way, and saves it", async () => {
  const folder = await probeFolder("s");
  await folder.declare(slow(folder));
  const running = folder.begin(APPLY);
  await untilCreating(folder);
  running.signalGroup("SIGINT");
  await running.ended;
  expect(await readFile(path.join(folder.path, "ledger"), "utf8")).toContain("create ends a stopped");
  expect(await resourceIn(folder, "probe_thing.a")).toMatchObject({ id: "A" });
});

test("a killed Terraform leaves no provider behind, and the change under way is finished", async () => {
  const folder = await probeFolder("k", true);
  await folder.declare(slow(folder));
  const running = folder.begin(APPLY);
  await untilCreating(folder);
  running.signal("SIGKILL");
  expect(await untilNone(() => processesIn(folder.path), 5000)).toEqual([]);
  expect(await readFile(path.join(folder.path, "ledger"), "utf8")).toContain("create ends a stopped");
  expect(await readdir(folder.temporary)).toEqual([]);
});
