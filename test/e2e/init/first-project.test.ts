import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { build } from "../../../scripts/build";
import { COMMAND_LINE, ROOT, VERSION } from "../../../scripts/project";
import { EVERY_ANSWER } from "../../support/init/sources";
import { init, linesToType, type Person, person, type Registry, startRegistry, typed } from "../../support/init/typed";
import { output, packed } from "../../support/run/packed-package";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";

/** `greenvn init` in a clean folder, and then what it says to type. */

let around: string;
let empty: Registry;
let full: Registry;
beforeAll(async () => {
  await build();
  around = await temporaryFolder("gvn-first-");
  empty = await startRegistry(null);
  const tarball = readFileSync(await packed(ROOT, around));
  full = await startRegistry(tarball, `sha512-${createHash("sha512").update(tarball).digest("base64")}`);
});
afterAll(async () => {
  await empty.close();
  await full.close();
  await removeFolder(around);
});

let people = 0;
const someone = (registry: Registry, instead: Readonly<Record<string, string>> = {}): Person =>
  person(
    path.join(around, String(++people)),
    prepared().terraform.path,
    { npm_config_registry: registry.url },
    instead,
  );
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();

/** What every project's lines come to: an allocation, and its number changed in place. */
async function expectChanged(
  who: Person,
  printed: string,
  project: string,
  ...besides: readonly string[]
): Promise<string> {
  const lines = linesToType(printed);
  // With the command itself.
  expect(lines.length + 1).toBeLessThanOrEqual(8);
  const { exitCode, said, charged, allocations } = await typed(
    who,
    [...lines.slice(0, -1), ...besides, ...lines.slice(-1)],
    project,
  );
  expect(exitCode === 0 ? "" : said).toBe("");
  expect(charged).toEqual({ create: 1, vn: 1, call_party: 0, charged: 2 });
  expect(allocations).toHaveLength(1);
  const [first, second] = [...said.matchAll(/Apply complete! Resources: (\d added, \d changed, \d destroyed)/g)];
  expect([first?.[1], second?.[1]]).toEqual(["1 added, 0 changed, 0 destroyed", "0 added, 1 changed, 0 destroyed"]);
  // The number of Karnataka in force is the one that was put out.
  expect(said.slice(second?.index)).toContain(allocations[0]?.green_vn);
  return said;
}

test("HCL with a pipeline, where the registry lacks the version: the package that ran goes with the project", async () => {
  const who = someone(empty);
  const { exitCode, stdout, stderr } = await init(who, "it's ${mine}", "--language", "hcl", "--pipeline", "github");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("The registry does not have this version");
  const project = path.join(who.folder, "it's ${mine}");
  expect(filesIn(project)).toEqual([...stdout.matchAll(/^wrote (.+)$/gm)].map(([, name]) => name));
  const manifest = JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")) as { dependencies: object };
  expect(manifest.dependencies).toEqual({ "cdktf-greenvn": `file:cdktf-greenvn-${VERSION}.tgz` });
  // What Terraform would format otherwise is not what people should begin with.
  await output(prepared().terraform.path, ["fmt", "-check", "-recursive"], project, who.env);

  // A plan between the two applies, as well.
  const log = await expectChanged(who, stdout, "it's ${mine}", "npm run plan");
  expect(log).toMatch(/GreenVN plan[^]*gates passed[^]*sandbox/);
  // The lock file for the pipeline is what Terraform itself has locked.
  const locked = readFileSync(path.join(project, "numbers", ".terraform.lock.hcl"), "utf8");
  expect(hashesIn(readFileSync(path.join(project, "locks", "numbers.terraform.lock.hcl"), "utf8"))).toEqual(
    hashesIn(locked),
  );
});

const hashesIn = (lockFile: string): readonly string[] => lockFile.match(/h1:[^"]+/g) ?? [];

test("HCL in the folder itself, from a registry that has the version", async () => {
  const who = someone(full);
  const { exitCode, stdout } = await init(who);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`package.json asks the registry for cdktf-greenvn ${VERSION}.`);
  expect(filesIn(who.folder).filter((name) => name.endsWith(".tgz"))).toEqual([]);
  await expectChanged(who, stdout, ".");
  expect(full.asked).toContain("/cdktf-greenvn.tgz");
});

/** Stands for a registry that has all that cdktf needs: what `npm install` would bring is what this repository has. */
const NPM = `#!/bin/sh
[ "$*" = install ] || exec ${path.join(path.dirname(process.execPath), "npm")} "$@"
mkdir -p node_modules/.bin
tar -xzf cdktf-greenvn-*.tgz -C node_modules && mv node_modules/package node_modules/cdktf-greenvn
ln -s ../cdktf-greenvn/dist/cli.js node_modules/.bin/greenvn
for name in cdktf constructs tsx; do ln -s '${ROOT}'/node_modules/$name node_modules/$name; done
`;

test("TypeScript with cdktf: its types hold, and what is synthesized is planned, applied and changed", async () => {
  const who = someone(empty, { npm: NPM });
  const { exitCode, stdout } = await init(who, "numbers", "--language", "cdktf");
  expect(exitCode).toBe(0);
  const project = path.join(who.folder, "numbers");
  await expectChanged(who, stdout, "numbers");
  const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
  await output(process.execPath, [tsc, "-p", "."], project, who.env);
});

/** `npm run test:more -- first-projects` sets it, and asks that these tests passed: each takes a registry and a minute. */
const EVERY = process.env["GREENVN_TEST_EVERY_PROJECT"] === undefined ? [] : EVERY_ANSWER;
for (const { language, pipeline } of EVERY)
  describe("every language with every pipeline, by a real npm install", () => {
    test(`${language} with ${pipeline}`, async () => {
      // The registry of the machine, which does not have this version; what else is asked of it is its own.
      const { env: mine, ...rest } = someone(empty);
      const { npm_config_registry: _, ...env } = mine;
      const who = { ...rest, env: { ...env, ...machineNpm() } };
      const flags = ["--language", language, "--pipeline", pipeline];
      const { exitCode, stdout, stderr } = await init(who, "numbers", ...flags);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      const log = await expectChanged(who, stdout, "numbers", "npm run plan");
      expect(log).toMatch(/GreenVN plan[^]*gates passed[^]*sandbox/);
    }, 300_000);
  });

/** What the machine says of registries and certificates, without which npm reaches nothing here. */
function machineNpm(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^npm_config_|^NODE_EXTRA_CA_CERTS$|_PROXY$/i.test(name)),
  );
}

