import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { DIST } from "../project";
import type { Runtime } from "./runtimes";

const execFileAsync = promisify(execFile);
const LONGEST_MS = 10 * 60_000;

/**
 * The path of a runtime on this machine, for whatever platform it is made: taken from `dist/.cache`, else from the npm
 * registry that npm is set up for. Throws where the package is not the one that is written down.
 */
export async function fetchRuntime({ name, version, integrity, file }: Runtime): Promise<string> {
  const [, digest = ""] = integrity.split("-");
  const cache = path.join(DIST, ".cache", "runtimes");
  const kept = path.join(cache, Buffer.from(digest, "base64").toString("hex").slice(0, 32));
  if (await exists(kept)) return kept;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, "fetching-"));
  try {
    await execFileAsync("npm", ["pack", "--silent", "--ignore-scripts", `${name}@${version}`], {
      cwd: folder,
      timeout: LONGEST_MS,
    });
    const [tarball] = await readdir(folder);
    if (tarball === undefined) throw new Error(`npm pack brought no package ${name} ${version}`);
    const found = await integrityOf(path.join(folder, tarball));
    if (found !== integrity)
      throw new Error(`${name} ${version} is not the package that is written down: ${found} in place of ${integrity}`);
    await execFileAsync("tar", ["-xzf", tarball, file], { cwd: folder, timeout: LONGEST_MS });
    const runtime = path.join(folder, file);
    await chmod(runtime, 0o755);
    await utimes(runtime, new Date(), new Date());
    await rename(runtime, kept);
    return kept;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** As lock files have it. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest("base64")}`;
}
