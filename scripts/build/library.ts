import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../project";
import { makeCdktnEntry } from "./cdktn-entry";
import { bundleRowParsers, bundleTestingEntry } from "./inlined-modules";
import { filesUnder, isUpToDate, noteMade } from "./up-to-date";

const run = promisify(execFile);
const COMPILER = path.join(ROOT, "node_modules", "typescript");

const OUTPUTS = [
  "dist/index.js",
  "dist/index.d.ts",
  "dist/bindings/cdktf/allocation.js",
  "dist/bindings/cdktn/allocation.js",
  "dist/cdktn/index.js",
  "dist/cdktn/index.d.ts",
  "dist/row-files/csv.js",
  "dist/testing/index.js",
  "dist/testing/index.d.ts",
];
const RECORDS = ["dist/.cache/library.tsbuildinfo", "dist/.cache/bindings.tsbuildinfo"];

/** What users import: compiled with its types, and once more for `cdktn`. */
export async function compileLibrary(): Promise<"made" | "up to date"> {
  const folders = [
    "src/constructs",
    "src/bindings",
    "src/row-files",
    "src/testing",
    "src/report",
    "src/rules",
    "src/install",
    "src/domain",
    "scripts/build",
  ];
  const inputs = [
    ...(await Promise.all(folders.map(filesUnder))).flat(),
    "src/index.ts",
    "tsconfig.json",
    "package.json",
  ];
  const settings = JSON.stringify({ compiler: readFileSync(path.join(COMPILER, "package.json"), "utf8"), inputs });
  if (await isUpToDate("library", settings)) return "up to date";
  for (const needed of ["src/index.ts", "src/bindings/tsconfig.json"]) {
    if (!existsSync(path.join(ROOT, needed))) throw new Error(`${needed} does not exist`);
  }
  // The compiler's own record would keep it from making again what somebody removed.
  if (!OUTPUTS.every((file) => existsSync(path.join(ROOT, file))))
    await Promise.all(RECORDS.map((file) => rm(path.join(ROOT, file), { force: true })));
  await compile("scripts/build/library.tsconfig.json");
  await removeOrphans(inputs);
  await bundleRowParsers();
  await bundleTestingEntry();
  await makeCdktnEntry();
  await noteMade("library", { settings, inputs, outputs: OUTPUTS });
  return "made";
}

/** Removes what was compiled from sources that are gone, and all of the cdktn entry, which is made anew. */
async function removeOrphans(inputs: readonly string[]): Promise<void> {
  await rm(path.join(ROOT, "dist", "cdktn"), { recursive: true, force: true });
  const compiled = (
    await Promise.all(
      ["constructs", "bindings", "row-files", "testing", "install", "domain"].map((folder) =>
        filesUnder(`dist/${folder}`),
      ),
    )
  ).flat();
  const orphans = compiled.filter(
    (file) => !inputs.includes(file.replace(/^dist/, "src").replace(/(\.d\.ts|\.js)$/, ".ts")),
  );
  await Promise.all(orphans.map((file) => rm(path.join(ROOT, file))));
}

async function compile(project: string): Promise<void> {
  try {
    await run(process.execPath, [path.join(COMPILER, "bin", "tsc"), "--build", project], { cwd: ROOT });
  } catch (error) {
    throw new Error((error as { stdout?: string }).stdout?.trim() || String(error), { cause: error });
  }
}
