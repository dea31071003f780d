import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Delivery } from "../../plugin/sdk/resource";
import {
  type ChangeEntry,
  type CreationEntry,
  type CreationSent,
  type Holder,
  isChangeEntry,
  isCreationEntry,
  olderChanges,
  olderCreation,
  type Rotated,
} from "./journal-entries";
import type { SentWrite } from "./notes";
import { attempt, hashedKey, openPrivateFolder } from "./private-folder";
import { judgeWriter, type Machine, type Writer, type WriterIs } from "./writer";

/**
 * What was sent and what came of it, on disk beside Terraform's own data: a killed Terraform saves nothing. Holds no
 * secrets. Where it can't be written, everything goes on without it.
 */
export interface Journal {
  /** Whether nothing stands in it, as it was at the first question, with what this run wrote and ended since. */
  isEmpty(): boolean;
  /** PUTs of a resource that stand, oldest first. */
  changesOf(holder: Holder | Rotated): readonly ChangeEntry[];
  /** The same, with what other processes have written since. */
  currentChangesOf(holder: Holder | Rotated): readonly ChangeEntry[];
  /** Before a PUT is sent. */
  beginChange(
    holder: Holder | Rotated,
    write: SentWrite,
    from: Pick<ChangeEntry, "by" | "savedAs">,
  ): Promise<ChangeRecord>;
  /** Ends PUTs whose results Terraform has saved. */
  endChanges(holder: Holder | Rotated, writes: readonly string[]): void;
  /** Ends all that is about an allocation that is gone. */
  endAllOf(greenvnId: string, connectionId: string | null): void;
  /** The creation by a `connection_id` that stands, as the disk has it now. */
  creationOf(connectionId: string): CreationEntry | null;
  /** Before a POST is sent. Null: another process began one by this name meanwhile. `over`: an entry that it replaces. */
  beginCreation(connectionId: string, sent: CreationSent, over: CreationEntry | null): Promise<CreationRecord | null>;
  /** Makes what a run that is gone has created this run's own. */
  takeOverCreation(entry: CreationEntry): Promise<CreationRecord>;
  /** Ends a creation that Terraform has saved. One that was told as lost is settled with it. */
  endCreation(connectionId: string, greenvnId: string): void;
  /** Where a name is in a state, or was a moment ago, a creation by it that never told an id is settled, too. */
  endUnanswered(connectionId: string): Promise<void>;
  endCreationEntry(entry: CreationEntry): void;
  judge(entry: Pick<ChangeEntry, "at" | "writer">): Promise<WriterIs>;
  /** How long its writer is waited for, in milliseconds. */
  patienceFor(entry: Pick<ChangeEntry, "writer">): number;
}

/** An entry that this run writes, until it ends. */
interface EntryRecord {
  /** The call was not carried out, or not sent. */
  end(): void;
  /** To be told of the way of the answer to Terraform. */
  readonly delivery: Delivery;
}

export interface ChangeRecord extends EntryRecord {
  /** Before it is sent: what a check saw is what a later look is held against. */
  found(before: SentWrite["before"]): void;
  /** The API confirmed it. `granted`: as of a `JournalWrite`. */
  answered(granted?: string | null): void;
  /** Writes an ended entry anew: whoever was to be told of its result was not. */
  restore(): void;
}

export interface CreationRecord extends EntryRecord {
  answered(greenvnId: string): void;
  /** Whether the entry is still this run's. */
  isOwn(): boolean;
}

/** What the journal's entries are kept apart by. */
export interface JournalScope {
  readonly accountSid: string;
  /** Of the API: scheme, host and port. */
  readonly origin: string;
  readonly workspace: string;
}

