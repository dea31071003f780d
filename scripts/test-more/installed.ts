import { realpath } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../project";
import { shown } from "../shown";

const LONGEST_INSTALL_MS = 10 * 60_000;

type Say = (line: string) => void;

/** The path of the Node 22 of this platform. npm compares the package's hash with the lock file's. */
export async function installedNode22(say: Say): Promise<string> {
  say(`Node 22 for ${process.platform} on ${process.arch}:`);
  const [program] = await installed("node-22", ["node"], say);
  if (program !== undefined) return program;
  throw new Error(
    `no Node 22 for ${process.platform} on ${process.arch} was installed: either tools/node-22 has none, or it could not be fetched, or it is another one than the lock file says`,
  );
}

/** The one program that a folder of `tools/` brings, installed as below. Rejects where it did not come. */
export async function installedProgram(tool: string, program: string, say: Say): Promise<string> {
  const [file] = await installed(tool, [program], say);
  if (file === undefined) throw new Error(`tools/${tool} brought no ${program}`);
  return file;
}

/** Installs what a folder of `tools/` names, by its own lock file. Returns the paths of those programs that it brought. */
export async function installed(tool: string, programs: readonly string[], say: Say): Promise<readonly string[]> {
  const folder = path.join("tools", tool);
  const quiet = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  await shown("npm", ["ci", "--prefix", folder, ...quiet], { env: process.env, timeoutMs: LONGEST_INSTALL_MS, say });
  const found = await Promise.all(
    programs.map((program) => realpath(path.join(ROOT, folder, "node_modules", ".bin", program)).catch(() => null)),
  );
  return found.filter((file) => file !== null);
}
