import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { currentPlatform, type Platform } from "../../src/install/platform";
import { axiosCore } from "../build/axios-core";
import { BUNDLING } from "../build/bundle-program";
import { schemaAnswer } from "../build/schema-answer";
import { DIST, ROOT, standaloneExecutable } from "../project";
import { signAdHoc, verifyCodeSignature } from "./code-signature";
import { disarm } from "./disarm";
import { fetchRuntime } from "./fetch-runtime";
import { RUNTIMES } from "./runtimes";

const ENTRY = "src/provider/start/main.ts";
const LONGEST_MS = 5 * 60_000;

/** Nothing of the working folder is read: not `.env`, nor the runtime's own settings, nor those of a project. */
const NOTHING_OF_THE_FOLDER = ["dotenv", "bunfig", "tsconfig", "package-json"].map(
  (what) => `--no-compile-autoload-${what}`,
);

/** The provider as one program, and the files that went into it. */
export interface StandaloneProgram {
  readonly text: string;
  readonly inputs: readonly string[];
}

/** In one file: what is loaded late in the folder of plain files is run late here. */
export async function standaloneProgram(): Promise<StandaloneProgram> {
  const { metafile, outputFiles } = await build({
    ...BUNDLING,
    absWorkingDir: ROOT,
    entryPoints: [ENTRY],
    plugins: [schemaAnswer, axiosCore],
    bundle: true,
    format: "cjs",
    metafile: true,
    write: false,
    outfile: "provider.js",
  });
  return { text: outputFiles[0]?.text ?? "", inputs: Object.keys(metafile.inputs) };
}

/** Makes the standalone executable of a platform, on whatever platform this is, and returns its path. */
export async function compileStandalone(platform: Platform, program: StandaloneProgram): Promise<string> {
  const runtime = RUNTIMES[platform];
  const [compiler, inside] = await Promise.all([
    fetchRuntime(RUNTIMES[currentPlatform()]),
    fetchRuntime(runtime).then((file) => readFile(file)),
  ]);
  const executable = standaloneExecutable(platform);
  await mkdir(path.dirname(executable), { recursive: true });
  // Beside, so that it is moved there whole. What names stand in the executable, that of the folder is not among them.
  const folder = await mkdtemp(path.join(DIST, ".cache", "standalone-"));
  try {
    await writeFile(path.join(folder, "provider.js"), program.text);
    await writeFile(path.join(folder, "runtime"), disarm(inside, platform), { mode: 0o755 });
    await promisify(execFile)(
      compiler,
      [
        "build",
        "--compile",
        "--bytecode",
        `--target=${runtime.target}`,
        "--compile-executable-path=runtime",
        ...NOTHING_OF_THE_FOLDER,
        "provider.js",
        "--outfile=provider",
      ],
      { cwd: folder, timeout: LONGEST_MS, env: { PATH: process.env["PATH"], HOME: folder, TMPDIR: folder } },
    );
    const made = path.join(folder, "provider");
    await chmod(made, 0o755);
    if (platform.startsWith("darwin_")) await sign(made);
    await rename(made, executable);
    return executable;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The compiler leaves some with the signature of the runtime alone, which holds no more. */
async function sign(file: string): Promise<void> {
  const signed = signAdHoc(await readFile(file), "terraform-provider-greenvn");
  verifyCodeSignature(signed);
  await writeFile(file, signed);
}
