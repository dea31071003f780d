import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { installedPackage } from "../install/executable";
import { executableName, sumsName, versionOfSums, zipName } from "../install/file-names";
import { InstallError } from "../install/install-error";
import { couldNotInstall } from "../install/messages";
import { type PlacedFile, placeFolder, providerFolder } from "../install/place-folder";
import { currentPlatform } from "../install/platform";
import {
  checksumWrong,
  executableMissing,
  noRelease,
  notInSums,
  releaseOfOtherVersion,
  releaseUnreadable,
  zipBroken,
  zipMissing,
  zipRefused,
} from "./messages";
import { readSums } from "./read-sums";
import { unpack, ZipRefused } from "./unpack";

export interface InstallReleaseOptions {
  /** The folder of a release, as `npm run release` writes it. */
  readonly release: string;
  /** The folder that Terraform runs in, such as a synthesized stack. */
  readonly dir: string;
  /** `linux_amd64` and the like; default: the current one. */
  readonly platforms?: readonly string[];
  /** Default: that of the package that this code belongs to. A release of another one is refused. */
  readonly version?: string;
}

/**
 * Puts the standalone executable of a release where `installProvider` puts the one that Node runs, once for each
 * platform, and returns where the executables are. Every checksum is verified before the first zip is unpacked, and
 * every zip unpacked before the first file is put in place. Rejects with an `InstallError`.
 */
export async function installRelease({
  release,
  dir,
  platforms = [currentPlatform()],
  version = installedPackage().version,
}: InstallReleaseOptions): Promise<readonly string[]> {
  const targets = platforms.map((platform) => ({ platform, target: providerFolder(dir, version, platform) }));
  const sums = sumsOf(release, version);
  const zips = targets.map(({ platform, target }) => ({
    target,
    name: zipName(version, platform),
    zip: verifiedZip(release, zipName(version, platform), sums, sumsName(version)),
  }));
  // Beside the plugins: Terraform walks through those, and what is moved there has to be on the same disk.
  const scratch = path.join(dir, "terraform.d");
  const unpacked = makeFolder(scratch, dir);
  try {
    const placed: { target: string; files: readonly PlacedFile[] }[] = [];
    for (const { target, name, zip } of zips)
      placed.push({ target, files: await filesOf(zip, name, executableName(version), path.join(unpacked, name)) });
    try {
      for (const { target, files } of placed) placeFolder(target, files, scratch);
    } catch (error) {
      throw couldNotInstall(dir, error);
    }
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
  return targets.map(({ target }) => path.join(target, executableName(version)));
}

function sumsOf(release: string, version: string): ReadonlyMap<string, string> {
  const sums = sumsName(version);
  try {
    const names = readdirSync(release);
    if (!names.includes(sums)) {
      const others = names.map(versionOfSums).filter((other) => other !== null);
      throw others.length === 0 ? noRelease(release, sums) : releaseOfOtherVersion(release, others, version);
    }
    return readSums(readFileSync(path.join(release, sums), "utf8"), sums);
  } catch (error) {
    throw error instanceof InstallError ? error : releaseUnreadable(release, error);
  }
}

/** The bytes that were verified are those that are unpacked: nothing is read from disk again. */
function verifiedZip(release: string, name: string, sums: ReadonlyMap<string, string>, sumsFile: string): Buffer {
  const file = path.join(release, name);
  if (!existsSync(file)) throw zipMissing(release, name);
  const told = sums.get(name);
  if (told === undefined) throw notInSums(sumsFile, name);
  let zip: Buffer;
  try {
    zip = readFileSync(file);
  } catch (error) {
    throw releaseUnreadable(release, error);
  }
  if (createHash("sha256").update(zip).digest("hex") !== told) throw checksumWrong(name, sumsFile);
  return zip;
}

function makeFolder(scratch: string, dir: string): string {
  try {
    mkdirSync(scratch, { recursive: true });
    return mkdtempSync(path.join(scratch, ".unpacked-"));
  } catch (error) {
    throw couldNotInstall(dir, error);
  }
}

/** The executable last. */
async function filesOf(
  zip: Buffer,
  zipFile: string,
  executable: string,
  folder: string,
): Promise<readonly PlacedFile[]> {
  mkdirSync(folder);
  const names = await unpack(zip, folder).catch((error: unknown) => {
    if (isNoRoom(error)) throw couldNotInstall(folder, error);
    throw zipRefused(zipFile, error instanceof ZipRefused ? error.message : zipBroken(error));
  });
  if (!names.includes(executable)) throw zipRefused(zipFile, executableMissing(executable));
  const beside = names.filter((name) => name !== executable).map((name) => placed(folder, name, 0o644));
  return [...beside, placed(folder, executable, 0o755)];
}

const placed = (folder: string, name: string, mode: number): PlacedFile => ({
  from: path.join(folder, name),
  name,
  mode,
});

/** What the disk says, and not the zip. */
function isNoRoom(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return ["ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO"].includes(code);
}
