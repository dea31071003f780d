/**
 * Writes docs/api, the reference of the library, from its docstrings: `npx tsx scripts/generate-api-docs.ts`. TypeDoc,
 * which reads them, is installed from tools/typedoc.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { entries, type Entry } from "./api-docs/entries";
import { readable } from "./api-docs/readable";
import { ROOT } from "./project";
import { shown } from "./shown";
import { installedProgram } from "./test-more/installed";

const TOOL = path.join("tools", "typedoc");
const LONGEST_MS = 10 * 60_000;
export const API_DOCS = path.join(ROOT, "docs", "api");

type Say = (line: string) => void;

/** The pages of all entry points, by their path in docs/api. */
export async function apiDocs(say: Say): Promise<ReadonlyMap<string, string>> {
  const typedoc = await installedProgram("typedoc", "typedoc", say);
  const pages = new Map<string, string>();
  for (const entry of entries())
    for (const [file, text] of await pagesOf(entry, typedoc, say)) pages.set(path.posix.join(entry.folder, file), text);
  return pages;
}

async function pagesOf(
  { name, source, introduction }: Entry,
  typedoc: string,
  say: Say,
): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gvn-api-"));
  try {
    const asked = ["--entryPoints", source, "--name", name, "--out", folder];
    const settings = ["--options", path.join(TOOL, "typedoc.json"), "--tsconfig", path.join(TOOL, "tsconfig.json")];
    await shown(process.execPath, [typedoc, ...settings, ...asked], { env: process.env, timeoutMs: LONGEST_MS, say });
    const files = await readdir(folder, { recursive: true });
    const pages = files.filter((file) => file.endsWith(".md")).sort();
    const read = async (file: string): Promise<readonly [string, string]> => {
      const text = await readFile(path.join(folder, file), "utf8");
      return [file.split(path.sep).join("/"), readable(text, file === "README.md" ? introduction : "")];
    };
    return new Map(await Promise.all(pages.map(read)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const pages = await apiDocs(console.log);
  await rm(API_DOCS, { recursive: true, force: true });
  for (const [file, text] of pages) {
    await mkdir(path.dirname(path.join(API_DOCS, file)), { recursive: true });
    await writeFile(path.join(API_DOCS, file), text);
  }
  console.log(`${pages.size} pages in docs/api`);
}

if (require.main === module) void main();
