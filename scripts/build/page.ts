import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, version as esbuildVersion } from "esbuild";
import { PAGE_FOLDER, ROOT } from "../project";
import { licencesOf } from "./licences";
import { filesUnder, isUpToDate, noteMade, writeWhole } from "./up-to-date";

const SOURCES = path.join("src", "sandbox", "page");

/** What a browser is sent as it stands. */
const AS_IT_IS = ["index.html", "icon.svg"];

/** For browsers of the last years: module scripts, `<dialog>`. */
const BUNDLING = {
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minify: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "silent",
  metafile: true,
  write: false,
} as const satisfies BuildOptions;

/** Makes the sandbox's page: plain files that the command line serves as they lie there. */
export async function bundlePage(): Promise<"made" | "up to date"> {
  const sources = await filesUnder("src");
  const settings = JSON.stringify({ BUNDLING, AS_IT_IS, esbuildVersion, sources });
  if (await isUpToDate("page", settings)) return "up to date";

  const { outputFiles, metafile } = await build({
    ...BUNDLING,
    absWorkingDir: ROOT,
    entryPoints: { page: path.join(SOURCES, "main.tsx"), style: path.join(SOURCES, "page.css") },
    outdir: ".",
  });
  const textOf = (ending: string): string => outputFiles.find(({ path: file }) => file.endsWith(ending))?.text ?? "";
  const files: Record<string, string> = {
    "page.js": textOf(".js"),
    "page.css": textOf(".css"),
    "THIRD_PARTY_LICENSES.txt": await licencesOf(Object.keys(metafile.inputs)),
  };
  for (const file of AS_IT_IS) files[file] = await readFile(path.join(ROOT, SOURCES, file), "utf8");
  for (const [file, text] of Object.entries(files)) await writeWhole(path.join(PAGE_FOLDER, file), text);
  const others = (await readdir(PAGE_FOLDER)).filter((file) => !(file in files));
  await Promise.all(others.map((file) => rm(path.join(PAGE_FOLDER, file), { recursive: true })));
  await noteMade("page", {
    settings,
    inputs: [
      ...new Set([
        ...Object.keys(metafile.inputs),
        ...AS_IT_IS.map((file) => path.join(SOURCES, file)),
        ...(await filesUnder("scripts/build")),
        path.join(SOURCES, "tsconfig.json"),
        "package.json",
        "tsconfig.json",
      ]),
    ],
    outputs: Object.keys(files).map((file) => path.relative(ROOT, path.join(PAGE_FOLDER, file))),
  });
  return "made";
}
