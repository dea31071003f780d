import { accessSync, constants, readdirSync, readFileSync, statSync } from "node:fs";

// What is not there, or may not be read, is nothing: a set-up may be broken anywhere.

/** The names in a folder, sorted; none where it can't be listed. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Null where it can't be read. */
export function textIn(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** A file that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
