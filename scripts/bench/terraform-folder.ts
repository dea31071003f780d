import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { shellWord } from "../../src/domain/shell-word";
import { currentPlatform, installProvider } from "../../src/install/install-provider";
import { SANDBOX_ACCOUNT } from "../../src/sandbox";
import { bundleProgram, filesOf } from "../build/bundle-program";
import { EXECUTABLE } from "../project";
import { terraformEnvironment } from "../terraform-environment";
import {
  CHANGE_NUMBER_SCRIPT,
  configurationOf,
  creationOf,
  type Layout,
  nameOf,
  type Peer,
  PEER_NAMESPACE,
  PEER_VERSION,
  type Subject,
} from "./configuration";
import { type Cost, measured, timesMs } from "./measure";
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
  /** Providers to measure ours against. */
  readonly peers: readonly Peer[];
  /** More of an environment, for all that is run. */
  readonly env?: Env;
}

/** What is run may be given more of an environment. */
type Env = Readonly<Record<string, string>>;

/** A folder in which many lines are in state, as declared in the first region. */
export interface TerraformFolder {
  readonly folder: string;
  readonly subject: Subject;
  readonly lines: number;
  readonly prefix: string;
  /** Plans without saving it. */
  plan(region: Region, env?: Env): Promise<Cost>;
  /** Plans, and then applies that plan: what the latter took. */
  applyPlanned(region: Region, args?: readonly string[], env?: Env): Promise<Cost>;
  /** Plans and applies in one. */
  apply(region: Region): Promise<Cost>;
  /** A plan as Terraform tells it in JSON. */
  planJson(region: Region): Promise<string>;
}

