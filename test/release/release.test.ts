import { createHash } from "node:crypto";
import { cp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { createMessage, readKey, readSignature, verify } from "openpgp";
import { COMMAND_LINE, ROOT, VERSION } from "../../scripts/project";
import { executableName, manifestName, sumsName, zipName } from "../../src/install/file-names";
import { currentPlatform, PLATFORMS } from "../../src/install/platform";
import { startTestSandbox, type TestSandbox } from "../support/api/sandbox";
import { type BareMachine, filesystemMirror, openBareMachine } from "../support/release/bare-machine";
import { preparedRelease, zipOfThisMachine } from "../support/release/prepared-release";
import { type Registry, startRegistry } from "../support/release/registry";
import { removeFolder, temporaryFolder } from "../support/run/prepared";
import { type Run, run } from "../support/run/run";

const release = preparedRelease();
const machines: BareMachine[] = [];
const folders: string[] = [];
let sandbox: TestSandbox;
let registry: Registry | undefined;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(async () => {
  await sandbox.close();
  await registry?.close();
  registry = undefined;
  for (const folder of [...machines.splice(0).map(({ around }) => around), ...folders.splice(0)])
    await removeFolder(folder);
});

async function machine(cliConfiguration: string): Promise<BareMachine> {
  const opened = await openBareMachine(cliConfiguration);
  machines.push(opened);
  Object.assign(opened.env, sandbox.env);
  return opened;
}

const fromFolder = (mirror: string): string =>
  `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;

/** A machine that gets providers out of a folder alone, with the zips of a release in it. */
async function machineWithFolder(from = release.folder): Promise<BareMachine> {
  const around = await temporaryFolder("gvn-mirror-");
  folders.push(around);
  const zips = (await readdir(from)).filter((name) => name.endsWith(".zip")).map((name) => path.join(from, name));
  return machine(fromFolder(await filesystemMirror(around, zips)));
}

/** One that asks a registry or a mirror on this machine; Terraform trusts its certificate. */
async function machineOf(configurationOf: (registry: Registry) => string, from = release): Promise<BareMachine> {
  registry = await startRegistry(from, PLATFORMS);
  const opened = await machine(configurationOf(registry));
  const trusted = path.join(opened.around, "trusted.pem");
  await writeFile(trusted, registry.certificatePem);
  Object.assign(opened.env, { SSL_CERT_FILE: trusted, SSL_CERT_DIR: opened.around });
  return opened;
}

const networkMirror = ({ url }: Registry): string =>
  `provider_installation {\n  network_mirror {\n    url = "${url}/mirror/"\n  }\n}\n`;

const itsRegistry = ({ url }: Registry): string =>
  `host "registry.terraform.io" {\n  services = {\n    "providers.v1" = "${url}/v1/providers/"\n  }\n}\n`;

const allocation = (region: string): Readonly<Record<string, string>> => ({
  "main.tf": `resource "greenvn_allocation" "support" {
  connection_id  = "support"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+919000000101"]
  preferences    = { region = "${region}" }
}
output "green_vn" {
  value = greenvn_allocation.support.green_vn
}
`,
});

const greenVn = async (on: BareMachine): Promise<string> =>
  (await on.succeeds("output", "-raw", "green_vn")).stdout.trim();

/** Creates, plans nothing, changes the number and destroys: what each costs is counted. */
async function expectWholeLife(on: BareMachine): Promise<void> {
  await on.write(allocation("KA"));
  await on.succeeds("apply", "-auto-approve");
  const before = await greenVn(on);
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 0, call_party: 0, charged: 1 });
  expect((await on.terraform("plan", "-detailed-exitcode")).exitCode).toBe(0);
  await on.write(allocation("MU"));
  const plan = await on.succeeds("plan", "-no-color");
  expect(plan.stdout).toMatch(/will be updated in-place/);
  expect(plan.stdout).toContain(before);
  await on.succeeds("apply", "-auto-approve");
  expect(await greenVn(on)).not.toBe(before);
  await on.succeeds("destroy", "-auto-approve");
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 1, call_party: 0, charged: 2 });
  expect(sandbox.allocations().map(({ deallocatedAtMs }) => deallocatedAtMs !== null)).toEqual([true]);
}

test("a folder of the release is enough: init, plan, apply, a number change and destroy, with no Node on the PATH", async () => {
  const on = await machineWithFolder();
  await on.succeeds("init");
  await expectWholeLife(on);
  expect(await readdir(path.join(on.around, "t"))).toEqual([]);
});

test("so is a network mirror over https", async () => {
  const on = await machineOf(networkMirror);
  await on.succeeds("init");
  expect(registry?.asked).toContain(`/files/${zipName(VERSION, currentPlatform())}`);
  await expectWholeLife(on);
});

test("a registry gets what it asks for: init verifies the checksums and their signature", async () => {
  const on = await machineOf(itsRegistry);
  const { stdout } = await on.succeeds("init", "-no-color");
  expect(stdout).toMatch(new RegExp(`Installed cdktf-greenvn/greenvn v${VERSION} \\(.*signed.*${release.keyId}`));
  await expectWholeLife(on);
});

describe("what the environment and the working folder hold for a runtime changes nothing", () => {
  const evil = (folder: string): string => path.join(folder, "evil.cjs");
  const override = (folder: string): string => path.join(folder, "override.txt");

  async function poisoned(): Promise<{ readonly on: BareMachine; readonly ran: () => Promise<boolean> }> {
    const on = await machineWithFolder();
    const mark = path.join(on.around, "ran");
    const code = `require("node:fs").writeFileSync(${JSON.stringify(mark)}, "");`;
    await on.write({
      "evil.cjs": code,
      "override.txt": "",
      ".env": `GREENVN_API_TOKEN=of-another\nGREENVN_BASE_URL=http://127.0.0.1:1\nNODE_OPTIONS=--require ./evil.cjs\n`,
      "bunfig.toml": `preload = ["./evil.cjs"]\n[run]\nbun = true\n`,
      "package.json": `{ "type": "module", "main": "./evil.cjs" }`,
      "tsconfig.json": `{ "compilerOptions": { "paths": { "*": ["./evil.cjs"] } } }`,
    });
    await on.succeeds("init");
    return { on, ran: async () => (await readdir(on.around)).includes("ran") };
  }

  test("files of the folder alone", async () => {
    const { on, ran } = await poisoned();
    await expectWholeLife(on);
    expect(await ran()).toBe(false);
  });

  test.each<[string, (folder: string) => Record<string, string>]>([
    [
      "variables by which a runtime runs other code",
      (folder) => ({
        NODE_OPTIONS: `--require ${evil(folder)}`,
        BUN_OPTIONS: `--preload ${evil(folder)}`,
        BUN_BE_BUN: "1",
        BUN_INSPECT_PRELOAD: evil(folder),
        BUN_PRELOAD: evil(folder),
        NODE_PATH: folder,
        BUN_JSC_functionOverrides: override(folder),
        BUN_RUNTIME_TRANSPILER_CACHE_PATH: folder,
      }),
    ],
    [
      "variables by which it opens a debugger, or prints",
      () => ({
        BUN_INSPECT: "ws://127.0.0.1:0/x?break=1",
        BUN_INSPECT_CONNECT_TO: "ws://127.0.0.1:1/x",
        BUN_INSPECT_NOTIFY: "unix:///nowhere",
        NODE_OPTIONS: "--inspect-brk=127.0.0.1:0",
        NODE_INSPECT_RESUME_ON_START: "1",
        BUN_JSC_dumpOptions: "2",
        BUN_JSC_dumpGeneratedBytecodes: "1",
        BUN_CONFIG_VERBOSE_FETCH: "curl",
        NODE_DEBUG: "http,net,tls,http2",
        NODE_V8_COVERAGE: "coverage",
        NODE_TLS_REJECT_UNAUTHORIZED: "0",
      }),
    ],
  ])("%s", async (_what, environment) => {
    const { on, ran } = await poisoned();
    Object.assign(on.env, environment(on.folder), { TF_LOG: "trace", TF_LOG_PATH: path.join(on.around, "log") });
    await expectWholeLife(on);
    expect(await ran()).toBe(false);
    const log = await readFile(path.join(on.around, "log"), "utf8");
    expect(log).not.toContain("sandbox-token");
    expect(log).not.toContain(Buffer.from("sandbox:sandbox-token").toString("base64"));
    expect(log).not.toMatch(/Bun Inspector|Debugger listening|All JSC options|bun\.sh|> GET|curl --http/);
  });

  test("and an argument of a runtime makes it nothing else", async () => {
    const executable = await unpackedExecutable();
    for (const args of [["run", "evil.cjs"], ["-e", "console.log(40 + 2)"], ["--inspect"], ["--version"]]) {
      const { exitCode, stdout, stderr } = await run(executable, args, { cwd: "/", env: {}, timeoutMs: 20_000 });
      expect({ args, exitCode, stdout }).toEqual({ args, exitCode: 1, stdout: "" });
      expect(stderr).toMatch(/is a provider for Terraform and OpenTofu/);
    }
  });
});

