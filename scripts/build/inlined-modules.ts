import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { DIST, ROOT } from "../project";
import { BUNDLING } from "./bundle-program";
import { licencesOf } from "./licences";
import { writeWhole } from "./up-to-date";

/** The parsers of files with rows, each a module that is loaded once such a file is read. */
const PARSERS = ["csv", "json", "yaml"];

/** What of `dist/testing` users import, by the names of its modules. */
const TESTING = ["index", "jest-globals"];

/**
 * Puts the packages that read CSV, JSON and YAML into the modules that use them: whoever installs this package gets no
 * other. In the place of what the compiler made of them.
 */
export async function bundleRowParsers(): Promise<void> {
  // The ES modules of yaml, of which what is unused goes; and nobody reads the names of these three in a stack trace.
  const yaml = path.join(ROOT, "node_modules", "yaml", "browser", "index.js");
  const options = { minify: true, alias: { yaml } };
  const inputs = await Promise.all(
    PARSERS.map((name) => inlined(path.join("row-files", name), name === "yaml" ? options : { minify: true })),
  );
  await writeWhole(path.join(DIST, "row-files", "THIRD_PARTY_LICENSES.txt"), await licencesOf(inputs.flat()));
}

/** Puts the plan report's judgement into the one module of `cdktf-greenvn/testing`, whose types need none of it. */
export async function bundleTestingEntry(): Promise<void> {
  await inlined(path.join("testing", "index"), {});
  const folder = path.join(DIST, "testing");
  const others = (await readdir(folder)).filter((file) => !TESTING.includes(file.replace(/(?:\.d\.ts|\.js)$/, "")));
  const unneeded = [
    ...others.map((file) => path.join(folder, file)),
    path.join(DIST, "report"),
    path.join(DIST, "rules"),
  ];
  await Promise.all(unneeded.map((file) => rm(file, { recursive: true, force: true })));
}

/** Bundles a module in its place; what went into it. */
async function inlined(module: string, options: BuildOptions): Promise<string[]> {
  const { metafile, outputFiles } = await build({
    ...BUNDLING,
    ...options,
    absWorkingDir: ROOT,
    entryPoints: [path.join("src", `${module}.ts`)],
    bundle: true,
    format: "cjs",
    metafile: true,
    write: false,
  });
  await writeWhole(path.join(DIST, `${module}.js`), outputFiles?.[0]?.text ?? "");
  return Object.keys(metafile?.inputs ?? {});
}
