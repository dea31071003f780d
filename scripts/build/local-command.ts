import { lstat, mkdir, readlink, rename, symlink } from "node:fs/promises";
import path from "node:path";
import { COMMAND_LINE, ROOT } from "../project";

/**
 * Makes `npx greenvn` in this folder run what is built here: npx looks into `node_modules/.bin` first. Otherwise it
 * asks the registry, or runs a copy in its cache, which stays broken where it was made before the build.
 */
export async function linkCommand(root = ROOT): Promise<void> {
  const modules = path.join(root, "node_modules");
  // Packages that another checkout owns: their command is that one's.
  if (!(await isFolderOfItsOwn(modules))) return;
  const link = path.join(modules, ".bin", "greenvn");
  const target = path.join("..", "..", path.relative(ROOT, COMMAND_LINE));
  try {
    if ((await readlink(link).catch(() => null)) === target) return;
    await mkdir(path.dirname(link), { recursive: true });
    const unfinished = `${link}.${process.pid}`;
    await symlink(target, unfinished);
    await rename(unfinished, link);
  } catch (error) {
    // Packages that can't be written to: the build is as good, and `node dist/cli.js` runs it.
    if (!["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

async function isFolderOfItsOwn(folder: string): Promise<boolean> {
  return (await lstat(folder).catch(() => null))?.isDirectory() ?? false;
}
