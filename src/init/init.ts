import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { executablePath, type InstalledPackage } from "../install/executable";
import { withEntry } from "../install/lock-file";
import { packageHash } from "../install/package-hash";
import { ask, type Terminal } from "./ask";
import {
  cancelled,
  couldNotPack,
  couldNotWrite,
  exampleMissing,
  filesInTheWay,
  folderIsNone,
  folderIsOdd,
  noNpm,
  written,
} from "./messages";
import { type Answers, DEFAULTS } from "./project/answers";
import { type Sources } from "./project/pipeline";
import { type Parts, projectFiles } from "./project/project";
import { type Files } from "./project/steps";
import { packageSource } from "./source/package-source";
import { inTheWay } from "./write/in-the-way";
import { makeFolders, writeProject } from "./write/write-project";

export interface Asked {
  /** As it was typed; null where nothing was. */
  readonly dir: string | null;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What flags have answered. */
  readonly answered: Partial<Answers>;
  readonly installed: InstalledPackage;
  /** Where the rest is asked for; null where there is nobody. */
  readonly terminal: Terminal | null;
}

/**
 * Writes a project into a folder, all of it or nothing, and returns what is to be said of it. Throws an `InitError` where
 * that can't be done or somebody's file is there, and an `InstallError` where the package is not whole.
 */
export async function init({ dir, cwd, env, answered, installed, terminal }: Asked): Promise<string> {
  const folder = path.resolve(cwd, dir ?? ".");
  // In the line that is to be typed they would be something else.
  if (/\p{Cc}/u.test(folder)) throw folderIsOdd(folder);
  if (isTaken(folder)) throw folderIsNone(folder);
  const asking = terminal === null ? { ...DEFAULTS, ...answered } : await ask(answered, terminal);
  if (asking === null) throw cancelled();
  const sources = readSources(installed.root);
  const lockFile = lockFileOf(installed);
  const filesFor = (dependency: string): Files =>
    projectFiles(asking, { dependency, version: installed.version, lockFile, sources } satisfies Parts);
  refuseWhatIsThere(folder, Object.keys(filesFor("")));

  return inFolder(folder, async (staging) => {
    const source = await packageSource(installed, staging, { cwd, env });
    if (source.kind === "not-packed") throw source.said === null ? noNpm() : couldNotPack(installed.root, source.said);
    const { packed } = source;
    const files = filesFor(source.dependency);
    const names = [...Object.keys(files), ...(packed === undefined ? [] : [packed.name])].sort();
    refuseWhatIsThere(folder, names);
    writeProject(folder, staging, files, packed);
    return written({ answers: asking, folder: dir, files: names, source });
  });
}

/** By something that is no folder, and never can be one. */
function isTaken(folder: string): boolean {
  try {
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return true;
    throw couldNotWrite(folder, error);
  }
}

function refuseWhatIsThere(folder: string, files: readonly string[]): void {
  const found = inTheWay(folder, files);
  if (found.length > 0) throw filesInTheWay(folder, found);
}

/** Makes the folder where there is none, with a folder in it that is gone afterwards; where it fails both are. */
async function inFolder<T>(folder: string, fill: (staging: string) => Promise<T>): Promise<T> {
  let undo: readonly (() => void)[] = [];
  let staging: string;
  try {
    undo = makeFolders(folder);
    staging = mkdtempSync(path.join(folder, ".greenvn-init-"));
  } catch (error) {
    takeBack(undo);
    throw couldNotWrite(folder, error);
  }
  const clear = (): void => rmSync(staging, { recursive: true, force: true, maxRetries: 3 });
  // Whoever interrupts it finds nothing of it.
  const interrupted = (signal: NodeJS.Signals): void => {
    clear();
    takeBack(undo);
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupted);
  try {
    const result = await fill(staging);
    clear();
    return result;
  } catch (error) {
    clear();
    takeBack(undo);
    throw isOfFileSystem(error) ? couldNotWrite(folder, error) : error;
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, interrupted);
  }
}

function takeBack(undo: readonly (() => void)[]): void {
  for (const one of [...undo].reverse()) one();
}

function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
}

function lockFileOf(installed: InstalledPackage): string {
  const hash = packageHash(path.dirname(executablePath(installed)));
  const { version } = installed;
  return withEntry("", { address: PROVIDER_ADDRESS, version, constraints: version, hashes: [hash] }) ?? "";
}

/** The pipelines as they lie in the package, ready to copy. */
function readSources(root: string): Sources {
  const gitops = path.join(root, "examples", "gitops");
  const read = (...names: readonly string[]): string => {
    const file = path.join(gitops, ...names);
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      throw exampleMissing(file, error);
    }
  };
  const workflows = ["greenvn-apply.yml", "greenvn-drift.yml", "greenvn-plan.yml"];
  return {
    policy: read(".greenvn-policy.yaml"),
    github: Object.fromEntries(workflows.map((name) => [name, read("github", name)])),
    gitlab: { top: read("gitlab", ".gitlab-ci.yml"), component: read("gitlab", "templates", "greenvn.yml") },
    atlantis: { repository: read("atlantis", "atlantis.yaml"), server: read("atlantis", "repos.yaml") },
  };
}
