import path from "node:path";
import { build, type BuildOptions, type Metafile, type OutputFile, type Plugin } from "esbuild";

/** How every program is bundled. */
export const BUNDLING = {
  platform: "node",
  target: "node20",
  // Of ASCII alone, which Node keeps and scans in one byte for each character.
  charset: "ascii",
  // Names stay: stack traces in a user's bug report have to be readable.
  minifySyntax: true,
  minifyWhitespace: true,
  // ES modules are flattened into one scope, and what is unused goes.
  mainFields: ["module", "main"],
  // A package is named by its place in the project, wherever that folder really lies: names are part of the output.
  preserveSymlinks: true,
  legalComments: "none",
  logLevel: "silent",
} as const satisfies BuildOptions;

/** A program as files of one folder, which Node loads as CommonJS. */
export interface Program {
  /** What is run, and all that it needs at once. */
  readonly main: string;
  /** What is loaded beside it, by the name of its file; two programs never have different files of one name. */
  readonly parts: { readonly [file: string]: string };
  /** The files that went into it, relative to the working directory. */
  readonly inputs: readonly string[];
}

/** A file of a program as it is to be written. */
export interface ProgramFile {
  readonly file: string;
  readonly text: string;
  readonly mode: number;
}

/**
 * Bundles the program at `entry`. What its sources import by `import()` is a file of its own, that Node neither reads
 * nor parses until it is asked for; what several files need is one that all of them load. A class or a state is there
 * once, as in the sources.
 */
export async function bundleProgram(
  entry: string,
  options: Pick<BuildOptions, "absWorkingDir" | "plugins">,
): Promise<Program> {
  const { metafile, outputFiles } = await build({
    ...BUNDLING,
    ...options,
    entryPoints: [entry],
    bundle: true,
    // Only ES modules are split; each file is made CommonJS below.
    format: "esm",
    splitting: true,
    outdir: ".",
    entryNames: MAIN,
    chunkNames: "[name]-[hash]",
    metafile: true,
    write: false,
  });
  const texts = new Map(outputFiles.map((file) => [path.basename(file.path), textOf(file)]));
  const names = partNames(metafile);
  const parts: Record<string, string> = {};
  for (const [output, text] of texts) {
    const name = names.get(output);
    if (name !== undefined && text !== "") parts[name] = await commonJs(text, name, texts, names);
  }
  return {
    main: `#!/usr/bin/env node\n${await commonJs(texts.get(`${MAIN}.js`) ?? "", MAIN, texts, names)}`,
    parts,
    inputs: Object.keys(metafile.inputs),
  };
}

/** The files of a program whose executable is to be `executable`, which comes last: where it is, all of it is. */
export function filesOf({ main, parts }: Program, executable: string): readonly ProgramFile[] {
  const beside = Object.entries(parts).map(([name, text]) => ({
    file: path.join(path.dirname(executable), name),
    text,
    mode: 0o644,
  }));
  return [...beside, { file: executable, text: main, mode: 0o755 }];
}

const MAIN = "main";

/** An empty file is one of types alone. */
const textOf = ({ text }: OutputFile): string => text.trim();

/** How each output but the main one is called in the end: by what is in it, with the hash of that. */
function partNames({ outputs }: Metafile): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(outputs).flatMap(([output, { entryPoint, inputs }]) => {
      const file = path.basename(output);
      if (file === `${MAIN}.js`) return [];
      const [source = file] =
        entryPoint === undefined
          ? Object.keys(inputs).sort((one, other) => bytesOf(inputs, other) - bytesOf(inputs, one))
          : [entryPoint];
      const hash = /-([0-9A-Z]{8})\.js$/.exec(file)?.[1];
      if (hash === undefined) throw new Error(`${file} has no hash in its name`);
      // Node takes it for CommonJS whatever a package.json around it says.
      return [[file, `${subjectOf(source)}-${hash}.cjs`] as const];
    }),
  );
}

const bytesOf = (inputs: Metafile["outputs"][string]["inputs"], file: string): number =>
  inputs[file]?.bytesInOutput ?? 0;

/** `grpc` of `transport/grpc.ts`, `rpc` of `rpc/index.ts`. */
function subjectOf(source: string): string {
  const { name, dir } = path.parse(source);
  return name === "index" ? path.basename(dir) : name;
}

/**
 * One output as CommonJS. An `import()` becomes a `require` of the same file, at the same time: Node's loader of ES
 * modules would have to be started for it.
 */
async function commonJs(
  text: string,
  name: string,
  texts: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): Promise<string> {
  const siblings: Plugin = {
    name: "siblings",
    setup(hooks) {
      hooks.onResolve({ filter: /^\.\// }, ({ path: wanted }) => {
        const output = path.basename(wanted);
        return texts.get(output) === ""
          ? { path: output, namespace: "empty" }
          : { path: `./${names.get(output) ?? output}`, external: true };
      });
      hooks.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
    },
  };
  const { outputFiles } = await build({
    ...BUNDLING,
    stdin: { contents: text, sourcefile: name },
    bundle: true,
    format: "cjs",
    supported: { "dynamic-import": false },
    write: false,
    plugins: [siblings],
  });
  return outputFiles[0]?.text ?? "";
}
