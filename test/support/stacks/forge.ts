import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "../../../scripts/build";
import { COMMAND_LINE, ROOT } from "../../../scripts/project";
import { prepared } from "../run/prepared";
import { type Run, run } from "../run/run";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../terraform/workspace";

const EXAMPLE = path.join(ROOT, "examples", "gitops");
const CI_FILES = ["plan.sh", "apply.sh", "drift.sh", "same-changes.cjs"];
const STACK = "numbers";

/** Declares what `numbers.json` says, one allocation for each entry. */
const PROGRAM = `const { App, LocalBackend, TerraformStack } = require("cdktf");
const { GreenvnProvider, GreenVnAllocation } = require("cdktf-greenvn");
const { readFileSync } = require("node:fs");

const app = new App();
const stack = new TerraformStack(app, "${STACK}");
new LocalBackend(stack, { path: process.env.STATE_FILE });
new GreenvnProvider(stack, "greenvn");
for (const [name, declared] of Object.entries(JSON.parse(readFileSync("numbers.json", "utf8")))) {
  new GreenVnAllocation(stack, name, { aPartyNumbers: ["+919000000001"], bPartyNumbers: ["+919000000101"], ...declared });
}
app.synth();
`;

/** What the job of a pull request or of a merge came to. */
export interface Job {
  readonly exitCode: number;
  readonly said: string;
  /** The folder with report.md and report.json; for a plan that passed, what is kept for the merge. */
  readonly out: string;
}

export interface PlanJob extends Job {
  readonly markdown: string;
  readonly report: JsonReport;
}

export interface JsonReport {
  readonly passed: boolean;
  readonly gates: readonly { readonly gate: string; readonly passed: boolean }[];
  readonly charged_calls: Readonly<
    Record<"create" | "vn" | "call_party" | "total", { readonly calls: number; readonly exact: boolean }>
  >;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly drift: readonly Readonly<Record<string, unknown>>[];
}

/** Changes the files of a working tree. */
export type Edit = (files: Files) => Promise<void>;

export interface Files {
  write(name: string, text: string): Promise<void>;
  /** Adds to the end of the program, which is run at synth. */
  program(code: string): Promise<void>;
  /** What is declared, from then on. */
  numbers(numbers: object): Promise<void>;
}

/**
 * A forge played in a folder: a bare repository, branches that become pull requests, and the jobs of
 * `examples/gitops`, run by its own scripts with real git and real Terraform.
 */
export interface Forge {
  readonly workspace: Workspace;
  /** Pushes a branch off main, and runs the plan job on what its merge would bring. */
  pullRequest(branch: string, edit: Edit): Promise<PlanJob>;
  /** Merges a branch, and runs the apply job with the plan that was kept for exactly these files. */
  merge(branch: string): Promise<Job>;
  /** Runs the apply job on main with a plan that was kept for something else. */
  applyKept(out: string): Promise<Job>;
  drift(): Promise<PlanJob>;
  outputs(): Promise<Readonly<Record<string, string>>>;
}

