import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { COMMAND_LINE, EXECUTABLE, ROOT, VERSION } from "../../../scripts/project";
import { output } from "../../support/run/packed-package";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { run } from "../../support/run/run";

// The whole package is built three times.
jest.setTimeout(300_000);

let around: string;
beforeAll(async () => {
  around = await temporaryFolder("gvn-same-");
});
afterAll(() => removeFolder(around));

/** All that is packed, and what it is made of. */
const SOURCES = [
  ...["package.json", "tsconfig.json", "action.yml", "src", "scripts"],
  ...["docs", "examples", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "RELEASING.md", "SECURITY.md"],
];

/** A copy of the project, with the same packages. */
function copied(name: string): string {
  const folder = path.join(around, name);
  mkdirSync(folder, { recursive: true });
  for (const source of SOURCES) cpSync(path.join(ROOT, source), path.join(folder, source), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

/** What `npm pack` makes of a copy, which it builds first: the hash of each file that was bundled, and of all of it. */
async function packedIn(folder: string, shell: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const { exitCode, stdout, stderr } = await run("/bin/sh", ["-c", `${shell}\nexec npm pack --silent`], {
    cwd: folder,
    env: { PATH: process.env["PATH"], npm_config_cache: path.join(around, "npm"), ...env },
    timeoutMs: 120_000,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const tarball = stdout.trim();
  return { ...hashes(folder), [tarball]: sha256(path.join(folder, tarball)) };
}

/** Hash and mode of each file of the provider, and of the command line. */
function hashes(root: string): Record<string, string> {
  const provider = path.relative(ROOT, path.dirname(EXECUTABLE));
  const files = [
    ...readdirSync(path.join(root, provider)).map((name) => path.join(provider, name)),
    path.relative(ROOT, COMMAND_LINE),
  ];
  return Object.fromEntries(
    files.sort().map((file) => {
      const mode = lstatSync(path.join(root, file)).mode & 0o777;
      return [file, `${mode.toString(8)} ${sha256(path.join(root, file))}`];
    }),
  );
}

const sha256 = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

/** As a checkout under a umask of 077 leaves it. */
function makePrivate(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const found = lstatSync(path.join(folder, name));
    if (found.isFile()) chmodSync(path.join(folder, name), found.mode & 0o700);
  }
}

/** Another day, as far as a program asks. */
const ELSEWHEN = path.join(ROOT, "test", "support", "plugin", "fixed-clock.cjs");

test("one commit gives the same executable and the same npm package wherever, whenever and by whomever it is built, and a former version leaves nothing", async () => {
  const here = copied("a");
  const there = copied(path.join("much", "deeper down", "copy of the project"));
  for (const source of ["docs", "examples", "src", "scripts"]) makePrivate(path.join(there, source));
  const former = path.join(there, path.relative(ROOT, path.dirname(EXECUTABLE)));
  mkdirSync(path.join(former, "node_modules"), { recursive: true });
  writeFileSync(path.join(former, "terraform-provider-greenvn_v0.0.9"), "#!/usr/bin/env node\n");
  writeFileSync(path.join(former, "services-0LD0LD0L.cjs"), "");

  const one = await packedIn(here, "umask 022", { HOME: around, TZ: "UTC", LC_ALL: "C", TMPDIR: around });
  const other = await packedIn(there, "umask 077", {
    HOME: there,
    TZ: "Pacific/Apia",
    LC_ALL: "tr_TR.UTF-8",
    LANG: "tr_TR.UTF-8",
    NODE_ENV: "production",
    NODE_OPTIONS: `--require=${JSON.stringify(ELSEWHEN)}`,
  });
  expect(other).toEqual(one);
  const { [`cdktf-greenvn-${VERSION}.tgz`]: tarball, ...bundled } = one;
  expect(tarball).toMatch(/^[0-9a-f]{64}$/);
  expect(bundled).toEqual(hashes(ROOT));

  // The next version is built where this one was.
  const manifest = readFileSync(path.join(here, "package.json"), "utf8");
  writeFileSync(path.join(here, "package.json"), manifest.replace(`"version": "${VERSION}"`, `"version": "99.0.0"`));
  await packedIn(here, "umask 022", { HOME: around, TMPDIR: around });
  const listed = await output("tar", ["-tzf", "cdktf-greenvn-99.0.0.tgz"], here, process.env);
  expect(listed.split("\n").filter((file) => file.includes("terraform-provider-"))).toEqual([
    "package/dist/provider/terraform-provider-greenvn_v99.0.0",
  ]);
});

test("no file names the folder that it was built in", () => {
  const compiled = readdirSync(path.join(ROOT, "dist"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:js|d\.ts)$/.test(file))
    .map((file) => path.join("dist", file));
  for (const file of [...Object.keys(hashes(ROOT)), ...compiled])
    expect({ file, names: readFileSync(path.join(ROOT, file)).includes(ROOT) }).toEqual({ file, names: false });
});
