import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { version as esbuildVersion } from "esbuild";
import { isPartOfProgram } from "../../src/install/executable";
import { COMMAND_LINE, EXECUTABLE, ROOT } from "../project";
import { axiosCore } from "./axios-core";
import { bundleProgram, BUNDLING, filesOf } from "./bundle-program";
import { licencesOf } from "./licences";
import { linkCommand } from "./local-command";
import { schemaAnswer } from "./schema-answer";
import { filesUnder, isUpToDate, noteMade, writeWhole } from "./up-to-date";

/** A program as it lies in `dist`. */
interface Bundle {
  readonly name: "provider" | "cli";
  readonly entry: string;
  /** What is run; the parts of the program lie beside it. */
  readonly output: string;
  /** Whether nothing else may lie in the folder of `output`. */
  readonly ownsFolder: boolean;
  /** The licences of the packages inside, which must travel with them. */
  readonly licences: string;
  /** Further files that the program needs beside it. */
  readonly beside: { readonly [file: string]: string };
}

const provider: Bundle = {
  name: "provider",
  entry: "src/provider/start/main.ts",
  output: EXECUTABLE,
  ownsFolder: true,
  licences: path.join(path.dirname(EXECUTABLE), "THIRD_PARTY_LICENSES.txt"),
  // Node takes a file without a known ending for an ES module, and refuses it, where the nearest package.json says
  // "type": "module": in a user's project that may well be so.
  beside: { [path.join(path.dirname(EXECUTABLE), "package.json")]: `{ "type": "commonjs" }\n` },
};

const cli: Bundle = {
  name: "cli",
  entry: "src/cli/main.ts",
  output: COMMAND_LINE,
  ownsFolder: false,
  licences: path.join(path.dirname(COMMAND_LINE), "CLI_THIRD_PARTY_LICENSES.txt"),
  beside: {},
};

/** Makes the provider's executable. */
export const bundleProvider = (): Promise<"made" | "up to date"> => make(provider);

/** Makes the command line, `greenvn`, and lets `npx greenvn` find it. */
export async function bundleCommandLine(): Promise<"made" | "up to date"> {
  const result = await make(cli);
  await linkCommand();
  return result;
}

async function make(bundle: Bundle): Promise<"made" | "up to date"> {
  const sources = await filesUnder("src"); // Which files there are decides how an import resolves.
  const settings = JSON.stringify({ bundle, BUNDLING, esbuildVersion, sources });
  if (await isUpToDate(bundle.name, settings)) return "up to date";
  if (!existsSync(path.join(ROOT, bundle.entry))) throw new Error(`${bundle.entry} does not exist`);

  const program = await bundleProgram(bundle.entry, { absWorkingDir: ROOT, plugins: [schemaAnswer, axiosCore] });
  const files = filesOf(program, bundle.output);
  for (const [besides, content] of Object.entries(bundle.beside)) await writeWhole(besides, content);
  await writeWhole(bundle.licences, await licencesOf(program.inputs));
  for (const { file, text, mode } of files) await writeWhole(file, text, mode);
  const outputs = [...files.map(({ file }) => file), bundle.licences, ...Object.keys(bundle.beside)];
  await removeOthers(bundle, outputs);
  await noteMade(bundle.name, {
    settings,
    // The bundler takes from the two last ones what kind of modules the sources are, and what they are compiled to.
    inputs: [...new Set([...program.inputs, ...(await filesUnder("scripts/build")), "package.json", "tsconfig.json"])],
    outputs: outputs.map((output) => path.relative(ROOT, output)),
  });
  return "made";
}

/** What a former build has left would be packed and hashed with the rest, and of two executables Terraform runs one. */
async function removeOthers({ output, ownsFolder }: Bundle, outputs: readonly string[]): Promise<void> {
  const folder = path.dirname(output);
  const others = (await readdir(folder))
    .filter((name) => ownsFolder || isPartOfProgram(name))
    .map((name) => path.join(folder, name))
    .filter((file) => !outputs.includes(file));
  await Promise.all(others.map((file) => rm(file, { recursive: true })));
}
