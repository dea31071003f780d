import { accessSync, constants, mkdtempSync, realpathSync, statfsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { removeFolder } from "./prepared";

/** Linux has it; elsewhere the machine's own folder serves. */
const MEMORY = "/dev/shm";
const ROOM_BYTES = 4 * 1024 ** 3;
const VARIABLE = "GREENVN_TEST_TMPDIR";

/**
 * Before the first test: one temporary folder for the whole run, since CDKTF's own test helpers leave theirs behind.
 */
export default function makeTemporary(): void {
  if (process.env[VARIABLE] !== undefined) return; // Another of Jest's projects has made it.
  // Short: the paths of Unix sockets below it may have about 100 bytes.
  process.env["TMPDIR"] = process.env[VARIABLE] = realpathSync(mkdtempSync(path.join(fastestFolder(), "gvn-")));
}

/** Thousands of tests write files: in memory, where there is room, most of the time that they take is gone. */
function fastestFolder(): string {
  if (process.env["TMPDIR"] !== undefined) return os.tmpdir();
  try {
    accessSync(MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES ? MEMORY : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}

/** After the last one. */
export async function removeTemporary(): Promise<void> {
  const folder = process.env[VARIABLE];
  if (folder !== undefined) await removeFolder(folder);
}
