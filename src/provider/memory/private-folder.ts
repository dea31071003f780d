import { createHash, randomUUID } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A folder of JSON files that belongs to this user alone. It is a help, never a hindrance: where the disk is full,
 * read-only or gone, or the folder is not ours, it holds nothing and keeps nothing.
 */
export interface PrivateFolder {
  /** Null where there is none, or none that is JSON. */
  load(this: void, name: string): unknown;
  /** Replaces a file as a whole: whoever reads it meets the one before or the one after. */
  save(this: void, name: string, content: unknown): void;
  remove(this: void, name: string): void;
}

/** What the files of several accounts and workspaces, which share a data directory, are kept apart by. */
export interface FileScope {
  readonly accountSid: string;
  readonly workspace: string;
}

/** What stands in a file's name for `key`: an id may hold what a name can not. */
export function hashedKey({ accountSid, workspace }: FileScope, ...key: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify([accountSid, workspace, ...key]))
    .digest("hex")
    .slice(0, 40);
}

/** A write is done within milliseconds: a draft that is this old was left by a process that is gone. */
const DRAFT_LIFE_MS = 60 * 60 * 1000;
/** The name that is to be, what tells drafts apart, and a suffix. */
const DRAFT = /^[\w-]+\.json\.[\da-f-]{36}\.tmp$/;

/** `now`: milliseconds since the epoch, as the file system tells them. */
export function openPrivateFolder(folder: string, now: () => number): PrivateFolder {
  // Listed once: a plan of thousands of unchanged allocations must not look for a file each.
  let names: Set<string> | undefined;
  let isSwept = false;

  function known(): Set<string> {
    if (!names) names = new Set(isOurs(folder) ? attempt(() => readdirSync(folder)) : []);
    return names;
  }

  function make(): void {
    // Only what is made here: whatever the umask, it is to be read again, and by nobody else.
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
    if (!isOurs(folder)) throw new Error("the folder is not ours");
  }

  /** What killed processes have left, once in the life of this one. */
  function sweep(): void {
    if (isSwept) return;
    isSwept = true;
    for (const name of [...known()].filter((one) => DRAFT.test(one)))
      attempt(() => {
        const draft = join(folder, name);
        if (now() - lstatSync(draft).mtimeMs > DRAFT_LIFE_MS) rmSync(draft, { force: true });
      });
  }

  return {
    load(name) {
      if (!known().has(name)) return null;
      return attempt((): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"))) ?? null;
    },
    save(name, content) {
      const draft = join(folder, `${name}.${randomUUID()}.tmp`);
      attempt(() => {
        make();
        sweep();
        try {
          // Never over what stands there, a link least of all.
          writeFileSync(draft, JSON.stringify(content), { mode: 0o600, flag: "wx" });
          chmodSync(draft, 0o600);
          renameSync(draft, join(folder, name));
        } catch (thrown) {
          attempt(() => rmSync(draft, { force: true }));
          throw thrown;
        }
        known().add(name);
      });
    },
    remove(name) {
      if (!known().delete(name)) return;
      attempt(() => rmSync(join(folder, name), { force: true }));
    },
  };
}

/** Whether it is a folder of this user's, and no link to another: somebody else's may say anything. */
function isOurs(folder: string): boolean {
  const found = attempt(() => lstatSync(folder));
  return found?.isDirectory() === true && found.uid === process.getuid?.();
}

/** Runs what may fail. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