/** What `provider install --from` unpacks for this machine. */
async function unpackedExecutable(): Promise<string> {
  const dir = await temporaryFolder("gvn-from-");
  folders.push(dir);
  const { exitCode, stdout, stderr } = await installFrom(release.folder, dir);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.trim();
}

const installFrom = (from: string, dir: string, ...more: readonly string[]) =>
  run(process.execPath, [COMMAND_LINE, "provider", "install", "--from", from, "--dir", dir, ...more], {
    cwd: "/",
    env: {},
    timeoutMs: 120_000,
  });

test("one lock file serves four platforms, with the checksums of the release", async () => {
  const on = await machineWithFolder();
  const mirror = /path = "(.*)"/.exec(await readFile(on.env["TF_CLI_CONFIG_FILE"] ?? "", "utf8"))?.[1] ?? "";
  await on.succeeds("providers", "lock", `-fs-mirror=${mirror}`, ...PLATFORMS.map((each) => `-platform=${each}`));
  const locked = await readFile(path.join(on.folder, ".terraform.lock.hcl"), "utf8");
  expect(locked.match(/"h1:/g)).toHaveLength(PLATFORMS.length);
  await on.succeeds("init", "-lockfile=readonly");

  // A registry's lock file has the checksums of the zips, and those of this one hold there.
  const signed = await machineOf(itsRegistry);
  await signed.write({ ".terraform.lock.hcl": locked });
  await signed.succeeds("init");
  const both = await readFile(path.join(signed.folder, ".terraform.lock.hcl"), "utf8");
  const sums = await readFile(path.join(release.folder, sumsName(VERSION)), "utf8");
  for (const platform of PLATFORMS) {
    const sum = new RegExp(`^([0-9a-f]{64})  ${zipName(VERSION, platform)}$`, "m").exec(sums)?.[1] ?? "";
    expect(both).toContain(`"zh:${sum}"`);
  }
});

test("provider install --from puts it where init finds it, and what init locks is what a registry's package is", async () => {
  const on = await machineWithFolder();
  await on.succeeds("init");
  const ofMirror = /"h1:[^"]+"/.exec(await readFile(path.join(on.folder, ".terraform.lock.hcl"), "utf8"))?.[0];

  const other = await machine("");
  const { exitCode, stderr } = await installFrom(release.folder, other.folder, "--platform", currentPlatform());
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  await other.succeeds("init");
  expect(await readFile(path.join(other.folder, ".terraform.lock.hcl"), "utf8")).toContain(ofMirror);
  await expectWholeLife(other);
});

test.each([
  ["cdktf", "index.js"],
  ["cdktn", path.join("cdktn", "index.js")],
])("vendorProvider: { from } brings it into a stack of %s: init there needs no Node and no registry", async (library, entry) => {
  const on = await machine("");
  const outdir = path.join(on.around, "out");
  const program = `
    const { App, TerraformStack } = require(${JSON.stringify(library)});
    const { GreenvnProvider, GreenVnAllocation } = require(${JSON.stringify(path.join(ROOT, "dist", entry))});
    const app = new App({ outdir: ${JSON.stringify(outdir)} });
    const stack = new TerraformStack(app, "numbers");
    new GreenvnProvider(stack, "greenvn", { vendorProvider: { from: process.argv[1] }, platforms: ${JSON.stringify(PLATFORMS)} });
    new GreenVnAllocation(stack, "support", { aPartyNumbers: ["+919000000001"], bPartyNumbers: ["+919000000101"] });
    app.synth();`;
  const synth = (from: string): Promise<Run> =>
    run(process.execPath, ["-e", program, from], { cwd: ROOT, env: { PATH: process.env["PATH"] }, timeoutMs: 120_000 });
  const { exitCode, stderr } = await synth(path.relative(ROOT, release.folder));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });

  const stack = path.join(outdir, "stacks", "numbers");
  const locked = await readFile(path.join(stack, ".terraform.lock.hcl"), "utf8");
  expect(locked.match(/"h1:/g)).toHaveLength(PLATFORMS.length);
  const terraform = (...args: readonly string[]): Promise<Run> =>
    run(path.join(on.env["PATH"] ?? "", "terraform"), args, { cwd: stack, env: on.env, timeoutMs: 120_000 });
  expect((await terraform("init", "-lockfile=readonly")).stderr).toBe("");
  expect((await terraform("apply", "-auto-approve")).stderr).toBe("");
  expect((await terraform("destroy", "-auto-approve")).stderr).toBe("");
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 0, call_party: 0, charged: 1 });
  expect(await readFile(path.join(stack, ".terraform.lock.hcl"), "utf8")).toBe(locked);

  const refused = await synth(on.folder);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain(`InstallError: ${on.folder} is no release: it has no ${sumsName(VERSION)}`);
});

