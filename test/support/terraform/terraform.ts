import path from "node:path";
import { prepared } from "../run/prepared";
import { type Run, type Running, start } from "../run/run";
import { vendorProvider } from "./provider-folder";
import {
  type Attributes,
  type Change,
  changeOf,
  type Diagnostic,
  diagnosticOf,
  diagnosticsIn,
  type PlanJson,
  resourcesIn,
  type StateResource,
} from "./terraform-json";
import {
  expectNoComplaints,
  expectNothingLeft,
  openWorkspace,
  readLog,
  type Workspace,
  type WorkspaceOptions,
  writeFiles,
} from "./workspace";

export type { Run, Running } from "../run/run";
export type { Attributes, Change, Diagnostic, PlanJson, StateResource } from "./terraform-json";

/** A command that did what it should, or the reason why it did not. */
export interface Outcome extends Run {
  readonly diagnostics: readonly Diagnostic[];
}

export interface Plan extends Outcome {
  /** What Terraform itself says: nothing to do, outputs included. */
  readonly isEmpty: boolean;
  /** Resources that are created, changed, replaced, deleted, read, forgotten, moved or imported; without the no-ops. */
  readonly changes: readonly Change[];
  /** The change at an address, a no-op too. Throws where the plan has none. */
  change(address: string): Change;
  readonly json: PlanJson;
  /** The saved plan, to be handed to `apply`. */
  readonly file: string;
}

const LONGEST_COMMAND_MS = 80_000;

/**
 * Real Terraform in a folder of its own, with the built provider.
 * The commands that should succeed throw what Terraform said where they do not; each `…Fails` throws where it succeeds.
 */
export interface TerraformFolder {
  readonly workspace: Workspace;
  readonly folder: string;
  /** Writes `main.tf` whole. The `terraform` block stands in a file of its own already; a `provider` block is yours. */
  declare(hcl: string): Promise<void>;
  write(files: Readonly<Record<string, string>>): Promise<void>;

  /** Runs any command; judges nothing. */
  run(...args: readonly string[]): Promise<Run>;
  /** Starts any command, to be signalled while it runs. */
  start(...args: readonly string[]): Running;

  /** The real `terraform init`, for tests of just that, of modules and of backends. */
  init(...args: readonly string[]): Promise<Run>;
  /** Never throws for an invalid configuration. */
  validate(): Promise<{ readonly valid: boolean; readonly diagnostics: readonly Diagnostic[] }>;
  plan(...args: readonly string[]): Promise<Plan>;
  planFails(...args: readonly string[]): Promise<Outcome>;
  /** Applies a saved plan, or plans and applies at once where `args` hold none. */
  apply(...args: readonly string[]): Promise<Outcome>;
  applyFails(...args: readonly string[]): Promise<Outcome>;
  destroy(...args: readonly string[]): Promise<Outcome>;
  destroyFails(...args: readonly string[]): Promise<Outcome>;
  import(address: string, id: string): Promise<Run>;
  importFails(address: string, id: string): Promise<Run>;

  /** The resources in state, data sources too. */
  state(): Promise<readonly StateResource[]>;
  /** One resource's values in state. Throws where it is not there. */
  resource(address: string): Promise<Attributes>;
  outputs(): Promise<Readonly<Record<string, unknown>>>;

  /** All that Terraform and the provider have logged here. */
  log(): Promise<string>;
  expectNoComplaints(): Promise<void>;
  expectNothingLeft(): Promise<void>;
}

/** Opens a new folder. It is checked and removed after the last test of the file. */
export async function openTerraform(options: WorkspaceOptions = {}): Promise<TerraformFolder> {
  const workspace = await openWorkspace(options);
  return terraformIn(workspace, workspace.folder);
}

