import { copyFile, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../../scripts/project";
import { prepared } from "../run/prepared";
import { type Run, run } from "../run/run";
import { type TerraformFolder, terraformIn } from "../terraform/terraform";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "../terraform/workspace";

/** A CDKTF program of this repository, run as its users run it, and real Terraform in what it synthesizes. */
export interface Program {
  readonly workspace: Workspace;
  /** Synthesizes; throws what the program said where it fails. `env` is added to the environment of this run alone. */
  synth(env?: Readonly<Record<string, string>>): Promise<void>;
  /** As `synth`, for a program that should fail. */
  synthFails(env?: Readonly<Record<string, string>>): Promise<Run>;
  /** Terraform in a stack's folder; `terraform init` is yours. */
  stack(name: string): TerraformFolder;
}

/** Node would look for it from the folder that it runs in. */
const TSX = pathToFileURL(require.resolve("tsx")).href;

/** A program by its path in the repository, synthesized into a new workspace. */
export async function openProgram(main: string, options: WorkspaceOptions = {}): Promise<Program> {
  const workspace = await openWorkspace(options);
  const runIt = (env: Readonly<Record<string, string>>) =>
    run(process.execPath, ["--import", TSX, path.join(ROOT, main)], {
      cwd: workspace.folder,
      env: { ...programEnvironment(workspace), ...env },
      timeoutMs: 60_000,
    });
  return {
    workspace,
    async synth(env = {}) {
      const { exitCode, stdout, stderr } = await runIt(env);
      if (exitCode !== 0) throw new Error(`${main} ended with ${String(exitCode)}\n${stdout}\n${stderr}`);
    },
    async synthFails(env = {}) {
      const result = await runIt(env);
      if (result.exitCode === 0) throw new Error(`${main} should have failed`);
      return result;
    },
    stack: (name) => terraformIn(workspace, path.join(workspace.folder, "cdktf.out", "stacks", name)),
  };
}

// CDKTF asks for Terraform's version where a declaration needs a newer one.
function programEnvironment({ env }: Workspace): Record<string, string | undefined> {
  return { ...env, TSX_DISABLE_CACHE: "1", TERRAFORM_BINARY_NAME: prepared().terraform.path };
}

/** Copies a folder of the repository into a workspace, as a reader would. */
export async function copyInto(workspace: Workspace, folder: string): Promise<void> {
  const from = path.join(ROOT, folder);
  await mkdir(workspace.folder, { recursive: true });
  for (const name of await readdir(from)) await copyFile(path.join(from, name), path.join(workspace.folder, name));
}