describe("one byte that changed in a zip", () => {
  async function changedRelease(): Promise<string> {
    const folder = await temporaryFolder("gvn-changed-");
    folders.push(folder);
    for (const name of await readdir(release.folder)) await symlink(path.join(release.folder, name), path.join(folder, name));
    const zip = await readFile(zipOfThisMachine(release.folder));
    const middle = Math.floor(zip.length / 2);
    zip[middle] = (zip[middle] ?? 0) ^ 1;
    await removeFolder(zipOfThisMachine(folder));
    await writeFile(zipOfThisMachine(folder), zip);
    return folder;
  }

  test("is refused by init: from a registry, and from a mirror where the lock file has the hash", async () => {
    const folder = await changedRelease();
    const asking = await machineOf(itsRegistry, { ...release, folder });
    const ofRegistry = await asking.terraform("init", "-no-color");
    expect(ofRegistry.exitCode).toBe(1);
    expect(ofRegistry.stderr.replace(/\s+/g, " ")).toMatch(/checksum/i);

    const right = await machineWithFolder();
    await right.succeeds("init");
    const wrong = await machineWithFolder(folder);
    await cp(path.join(right.folder, ".terraform.lock.hcl"), path.join(wrong.folder, ".terraform.lock.hcl"));
    const ofMirror = await wrong.terraform("init", "-no-color");
    expect(ofMirror.exitCode).toBe(1);
    expect(ofMirror.stderr).toMatch(/checksum|zip|corrupt/i);
  });

  test("is refused by provider install --from, and nothing is unpacked", async () => {
    const dir = await temporaryFolder("gvn-from-");
    folders.push(dir);
    const { exitCode, stdout, stderr } = await installFrom(await changedRelease(), dir);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        `greenvn: ${path.basename(zipOfThisMachine(""))} is not the file that ${sumsName(VERSION)} tells the checksum of: ` +
        "it was changed or cut off on the way; nothing was unpacked, get the release again\n",
    });
    expect(await readdir(dir)).toEqual([]);
  });
});

