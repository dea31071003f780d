import { createHash } from "node:crypto";
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { COMMAND_LINE, EXECUTABLE, ROOT } from "../../../scripts/project";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { run } from "../../support/run/run";

let around: string;
beforeAll(async () => {
  around = await temporaryFolder("gvn-same-");
});
afterAll(() => removeFolder(around));

/** What the two bundles are made of. */
const SOURCES = ["package.json", "tsconfig.json", "src", "scripts"];

/** A copy of the project, with the same packages. */
function copied(name: string): string {
  const folder = path.join(around, name);
  mkdirSync(folder, { recursive: true });
  for (const source of SOURCES) cpSync(path.join(ROOT, source), path.join(folder, source), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

async function built(folder: string, shell: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const command = `${shell}\nexec "$0" --import tsx scripts/build.ts provider cli`;
  const { exitCode, stderr } = await run("/bin/sh", ["-c", command, process.execPath], {
    cwd: folder,
    env: { PATH: process.env["PATH"], ...env },
    timeoutMs: 60_000,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return hashes(folder);
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
      const hash = createHash("sha256")
        .update(readFileSync(path.join(root, file)))
        .digest("hex");
      return [file, `${(lstatSync(path.join(root, file)).mode & 0o777).toString(8)} ${hash}`];
    }),
  );
}

/** Another day, as far as a program asks. */
const ELSEWHEN = path.join(ROOT, "test", "support", "plugin", "fixed-clock.cjs");

test("one commit gives the same bytes wherever, whenever and by whomever it is built, and a former version leaves nothing", async () => {
  const here = copied("a");
  const there = copied(path.join("much", "deeper down", "copy of the project"));
  const former = path.join(there, path.relative(ROOT, path.dirname(EXECUTABLE)));
  mkdirSync(path.join(former, "node_modules"), { recursive: true });
  writeFileSync(path.join(former, "terraform-provider-greenvn_v0.0.9"), "#!/usr/bin/env node\n");
  writeFileSync(path.join(former, "services-0LD0LD0L.cjs"), "");

  const [one, other] = await Promise.all([
    built(here, "umask 022", { HOME: around, TZ: "UTC", LC_ALL: "C", TMPDIR: around }),
    built(there, "umask 077", {
      HOME: there,
      TZ: "Pacific/Apia",
      LC_ALL: "tr_TR.UTF-8",
      LANG: "tr_TR.UTF-8",
      NODE_ENV: "production",
      NODE_OPTIONS: `--require=${JSON.stringify(ELSEWHEN)}`,
    }),
  ]);
  expect(other).toEqual(one);
  expect(one).toEqual(hashes(ROOT));
});

test("no file names the folder that it was built in", () => {
  for (const file of Object.keys(hashes(ROOT)))
    expect({ file, names: readFileSync(path.join(ROOT, file)).includes(ROOT) }).toEqual({ file, names: false });
});
