import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../project";
import { makeCdktnEntry } from "./cdktn-entry";
import { filesUnder, isUpToDate, noteMade } from "./up-to-date";

const run = promisify(execFile);
const COMPILER = path.join(ROOT, "node_modules", "typescript");

/** What users import: compiled with its types, and once more for `cdktn`. */
export async function compileLibrary(): Promise<"made" | "up to date"> {
  const folders = ["src/constructs", "src/bindings", "src/install", "src/domain", "scripts/build"];
  const inputs = [...(await Promise.all(folders.map(filesUnder))).flat(), "src/index.ts", "tsconfig.json", "package.json"];
  const settings = JSON.stringify({ compiler: readFileSync(path.join(COMPILER, "package.json"), "utf8"), inputs });
  if (await isUpToDate("library", settings)) return "up to date";
  for (const needed of ["src/index.ts", "src/bindings/tsconfig.json"]) {
    if (!existsSync(path.join(ROOT, needed))) throw new Error(`${needed} does not exist`);
  }
  await compile("scripts/build/library.tsconfig.json");
  await makeCdktnEntry();
  await noteMade("library", { settings, inputs, outputs: ["dist/index.js", "dist/index.d.ts", "dist/cdktn/index.js", "dist/cdktn/index.d.ts"] });
  return "made";
}

async function compile(project: string): Promise<void> {
  try {
    await run(process.execPath, [path.join(COMPILER, "bin", "tsc"), "--build", project], { cwd: ROOT });
  } catch (error) {
    throw new Error((error as { stdout?: string }).stdout?.trim() || String(error), { cause: error });
  }
}
