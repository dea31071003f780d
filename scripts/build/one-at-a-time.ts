import { access, constants, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DIST } from "../project";

const LOCK = path.join(DIST, ".cache", "lock");
const LONGEST_WAIT_MS = 180_000;

/** Runs `work` while no other process of this machine builds here: a test run and a quickstart may start together. */
export async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (!(await isWritable())) return work(); // Then nobody builds here: all that can be found is that it is up to date.
  const giveUpAtMs = Date.now() + LONGEST_WAIT_MS;
  while (!(await take())) {
    if (await isOwnerGone()) await rm(LOCK, { force: true });
    else if (Date.now() > giveUpAtMs)
      throw new Error(`another build holds ${LOCK}; remove that file if none is running`);
    else await sleep(100);
  }
  try {
    return await work();
  } finally {
    await rm(LOCK, { force: true });
  }
}

async function isWritable(): Promise<boolean> {
  try {
    await mkdir(path.dirname(LOCK), { recursive: true });
    await access(path.dirname(LOCK), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function take(): Promise<boolean> {
  try {
    await writeFile(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isOwnerGone(): Promise<boolean> {
  const owner = Number(await readFile(LOCK, "utf8").catch(() => ""));
  if (!Number.isInteger(owner) || owner <= 0) return false; // Just being written, or just released.
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
