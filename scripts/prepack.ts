/** What npm runs before it packs: all is built, and every file that it packs has the mode that it has for everybody. */
import { readFileSync } from "node:fs";
import { chmod, lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { build } from "./build";
import { ROOT } from "./project";

async function main(): Promise<void> {
  await build();
  const { files } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { files: readonly string[] };
  const packed = files.filter((pattern) => !pattern.startsWith("!"));
  for (const name of [...packed, "package.json", "README.md", "LICENSE"]) await settleModes(path.join(ROOT, name));
}

/** git keeps the right to execute alone, and the rest is whatever the umask was at the checkout; a tarball tells it all. */
async function settleModes(file: string): Promise<void> {
  const found = await lstat(file);
  if (found.isDirectory()) for (const name of await readdir(file)) await settleModes(path.join(file, name));
  if (!found.isFile()) return; // npm packs no links.
  const settled = found.mode & 0o100 ? 0o755 : 0o644;
  if ((found.mode & 0o777) !== settled) await chmod(file, settled);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
