import { existsSync } from "node:fs";
import path from "node:path";
import { version as esbuildVersion } from "esbuild";
import { COMMAND_LINE, EXECUTABLE, ROOT } from "../project";
import { bundleProgram, BUNDLING } from "./bundle-program";
import { licencesOf } from "./licences";
import { schemaAnswer } from "./schema-answer";
import { filesUnder, isUpToDate, noteMade, writeWhole } from "./up-to-date";

/** A program made of one file. */
interface Bundle {
  readonly name: "provider" | "cli";
  readonly entry: string;
  readonly output: string;
  /** The licences of the packages inside, which must travel with them. */
  readonly licences: string;
  /** Further files that the program needs beside it. */
  readonly beside: { readonly [file: string]: string };
}

const provider: Bundle = {
  name: "provider",
  entry: "src/provider/start/main.ts",
  output: EXECUTABLE,
  licences: path.join(path.dirname(EXECUTABLE), "THIRD_PARTY_LICENSES.txt"),
  // Node takes a file without a known ending for an ES module, and refuses it, where the nearest package.json says
  // "type": "module": in a user's project that may well be so.
  beside: { [path.join(path.dirname(EXECUTABLE), "package.json")]: `{ "type": "commonjs" }\n` },
};

const cli: Bundle = {
  name: "cli",
  entry: "src/cli/main.ts",
  output: COMMAND_LINE,
  licences: path.join(path.dirname(COMMAND_LINE), "CLI_THIRD_PARTY_LICENSES.txt"),
  beside: {},
};

/** Makes the provider's executable. */
export const bundleProvider = (): Promise<"made" | "up to date"> => make(provider);

/** Makes the command line, `greenvn`. */
export const bundleCommandLine = (): Promise<"made" | "up to date"> => make(cli);

async function make(bundle: Bundle): Promise<"made" | "up to date"> {
  const sources = await filesUnder("src"); // Which files there are decides how an import resolves.
  const settings = JSON.stringify({ bundle, BUNDLING, esbuildVersion, sources });
  if (await isUpToDate(bundle.name, settings)) return "up to date";
  if (!existsSync(path.join(ROOT, bundle.entry))) throw new Error(`${bundle.entry} does not exist`);

  const { text, inputs } = await bundleProgram(bundle.entry, {
    absWorkingDir: ROOT,
    outfile: bundle.output,
    plugins: [schemaAnswer],
  });
  for (const [besides, content] of Object.entries(bundle.beside)) await writeWhole(besides, content);
  await writeWhole(bundle.licences, await licencesOf(inputs));
  await writeWhole(bundle.output, text, 0o755);
  await noteMade(bundle.name, {
    settings,
    inputs: [...inputs, ...(await filesUnder("scripts/build"))],
    outputs: [bundle.output, bundle.licences, ...Object.keys(bundle.beside)].map((output) =>
      path.relative(ROOT, output),
    ),
  });
  return "made";
}