describe("nothing is written", () => {
  const bytes = (folder: string): unknown =>
    filesIn(folder).map((name) => [name, readFileSync(path.join(folder, name), "utf8")]);

  test("where files are in the way: all of them are named at once, and stay as they are", async () => {
    const who = someone(empty);
    writeFileSync(path.join(who.folder, "package.json"), "{}");
    symlinkSync(path.join(around, "nowhere"), path.join(who.folder, "README.md"));
    symlinkSync(who.env["HOME"] ?? "", path.join(who.folder, "numbers"));
    const { exitCode, stdout, stderr } = await init(who);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("3 files are in the way");
    for (const name of ["README.md", "numbers", "package.json"]) expect(stderr).toContain(`\n  ${name}\n`);
    expect(readdirSync(who.folder).sort()).toEqual(["README.md", "numbers", "package.json"]);
    expect(readdirSync(who.env["HOME"] ?? "")).toEqual([]);
    expect(existsSync(path.join(around, "nowhere"))).toBe(false);
  });

  test.each([
    ["a file", "taken"],
    ["a place below a file", "taken/numbers"],
    ["a name with a control character", "num\u001b[2Jbers"],
  ])("where the folder is %s", async (_case, dir) => {
    const who = someone(empty);
    writeFileSync(path.join(who.folder, "taken"), "theirs");
    const before = bytes(who.folder);
    const { exitCode, stdout, stderr } = await init(who, dir);
    expect({ exitCode, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({
      exitCode: 2,
      stdout: "",
      lines: 1,
    });
    expect(stderr).toContain("Nothing was written.");
    expect(stderr).not.toContain("\u001b");
    expect(bytes(who.folder)).toEqual(before);
  });

  test("where there is no npm to pack by, and no folder is left", async () => {
    const who = someone(empty);
    const alone = { ...who, env: { ...who.env, PATH: path.join(around, "nothing") } };
    const { exitCode, stderr } = await init(alone, "numbers");
    expect({ exitCode, said: stderr.includes("npm is needed") }).toEqual({ exitCode: 2, said: true });
    expect(readdirSync(who.folder)).toEqual([]);
  });

  test("where the disk says no in between, and what was there before stays", async () => {
    const who = someone(empty, { npm: "#!/bin/sh\n# In the middle of it.\nchmod -R a-w . || exit 1\nexit 1\n" });
    mkdirSync(path.join(who.folder, "theirs"));
    const { exitCode, stderr } = await init(who, "theirs/numbers");
    chmodSync(who.folder, 0o755);
    expect({ exitCode, said: /Nothing was (?:written|left)/.test(stderr) }).toEqual({ exitCode: 2, said: true });
    expect(existsSync(path.join(who.folder, "theirs"))).toBe(true);
    expect(filesIn(who.folder)).toEqual([]);
  });
});

test("without a network it says so in a sentence, and writes nothing but into its folder, without a home too", async () => {
  const who = someone(empty);
  const { HOME, ...env } = who.env;
  const ran = await init({ ...who, env: { ...env, npm_config_registry: "http://127.0.0.1:9/", LC_ALL: "xx_YY" } }, "a");
  expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toEqual({ exitCode: 0, stderr: "" });
  // Which of the two depends on how quick npm is here.
  expect(ran.stdout).toMatch(/^The registry (?:could not be asked|did not answer in time): /m);
  expect([readdirSync(who.folder), readdirSync(HOME ?? ""), readdirSync(env["TMPDIR"] ?? "")]).toEqual([["a"], [], []]);
  expect(readdirSync(path.join(who.folder, "a")).filter((name) => name.startsWith(".greenvn-init"))).toEqual([]);
});

test("no other command loads its parts", async () => {
  const script = `const loaded = () => Object.keys(require.cache).filter((file) => /init-[0-9A-Z]{8}/.test(file)).length;
    process.argv = [process.execPath, ${JSON.stringify(COMMAND_LINE)}, "provider", "path"];
    require(${JSON.stringify(COMMAND_LINE)});
    setTimeout(() => console.log("parts", loaded()), 200);`;
  expect(await output(process.execPath, ["-e", script], around, process.env)).toMatch(/parts 0\n$/);
});
