import path from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";

/** How every program is bundled. */
export const BUNDLING = {
  platform: "node",
  target: "node20",
  format: "cjs",
  // Of ASCII alone, which Node keeps and scans in one byte for each character.
  charset: "ascii",
  // Names stay: stack traces in a user's bug report have to be readable.
  minifySyntax: true,
  minifyWhitespace: true,
  // ES modules are flattened into one scope, and what is unused goes.
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "silent",
} as const satisfies BuildOptions;

/** One program as one file. */
export interface Program {
  readonly text: string;
  /** The files that went into it, relative to the working directory. */
  readonly inputs: readonly string[];
}

/**
 * Bundles the program at `entry`. What its sources import by `import()` is kept out of what Node has to parse at start:
 * it is in
 * the same file as a text, and is compiled when it is first asked for. Bundled in the usual way it would be parsed
 * whole, however
 * late it runs. Each such part is bundled on its own: what two of them import is there twice, so no class and no state
 * of it may
 * go from one to the other.
 */
export async function bundleProgram(
  entry: string,
  options: Pick<BuildOptions, "absWorkingDir" | "outfile" | "plugins">,
): Promise<Program> {
  const texts: Record<string, string> = {};
  const inputs = new Set<string>();
  const bundled = async (source: string): Promise<string> => {
    const { metafile, outputFiles } = await build({
      ...BUNDLING,
      ...options,
      entryPoints: [source],
      bundle: true,
      metafile: true,
      write: false,
      plugins: [...(options.plugins ?? []), lateParts],
    });
    for (const input of Object.keys(metafile.inputs)) if (!input.startsWith(`${LATE}:`)) inputs.add(input);
    return outputFiles[0]?.text ?? "";
  };
  const lateParts: Plugin = {
    name: "late-parts",
    setup(hooks) {
      hooks.onResolve({ filter: /^\./ }, ({ kind, path: wanted, resolveDir }) =>
        kind === "dynamic-import" ? { path: path.resolve(resolveDir, `${wanted}.ts`), namespace: LATE } : undefined,
      );
      hooks.onLoad({ filter: /.*/, namespace: LATE }, async ({ path: source }) => {
        const name = path.basename(source, ".ts");
        if (name in texts) throw new Error(`${name} is loaded late by two files, or there are two of that name`);
        texts[name] = ""; // Taken, while it is being made.
        texts[name] = await bundled(source);
        return { contents: `module.exports = __part(${JSON.stringify(name)});` };
      });
    },
  };
  const main = await bundled(entry);
  return {
    text: `#!/usr/bin/env node\n${Object.keys(texts).length === 0 ? "" : partsOf(texts)}${main}`,
    inputs: [...inputs],
  };
}

const LATE = "late";

/** Stack traces name the part behind the file. */
const COMPILE = `function __part(name){const part={exports:{}};require("node:vm").compileFunction(__texts[name],["require","module","exports","__part"],{filename:__filename+"#"+name})(require,part,part.exports,__part);return part.exports}`;

function partsOf(texts: Readonly<Record<string, string>>): string {
  return `const __texts=${JSON.stringify(texts)};${COMPILE}\n`;
}
