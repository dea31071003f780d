import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { DIST, ROOT } from "../project";

/** What a step was made from, so that it is made again only when one of these is another. */
interface Record {
  /** Everything that counts beside files: options, versions of tools. */
  readonly settings: string;
  /** Hash of each input, by its path in the project. */
  readonly inputs: { readonly [file: string]: string };
  readonly outputs: readonly string[];
}

const recordOf = (step: string): string => path.join(DIST, ".cache", `${step}.json`);

async function hashOf(file: string): Promise<string> {
  return createHash("sha1")
    .update(await readFile(path.join(ROOT, file)))
    .digest("base64");
}

/** True where `step` was made with the same settings from the same inputs, and all that it made is still there. */
export async function isUpToDate(step: string, settings: string): Promise<boolean> {
  try {
    const record = JSON.parse(await readFile(recordOf(step), "utf8")) as Record;
    if (record.settings !== settings || !record.outputs.every((file) => existsSync(path.join(ROOT, file))))
      return false;
    const unchanged = await Promise.all(
      Object.entries(record.inputs).map(async ([file, hash]) => (await hashOf(file)) === hash),
    );
    return unchanged.every(Boolean);
  } catch {
    return false; // No record, a broken one, or an input that is gone: all are reasons to make it again.
  }
}

/** Notes what `step` was made from; paths are relative to the project. */
export async function noteMade(
  step: string,
  made: { settings: string; inputs: readonly string[]; outputs: readonly string[] },
): Promise<void> {
  const inputs = Object.fromEntries(
    await Promise.all(made.inputs.map(async (file) => [file, await hashOf(file)] as const)),
  );
  const record: Record = { settings: made.settings, inputs, outputs: made.outputs };
  await writeWhole(recordOf(step), JSON.stringify(record));
}

/** All files under a folder of the project, sorted; none where it does not exist. */
export async function filesUnder(folder: string): Promise<string[]> {
  if (!existsSync(path.join(ROOT, folder))) return [];
  const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort();
}

let written = 0;

/** Writes a file so that a reader sees the old one or the new one, never half of it. */
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  // Not beside it: whoever copies that folder must not meet it.
  const unfinished = path.join(DIST, ".cache", `${path.basename(file)}.${process.pid}.${(written += 1)}`);
  await writeFile(unfinished, content);
  await chmod(unfinished, mode); // As it is meant, whatever the umask.
  await rename(unfinished, file);
}
