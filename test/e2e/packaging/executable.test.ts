import { appendFileSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { COMMAND_LINE, EXECUTABLE, VERSION } from "../../../scripts/project";
import { currentPlatform } from "../../../src/install/platform";
import { startTestSandbox } from "../../support/api/sandbox";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Run, run } from "../../support/run/run";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";

const start = (file: string, cwd: string): Promise<Run> =>
  run(file, [], { cwd, env: { PATH: process.env["PATH"] }, timeoutMs: 20_000 });

const FOLDER = path.dirname(EXECUTABLE);

test("it is a folder of plain files of at most 1 MiB, one of them executable, with no node_modules", () => {
  const names = readdirSync(FOLDER);
  const [main, ...others] = names.filter((name) => name.startsWith("terraform-provider-"));
  expect({ main, others }).toEqual({ main: path.basename(EXECUTABLE), others: [] });
  expect(names.filter((name) => name !== main && !/^[a-z-]+-[0-9A-Z]{8}\.cjs$/.test(name)).sort()).toEqual([
    "THIRD_PARTY_LICENSES.txt",
    "package.json",
  ]);
  const stats = names.map((name) => ({ name, ...lstatSync(path.join(FOLDER, name)) }));
  for (const { name, mode } of stats)
    expect({ name, mode }).toEqual({ name, mode: name === main ? 0o100755 : 0o100644 });
  expect(stats.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(1024 * 1024);
});

test("its files are CommonJS that Node itself reads: none holds code as a text, or compiles one", () => {
  for (const name of readdirSync(FOLDER).filter((file) => !/\.(json|txt)$/.test(file))) {
    const text = readFileSync(path.join(FOLDER, name), "utf8");
    expect({ name, found: /node:vm|\beval\(|new Function\(|compileFunction|"use strict\\/.exec(text)?.[0] }).toEqual({
      name,
    });
  }
});

test("of axios there is its core alone: nothing that follows redirects, asks proxies, sends forms or fetches", () => {
  const read = (name: string) => readFileSync(path.join(FOLDER, name), "utf8");
  const licences = [...read("THIRD_PARTY_LICENSES.txt").matchAll(/^(\S+) \d[\w.-]* \(.+\)$/gm)];
  expect(licences.map(([, name]) => name)).toEqual(["@msgpack/msgpack", "axios", "pbf"]);
  const program = readdirSync(FOLDER).map(read).join();
  expect(program).toMatch(/dispatchRequest/);
  expect(program).not.toMatch(/XMLHttpRequest|maxRedirects|shouldBypassProxy|ClientHttp2|undici|globalThis\.FormData/);
});

test("started by a person, it says what it is, on stderr alone", async () => {
  const { exitCode, stdout, stderr } = await start(EXECUTABLE, "/");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/Terraform/);
});

test("it runs in a project of ES modules, where Node would take it for one", async () => {
  const project = await temporaryFolder("gvn-esm-");
  try {
    writeFileSync(path.join(project, "package.json"), `{ "type": "module" }`);
    cpSync(path.dirname(EXECUTABLE), path.join(project, "plugins"), { recursive: true });
    expect((await start(path.join(project, "plugins", path.basename(EXECUTABLE)), project)).stderr).toMatch(
      /Terraform/,
    );
  } finally {
    await removeFolder(project);
  }
});

const ALLOCATION = `
resource "greenvn_allocation" "support" {
  connection_id  = "support"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+919000000101"]
}`;

/** Where `installProvider` puts it. */
const installedIn = ({ folder }: TerraformFolder): string =>
  path.join(folder, "terraform.d/plugins/registry.terraform.io/cdktf-greenvn/greenvn", VERSION, currentPlatform());

test("terraform init takes it out of terraform.d/plugins, in such a project too, and validate runs it", async () => {
  const terraform = await openTerraform();
  await terraform.write({ "package.json": `{ "type": "module" }` });
  const init = await terraform.init("-upgrade");
  expect(init.stdout).toMatch(/cdktf-greenvn\/greenvn v0\.1\.0/);
  await terraform.declare(ALLOCATION);
  expect(await terraform.validate()).toEqual({ valid: true, diagnostics: [] });
});

/** Out of the folder's own `terraform.d`, not out of what all tests share. */
async function initAfresh(terraform: TerraformFolder): Promise<void> {
  await removeFolder(path.join(terraform.folder, ".terraform"));
  await terraform.init();
}

test("installed four times at a time over another build it is whole: init, validate and plan run, and nothing else is there", async () => {
  const sandbox = await startTestSandbox();
  try {
    const terraform = await openTerraform({ sandbox });
    const installed = installedIn(terraform);
    mkdirSync(installed, { recursive: true });
    writeFileSync(path.join(installed, "answers-0LD0LD0L.cjs"), "throw new Error('a former build');");
    writeFileSync(path.join(installed, path.basename(EXECUTABLE)), "#!/bin/false\n");
    const install = (): Promise<Run> =>
      run(process.execPath, [COMMAND_LINE, "provider", "install", "--dir", terraform.folder], {
        cwd: "/",
        env: { PATH: process.env["PATH"] },
        timeoutMs: 20_000,
      });
    for (const { exitCode, stderr } of await Promise.all([install(), install(), install(), install()]))
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(readdirSync(installed)).toEqual(readdirSync(FOLDER));

    await initAfresh(terraform);
    await terraform.declare(ALLOCATION);
    expect((await terraform.validate()).valid).toBe(true);
    expect((await terraform.plan()).changes).toHaveLength(1);
  } finally {
    await sandbox.close();
  }
});

test("the lock file pins each of its parts", async () => {
  const terraform = await openTerraform();
  await initAfresh(terraform);
  await terraform.declare(ALLOCATION);
  for (const part of readdirSync(installedIn(terraform)).filter((name) => name.endsWith(".cjs"))) {
    const file = path.join(installedIn(terraform), part);
    const text = readFileSync(file);
    appendFileSync(file, "\n");
    const { exitCode, stderr } = await terraform.run("validate", "-no-color");
    expect({ part, exitCode, refused: /checksum/.test(stderr) }).toEqual({ part, exitCode: 1, refused: true });
    writeFileSync(file, text);
  }
  expect((await terraform.validate()).valid).toBe(true);
});

test("dev_overrides take its folder, as provider path tells it", async () => {
  const { stdout } = await run(process.execPath, [COMMAND_LINE, "provider", "path"], {
    cwd: "/",
    env: { PATH: process.env["PATH"] },
    timeoutMs: 20_000,
  });
  expect(stdout).toBe(`${EXECUTABLE}\n`);
  const sandbox = await startTestSandbox();
  try {
    const terraform = await openTerraform({ sandbox });
    await terraform.write({
      "cli.tfrc": `provider_installation {
        dev_overrides { "registry.terraform.io/cdktf-greenvn/greenvn" = ${JSON.stringify(path.dirname(stdout.trim()))} }
        direct {}
      }`,
    });
    await removeFolder(path.join(terraform.folder, ".terraform"));
    await removeFolder(path.join(terraform.folder, "terraform.d"));
    await terraform.declare(ALLOCATION);
    terraform.workspace.env["TF_CLI_CONFIG_FILE"] = path.join(terraform.folder, "cli.tfrc");
    expect((await terraform.plan()).changes).toHaveLength(1);
  } finally {
    await sandbox.close();
  }
});
