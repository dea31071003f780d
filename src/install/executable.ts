import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { executableName } from "./file-names";
import { executableNotBuilt, packageNotFound } from "./messages";

const PACKAGE = "cdktf-greenvn";

/** The package as it lies on disk. */
export interface InstalledPackage {
  readonly root: string;
  readonly version: string;
}

let found: InstalledPackage | undefined;

/** The package that this code belongs to, be it run from its sources, compiled, or bundled below its folder. */
export function installedPackage(): InstalledPackage {
  found ??= findPackage(__dirname);
  return found;
}

/** The nearest package of ours, from a folder upwards. */
export function findPackage(from: string): InstalledPackage {
  for (let here = path.resolve(from); ; here = path.dirname(here)) {
    const version = versionIn(path.join(here, "package.json"));
    if (version !== null) return { root: here, version };
    if (here === path.dirname(here)) throw packageNotFound(PACKAGE, from);
  }
}

/** The provider's executable. Throws an `InstallError` where it was not built. */
export function executablePath({ root, version }: InstalledPackage = installedPackage()): string {
  const executable = path.join(root, "dist", "provider", executableName(version));
  if (!existsSync(executable)) throw executableNotBuilt(executable, PACKAGE, version);
  return executable;
}

/** Whether a file beside an executable is one of the parts that the build names by their content. */
export function isPartOfProgram(name: string): boolean {
  return /-[0-9A-Z]{8}\.cjs$/.test(name);
}

function versionIn(file: string): string | null {
  try {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as {
      readonly name?: unknown;
      readonly version?: unknown;
    } | null;
    return manifest?.name === PACKAGE && typeof manifest.version === "string" ? manifest.version : null;
  } catch {
    return null;
  }
}
