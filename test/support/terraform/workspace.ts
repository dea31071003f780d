import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { VERSION } from "../../../scripts/project";
import { terraformEnvironment } from "../run/environment";
import { processesIn, untilNone } from "../run/left-behind";
import { prepared, removeFolder, temporaryFolder } from "../run/prepared";
import { reuseInit } from "./provider-folder";

export const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    greenvn = {
      source  = "registry.terraform.io/cdktf-greenvn/greenvn"
      version = "${VERSION}"
    }
  }
}
`;

export interface WorkspaceOptions {
  /** What `startTestSandbox` gives. Without it the environment does not configure the provider. */
  readonly sandbox?: { readonly env: Readonly<Record<string, string>> };
  /** Added to the environment; `undefined` takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Levels below debug make large configurations quicker. Default: debug. */
  readonly log?: "trace" | "debug" | "warn";
}

/** A folder to run Terraform in, with a home and a temporary folder of its own. */
export interface Workspace {
  readonly folder: string;
  readonly temporary: string;
  readonly env: Record<string, string | undefined>;
  /** All that Terraform and the provider have logged here. */
  readonly logFile: string;
  /**
   * Set by a test that kills a process here on purpose: its temporary files, and Terraform's word on its end, are
   * excused.
   */
  killedOnPurpose: boolean;
}

const open = new Set<Workspace & { readonly around: string }>();

/** A new workspace in which `terraform init` need not run: the provider is there and configured for the sandbox. */
export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const around = await temporaryFolder("gvn-");
  const [folder, temporary, home] = [path.join(around, "w"), path.join(around, "t"), path.join(around, "h")];
  for (const each of [folder, temporary, home]) await mkdir(each, { mode: 0o700 });
  const logFile = path.join(around, "log");
  const env = {
    ...terraformEnvironment({ home, temporary }),
    ...options.sandbox?.env,
    TF_LOG: options.log ?? "debug",
    TF_LOG_PATH: logFile,
    ...options.env,
  };
  await reuseInit(prepared().folder, folder);
  await writeFile(path.join(folder, "terraform.tf"), REQUIRED_PROVIDERS);
  const workspace = { around, folder, temporary, env, logFile, killedOnPurpose: false };
  open.add(workspace);
  return workspace;
}

/** Writes files into the workspace, by their path in it. */
export async function writeFiles(workspace: Workspace, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(workspace.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** What Terraform says of a provider that breaks the rules: as an error, or in its log where it puts up with it. */
const BROKEN_RULES = [
  // "… during refresh" is how OpenTofu logs whatever has changed at the other end: no complaint.
  /.*produced an (?:unexpected new value(?! for \S+ during refresh)|invalid).*/gi,
  /.*Provider produced (?:inconsistent|invalid).*/gi,
  /.*legacy plugin SDK.*/gi,
  /.*Provider returned invalid.*/gi,
];

/** What it says of a provider that went away. */
const BROKEN_PROCESS = [
  /.*plugin process exited:.* error=.*/gi,
  /.*Plugin did not respond.*/gi,
  /.*failed to (?:stop|shut ?down) provider.*/gi,
  /.*plugin failed to exit gracefully.*/gi,
];

/** The lines of a log in which Terraform complains about the provider. */
export function complaintsIn(log: string, excused: { killedOnPurpose: boolean }): string[] {
  return [...BROKEN_RULES, ...(excused.killedOnPurpose ? [] : BROKEN_PROCESS)].flatMap(
    (pattern) => log.match(pattern) ?? [],
  );
}

export async function readLog(workspace: Workspace): Promise<string> {
  return existsSync(workspace.logFile) ? readFile(workspace.logFile, "utf8") : "";
}

/** Throws where Terraform complained about the provider in any command run here so far. */
export async function expectNoComplaints(workspace: Workspace): Promise<void> {
  const complaints = complaintsIn(await readLog(workspace), workspace);
  if (complaints.length > 0) throw new Error(`Terraform complains about the provider:\n${complaints.join("\n")}`);
}

/** Throws where a process still runs here, or something lies in the temporary folder. */
export async function expectNothingLeft(workspace: Workspace): Promise<void> {
  const processes = await untilNone(() => processesIn(workspace.folder), 5_000);
  if (processes.length > 0) throw new Error(`processes still run in ${workspace.folder}: ${processes.join(", ")}`);
  const files = workspace.killedOnPurpose ? [] : await untilNone(() => readdir(workspace.temporary), 2_000);
  if (files.length > 0) throw new Error(`left in the temporary folder: ${files.join(", ")}`);
}

/**
 * Removes all workspaces of this test file, and throws where in one of them Terraform complained about the provider,
 * a process still runs, or a temporary file is left.
 */
export async function closeWorkspaces(): Promise<void> {
  const failures: string[] = [];
  for (const workspace of open) {
    for (const check of [expectNoComplaints, expectNothingLeft]) {
      await check(workspace).catch((error: Error) => failures.push(error.message));
    }
    for (const pid of await processesIn(workspace.folder)) process.kill(pid, "SIGKILL");
    await removeFolder(workspace.around);
  }
  open.clear();
  if (failures.length > 0) throw new Error(failures.join("\n"));
}
