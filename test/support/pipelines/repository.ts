import { chmod, copyFile, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { COMMAND_LINE, ROOT } from "../../../scripts/project";
import { prepared } from "../run/prepared";
import { type Run, run } from "../run/run";
import { type Workspace } from "../terraform/workspace";

export const STACK = "numbers";
const EXAMPLE = path.join(ROOT, "examples", "gitops");
const LONGEST_COMMAND_MS = 120_000;

/** Declares what `numbers.json` says, one allocation for each entry. */
export const PROGRAM = `const { App, LocalBackend, TerraformOutput, TerraformStack } = require("cdktf");
const { GreenvnProvider, GreenVnAllocation } = require("cdktf-greenvn");
const { readFileSync } = require("node:fs");

const app = new App();
const stack = new TerraformStack(app, "${STACK}");
new LocalBackend(stack, { path: process.env.STATE_FILE });
const provider = new GreenvnProvider(stack, "greenvn");
for (const [name, declared] of Object.entries(JSON.parse(readFileSync("numbers.json", "utf8")))) {
  new GreenVnAllocation(stack, name, { aPartyNumbers: ["+919000000001"], bPartyNumbers: ["+919000000101"], ...declared });
}
`;
const SYNTH = "app.synth();\n";

/** Changes the files of a working tree. */
export type Edit = (files: Files) => Promise<void>;

export interface Files {
  write(name: string, text: string): Promise<void>;
  /** What the program does beside declaring `numbers.json`: before it synthesizes, and after. */
  program(before: string, after?: string): Promise<void>;
  /** What is declared, from then on. */
  numbers(numbers: object): Promise<void>;
}

export const declare =
  (numbers: object): Edit =>
  (files) =>
    files.numbers(numbers);

export const MERGES = ["squash", "merge", "rebase"] as const;

/** A bare repository, and the working tree of whoever changes it. */
export interface Repository {
  readonly remote: string;
  readonly stateFile: string;
  /** While this file is there, `npm ci` fails where a plan is made. */
  readonly npmIsBroken: string;
  /** What a runner of its pipelines has: git, Node, Terraform and npm on the PATH, and no account. */
  readonly env: NodeJS.ProcessEnv;
  git(cwd: string, ...args: readonly string[]): Promise<string>;
  command(cwd: string, env: NodeJS.ProcessEnv, file: string, ...args: readonly string[]): Promise<Run>;
  /** Pushes a change as a branch off main, or as one more commit of it. Returns its commit. */
  push(branch: string, edit: Edit, from?: string): Promise<string>;
  /** The commit that a merge of the branch into another would make, as forges keep it. */
  mergeResult(branch: string, into?: string): Promise<string>;
  /** Merges into main. Returns main's commit. */
  merge(branch: string, how: (typeof MERGES)[number]): Promise<string>;
  /** Sets main back to a commit, as if what was merged since had never been. */
  setBack(commit: string): Promise<void>;
  outputs(): Promise<Readonly<Record<string, string>>>;
}

/** `isWhole`: the files are a project of their own, lock file and all, and no program is written beside them. */
export async function openRepository(
  workspace: Workspace,
  files: Readonly<Record<string, string>>,
  isWhole = false,
): Promise<Repository> {
  const at = (...names: readonly string[]) => path.join(workspace.folder, ...names);
  const [remote, develop, stateFile] = [at("remote.git"), at("develop"), at("state.tfstate")];
  const env = { ...(await environment(workspace, at("bin"))), STATE_FILE: stateFile };
  const command: Repository["command"] = async (cwd, where, file, ...args) =>
    run(file, args, { cwd, env: where, timeoutMs: LONGEST_COMMAND_MS });
  const git: Repository["git"] = async (cwd, ...args) =>
    succeeded(await command(cwd, env, "git", ...args)).stdout.trim();
  const head = (cwd: string): Promise<string> => git(cwd, "rev-parse", "HEAD");
  const commit = async (message: string): Promise<string> => {
    await git(develop, "add", "--all");
    await git(develop, "commit", "--quiet", "--allow-empty", "--message", message);
    return head(develop);
  };

  // As the guide says: the lock file is made once, and kept in the repository.
  const keepLockFile = async (): Promise<void> => {
    succeeded(await command(develop, env, "npm", "ci"));
    succeeded(await command(develop, env, "npx", "--no-install", "cdktf", "synth"));
    const stack = path.join(develop, "cdktf.out", "stacks", STACK);
    succeeded(await command(stack, env, "terraform", "init", "-input=false", "-backend=false"));
    await mkdir(path.join(develop, "locks"));
    await copyFile(path.join(stack, ".terraform.lock.hcl"), path.join(develop, "locks", `${STACK}.terraform.lock.hcl`));
  };

  await git(workspace.folder, "init", "--quiet", "--bare", "--initial-branch=main", remote);
  await git(workspace.folder, "clone", "--quiet", remote, develop);
  await git(develop, "checkout", "--quiet", "-B", "main");
  const editing = editingIn(develop);
  if (!isWhole) {
    await editing.program("");
    await editing.numbers({});
    await editing.write(".gitignore", "node_modules\ncdktf.out\n/greenvn-*\n");
  }
  for (const [name, text] of Object.entries(files)) await editing.write(name, text);
  if (!isWhole) await keepLockFile();
  await commit("Begin");
  await git(develop, "push", "--quiet", "origin", "main");

  return {
    remote,
    stateFile,
    npmIsBroken: at("bin", "npm-is-broken"),
    env,
    git,
    command,
    async push(branch, edit, from = "origin/main") {
      await git(develop, "fetch", "--quiet", "origin");
      await git(develop, "checkout", "--quiet", "-B", branch, from);
      await edit(editing);
      const made = await commit(`${branch}: a change`);
      await git(develop, "push", "--quiet", "--force", "origin", branch);
      return made;
    },
    async mergeResult(branch, into = "main") {
      await git(develop, "fetch", "--quiet", "origin");
      await git(develop, "checkout", "--quiet", "--detach", `origin/${into}`);
      await git(develop, "merge", "--quiet", "--no-ff", "--message", `Merge ${branch}`, `origin/${branch}`);
      const made = await head(develop);
      await git(develop, "push", "--quiet", "--force", "origin", `${made}:refs/pull/${branch}/merge`);
      return made;
    },
    async merge(branch, how) {
      await git(develop, "fetch", "--quiet", "origin");
      await git(develop, "checkout", "--quiet", "-B", "main", "origin/main");
      if (how === "squash") {
        await git(develop, "merge", "--quiet", "--squash", `origin/${branch}`);
        await commit(`${branch}: squashed`);
      } else if (how === "merge") {
        await git(develop, "merge", "--quiet", "--no-ff", "--message", `Merge ${branch}`, `origin/${branch}`);
      } else await git(develop, "cherry-pick", "--allow-empty", `origin/main..origin/${branch}`);
      await git(develop, "push", "--quiet", "origin", "main");
      return head(develop);
    },
    async setBack(to) {
      await git(develop, "push", "--quiet", "--force", "origin", `${to}:refs/heads/main`);
    },
    async outputs() {
      const { stdout } = succeeded(
        await command(workspace.folder, env, "terraform", "output", "-json", `-state=${stateFile}`),
      );
      const told = Object.entries(JSON.parse(stdout) as Record<string, { value: string }>);
      return Object.fromEntries(told.map(([name, { value }]) => [name, value]));
    },
  };
}

function editingIn(folder: string): Files {
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  return {
    write,
    program: (before, after = "") => write("main.js", `${PROGRAM}${before}\n${SYNTH}${after}\n`),
    numbers: (declared) => write("numbers.json", `${JSON.stringify(declared, null, 2)}\n`),
  };
}

/** The workflows that are ready to copy, where GitHub looks for them. */
export async function githubWorkflows(): Promise<readonly string[]> {
  return (await readdir(path.join(EXAMPLE, "github"))).map((name) => path.join(EXAMPLE, "github", name));
}

/** Stands for the registry: what `npm ci` would install is what this repository has. */
const NPM = `#!/bin/sh
set -eu
[ "$1" = ci ] || exec '${path.join(path.dirname(process.execPath), "npm")}' "$@"
[ ! -d proposed ] || [ ! -e "$(dirname "$0")/npm-is-broken" ]
mkdir -p node_modules/.bin
ln -sfn '${ROOT}' node_modules/cdktf-greenvn
ln -sfn '${COMMAND_LINE}' node_modules/.bin/greenvn
for name in cdktf constructs tsx; do ln -sfn '${ROOT}'/node_modules/$name node_modules/$name; done
`;
/** Stands for the command of cdktf, which would run the program that `cdktf.json` names. */
const NPX = `#!/bin/sh
set -eu
[ "$*" = "--no-install cdktf synth" ]
exec node main.js
`;

/** Nothing of the person's git settings and nothing of an account. */
async function environment(workspace: Workspace, bin: string): Promise<NodeJS.ProcessEnv> {
  await mkdir(bin);
  for (const [name, text] of Object.entries({ npm: NPM, npx: NPX })) {
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  }
  await symlink(prepared().terraform.path, path.join(bin, "terraform"));
  const person = { NAME: "Reviewer", EMAIL: "reviewer@example.com" };
  return {
    ...workspace.env,
    GREENVN_ACCOUNT_SID: undefined,
    GREENVN_API_KEY: undefined,
    GREENVN_API_TOKEN: undefined,
    PATH: [bin, path.dirname(process.execPath), workspace.env["PATH"] ?? ""].join(path.delimiter),
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

export function succeeded(result: Run): Run {
  if (result.exitCode !== 0)
    throw new Error(`${result.command} ended with ${String(result.exitCode)}\n${result.stdout}\n${result.stderr}`);
  return result;
}
