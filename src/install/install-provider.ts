import { randomBytes } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { PROVIDER_HOST, PROVIDER_NAMESPACE, PROVIDER_TYPE } from "../domain/provider-address";
import { executablePath, type InstalledPackage, installedPackage, isPartOfProgram } from "./executable";
import { couldNotInstall } from "./messages";
import { checkPlatform, currentPlatform } from "./platform";

export { currentPlatform };

export interface InstallOptions {
  /** The folder that Terraform runs in, such as a synthesized stack. */
  readonly dir: string;
  /** `linux_amd64` and the like; default: the current one. */
  readonly platforms?: readonly string[];
  /** The package to install from; default: the one that this code belongs to. */
  readonly from?: InstalledPackage;
}

/**
 * Puts the provider's folder where `terraform init` in `dir` finds it with no registry, once for each platform, and
 * returns where the executables are. What is there already and the same stays untouched: installing twice at a time
 * does no harm, also while Terraform runs it. Throws an `InstallError` for an unknown platform, where nothing was built, and where nothing can
 * be written.
 */
export function installProvider({
  dir,
  platforms = [currentPlatform()],
  from = installedPackage(),
}: InstallOptions): readonly string[] {
  const targets = platforms.map((platform) =>
    path.join(
      dir,
      "terraform.d",
      "plugins",
      PROVIDER_HOST,
      PROVIDER_NAMESPACE,
      PROVIDER_TYPE,
      from.version,
      checkPlatform(platform),
    ),
  );
  const executable = executablePath(from);
  const beside = filesBeside(executable);
  try {
    for (const target of targets) {
      mkdirSync(target, { recursive: true });
      // The executable comes last: where it is, all that it needs is there too. Parts are named by their content, so
      // that a former executable keeps its own until then.
      for (const file of [...beside, executable]) {
        put(
          file,
          path.join(target, path.basename(file)),
          file === executable ? 0o755 : 0o644,
          path.join(dir, "terraform.d"),
        );
      }
      removeFormerParts(target, beside);
    }
  } catch (error) {
    throw couldNotInstall(dir, error);
  }
  return targets.map((target) => path.join(target, path.basename(executable)));
}

/** What travels with the executable: its parts, licences, the word that it is CommonJS. Never another version of it. */
function filesBeside(executable: string): string[] {
  const folder = path.dirname(executable);
  return readdirSync(folder)
    .filter((name) => !name.startsWith("terraform-provider-") && statSync(path.join(folder, name)).isFile())
    .map((name) => path.join(folder, name));
}

/** Parts that another build of the same version has left: a lock file holds the hash of the whole folder. */
function removeFormerParts(target: string, beside: readonly string[]): void {
  const names = new Set(beside.map((file) => path.basename(file)));
  for (const name of readdirSync(target))
    if (isPartOfProgram(name) && !names.has(name)) rmSync(path.join(target, name), { force: true });
}

function put(from: string, to: string, mode: number, scratch: string): void {
  if (isSame(from, to, mode)) return;
  // Made outside the plugins' folder: Terraform walks through that one, and fails where a file vanishes under its eyes.
  const unfinished = path.join(scratch, `.${path.basename(to)}-${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    copyFileSync(from, unfinished);
    chmodSync(unfinished, mode);
    renameSync(unfinished, to);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function isSame(from: string, to: string, mode: number): boolean {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (!there?.isFile() || (there.mode & 0o777) !== mode || there.size !== statSync(from).size) return false;
  return readFileSync(from).equals(readFileSync(to));
}