/** `label` tells folders of the same kind apart. */
export async function openFolder(
  surroundings: Surroundings,
  subject: Subject,
  lines: number,
  layout: Layout = "count",
  label = "",
): Promise<TerraformFolder> {
  const { temporary, sandbox } = surroundings;
  const prefix = `${label}${nameOf(subject)}-${layout}-${lines}`;
  const folder = path.join(temporary, prefix);
  await mkdir(folder);
  const declare = (count: number): Promise<void> =>
    writeFile(path.join(folder, "main.tf"), configurationOf(subject, count, layout));
  await declare(lines);
  if (subject === "greenvn") installProvider({ dir: folder });
  else if (typeof subject === "object") await copyFile(subject.executable, await peerIn(folder, subject));
  const run = terraformIn(folder, surroundings);
  await run(["init", "-no-color"], /successfully initialized/);
  await fill();

  async function fill(): Promise<void> {
    if (layout === "each" || typeof subject === "object") {
      // By itself, whatever a state of it looks like.
      await run(["apply", "-auto-approve", ...varsOf(REGIONS[0], prefix)], new RegExp(`${lines} added`));
      return;
    }
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

  return { folder, subject, lines, prefix, ...runsIn(surroundings, { folder, subject, lines, prefix }) };
}

type Place = Pick<TerraformFolder, "folder" | "subject" | "lines" | "prefix">;

/** What is run in a folder whose lines are in force as declared in the first region. */
function runsIn(
  surroundings: Surroundings,
  { folder, subject, lines, prefix }: Place,
): Omit<TerraformFolder, keyof Place> {
  const { temporary, sandbox } = surroundings;
  const run = terraformIn(folder, surroundings);
  const counts = subject === "local-exec" ? [lines, 0, lines] : [0, lines, 0];
  let inForce: Region = REGIONS[0];

  /** Runs what changes each line, and holds that each cost one charged call, where it costs any. */
  async function changing(region: Region, args: readonly string[], env?: Env): Promise<Cost> {
    const before = await sandbox.charged();
    const cost = await run(args, new RegExp(`${counts[0]} added, ${counts[1]} changed, ${counts[2]} destroyed`), env);
    const charged = (await sandbox.charged()) - before;
    if (charged !== (subject === "floor" ? 0 : lines))
      throw new Error(`${lines} changes by ${nameOf(subject)} made ${charged} charged calls`);
    inForce = region;
    return cost;
  }

  const planned = (region: Region): RegExp =>
    region === inForce
      ? /No changes/
      : new RegExp(`Plan: ${counts[0]} to add, ${counts[1]} to change, ${counts[2]} to destroy`);

  return {
    plan: (region, env) => run(["plan", ...varsOf(region, prefix)], planned(region), env),
    async applyPlanned(region, args = [], env) {
      await run(["plan", "-out=planned", ...varsOf(region, prefix)], planned(region));
      return changing(region, ["apply", "-no-color", ...args, "planned"], env);
    },
    apply: (region) => changing(region, ["apply", "-auto-approve", ...varsOf(region, prefix)]),
    async planJson(region) {
      await run(["plan", "-out=planned", ...varsOf(region, prefix)], planned(region));
      const options = { cwd: folder, env: terraformEnvironment(temporary, sandbox.url) };
      return (await promisify(execFile)(surroundings.terraform, ["show", "-json", "planned"], options)).stdout;
    },
  };
}

/** Plans what a folder declares and has in state, by a provider of the same schema that does nothing. */
export async function planByIdleProvider(
  surroundings: Surroundings,
  { folder: original, prefix }: TerraformFolder,
): Promise<() => Promise<Cost>> {
  const folder = await copyOf(original, "idle");
  const [executable = ""] = installProvider({ dir: folder });
  const idle = await bundleProgram(path.join(__dirname, "idle-provider", "main.ts"), {});
  await rm(executable);
  for (const { file, text, mode } of filesOf(idle, executable)) await writeFile(file, text, { mode });
  const run = terraformIn(folder, surroundings);
  await run(["init", "-no-color"], /successfully initialized/);
  return () => run(["plan", ...varsOf(REGIONS[0], prefix)], /No changes/);
}

/** Names the file in which the CPU time of a provider's processes is noted. */
const NOTES = "GREENVN_BENCH_NOTES";

/** What makes that time known, whatever they are written in: a shell that starts them. */
const NOTING = (executable: string): string => `#!/bin/sh
${shellWord(executable)} "$@"
code=$?
times >> "\${${NOTES}:-/dev/null}"
exit $code
`;

export interface ProviderCost {
  readonly cpuMs: number;
}

/**
 * A copy of a folder that tells what the provider's processes take alone. What either changes from here on, the state of
 * the other knows nothing of: `what` names the copy.
 */
export async function tellingProvider(
  surroundings: Surroundings,
  original: TerraformFolder,
  what: "plans" | "applies",
): Promise<{
  plan(region: Region): Promise<ProviderCost>;
  applyPlanned(region: Region): Promise<ProviderCost>;
}> {
  const { subject } = original;
  const folder = await copyOf(original.folder, what);
  const target =
    typeof subject === "object" ? await peerIn(folder, subject) : (installProvider({ dir: folder })[0] ?? "");
  const executable = typeof subject === "object" ? subject.executable : EXECUTABLE;
  await writeFile(target, NOTING(executable), { mode: 0o755 });
  await terraformIn(folder, surroundings)(["init", "-no-color"], /successfully initialized/);
  const runs = runsIn(surroundings, { ...original, folder });
  const notes = path.join(folder, "notes");
  const told = async (run: (env: Env) => Promise<unknown>): Promise<ProviderCost> => {
    await rm(notes, { force: true });
    await run({ [NOTES]: notes });
    const lines = (await readFile(notes, "utf8")).trim().split("\n");
    // Two lines for each process: of the shell itself, and of what it started.
    return { cpuMs: lines.reduce((sum, line, at) => sum + (at % 2 === 1 ? timesMs(line) : 0), 0) };
  };
  return {
    plan: (region) => told((env) => runs.plan(region, env)),
    applyPlanned: (region) => told((env) => runs.applyPlanned(region, [], env)),
  };
}

/** Another folder with the same declarations and the same state, and no provider yet. */
async function copyOf(original: string, what: string): Promise<string> {
  const folder = `${original}-${what}`;
  await mkdir(folder);
  for (const file of ["main.tf", "terraform.tfstate"])
    await copyFile(path.join(original, file), path.join(folder, file));
  return folder;
}

/** Where Terraform looks for a peer's executable. */
async function peerIn(folder: string, { name }: Peer): Promise<string> {
  const beside = path.join(folder, "terraform.d/plugins", PEER_NAMESPACE, name, PEER_VERSION, currentPlatform());
  await mkdir(beside, { recursive: true });
  return path.join(beside, `terraform-provider-${name}_v${PEER_VERSION}`);
}

function varsOf(region: Region, prefix: string): string[] {
  return [`-var=region=${region}`, `-var=prefix=${prefix}`, "-no-color"];
}

function terraformIn(
  folder: string,
  { terraform, temporary, sandbox, env: more }: Surroundings,
): (args: readonly string[], says: RegExp, env?: Env) => Promise<Cost> {
  const base = {
    ...terraformEnvironment(temporary, sandbox.url),
    TF_VAR_account_sid: SANDBOX_ACCOUNT.sid,
    TF_VAR_api_token: SANDBOX_ACCOUNT.token,
    TF_VAR_base_url: sandbox.url,
    ...more,
  };
  return (args, says, env = {}) => measured(terraform, args, { cwd: folder, env: { ...base, ...env }, says });
}
