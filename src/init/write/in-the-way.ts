import { lstatSync, type Stats } from "node:fs";
import path from "node:path";

/**
 * What lies where the files of a project would, relative to its folder: files, and whatever stands in the place of a
 * folder of theirs, a link too, since it might lead out of the project.
 */
export function inTheWay(folder: string, files: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const file of files) {
    if (there(path.join(folder, file)) !== undefined) found.add(file);
    for (let above = path.dirname(file); above !== "."; above = path.dirname(above))
      if (there(path.join(folder, above))?.isDirectory() === false) found.add(above);
  }
  return [...found].sort();
}

function there(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    // Something above it is no folder, which is found by its own name.
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}
