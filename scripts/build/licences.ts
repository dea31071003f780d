import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../project";

/**
 * The licence texts of all packages that a bundle's inputs come from, one after the other.
 * Throws where a package brings no licence text: then it may not be bundled.
 */
export async function licencesOf(inputs: readonly string[]): Promise<string> {
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== null))].sort();
  const texts = await Promise.all(folders.map(licenceOf));
  return ["This program contains the packages named below.", ...texts].join(`\n${"-".repeat(80)}\n`);
}

/** `node_modules/@a/b` of `node_modules/@a/b/lib/c.js`; null for the project's own files. */
function packageFolder(input: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? null;
}

async function licenceOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(ROOT, folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  const text = await licenceText(folder);
  if (text === null) throw new Error(`${folder} has no licence text, so it can't be bundled`);
  return `${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})\n\n${text.trim()}\n`;
}

async function licenceText(folder: string): Promise<string | null> {
  const files = await readdir(path.join(ROOT, folder));
  const text = async (pattern: RegExp): Promise<string | null> => {
    const name = files.find((file) => pattern.test(file));
    return name === undefined ? null : readFile(path.join(ROOT, folder, name), "utf8");
  };
  // Some packages have it as the last part of their README.
  return (
    (await text(/^(licen[cs]e|copying)/i)) ??
    /^#*\s*Licen[cs]e\s*\n[^]*$/im.exec((await text(/^readme/i)) ?? "")?.[0] ??
    null
  );
}
