import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { installProvider } from "../../src/install/install-provider";
import { bundleProgram, filesOf } from "../build/bundle-program";
import { terraformEnvironment } from "../terraform-environment";
import { CHANGE_NUMBER_SCRIPT, configurationOf, creationOf, type Subject } from "./configuration";
import { type Cost, measured } from "./measure";
import type { BenchSandbox } from "./sandbox";
import { allocationsLike, dataLike, type Line, type StateFile } from "./state";

/** The region by which everything is made, and the other one. */
export const REGIONS = ["KA", "MH"] as const;
export type Region = (typeof REGIONS)[number];

export interface Surroundings {
  readonly terraform: string;
  /** For folders of this run. */
  readonly temporary: string;
  readonly sandbox: BenchSandbox;
}

/** What is run may be given more of an environment. */
type Env = Readonly<Record<string, string>>;

/** A folder in which many lines are in state, as declared in the first region. */
export interface TerraformFolder {
  readonly folder: string;
  readonly prefix: string;
  /** Plans without saving it. */
  plan(region: Region, env?: Env): Promise<Cost>;
  /** Plans, and then applies that plan: what the latter took. */
  applyPlanned(region: Region, args?: readonly string[], env?: Env): Promise<Cost>;
  /** Plans and applies in one. */
  apply(region: Region): Promise<Cost>;
}

export async function openFolder(
  surroundings: Surroundings,
  subject: Subject,
  lines: number,
): Promise<TerraformFolder> {
  const { temporary, sandbox } = surroundings;
  const prefix = `${subject}-${lines}`;
  const folder = path.join(temporary, prefix);
  await mkdir(folder);
  const declare = (count: number): Promise<void> =>
    writeFile(path.join(folder, "main.tf"), configurationOf(subject, count));
  await declare(lines);
  if (subject === "greenvn") installProvider({ dir: folder });
  const run = terraformIn(folder, surroundings);
  await run(["init", "-no-color"], /successfully initialized/);
  await fill();
  let inForce: Region = REGIONS[0];

  async function fill(): Promise<void> {
    const stateFile = path.join(folder, "terraform.tfstate");
    const template = async (): Promise<StateFile> => {
      await declare(1);
      await run(["apply", "-auto-approve", ...varsOf(REGIONS[0], `template-of-${prefix}`)], /1 added/);
      await declare(lines);
      return JSON.parse(await readFile(stateFile, "utf8")) as StateFile;
    };
    switch (subject) {
      case "greenvn": {
        const made = await template();
        await writeFile(stateFile, JSON.stringify(allocationsLike(made, prefix, await allocate())));
        return;
      }
      case "floor":
        await writeFile(stateFile, JSON.stringify(dataLike(await template(), prefix, lines)));
        return;
      case "local-exec": {
        const ids = (await allocate()).map(({ greenvn_id }) => greenvn_id);
        await writeFile(path.join(folder, "ids.auto.tfvars.json"), JSON.stringify({ ids }));
        await writeFile(path.join(folder, "change-number.js"), CHANGE_NUMBER_SCRIPT);
        await run(["apply", "-auto-approve", ...varsOf(REGIONS[0], prefix)], new RegExp(`${lines} added`));
      }
    }
  }

  async function allocate(): Promise<readonly Line[]> {
    const answers = await sandbox.allocate(lines, (index) => creationOf(prefix, index, REGIONS[0]));
    return answers.map((answer) => {
      const { greenvn_id, greenvn } = (answer as { data: { greenvn_id: string; greenvn: string } }).data;
      return { greenvn_id, green_vn: greenvn };
    });
  }

  /** Runs what changes each line, and holds that each cost one charged call, where it costs any. */
  async function changing(region: Region, args: readonly string[], env?: Env): Promise<Cost> {
    const before = await sandbox.charged();
    const cost = await run(args, new RegExp(`${counts[0]} added, ${counts[1]} changed, ${counts[2]} destroyed`), env);
    const charged = (await sandbox.charged()) - before;
    if (charged !== (subject === "floor" ? 0 : lines))
      throw new Error(`${lines} changes by ${subject} made ${charged} charged calls`);
    inForce = region;
    return cost;
  }

  const counts = subject === "local-exec" ? [lines, 0, lines] : [0, lines, 0];
  const planned = (region: Region): RegExp =>
    region === inForce
      ? /No changes/
      : new RegExp(`Plan: ${counts[0]} to add, ${counts[1]} to change, ${counts[2]} to destroy`);

  return {
    folder,
    prefix,
    plan: (region, env) => run(["plan", ...varsOf(region, prefix)], planned(region), env),
    async applyPlanned(region, args = [], env) {
      await run(["plan", "-out=planned", ...varsOf(region, prefix)], planned(region));
      return changing(region, ["apply", "-no-color", ...args, "planned"], env);
    },
    apply: (region) => changing(region, ["apply", "-auto-approve", ...varsOf(region, prefix)]),
  };
}

/** Plans what a folder declares and has in state, by a provider of the same schema that does nothing. */
export async function planByIdleProvider(
  surroundings: Surroundings,
  { folder: original, prefix }: TerraformFolder,
): Promise<() => Promise<Cost>> {
  const folder = `${original}-idle`;
  await mkdir(folder);
  for (const file of ["main.tf", "terraform.tfstate"])
    await copyFile(path.join(original, file), path.join(folder, file));
  const [executable = ""] = installProvider({ dir: folder });
  const idle = await bundleProgram(path.join(__dirname, "idle-provider", "main.ts"), {});
  await rm(executable);
  for (const { file, text, mode } of filesOf(idle, executable)) await writeFile(file, text, { mode });
  const run = terraformIn(folder, surroundings);
  await run(["init", "-no-color"], /successfully initialized/);
  return () => run(["plan", ...varsOf(REGIONS[0], prefix)], /No changes/);
}

function varsOf(region: Region, prefix: string): string[] {
  return [`-var=region=${region}`, `-var=prefix=${prefix}`, "-no-color"];
}

function terraformIn(
  folder: string,
  { terraform, temporary, sandbox }: Surroundings,
): (args: readonly string[], says: RegExp, env?: Env) => Promise<Cost> {
  const base = terraformEnvironment(temporary, sandbox.url);
  return (args, says, env = {}) => measured(terraform, args, { cwd: folder, env: { ...base, ...env }, says });
}