/** Terraform in a folder of its own within a workspace, such as a synthesized stack. Nothing is initialized there. */
export function terraformIn(workspace: Workspace, folder: string): TerraformFolder {
  let plans = 0;

  const begin = (args: readonly string[]): Running =>
    start(prepared().terraform.path, args, { cwd: folder, env: workspace.env, timeoutMs: LONGEST_COMMAND_MS });
  const run = (args: readonly string[]): Promise<Run> => begin(args).ended;
  const withDiagnostics = async (args: readonly string[]): Promise<Outcome> => {
    const result = await run(args);
    return { ...result, diagnostics: diagnosticsIn(result.stdout) };
  };
  const quiet = ["-json", "-input=false"];
  const show = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse(succeeded(await run(["show", "-json", ...args])).stdout);
  const plan = (args: readonly string[], file: string): Promise<Outcome> =>
    withDiagnostics(["plan", ...quiet, "-detailed-exitcode", `-out=${file}`, ...args]);
  const apply = (args: readonly string[]): Promise<Outcome> =>
    withDiagnostics(["apply", ...quiet, "-auto-approve", ...args]);
  const destroy = (args: readonly string[]): Promise<Outcome> =>
    withDiagnostics(["destroy", ...quiet, "-auto-approve", ...args]);
  const importOne = (address: string, id: string): Promise<Run> =>
    run(["import", "-no-color", "-input=false", address, id]);
  const state = async (): Promise<readonly StateResource[]> =>
    resourcesIn((await show()) as Parameters<typeof resourcesIn>[0]);

  return {
    workspace,
    folder,
    declare: (hcl) => writeFiles(workspace, { "main.tf": hcl }),
    write: (files) => writeFiles(workspace, files),
    run: (...args) => run(args),
    start: (...args) => begin(args),

    async init(...args) {
      vendorProvider(folder);
      return succeeded(await run(["init", "-no-color", "-input=false", ...args]));
    },
    async validate() {
      const { stdout } = await run(["validate", "-json"]);
      const { valid, diagnostics } = JSON.parse(stdout) as {
        valid: boolean;
        diagnostics: Parameters<typeof diagnosticOf>[0][];
      };
      return { valid, diagnostics: diagnostics.map(diagnosticOf) };
    },
    async plan(...args) {
      const file = path.join(folder, `${++plans}.tfplan`);
      const outcome = succeeded(await plan(args, file), [0, 2]);
      const json = (await show(file)) as PlanJson;
      return planOf(outcome, json, file);
    },
    planFails: async (...args) => failed(await plan(args, path.join(folder, `${++plans}.tfplan`))),
    apply: async (...args) => succeeded(await apply(args)),
    applyFails: async (...args) => failed(await apply(args)),
    destroy: async (...args) => succeeded(await destroy(args)),
    destroyFails: async (...args) => failed(await destroy(args)),
    import: async (address, id) => succeeded(await importOne(address, id)),
    importFails: async (address, id) => failed(await importOne(address, id)),

    state,
    async resource(address) {
      const found = (await state()).find((resource) => resource.address === address);
      if (found === undefined) throw new Error(`${address} is not in state`);
      return found.values;
    },
    async outputs() {
      const { stdout } = succeeded(await run(["output", "-json"]));
      const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
      return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    },

    log: () => readLog(workspace),
    expectNoComplaints: () => expectNoComplaints(workspace),
    expectNothingLeft: () => expectNothingLeft(workspace),
  };
}

function planOf(outcome: Outcome, json: PlanJson, file: string): Plan {
  const all = (json.resource_changes ?? []).map(changeOf);
  const isNoOp = (change: Change): boolean =>
    change.actions.join() === "no-op" && change.previousAddress === null && change.importingId === null;
  return {
    ...outcome,
    isEmpty: outcome.exitCode === 0,
    changes: all.filter((change) => !isNoOp(change)),
    change(address) {
      const found = all.find((change) => change.address === address);
      if (found === undefined) throw new Error(`the plan has nothing about ${address}`);
      return found;
    },
    json,
    file,
  };
}

function succeeded<R extends Run>(result: R, codes: readonly number[] = [0]): R {
  if (result.exitCode === null || !codes.includes(result.exitCode)) throw new Error(`${said(result)}`);
  return result;
}

function failed<R extends Run>(result: R): R {
  if (result.exitCode === 0 || result.exitCode === 2) throw new Error(`it should have failed: ${said(result)}`);
  return result;
}

function said(result: Run): string {
  const diagnostics = diagnosticsIn(result.stdout).map(
    ({ severity, summary, detail }) => `${severity}: ${summary}\n${detail}`,
  );
  return [
    `${result.command} ended with ${String(result.exitCode)}`,
    ...(diagnostics.length > 0 ? diagnostics : [result.stdout]),
    result.stderr,
  ].join("\n");
}
