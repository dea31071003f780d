import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { isRecord } from "../domain/is-record";
import { type Account } from "./account";
import { type Found, readFound } from "./told";

/** What was read so far, beside the output: a second run goes on from it. Neither a token nor a PIN is in it. */
export interface Progress {
  readonly found: ReadonlyMap<string, Found>;
  add(id: string, found: Found): void;
  close(): void;
  /** Ends it: the output is whole. */
  remove(): void;
}

/** What is older is read again: the allocation may have changed since. */
const LONGEST_KEPT_MS = 60 * 60_000;

const TITLE = "greenvn import-config";

/** `foreign`: something else lies there, or the progress of another account. Throws what the system says. */
export function openProgress(file: string, account: Account, now: () => number): Progress | "foreign" {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants;
  const handle = openSync(file, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600);
  const found = new Map<string, Found>();
  try {
    const title = { title: TITLE, version: 1, account: account.accountSid, origin: account.origin };
    if (!fstatSync(handle).isFile()) return foreign(handle);
    const [first = "", ...lines] = readFileSync(handle, "utf8").split("\n");
    if (first === "") writeSync(handle, `${JSON.stringify(title)}\n`);
    else if (first !== JSON.stringify(title)) return foreign(handle);
    // The last line may have been cut.
    else writeSync(handle, "\n");
    for (const line of lines) {
      const entry = parsed(line);
      if (!isRecord(entry) || typeof entry["id"] !== "string" || typeof entry["at"] !== "number") continue;
      const age = now() - entry["at"];
      const read = age >= 0 && age < LONGEST_KEPT_MS ? readFound(entry["found"], entry["id"]) : null;
      if (read !== null) found.set(entry["id"], read);
    }
  } catch (error) {
    closeSync(handle);
    throw error;
  }
  return {
    found,
    add(id, read) {
      writeSync(handle, `${JSON.stringify({ id, at: now(), found: read })}\n`);
    },
    close: () => closeSync(handle),
    remove() {
      closeSync(handle);
      rmSync(file, { force: true });
    },
  };
}

function foreign(handle: number): "foreign" {
  closeSync(handle);
  return "foreign";
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
