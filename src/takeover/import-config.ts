import { existsSync, linkSync, lstatSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Language } from "../domain/language";
import { createExoBridge } from "../exobridge";
import { type Account, accountIn } from "./account";
import { declarationOf } from "./declaration";
import { type Listed, readList } from "./list";
import {
  couldNotWrite,
  foreignProgress,
  leftOut,
  nothingToWrite,
  notLeftOutOf,
  notRead,
  outputIsThere,
  progressOf,
  stoppedAt,
  whyGone,
  whyNotRead,
  written,
} from "./messages";
import { namesFor } from "./names";
import { openProgress, type Progress } from "./progress";
import { readAll } from "./read-all";
import { type Found } from "./told";
import { textOf, type Written } from "./write";

export interface ImportOptions {
  readonly file: string;
  readonly language: Language;
  /** Null: standard output. */
  readonly out: string | null;
  readonly requestsPerMinute: number | null;
}

/** What it works with. */
export interface ImportIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Shows how far it is, in one line that is written over; absent where nobody watches. */
  readonly progress?: (line: string) => void;
  readonly stop: AbortSignal;
  readonly now: () => number;
}

const TIMEOUT_MS = 30_000;
const RETRIES = 4;

/** 0: all are written; 1: some were left out, each named; 2: nothing was written. No call is charged. */
export async function importConfig(options: ImportOptions, io: ImportIo): Promise<0 | 1 | 2> {
  const refuse = (...sentences: readonly string[]): 2 => {
    for (const sentence of sentences) io.stderr(`${sentence}\n`);
    return 2;
  };
  const out = options.out === null ? null : path.resolve(io.cwd, options.out);
  if (out !== null && lstatSync(out, { throwIfNoEntry: false }) !== undefined)
    return refuse(outputIsThere(options.out ?? ""));
  const account = accountIn(io.env);
  if ("length" in account) return refuse(...account);
  const list = readList(path.resolve(io.cwd, options.file), options.file);
  if (list.kind === "refused") return refuse(...list.problems);
  let progress: Progress | "foreign" | null = null;
  try {
    progress = out === null ? null : openProgress(`${out}.progress`, account, io.now);
  } catch (error) {
    return refuse(couldNotWrite(`${options.out ?? ""}.progress`, error));
  }
  if (progress === "foreign") return refuse(foreignProgress(`${options.out ?? ""}.progress`));

  const api = createExoBridge({
    accountSid: account.accountSid,
    apiKey: account.apiKey,
    apiToken: account.apiToken,
    baseUrl: account.baseUrl,
    requestTimeoutMs: TIMEOUT_MS,
    maxRetries: RETRIES,
    requestsPerMinute: options.requestsPerMinute,
    stop: io.stop,
    log: () => undefined,
  });
  let done = 0;
  const known = progress?.found ?? new Map<string, Found>();
  const before = list.listed.filter(({ id }) => known.has(id)).length;
  const total = list.listed.length;
  const { found, failed, wasStopped } = await readAll(
    api,
    list.listed,
    known,
    (id, one) => {
      progress?.add(id, one);
      done += 1;
      io.progress?.(progressOf(before + done, total));
    },
    io.stop,
  );
  io.progress?.("");
  if (failed.length > 0 || wasStopped) {
    progress?.close();
    const reasons = failed
      .filter(({ failure }) => failure.kind !== "stopped")
      .slice(0, MOST_TOLD)
      .map(({ listed, failure }) => notRead(options.file, listed, whyNotRead(failure)));
    return refuse(...reasons, stoppedAt(found.size, total, options.out));
  }

  const { taken, left } = sorted(list.listed, found, account);
  const leftOutOf = [...list.doubled, ...left.map(({ listed, why }) => leftOut(options.file, listed, why))];
  if (taken.length === 0) {
    progress?.close();
    return refuse(...leftOutOf, nothingToWrite());
  }
  const text = textOf(options.language, taken);
  if (out === null) io.stdout(text);
  else {
    try {
      writeNew(out, text);
    } catch (error) {
      progress?.close();
      return refuse(couldNotWrite(options.out ?? "", error));
    }
    progress?.remove();
  }
  for (const sentence of leftOutOf) io.stderr(`${sentence}\n`);
  io.stderr(written(taken.length, options.out, options.language));
  if (leftOutOf.length > 0) io.stderr(notLeftOutOf(leftOutOf.length));
  return leftOutOf.length > 0 ? 1 : 0;
}

const MOST_TOLD = 20;

interface Left {
  readonly listed: Listed;
  readonly why: string;
}

/** What can be taken over, in the order of the list, and what is left out. */
function sorted(
  all: readonly Listed[],
  found: Awaited<ReturnType<typeof readAll>>["found"],
  account: Account,
): { readonly taken: readonly Written[]; readonly left: readonly Left[] } {
  const left: Left[] = [];
  const live = all.flatMap((listed) => {
    const one = found.get(listed.id);
    if (one === undefined || one.kind === "gone") {
      left.push({ listed, why: whyGone(one?.why ?? "unknown", account.accountSid) });
      return [];
    }
    const declared = declarationOf(one.told);
    if (declared.kind === "declared")
      return [{ ...listed, connectionId: one.told.connectionId ?? listed.id, declaration: declared.declaration }];
    left.push({ listed, why: declared.why });
    return [];
  });
  const names = namesFor(live);
  return {
    taken: live.map(({ id, declaration }) => ({ id, name: names.get(id) ?? id, declaration })),
    left,
  };
}

/** Whole or not at all, and over nothing: whoever made the file meanwhile keeps it. */
function writeNew(file: string, text: string): void {
  const partial = `${file}.part-${process.pid}`;
  writeFileSync(partial, text, { flag: "wx" });
  try {
    linkSync(partial, file);
  } catch (error) {
    // Some file systems know no links.
    if ((error as NodeJS.ErrnoException).code === "EEXIST" || existsSync(file)) throw error;
    writeFileSync(file, text, { flag: "wx" });
  } finally {
    rmSync(partial, { force: true });
  }
}
