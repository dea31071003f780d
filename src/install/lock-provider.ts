import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { installedPackage } from "./executable";
import { lockedAddresses, withEntry } from "./lock-file";
import { couldNotLock } from "./messages";
import { packageHash } from "./package-hash";

export interface LockOptions {
  /** The folder that Terraform runs in, such as a synthesized stack. */
  readonly dir: string;
  /** The executables that were put there, one for each platform. */
  readonly executables: readonly string[];
  /** Default: that of the package that this code belongs to. */
  readonly version?: string;
}

/**
 * Writes the provider's entry into the lock file of `dir`, with the hash of each folder that was put there: with it
 * there, nothing has to be asked of a registry. Throws an `InstallError` where it can't be written.
 */
export function lockProvider({ dir, executables, version = installedPackage().version }: LockOptions): void {
  const hashes = [...new Set(executables.map((executable) => packageHash(path.dirname(executable))))].sort();
  const file = path.join(dir, LOCK_FILE);
  try {
    const entry = { address: PROVIDER_ADDRESS, version, constraints: version, hashes };
    const text = withEntry(textOf(file), entry);
    if (text !== null) replace(file, text);
  } catch (error) {
    throw couldNotLock(file, error);
  }
}

/** Those among the providers' sources (`null`, `hashicorp/aws`, one in full) that the lock file of `dir` lacks. */
export function unlockedSources(dir: string, sources: readonly string[]): readonly string[] {
  // A registry is named by who runs it: Terraform's and OpenTofu's both complete a short source with their own.
  const locked = new Set(lockedAddresses(textOf(path.join(dir, LOCK_FILE))).map(withoutHost));
  return sources.filter((source) => !locked.has(withoutHost(source)));
}

const LOCK_FILE = ".terraform.lock.hcl";

function withoutHost(source: string): string {
  const parts = source.toLowerCase().split("/");
  return parts.length === 1 ? `hashicorp/${source}` : parts.slice(-2).join("/");
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** All of it at once: Terraform may be reading it. Where the lock file is a link, the file that it leads to. */
function replace(file: string, text: string): void {
  const exists = existsSync(file);
  const target = exists ? realpathSync(file) : file;
  const unfinished = `${target}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    writeFileSync(unfinished, text);
    if (exists) chmodSync(unfinished, statSync(target).mode & 0o777);
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
