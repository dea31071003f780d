import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { DIST, ROOT } from "../project";
import { shown } from "../shown";
import { runPromises } from "../test-terraform/run-promises";
import type { Check } from "./check";

const TOOL = path.join(ROOT, "tools", "newest-terraform");
const LONGEST_INSTALL_MS = 10 * 60_000;

/** Newer than what machines have: identities, actions and all else that is skipped elsewhere run for real. */
export const newestTerraform: Check = {
  name: "newest-terraform",
  what: "the promises under the newest Terraform that a registry has, where there is a Python",
  async run(say) {
    const python = await pythonHere();
    if (python === null) {
      say("There is no Python 3 here, by which to get it: not run.");
      return;
    }
    const { terraform, skipped, failed } = await runPromises(await installed(python, say), say);
    if (failed.length > 0) throw new Error(`${failed.length} of the promises do not hold under ${terraform.version}`);
    if (skipped.length > 0) throw new Error(`nothing may be skipped under ${terraform.version}`);
  },
};

async function pythonHere(): Promise<string | null> {
  try {
    await promisify(execFile)("python3", ["-c", "import venv, ensurepip"]);
    return "python3";
  } catch {
    return null;
  }
}

/** The path of the command, in an environment of its own. pip compares the package's hash with the one that is written down. */
async function installed(python: string, say: (line: string) => void): Promise<string> {
  const folder = path.join(DIST, ".cache", "newest-terraform");
  const own = path.join(folder, "bin", "python");
  const run = (file: string, ...args: readonly string[]): Promise<string> =>
    shown(file, args, { env: process.env, timeoutMs: LONGEST_INSTALL_MS, say });
  await mkdir(folder, { recursive: true });
  await run(python, "-m", "venv", folder);
  await run(own, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", path.join(TOOL, "requirements.txt"));
  const command = path.join(folder, "bin", "terraform");
  await writeFile(command, `#!${own}\n${await readFile(path.join(TOOL, "terraform.py"), "utf8")}`);
  await chmod(command, 0o755);
  return command;
}
