import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { executablePath, type InstalledPackage, installedPackage } from "./executable";
import { couldNotInstall } from "./messages";
import { placeFolder, providerFolder } from "./place-folder";
import { currentPlatform } from "./platform";

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
  const targets = platforms.map((platform) => providerFolder(dir, from.version, platform));
  const executable = executablePath(from);
  const files = [...filesBeside(executable), executable].map((file) => ({
    from: file,
    name: path.basename(file),
    mode: file === executable ? 0o755 : 0o644,
  }));
  try {
    for (const target of targets) placeFolder(target, files, path.join(dir, "terraform.d"));
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
