import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { VERSION } from "../project";
import { shown } from "../shown";
import type { Check } from "./check";
import { installed } from "./installed";

const LONGEST_STEP_MS = 10 * 60_000;

/** What the guide tells to install, by its library. */
export const INSTALL_LINES = {
  cdktf: { packages: ["cdktf", "constructs", "cdktf-cli"], entry: "cdktf-greenvn" },
  cdktn: { packages: ["cdktn", "constructs", "cdktn-cli"], entry: "cdktf-greenvn/cdktn" },
} as const;

interface Manager {
  readonly name: string;
  readonly install: (tarball: string, packages: readonly string[]) => readonly [file: string, ...args: string[]];
  /** How a program is run in what it has installed. */
  readonly node: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What else people install beside each other, and what of it stands there in the end. */
const BESIDE = [
  { packages: ["cdktf", "constructs", "@cdktf/provider-null"], present: "cdktf", absent: "cdktn" },
  { packages: ["cdktf", "cdktn", "constructs"], present: "cdktn", absent: "cdktf-cli" },
] as const;

export const installLines: Check = {
  name: "install-lines",
  what: "the install lines in a clean folder, each in one step, with npm, pnpm and yarn; what is installed synthesizes",
  async run(say) {
    const [pnpm, yarn] = await installed("package-managers", ["pnpm", "yarn"], say);
    if (pnpm === undefined || yarn === undefined) throw new Error("tools/package-managers brought no pnpm or no yarn");
    const around = await mkdtemp(path.join(os.tmpdir(), "gvn-install-"));
    try {
      await shown("npm", ["pack", "--pack-destination", around], { env: process.env, timeoutMs: LONGEST_STEP_MS, say });
      const tarball = path.join(around, `cdktf-greenvn-${VERSION}.tgz`);
      for (const manager of managers({ pnpm, yarn, around }))
        for (const library of ["cdktf", "cdktn"] as const) {
          const folder = path.join(around, `${manager.name} ${library}`);
          await inCleanFolder(folder, manager, library, tarball, say);
          await rm(folder, { recursive: true });
        }
      for (const beside of BESIDE) await resolves(path.join(around, "beside"), tarball, beside, say);
    } finally {
      await rm(around, { recursive: true, force: true });
    }
  },
};

function managers({ pnpm, yarn, around }: { pnpm: string; yarn: string; around: string }): readonly Manager[] {
  const byYarn = (linker: string): Manager => ({
    name: `yarn ${linker}`,
    install: (tarball, packages) => [process.execPath, yarn, "add", `cdktf-greenvn@file:${tarball}`, ...packages],
    node: [process.execPath, yarn, "node"],
    env: {
      YARN_NODE_LINKER: linker,
      YARN_ENABLE_SCRIPTS: "false",
      YARN_ENABLE_TELEMETRY: "0",
      YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
      YARN_GLOBAL_FOLDER: path.join(around, "yarn"),
    },
  });
  return [
    {
      name: "npm",
      install: (tarball, packages) => ["npm", "install", "--ignore-scripts", "--no-audit", tarball, ...packages],
      node: [process.execPath],
      env: {},
    },
    {
      name: "pnpm",
      install: (tarball, packages) => [process.execPath, pnpm, "add", "--ignore-scripts", tarball, ...packages],
      node: [process.execPath],
      env: { npm_config_store_dir: path.join(around, "pnpm") },
    },
    byYarn("node-modules"),
    byYarn("pnp"),
  ];
}

async function inCleanFolder(
  folder: string,
  { install, node, env }: Manager,
  library: keyof typeof INSTALL_LINES,
  tarball: string,
  say: (line: string) => void,
): Promise<void> {
  const { packages, entry } = INSTALL_LINES[library];
  await mkdir(folder);
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "numbers", private: true }));
  await writeFile(path.join(folder, "yarn.lock"), ""); // For yarn: this is a project of its own.
  await writeFile(path.join(folder, "main.js"), program(library, entry));
  const settings = { cwd: folder, env: { ...process.env, ...env }, timeoutMs: LONGEST_STEP_MS, say };
  const [file, ...args] = install(tarball, packages);
  await shown(file, args, settings);
  const [runner = "", ...before] = node;
  await shown(runner, [...before, "main.js"], settings);
  await stat(path.join(folder, "cdktf.out", "stacks", "numbers", ".terraform.lock.hcl"));
}

/** npm's resolution in a clean folder, with nothing installed. */
async function resolves(
  folder: string,
  tarball: string,
  { packages, present, absent }: (typeof BESIDE)[number],
  say: (line: string) => void,
): Promise<void> {
  await mkdir(folder);
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "numbers", private: true }));
  const args = ["install", "--package-lock-only", "--no-audit", tarball, ...packages];
  await shown("npm", args, { cwd: folder, env: process.env, timeoutMs: LONGEST_STEP_MS, say });
  const lock = JSON.parse(await readFile(path.join(folder, "package-lock.json"), "utf8")) as { packages: object };
  const has = (name: string): boolean => `node_modules/${name}` in lock.packages;
  if (!has("cdktf-greenvn") || !has(present) || has(absent))
    throw new Error(`npm brings other packages than were asked for: ${Object.keys(lock.packages).join(", ")}`);
  await rm(folder, { recursive: true });
}

const program = (library: string, entry: string): string => `
const { App, TerraformStack } = require("${library}");
const { GreenVnAllocation, GreenvnProvider } = require("${entry}");
const app = new App();
const stack = new TerraformStack(app, "numbers");
new GreenvnProvider(stack, "greenvn");
new GreenVnAllocation(stack, "driver", { aPartyNumbers: ["+919876543210"], bPartyNumbers: ["+919812345678"] });
app.synth();
`;
