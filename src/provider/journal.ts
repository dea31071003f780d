import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Obtained } from "../rules/vn-rule";
import { isRecent, type SentWrite } from "./notes";

/** A PUT that this directory's Terraform may not have recorded; `done` once the API confirmed it. */
export interface JournalWrite extends SentWrite {
  readonly done: boolean;
  /** The number that a confirmed change of it granted. */
  readonly granted?: string | null;
}

/** A creation that was answered, and what it had asked for. */
export interface JournalCreation {
  readonly greenvn_id: string;
  readonly preferences: Obtained["preferences"];
  readonly strictness: boolean;
}

interface CreationEntry extends JournalCreation {
  readonly connection_id: string;
  readonly at: string;
  readonly run: string;
}

/**
 * What was sent and what came of it, on disk beside Terraform's own data: a killed Terraform saves nothing. One file
 * for each allocation and each creation, so that parallel runs do not meet. Holds no secrets. Where it can't be
 * written, everything goes on without it.
 */
export interface Journal {
  /** Writes to an allocation, oldest first. */
  writesOf(greenvnId: string): readonly JournalWrite[];
  record(greenvnId: string, write: JournalWrite): void;
  /** Removes writes whose results Terraform's state shows, or that were never carried out. */
  forget(greenvnId: string, writes: readonly string[]): void;
  /** The allocation that an earlier run created by this `connection_id`. */
  createdBy(connectionId: string): JournalCreation | null;
  recordCreation(connectionId: string, creation: JournalCreation): void;
  forgetCreation(connectionId: string, greenvnId: string): void;
  forgetAllocation(greenvnId: string): void;
}

/** `TF_DATA_DIR`, else `.terraform` in the working directory: where Terraform keeps its own data. */
export function dataDirectory(environment: NodeJS.ProcessEnv): string {
  return environment["TF_DATA_DIR"] || ".terraform";
}

/** The journal of one account in Terraform's data directory. */
export function openJournal(directory: string, accountSid: string, now: () => number): Journal {
  const folder = join(directory, "greenvn-journal");
  const run = randomUUID();
  // Listed once: a plan of thousands of unchanged allocations must not look for a file each.
  let names: Set<string> | undefined;

  const nameOf = (kind: "writes" | "created", key: string) => `${kind}-${createHash("sha256").update(JSON.stringify([accountSid, key])).digest("hex").slice(0, 40)}.json`;

  function known(): Set<string> {
    if (!names) names = new Set(attempt(() => readdirSync(folder)) ?? []);
    return names;
  }

  function load<T>(name: string): T | null {
    if (!known().has(name)) return null;
    return attempt(() => JSON.parse(readFileSync(join(folder, name), "utf8")) as T) ?? null;
  }

  function save(name: string, content: unknown): void {
    attempt(() => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `${name}.${randomUUID()}.tmp`);
      writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
      renameSync(draft, join(folder, name));
      known().add(name);
    });
  }

  function remove(name: string): void {
    if (!known().delete(name)) return;
    attempt(() => rmSync(join(folder, name), { force: true }));
  }

  const writesOf = (greenvnId: string): readonly JournalWrite[] => {
    const writes: unknown = load<{ writes?: unknown }>(nameOf("writes", greenvnId))?.writes;
    return Array.isArray(writes) ? writes.filter(isWhole).filter((write) => isRecent(write.at, now())) : [];
  };

  return {
    writesOf,
    record(greenvnId, write) {
      save(nameOf("writes", greenvnId), { greenvn_id: greenvnId, writes: [...writesOf(greenvnId).filter((other) => other.write !== write.write), write] });
    },
    forget(greenvnId, writes) {
      const all = writesOf(greenvnId);
      const left = all.filter(({ write }) => !writes.includes(write));
      if (left.length === 0) remove(nameOf("writes", greenvnId));
      else if (left.length < all.length) save(nameOf("writes", greenvnId), { greenvn_id: greenvnId, writes: left });
    },
    createdBy(connectionId) {
      const entry = load<Partial<CreationEntry>>(nameOf("created", connectionId));
      // What this very run created is in its plan already: a second resource of the same name must meet the API's refusal.
      return entry !== null && isCreation(entry) && entry.run !== run ? entry : null;
    },
    recordCreation(connectionId, creation) {
      save(nameOf("created", connectionId), { ...creation, connection_id: connectionId, at: new Date(now()).toISOString(), run } satisfies CreationEntry);
    },
    forgetCreation(connectionId, greenvnId) {
      const name = nameOf("created", connectionId);
      if (load<Partial<CreationEntry>>(name)?.greenvn_id === greenvnId) remove(name);
    },
    forgetAllocation(greenvnId) {
      remove(nameOf("writes", greenvnId));
    },
  };
}

/** A file that something else wrote, or that was cut, must not fail a run. */
function isWhole(entry: unknown): entry is JournalWrite {
  if (typeof entry !== "object" || entry === null) return false;
  const { write, at, before, sent } = entry as Partial<JournalWrite>;
  return typeof write === "string" && typeof at === "string" && typeof before === "object" && typeof sent === "object";
}

function isCreation(entry: Partial<CreationEntry>): entry is CreationEntry {
  return typeof entry.greenvn_id === "string" && typeof entry.preferences === "object" && entry.preferences !== null;
}

/** Runs what may fail where the disk is full, read-only or gone: the journal is a help, never a hindrance. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
