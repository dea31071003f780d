import { mkdtempSync, rmdirSync, unlinkSync } from "node:fs";
import { isAbsolute, join } from "node:path";

export interface SocketFolder {
  readonly socketPath: string;
  /** Removes the socket and its folder. Safe to call again. */
  remove(): void;
}

/** Unix sockets have short names: 104 bytes with the closing zero on macOS, 108 on Linux. */
const LONGEST_PATH_BYTES = 103;

/**
 * Makes a folder that only this user may enter (0700), for the socket. Falls back to `/tmp` where `TMPDIR` does not
 * serve.
 */
export function makeSocketFolder(environment: NodeJS.ProcessEnv): SocketFolder {
  const problems: string[] = [];
  for (const parent of new Set([environment["TMPDIR"], "/tmp", "/var/tmp"])) {
    if (parent === undefined || !isAbsolute(parent)) continue;
    const prefix = join(parent, "plugin-");
    if (Buffer.byteLength(prefix) + "XXXXXX/s".length > LONGEST_PATH_BYTES) {
      problems.push(`${parent}: too long for the name of a socket`);
      continue;
    }
    try {
      const folder = mkdtempSync(prefix);
      const socketPath = join(folder, "s");
      return { socketPath, remove: () => removeBoth(folder, socketPath) };
    } catch (thrown) {
      problems.push(`${parent}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  throw new Error(`No temporary folder can hold the socket. ${problems.join("; ")}`);
}

/** Terraform waits for the end of the process: `rmSync` alone would make that a quarter longer. */
function removeBoth(folder: string, socketPath: string): void {
  for (const remove of [() => unlinkSync(socketPath), () => rmdirSync(folder)]) {
    try {
      remove();
    } catch {
      // Gone already, or never made.
    }
  }
}
