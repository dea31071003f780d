import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { DIST, ROOT } from "../../../scripts/project";

/**
 * The files of this working tree as a clone of it would have them, with its packages, and with what takes long to
 * build: the library. What else has to be built, has to be built there.
 */
export function cloneInto(folder: string): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT });
  for (const file of listed
    .toString()
    .split("\0")
    .filter((name) => name !== ""))
    cpSync(path.join(ROOT, file), path.join(folder, file), { recursive: true });
  linkPackages(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  const isOfCommands = (file: string): boolean =>
    /^(?:cli\.js|part-.*|provider|CLI_.*|\.cache\/(?:cli|provider)\.json)$/.test(path.relative(DIST, file));
  cpSync(DIST, path.join(folder, "dist"), {
    recursive: true,
    filter: (file) => !isOfCommands(file) && !/\.cache\/(?!library)/.test(file),
  });
}

/** A folder of packages of its own, each a link; commands are links within it. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === ".bin")
      cpSync(path.join(from, name), path.join(to, name), { recursive: true, verbatimSymlinks: true });
    else if (name.startsWith("@")) linkPackages(path.join(from, name), path.join(to, name));
    else if (!name.startsWith(".")) symlinkSync(path.join(from, name), path.join(to, name));
  }
}