export async function openForge(numbers: object, policy: string, options: WorkspaceOptions): Promise<Forge> {
  await build(["library", "cli", "provider"]);
  const workspace = await openWorkspace(options);
  const at = (...names: readonly string[]) => path.join(workspace.folder, ...names);
  const env = await environment(workspace, at("bin"), at("state.tfstate"));
  const command = async (cwd: string, file: string, ...args: readonly string[]): Promise<Run> =>
    run(file, args, { cwd, env, timeoutMs: 80_000 });
  const git = async (cwd: string, ...args: readonly string[]): Promise<string> =>
    succeeded(await command(cwd, "git", ...args)).stdout.trim();
  const synth = async (folder: string): Promise<string> => {
    succeeded(await command(folder, process.execPath, "main.js"));
    return path.join(folder, "cdktf.out", "stacks", STACK);
  };
  let checkouts = 0;
  const checkout = async (ref: string): Promise<string> => {
    const folder = at(`checkout-${++checkouts}`);
    await git(workspace.folder, "clone", "--quiet", at("remote.git"), folder);
    await git(folder, "checkout", "--quiet", "--detach", ref);
    await installPackages(folder);
    return folder;
  };

  const develop = at("develop");
  const editing = (folder: string): Files => {
    const write = async (name: string, text: string): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    };
    return {
      write,
      program: (code) => write("main.js", `${PROGRAM}${code}\n`),
      numbers: (declared) => write("numbers.json", `${JSON.stringify(declared, null, 2)}\n`),
    };
  };
  const commit = async (folder: string, message: string): Promise<void> => {
    await git(folder, "add", "--all");
    await git(folder, "commit", "--quiet", "--allow-empty", "--message", message);
  };

  await git(workspace.folder, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git");
  await git(workspace.folder, "clone", "--quiet", "remote.git", "develop");
  await git(develop, "checkout", "--quiet", "-B", "main");
  const files = editing(develop);
  await files.write("main.js", PROGRAM);
  await files.write(".gitignore", "node_modules\ncdktf.out\n");
  await files.write(".greenvn-policy.yaml", policy);
  await files.numbers(numbers);
  await mkdir(path.join(develop, "ci"));
  for (const name of CI_FILES) await copyFile(path.join(EXAMPLE, "ci", name), path.join(develop, "ci", name));
  await installPackages(develop);
  // As the guide says: the lock file is made once, and kept in the repository.
  const stack = await synth(develop);
  succeeded(await command(stack, "terraform", "init", "-input=false", "-backend=false"));
  await mkdir(path.join(develop, "locks"));
  await copyFile(path.join(stack, ".terraform.lock.hcl"), path.join(develop, "locks", `${STACK}.terraform.lock.hcl`));
  await commit(develop, "Begin");
  await git(develop, "push", "--quiet", "origin", "main");

  const kept = new Map<string, string>();
  const jobIn = async (folder: string, out: string, script: string, ...args: readonly string[]): Promise<Job> => {
    const { exitCode, stdout, stderr } = await command(folder, path.join(folder, "ci", script), ...args);
    return { exitCode: exitCode ?? -1, said: `${stdout}\n${stderr}`, out };
  };
  const planJob = async (job: Job): Promise<PlanJob> => {
    const markdown = await readFile(path.join(job.out, "report.md"), "utf8").catch(() => {
      throw new Error(`there is no report: ${job.said}`);
    });
    return {
      ...job,
      markdown,
      report: JSON.parse(await readFile(path.join(job.out, "report.json"), "utf8")) as JsonReport,
    };
  };
  const apply = async (out: (tree: string) => string | undefined): Promise<Job> => {
    const main = await checkout("origin/main");
    const reviewed = out(await git(main, "rev-parse", "HEAD^{tree}"));
    if (reviewed === undefined) return { exitCode: 1, said: "no reviewed plan is kept for these files", out: "" };
    return jobIn(main, reviewed, "apply.sh", await synth(main), reviewed);
  };

  return {
    workspace,
    async pullRequest(branch, edit) {
      await git(develop, "checkout", "--quiet", "-B", branch, "origin/main");
      await edit(editing(develop));
      await commit(develop, branch);
      await git(develop, "push", "--quiet", "--force", "origin", branch);

      const [trusted, proposed] = [await checkout("origin/main"), await checkout("origin/main")];
      await git(proposed, "merge", "--quiet", "--no-ff", "--message", `Merge ${branch}`, `origin/${branch}`);
      const tree = await git(proposed, "rev-parse", "HEAD^{tree}");
      const out = at(`plan-${checkouts}`);
      const job = await jobIn(trusted, out, "plan.sh", await synth(proposed), out);
      if (job.exitCode === 0) kept.set(tree, out);
      return planJob(job);
    },
    async merge(branch) {
      await git(develop, "checkout", "--quiet", "-B", "main", "origin/main");
      await git(develop, "merge", "--quiet", "--squash", branch);
      await commit(develop, `Merge ${branch}`);
      await git(develop, "push", "--quiet", "origin", "main");
      return apply((tree) => kept.get(tree));
    },
    applyKept: (out) => apply(() => out),
    async drift() {
      const main = await checkout("origin/main");
      const out = at(`drift-${checkouts}`);
      return planJob(await jobIn(main, out, "drift.sh", await synth(main), out));
    },
    async outputs() {
      const { stdout } = succeeded(
        await command(workspace.folder, "terraform", "output", "-json", `-state=${at("state.tfstate")}`),
      );
      return Object.fromEntries(
        Object.entries(JSON.parse(stdout) as Record<string, { value: string }>).map(([name, { value }]) => [
          name,
          value,
        ]),
      );
    },
  };
}

/** Nothing of the person's git settings, and `greenvn` and `terraform` on the PATH as a pipeline has them. */
async function environment(workspace: Workspace, bin: string, stateFile: string): Promise<NodeJS.ProcessEnv> {
  await mkdir(bin);
  await symlink(COMMAND_LINE, path.join(bin, "greenvn"));
  const person = { NAME: "Reviewer", EMAIL: "reviewer@example.com" };
  return {
    ...workspace.env,
    PATH: [bin, path.dirname(prepared().terraform.path), workspace.env["PATH"] ?? ""].join(path.delimiter),
    STATE_FILE: stateFile,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    ...Object.fromEntries(
      Object.entries(person).flatMap(([name, value]) => [
        [`GIT_AUTHOR_${name}`, value],
        [`GIT_COMMITTER_${name}`, value],
      ]),
    ),
  };
}

/** Stands for `npm ci`. */
async function installPackages(folder: string): Promise<void> {
  const modules = path.join(folder, "node_modules");
  await mkdir(modules);
  await symlink(ROOT, path.join(modules, "cdktf-greenvn"));
  for (const name of ["cdktf", "constructs"])
    await symlink(path.join(ROOT, "node_modules", name), path.join(modules, name));
}

function succeeded(result: Run): Run {
  if (result.exitCode !== 0)
    throw new Error(`${result.command} ended with ${String(result.exitCode)}\n${result.stdout}\n${result.stderr}`);
  return result;
}