test("the release holds what registries ask for, the package and its materials, and a checksum of each", async () => {
  const names = (await readdir(release.folder)).sort();
  const zips = PLATFORMS.map((platform) => zipName(VERSION, platform));
  expect(names).toEqual(
    [
      ...zips,
      manifestName(VERSION),
      sumsName(VERSION),
      `${sumsName(VERSION)}.sig`,
      `cdktf-greenvn-${VERSION}.tgz`,
      `cdktf-greenvn-${VERSION}.cdx.json`,
      "SHA256SUMS",
    ].sort(),
  );
  const sums = await readFile(path.join(release.folder, "SHA256SUMS"), "utf8");
  for (const name of names.filter((each) => each !== "SHA256SUMS" && !each.endsWith(".sig"))) {
    const hash = createHash("sha256")
      .update(await readFile(path.join(release.folder, name)))
      .digest("hex");
    expect(sums).toContain(`${hash}  ${name}\n`);
  }
});

test("the signature is that of the key, over the checksums", async () => {
  const { signatures } = await verify({
    message: await createMessage({ binary: await readFile(path.join(release.folder, sumsName(VERSION))) }),
    signature: await readSignature({
      binarySignature: await readFile(path.join(release.folder, `${sumsName(VERSION)}.sig`)),
    }),
    verificationKeys: await readKey({ armoredKey: release.publicKey }),
  });
  expect(await signatures[0]?.verified).toBe(true);
});

test("each zip holds one executable for its platform, and the licences", async () => {
  const dir = await temporaryFolder("gvn-from-");
  folders.push(dir);
  const all = PLATFORMS.flatMap((platform) => ["--platform", platform]);
  const { stdout } = await installFrom(release.folder, dir, ...all);
  const executables = stdout.trim().split("\n");
  const magic = await Promise.all(
    executables.map(async (file) => {
      const head = (await readFile(file)).subarray(0, 20);
      // ELF tells the processor after 18 bytes, Mach-O after 4.
      return head.toString("latin1", 1, 4) === "ELF" ? `elf ${head.readUInt16LE(18)}` : `mach-o ${head.readUInt32LE(4)}`;
    }),
  );
  expect(magic).toEqual(["elf 62", "elf 183", `mach-o ${0x01000007}`, `mach-o ${0x0100000c}`]);
  for (const file of executables) {
    expect((await readdir(path.dirname(file))).sort()).toEqual(["THIRD_PARTY_LICENSES.txt", executableName(VERSION)]);
    const licences = await readFile(path.join(path.dirname(file), "THIRD_PARTY_LICENSES.txt"), "utf8");
    for (const name of ["cdktf-greenvn", "axios", "pbf", "@msgpack/msgpack", "Bun"]) expect(licences).toContain(name);
  }
});
