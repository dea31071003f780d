import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { type Files } from "../project/steps";

/** Of a file system that knows no links. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "EXDEV", "EMLINK", "ENOSYS"];

/** A file that is in the staging folder already, and its name in the project. */
export interface Packed {
  readonly name: string;
  readonly file: string;
}

/**
 * Puts files into a folder, all of them or none. `staging` is a folder within it that this function may fill; what is
 * there by the name of a file already is never written over. Throws what the file system says, with nothing left behind.
 */
export function writeProject(folder: string, staging: string, files: Files, packed?: Packed): void {
  const made: (() => void)[] = [];
  try {
    for (const [name, text] of Object.entries(files)) {
      const staged = path.join(staging, "files", name);
      mkdirSync(path.dirname(staged), { recursive: true });
      writeFileSync(staged, text);
    }
    const staged = Object.keys(files).map((name) => ({ name, file: path.join(staging, "files", name) }));
    for (const { name, file: from } of [...staged, ...(packed === undefined ? [] : [packed])]) {
      made.push(...makeFolders(path.join(folder, path.dirname(name))));
      const file = path.join(folder, name);
      place(from, file, () => made.push(() => unlinkSync(file)));
    }
  } catch (error) {
    for (const undo of made.reverse()) undo();
    throw error;
  }
}

/** Fails where there is something already, whoever put it there in the meantime. */
function place(staged: string, file: string, isPlaced: () => void): void {
  try {
    linkSync(staged, file);
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    copy(staged, file);
  }
  isPlaced();
}

function copy(staged: string, file: string): void {
  try {
    copyFileSync(staged, file, constants.COPYFILE_EXCL);
  } catch (error) {
    // Half of it, on a disk that is full.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(file, { force: true });
    throw error;
  }
}

/** Makes a folder and those above it, and returns how each that was not there is taken away again, the outermost first. */
export function makeFolders(folder: string): readonly (() => void)[] {
  const missing: string[] = [];
  for (let at = folder; statSync(at, { throwIfNoEntry: false }) === undefined; at = path.dirname(at))
    missing.unshift(at);
  const undo: (() => void)[] = [];
  try {
    for (const each of missing) {
      mkdirSync(each);
      undo.push(() => rmdirSync(each));
    }
  } catch (error) {
    for (const one of undo.reverse()) one();
    throw error;
  }
  return undo;
}
