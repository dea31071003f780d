import { execFile } from "node:child_process";
import { readdir, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/** Process ids of everything that runs with a working directory in `folder`. */
export async function processesIn(folder: string): Promise<number[]> {
  const inFolder = (cwd: string): boolean => cwd === folder || cwd.startsWith(`${folder}/`);
  if (process.platform === "linux") {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      pids.map(async (pid) => {
        const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => ""); // It has ended, or is not ours.
        return inFolder(cwd) ? [Number(pid)] : [];
      }),
    );
    return found.flat();
  }
  const { stdout } = await promisify(execFile)("lsof", [
    "-a",
    "-d",
    "cwd",
    "-u",
    String(process.getuid?.()),
    "-Fpn",
  ]).catch(() => ({ stdout: "" }));
  let pid = 0;
  return stdout.split("\n").flatMap((line) => {
    if (line.startsWith("p")) pid = Number(line.slice(1));
    return line.startsWith("n") && inFolder(line.slice(1)) ? [pid] : [];
  });
}

/** Asks until `look` finds nothing, for at most `patienceMs`; returns what it found last. */
export async function untilNone<T>(look: () => Promise<readonly T[]>, patienceMs: number): Promise<readonly T[]> {
  const giveUpAtMs = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found.length === 0 || Date.now() > giveUpAtMs) return found;
    await sleep(50);
  }
}
