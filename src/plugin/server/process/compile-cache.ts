import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import * as nodeModule from "node:module";
import { basename, dirname, isAbsolute, join, sep } from "node:path";

export interface CompileCacheParts {
  /** The provider's, as in the name of its executable. */
  readonly name: string;
  readonly version: string;
  /** What is run. */
  readonly program: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Of the user; undefined where users have no numbers. */
  readonly uid: number | undefined;
}

/** One for each place that a version lies in: Node tells files apart by their whole path. */
const KEPT_FOLDERS = 16;

/**
 * Lets a Node that can (22.1 or later) keep what it compiles for its next start, in a folder of the user's: never
 * beside the program, whose folder Terraform has locked by its hash. It is a help and no more: where there is no such
 * folder, everything is compiled anew. What lies in it is run, so it must be nobody else's.
 */
export function keepCompiled(parts: CompileCacheParts, enable = ofNode()): void {
  // Whoever has chosen a folder for Node, or none, has chosen.
  const { NODE_COMPILE_CACHE: chosen, NODE_DISABLE_COMPILE_CACHE: none } = parts.environment;
  if (enable === undefined || chosen !== undefined || none !== undefined) return;
  try {
    const folder = ownFolder(parts);
    if (folder !== null) enable(folder);
  } catch {
    // No home, a disk that is full or read-only: then nothing is kept.
  }
}

function ofNode(): ((folder: string) => unknown) | undefined {
  // The cast: the types are those of the oldest Node that is supported.
  return (nodeModule as { readonly enableCompileCache?: (folder: string) => unknown }).enableCompileCache;
}

/** The folder, made where it is missing; null where it, or one above it, could be changed by somebody else. */
function ownFolder({ name, version, program, environment, platform, uid }: CompileCacheParts): string | null {
  const base = cacheHome(environment, platform);
  if (base === null || uid === undefined) return null;
  const home = realPath(base);
  const file = realpathSync(program);
  if (`${home}${sep}`.startsWith(`${dirname(file)}${sep}`)) return null;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (!isSafeAbove(home, uid)) return null;
  const all = join(home, `terraform-provider-${name}`);
  const folder = join(all, `${version}-${createHash("sha256").update(file).digest("hex").slice(0, 16)}`);
  const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
  if (![all, folder].every((each) => isPrivate(each, uid))) return null;
  if (isNew) removeOldest(all, folder);
  return folder;
}

/** Where programs keep what can be made anew. */
function cacheHome({ XDG_CACHE_HOME: asked, HOME: home }: NodeJS.ProcessEnv, platform: string): string | null {
  if (asked !== undefined && isAbsolute(asked)) return asked;
  if (home === undefined || !isAbsolute(home)) return null;
  return platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

/** Where a folder lies or, where it is still to be made, will lie. */
function realPath(folder: string): string {
  if (existsSync(folder) || folder === dirname(folder)) return realpathSync(folder);
  return join(realPath(dirname(folder)), basename(folder));
}

/** Whether nobody but the user and the machine's own can put another folder in the place of one below. */
function isSafeAbove(folder: string, uid: number): boolean {
  const { uid: owner, mode } = statSync(folder);
  const isOurs = owner === uid || owner === 0;
  const isOpen = (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
  if (!isOurs || isOpen) return false;
  const above = dirname(folder);
  return above === folder || isSafeAbove(above, uid);
}

function isPrivate(folder: string, uid: number): boolean {
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
}

function removeOldest(all: string, newest: string): void {
  const others = readdirSync(all)
    .map((name) => join(all, name))
    .filter((folder) => folder !== newest)
    .map((folder) => ({ folder, madeMs: lstatSync(folder).mtimeMs }))
    .sort((one, other) => other.madeMs - one.madeMs);
  for (const { folder } of others.slice(KEPT_FOLDERS - 1)) rmSync(folder, { recursive: true, force: true });
}
