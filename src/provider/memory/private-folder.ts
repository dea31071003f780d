import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isRecord } from "../../domain/is-record";

/**
 * A folder of JSON files that belongs to this user alone. It is a help, never a hindrance: where the disk is full,
 * read-only or gone, or the folder is not ours, it holds nothing and keeps nothing.
 */
export interface PrivateFolder {
  /** Whether it holds nothing, as `known` tells it. */
  isEmpty(this: void): boolean;
  /**
   * Names whose first two parts are `group`, such as `change-1f2e` of `change-1f2e-7a.json`: as they were at the first
   * question, with what this process wrote and removed since.
   */
  known(this: void, group: string): readonly string[];
  /** The same, as the disk has it now. */
  listed(this: void, group: string): readonly string[];
  /** Null where there is none, or none that is JSON; also of a file that came since the names were listed. */
  load(this: void, name: string): unknown;
  /** Replaces a file as a whole: whoever reads it meets the one before or the one after. */
  save(this: void, name: string, content: unknown): void;
  /** As `save`, unless a file of that name is there already: then `exists`, and it is left alone. */
  saveNew(this: void, name: string, content: unknown): "saved" | "exists";
  remove(this: void, name: string): void;
}

/** What stands in a file's name for `key`: an id may hold what a name can not, and names tell nothing. */
export function hashedKey(...key: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 40);
}

/** A write is done within milliseconds: a draft that is this old was left by a process that is gone. */
const DRAFT_LIFE_MS = 60 * 60 * 1000;
/** The name that is to be, what tells drafts apart, and a suffix. */
const DRAFT = /^[\w-]+\.json\.[\da-f-]{36}\.tmp$/;

/** `now`: milliseconds since the epoch, as the file system tells them. */
export function openPrivateFolder(folder: string, now: () => number): PrivateFolder {
  // Listed once: a plan of thousands of unchanged allocations must not look for a file each.
  let groups: Map<string, Set<string>> | undefined;
  let isSwept = false;

  function all(): Map<string, Set<string>> {
    if (!groups) {
      groups = new Map();
      for (const name of (isOurs(folder) ? attempt(() => readdirSync(folder)) : undefined) ?? []) add(groups, name);
    }
    return groups;
  }

  const known = (group: string): readonly string[] =>
    [...(all().get(group) ?? [])].filter((name) => name.endsWith(".json"));

  function make(): void {
    // Only what is made here: whatever the umask, it is to be read again, and by nobody else.
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
    if (!isOurs(folder)) throw new Error("the folder is not ours");
  }

  /** What killed processes have left, once in the life of this one. */
  function sweep(): void {
    if (isSwept) return;
    isSwept = true;
    for (const name of [...all().values()].flatMap((names) => [...names]).filter((one) => DRAFT.test(one)))
      attempt(() => {
        const draft = join(folder, name);
        if (now() - lstatSync(draft).mtimeMs > DRAFT_LIFE_MS) rmSync(draft, { force: true });
      });
  }

  /** Writes a draft, and lets `place` give it its name. */
  function write<T>(name: string, content: unknown, place: (draft: string, file: string) => T): T | undefined {
    const draft = join(folder, `${name}.${randomBytes(18).toString("hex")}.tmp`);
    return attempt(() => {
      make();
      sweep();
      try {
        // Never over what stands there, a link least of all.
        writeFileSync(draft, JSON.stringify(content), { mode: 0o600, flag: "wx" });
        chmodSync(draft, 0o600);
        const placed = place(draft, join(folder, name));
        add(all(), name);
        return placed;
      } finally {
        attempt(() => rmSync(draft, { force: true }));
      }
    });
  }

  return {
    isEmpty: () => all().size === 0,
    known,
    listed(group) {
      groups = undefined;
      return known(group);
    },
    load(name) {
      if (!isOurs(folder)) return null;
      return attempt((): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"))) ?? null;
    },
    save: (name, content) => write(name, content, renameSync),
    saveNew: (name, content) => write(name, content, placeNew) ?? "saved",
    remove(name) {
      const group = all().get(groupOf(name));
      group?.delete(name);
      if (group?.size === 0) all().delete(groupOf(name));
      if (!isOurs(folder)) return;
      attempt(() => rmSync(join(folder, name), { force: true }));
    },
  };
}

function placeNew(draft: string, file: string): "saved" | "exists" {
  try {
    linkSync(draft, file);
  } catch (thrown) {
    if (isRecord(thrown) && thrown["code"] === "EEXIST") return "exists";
    // Not every disk knows links.
    renameSync(draft, file);
  }
  return "saved";
}

function add(groups: Map<string, Set<string>>, name: string): void {
  groups.set(groupOf(name), (groups.get(groupOf(name)) ?? new Set()).add(name));
}

function groupOf(name: string): string {
  return name.split(/[-.]/, 2).join("-");
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