export interface JournalParts {
  /** Terraform's data directory. */
  readonly directory: string;
  readonly scope: JournalScope;
  readonly requestTimeoutMs: number;
  readonly machine: Machine;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `TF_DATA_DIR`, else `.terraform` in the working directory: where Terraform keeps its own data. */
export function dataDirectory(environment: NodeJS.ProcessEnv): string {
  return environment["TF_DATA_DIR"] || ".terraform";
}

/** The workspace that Terraform works in. Each has a state of its own, and all of them share the data directory. */
export function workspaceOf(directory: string, environment: NodeJS.ProcessEnv): string {
  const selected = attempt(() => readFileSync(join(directory, "environment"), "utf8").trim());
  return environment["TF_WORKSPACE"] || selected || "default";
}

export function openJournal({ directory, scope, requestTimeoutMs, machine, now }: JournalParts): Journal {
  const files = openPrivateFolder(join(directory, "greenvn-journal"), Date.now);
  const { accountSid, origin, workspace } = scope;

  // A note belongs to one state; a name is one for all states of an account.
  // What an action takes belongs to no state.
  const changesKey = ({ resource, greenvnId }: Holder | Rotated) =>
    resource === "greenvn_rotate"
      ? `change-${hashedKey(accountSid, origin, resource, greenvnId)}`
      : `change-${hashedKey(accountSid, origin, workspace, resource, greenvnId)}`;
  const creationKey = (connectionId: string) => `creation-${hashedKey(accountSid, origin, connectionId)}`;
  const creationFile = (connectionId: string) => `${creationKey(connectionId)}.json`;
  const olderChangesKey = ({ resource, greenvnId }: Holder | Rotated) =>
    `writes-${hashedKey(accountSid, workspace, resource, greenvnId)}`;
  const olderCreationKey = (connectionId: string) => `created-${hashedKey(accountSid, workspace, connectionId)}`;

  const own = { run: unique(), request_timeout_ms: requestTimeoutMs };
  const writer = async (): Promise<Writer> => ({ ...own, ...(await machine.here()) });
  const at = () => new Date(now()).toISOString();
  const ageMsOf = (entry: Pick<ChangeEntry, "at">) => now() - Date.parse(entry.at);
  const requestTimeoutOf = (entry: Pick<ChangeEntry, "writer">) => entry.writer?.request_timeout_ms ?? requestTimeoutMs;

  function changesIn(names: readonly string[], olderNames: readonly string[]): readonly ChangeEntry[] {
    const entries = names.map((name) => files.load(name)).filter(isChangeEntry);
    const older = olderNames.flatMap((name) => olderChanges(files.load(name)));
    return [...older, ...entries].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  }

  function currentCreation(connectionId: string): CreationEntry | null {
    const entry = files.load(creationFile(connectionId));
    return isCreationEntry(entry) ? entry : null;
  }

  function olderCreationBy(connectionId: string): CreationEntry | null {
    const [name] = knownOf(() => olderCreationKey(connectionId));
    return name === undefined ? null : olderCreation(files.load(name));
  }

  // A plan of thousands finds nothing most of the time: then not even the names of files are made.
  const knownOf = (key: () => string): readonly string[] => (files.isEmpty() ? [] : files.known(key()));

  function recordOfChange(holder: Holder | Rotated, first: ChangeEntry): ChangeRecord {
    const name = `${changesKey(holder)}-${first.write}.json`;
    let entry = first;
    const rewrite = (more: Partial<ChangeEntry>): void => {
      entry = { ...entry, ...more };
      const kept = files.load(name);
      // Whoever ended it meanwhile has seen its result saved.
      if (!isChangeEntry(kept)) return;
      // Disks write at once what replaces a file: that takes as long as all else of a change.
      if (JSON.stringify(kept) !== JSON.stringify(entry)) files.save(name, entry);
    };
    files.save(name, entry);
    return {
      found: (before) => rewrite({ before }),
      answered: (granted) => rewrite({ done: true, ...(granted === undefined ? {} : { granted }) }),
      end: () => files.remove(name),
      restore: () => files.save(name, entry),
      delivery: { begins: () => rewrite({ delivered: true }), fails: () => rewrite({ delivered: false }) },
    };
  }

  function recordOfCreation(first: CreationEntry): CreationRecord {
    const name = creationFile(first.connection_id);
    let entry = first;
    const isOwn = () => currentCreation(first.connection_id)?.creation === first.creation;
    const rewrite = (more: Partial<CreationEntry>): void => {
      entry = { ...entry, ...more };
      if (isOwn()) files.save(name, entry);
    };
    return {
      isOwn,
      answered: (greenvnId) => rewrite({ greenvn_id: greenvnId }),
      end: () => (isOwn() ? files.remove(name) : undefined),
      delivery: { begins: () => rewrite({ delivered: true }), fails: () => rewrite({ delivered: false }) },
    };
  }

  function endCreation(connectionId: string, greenvnId: string): void {
    if (knownOf(() => creationKey(connectionId)).length > 0) {
      const entry = currentCreation(connectionId);
      if (entry !== null && isSettledBy(entry, greenvnId)) files.remove(creationFile(connectionId));
    }
    if (olderCreationBy(connectionId)?.greenvn_id === greenvnId)
      for (const name of knownOf(() => olderCreationKey(connectionId))) files.remove(name);
  }

  function isSettledBy(entry: CreationEntry, greenvnId: string): boolean {
    return entry.greenvn_id === null ? entry.delivered : entry.greenvn_id === greenvnId;
  }

  async function endUnanswered(connectionId: string): Promise<void> {
    const entry = knownOf(() => creationKey(connectionId)).length > 0 ? currentCreation(connectionId) : null;
    if (entry === null || entry.greenvn_id !== null) return;
    const writerIs = await judge(entry);
    // The writer of a call that is under way ends its entry itself.
    if (writerIs === "gone" || writerIs === "unknown") endCreationEntry(entry);
  }

  function judge(entry: Pick<ChangeEntry, "at" | "writer">): Promise<WriterIs> {
    return judgeWriter(entry.writer, ageMsOf(entry), own, machine);
  }

  function endCreationEntry({ connection_id, creation }: CreationEntry): void {
    if (currentCreation(connection_id)?.creation === creation) files.remove(creationFile(connection_id));
    if (olderCreationBy(connection_id)?.creation === creation)
      for (const name of knownOf(() => olderCreationKey(connection_id))) files.remove(name);
  }

  return {
    isEmpty: files.isEmpty,
    changesOf: (holder) =>
      changesIn(
        knownOf(() => changesKey(holder)),
        knownOf(() => olderChangesKey(holder)),
      ),
    currentChangesOf: (holder) =>
      changesIn(
        files.listed(changesKey(holder)),
        knownOf(() => olderChangesKey(holder)),
      ),

    async beginChange(holder, write, from) {
      return recordOfChange(holder, { ...write, ...from, done: false, writer: await writer(), delivered: false });
    },

    endChanges(holder, writes) {
      for (const write of writes) {
        const name = `${changesKey(holder)}-${write}.json`;
        if (knownOf(() => changesKey(holder)).includes(name)) files.remove(name);
      }
      for (const name of knownOf(() => olderChangesKey(holder))) {
        const all = olderChanges(files.load(name));
        const left = all.filter(({ write }) => !writes.includes(write));
        if (left.length === 0) files.remove(name);
        else if (left.length < all.length) files.save(name, { greenvn_id: holder.greenvnId, writes: left });
      }
    },

    endAllOf(greenvnId, connectionId) {
      for (const resource of ["greenvn_allocation", "greenvn_assignment", "greenvn_rotate"] as const) {
        const holder = { resource, greenvnId };
        for (const name of [...knownOf(() => changesKey(holder)), ...knownOf(() => olderChangesKey(holder))])
          files.remove(name);
      }
      if (connectionId !== null) endCreation(connectionId, greenvnId);
    },

    creationOf: (connectionId) => currentCreation(connectionId) ?? olderCreationBy(connectionId),

    async beginCreation(connectionId, sent, over) {
      const entry: CreationEntry = {
        creation: unique(),
        connection_id: connectionId,
        greenvn_id: null,
        at: at(),
        writer: await writer(),
        delivered: false,
        sent,
      };
      if (over !== null) files.save(creationFile(connectionId), entry);
      else if (files.saveNew(creationFile(connectionId), entry) === "exists") {
        // What is there and whole was there first; what is not whole counts for nothing.
        if (currentCreation(connectionId) !== null) return null;
        files.save(creationFile(connectionId), entry);
      }
      return recordOfCreation(entry);
    },

    async takeOverCreation(entry) {
      const taken = {
        ...entry,
        creation: unique(),
        at: at(),
        writer: await writer(),
        delivered: false,
      };
      files.save(creationFile(entry.connection_id), taken);
      return recordOfCreation(taken);
    },

    endCreation,
    endUnanswered,
    endCreationEntry,

    patienceFor: requestTimeoutOf,
    judge,
  };
}

function unique(): string {
  return randomBytes(16).toString("hex");
}
