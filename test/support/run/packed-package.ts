import path from "node:path";
import { VERSION } from "../../../scripts/project";
import { run } from "./run";

/** Packs the project in `root` into `folder`, as a registry would get it, and returns the path of the tarball. */
export async function packed(root: string, folder: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  // What `prepack` makes is made by whoever calls this.
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  await output("npm", args, root, { ...env, npm_config_cache: path.join(folder, ".npm") });
  return path.join(folder, `cdktf-greenvn-${VERSION}.tgz`);
}

/** Unpacks a tarball of npm beside it, and returns the folder of the package. */
export async function unpackedIn(tarball: string): Promise<string> {
  const folder = path.dirname(tarball);
  await output("tar", ["-xzf", tarball], folder, process.env);
  return path.join(folder, "package");
}

/** What a program prints. Throws where it fails. */
export async function output(
  file: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { command, exitCode, stdout, stderr } = await run(file, args, { cwd, env, timeoutMs: 80_000 });
  if (exitCode !== 0) throw new Error(`${command} ended with ${String(exitCode)}\n${stdout}\n${stderr}`);
  return stdout;
}
