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
import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { isPartOfProgram } from "./executable";
import { checkPlatform } from "./platform";

/** A file as it is to lie in the provider's folder. */
export interface PlacedFile {
  readonly from: string;
  readonly name: string;
  readonly mode: number;
}

/** Where `terraform init` in `dir` looks, for every version. */
export function pluginFolder(dir: string): string {
  return path.join(dir, "terraform.d", "plugins", ...PROVIDER_ADDRESS.split("/"));
}

/** The folder of one. Throws an `InstallError` for a platform that is none. */
export function providerFolder(dir: string, version: string, platform: string): string {
  return path.join(pluginFolder(dir), version, checkPlatform(platform));
}

/**
 * Puts these files into a provider's folder; what is there already and the same stays untouched. The last one is the
 * executable: where it is, all that it needs is there too. Parts are named by their content, so that a former
 * executable keeps its own until then.
 */
export function placeFolder(target: string, files: readonly PlacedFile[], scratch: string): void {
  mkdirSync(target, { recursive: true });
  for (const { from, name, mode } of files) put(from, path.join(target, name), mode, scratch);
  removeFormer(target, new Set(files.map(({ name }) => name)));
}

/** What another build or the other form of the same version has left: a lock file holds the hash of the whole folder. */
function removeFormer(target: string, names: ReadonlySet<string>): void {
  for (const name of readdirSync(target))
    if ((isPartOfProgram(name) || name === "package.json") && !names.has(name))
      rmSync(path.join(target, name), { force: true });
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
