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
import { executablePath, type InstalledPackage, installedPackage } from "./executable";
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
 * Puts the provider's executable where `terraform init` in `dir` finds it with no registry, once for each platform, and
 * returns where. What is there already and the same stays untouched: installing twice at a time does no harm, also
 * while
 * Terraform runs it. Throws an `InstallError` for an unknown platform, where nothing was built, and where nothing can
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
  try {
    for (const target of targets) {
      mkdirSync(target, { recursive: true });
      // The executable comes last: where it is, all that it needs is there too.
      for (const file of [...filesBeside(executable), executable]) {
        put(
          file,
          path.join(target, path.basename(file)),
          file === executable ? 0o755 : 0o644,
          path.join(dir, "terraform.d"),
        );
      }
    }
  } catch (error) {
    throw couldNotInstall(dir, error);
  }
  return targets.map((target) => path.join(target, path.basename(executable)));
}

/** What travels with the executable: licences, and the word that it is CommonJS. Never another version of it. */
function filesBeside(executable: string): string[] {
  const folder = path.dirname(executable);
  return readdirSync(folder)
    .filter((name) => !name.startsWith("terraform-provider-") && statSync(path.join(folder, name)).isFile())
    .map((name) => path.join(folder, name));
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
