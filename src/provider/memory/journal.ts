import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../../domain/is-record";
import {
  type CreationEntry,
  type Holder,
  isCreationEntry,
  isWrite,
  type JournalCreation,
  type JournalWrite,
} from "./journal-entries";
import { attempt, openPrivateFolder } from "./private-folder";

/**
 * What was sent and what came of it, on disk beside Terraform's own data: a killed Terraform saves nothing. One file
 * for each holder and each creation, so that parallel runs do not meet. Holds no secrets. Where it can't be
 * written, everything goes on without it.
 */
export interface Journal {
  /** Writes of a resource, oldest first. */
  writesOf(holder: Holder): readonly JournalWrite[];
  /** A write that is done ends those of the same call before it that are not. */
  record(holder: Holder, write: JournalWrite): void;
  /** Removes writes whose results Terraform's state shows, or that were never carried out. */
  forget(holder: Holder, writes: readonly string[]): void;
  forgetAll(holder: Holder): void;
  /** The allocation that an earlier run created by this `connection_id`. */
  createdBy(connectionId: string): JournalCreation | null;
  recordCreation(connectionId: string, creation: JournalCreation): void;
  forgetCreation(connectionId: string, greenvnId: string): void;
}

/** `TF_DATA_DIR`, else `.terraform` in the working directory: where Terraform keeps its own data. */
export function dataDirectory(environment: NodeJS.ProcessEnv): string {
  return environment["TF_DATA_DIR"] || ".terraform";
}

/** The workspace that Terraform works in. Each has a state of its own, and all of them share the data directory. */
export function workspaceOf(directory: string, environment: NodeJS.ProcessEnv): string {
  return (
    environment["TF_WORKSPACE"] ||
    attempt(() => readFileSync(join(directory, "environment"), "utf8").trim()) ||
    "default"
  );
}

/** The journal of one account and workspace in Terraform's data directory. */
export function openJournal(
  directory: string,
  scope: { readonly accountSid: string; readonly workspace: string },
  now: () => number,
): Journal {
  const { load, save, remove } = openPrivateFolder(join(directory, "greenvn-journal"), Date.now);
  const run = randomUUID();
  const nameOf = (kind: "writes" | "created", ...key: readonly string[]) =>
    `${kind}-${createHash("sha256")
      .update(JSON.stringify([scope.accountSid, scope.workspace, ...key]))
      .digest("hex")
      .slice(0, 40)}.json`;
  const writesFile = ({ resource, greenvnId }: Holder) => nameOf("writes", resource, greenvnId);
  const creationFile = (connectionId: string) => nameOf("created", connectionId);

  function writesOf(holder: Holder): readonly JournalWrite[] {
    const name = writesFile(holder);
    const entry = load(name);
    const writes = isRecord(entry) && Array.isArray(entry["writes"]) ? entry["writes"].filter(isWrite) : [];
    if (writes.length === 0) remove(name);
    return writes;
  }

  function creationBy(connectionId: string): CreationEntry | null {
    const entry = load(creationFile(connectionId));
    return isCreationEntry(entry) ? entry : null;
  }

  return {
    writesOf,
    record(holder, write) {
      const others = writesOf(holder).filter((other) => {
        const isEnded = write.done && !other.done && other.sent.operation === write.sent.operation;
        return other.write !== write.write && !isEnded;
      });
      save(writesFile(holder), { greenvn_id: holder.greenvnId, writes: [...others, write] });
    },
    forget(holder, writes) {
      const all = writesOf(holder);
      const left = all.filter(({ write }) => !writes.includes(write));
      if (left.length === 0) remove(writesFile(holder));
      else if (left.length < all.length) save(writesFile(holder), { greenvn_id: holder.greenvnId, writes: left });
    },
    forgetAll(holder) {
      remove(writesFile(holder));
    },
    createdBy(connectionId) {
      const entry = creationBy(connectionId);
      // What this very run created or took in is in its plan already: a second resource of the same name must meet the
      // API's refusal.
      return entry !== null && entry.run !== run ? entry : null;
    },
    recordCreation(connectionId, { greenvn_id, preferences, strictness }) {
      save(creationFile(connectionId), {
        greenvn_id,
        preferences,
        strictness,
        connection_id: connectionId,
        at: new Date(now()).toISOString(),
        run,
      } satisfies CreationEntry);
    },
    forgetCreation(connectionId, greenvnId) {
      if (creationBy(connectionId)?.greenvn_id === greenvnId) remove(creationFile(connectionId));
    },
  };
}
