import { mkdtempSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { removeFolder } from "./prepared";

const VARIABLE = "GREENVN_TEST_TMPDIR";

/**
 * Before the first test: one temporary folder for the whole run, since CDKTF's own test helpers leave theirs behind.
 */
export default function makeTemporary(): void {
  if (process.env[VARIABLE] !== undefined) return; // Another of Jest's projects has made it.
  // Short: the paths of Unix sockets below it may have about 100 bytes.
  process.env["TMPDIR"] = process.env[VARIABLE] = realpathSync(mkdtempSync(path.join(os.tmpdir(), "gvn-")));
}

/** After the last one. */
export async function removeTemporary(): Promise<void> {
  const folder = process.env[VARIABLE];
  if (folder !== undefined) await removeFolder(folder);
}
