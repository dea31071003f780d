import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { invokeAction } from "../../../src/plugin/engine/action/invoke-action";
import { planAction } from "../../../src/plugin/engine/action/plan-action";
import { applyChange, type ApplyRequest } from "../../../src/plugin/engine/resource/apply-resource-change";
import { importResource } from "../../../src/plugin/engine/resource/import-resource-state";
import { moveState } from "../../../src/plugin/engine/resource/move-resource-state";
import { planChange } from "../../../src/plugin/engine/resource/plan-resource-change";
import { readResource } from "../../../src/plugin/engine/resource/read-resource";
import { type AnyAction, type AnyProvider, type AnyResource, Runtime } from "../../../src/plugin/engine/runtime";
import type { StateResult } from "../../../src/plugin/engine/state-result";
import { validateConfig } from "../../../src/plugin/engine/validate-config";
import type { Diagnostic } from "../../../src/plugin/sdk/diagnostic";
import type { Delivery, Notes } from "../../../src/plugin/sdk/resource";
import type { JsonValue } from "../../../src/plugin/sdk/value";
import { textOfPath } from "../../../src/plugin/values/misfits";
import { type ObjectValue, sameObject } from "../../../src/plugin/values/same-value";
import type { Session } from "../../../src/provider/common/session";
import type { Machine } from "../../../src/provider/memory/writer";
import { greenvnProvider, type ProviderConfig } from "../../../src/provider/provider";
import { rotate } from "../../../src/provider/rotate/action";
import { type FakeExoBridge, fakeExoBridge } from "../../support/api/fake-exobridge";
import {
  asPlanned,
  type Declared,
  knownStay,
  noUnknown,
  obeysConfig,
  proposedNew,
  whole,
} from "../../support/terraform/core-rules";

export type { Declared };
export type Action = "create" | "update" | "replace" | "delete" | "no-op" | "forget";

/** Its session's type forgotten, as the runtime does. */
const rotateAction = rotate as unknown as AnyAction;

interface Held {
  readonly type: string;
  readonly value: ObjectValue;
  readonly notes: Notes;
  readonly tainted: boolean;
}

/** A plan as Terraform would show it. */
export interface DrivenPlan {
  readonly action: Action;
  readonly before: ObjectValue | null;
  readonly after: ObjectValue | null;
  readonly requiresReplace: readonly string[];
  readonly warnings: readonly Diagnostic[];
  /** Why it was refused. */
  readonly errors: readonly Diagnostic[];
  readonly notes: Notes;
  readonly type: string;
  /** What was declared: Terraform plans by it once more to apply a creation. */
  readonly config?: Declared;
}

export interface PlanOptions {
  readonly replace?: boolean;
  readonly refresh?: boolean;
}

export interface Applied {
  readonly warnings: readonly Diagnostic[];
  readonly errors: readonly Diagnostic[];
}

/**
 * One resource, treated as Terraform treats it. Each command is a provider process of its own; what Terraform refuses
 * of a provider throws.
 */
export class TerraformDriver {
  readonly api: FakeExoBridge;
  held: Held | null = null;
  /** Milliseconds since the epoch. */
  nowMs = Date.UTC(2025, 0, 1);
  /** Whether answers reach Terraform; where not, it was killed meanwhile, and saves nothing of them. */
  isListening = true;
  /** The process of the latest command: gone by the next one, unless `alive` holds its number. */
  pid = 0;
  /** Makes another session of the one that is configured. */
  session: ((ready: Session) => Session) | null = null;
  /** What is planned is not what was validated: under `ignore_changes` it has values of state. */
  skipsValidation = false;
  /** An apply may end by an unexpected exception. */
  toleratesBugs = false;
  readonly #directory: string;

  constructor(
    public type: "greenvn_allocation" | "greenvn_assignment" | "greenvn_account_settings",
    options: { readonly api?: FakeExoBridge; readonly directory?: string } = {},
  ) {
    this.api = options.api ?? fakeExoBridge();
    // A path below a file can't be written: most tests go without a journal.
    this.#directory = options.directory ?? "/dev/null/none";
  }

  get value(): ObjectValue {
    if (this.held === null) throw new Error("there is no state");
    return this.held.value;
  }

  validate(config: Declared): readonly Diagnostic[] {
    const { runtime, resource } = this.#start();
    return validateConfig(runtime, resource, whole(config, resource.schema.attributes), { mayWriteOnly: true });
  }

  /** `terraform refresh`, or the first half of a plan. */
  async refresh(): Promise<readonly Diagnostic[]> {
    if (this.held === null) return [];
    const { runtime, resource } = this.#start();
    const { state, notes, diagnostics } = await readResource(runtime, resource, {
      state: this.held.value,
      notes: this.held.notes,
    });
    noBugs(diagnostics);
    if (diagnostics.some(isError)) return diagnostics;
    if (state !== null) noUnknown(state, "a read");
    this.held = state === null ? null : { ...this.held, value: state, notes: throughJson(notes) };
    return diagnostics;
  }

  /** Null: the block was removed. */
  async plan(config: Declared | null, options: PlanOptions = {}): Promise<DrivenPlan> {
    this.#runtime = null;
    const nothing = {
      before: null,
      after: null,
      requiresReplace: [],
      warnings: [],
      errors: [],
      notes: {},
      type: this.type,
    };
    if (config === null) return this.#planDestroy(nothing);
    const invalid = this.skipsValidation ? [] : this.validate(config);
    if (invalid.some(isError))
      return { ...nothing, action: "no-op", errors: invalid.filter(isError), warnings: invalid.filter(isWarning) };
    const refreshed = options.refresh === false ? [] : await this.refresh();
    const early = [...invalid, ...refreshed];
    if (refreshed.some(isError))
      return {
        ...nothing,
        action: "no-op",
        before: this.held?.value ?? null,
        errors: early.filter(isError),
        warnings: early.filter(isWarning),
      };
    const planned = await this.#planChange(config, options.replace ?? false);
    return { ...planned, config, warnings: [...early.filter(isWarning), ...planned.warnings] };
  }

  /** `resolved`: the declaration with what was unknown at plan. */
  async apply(
    plan: DrivenPlan,
    resolved?: Declared,
    { createBeforeDestroy = false }: { readonly createBeforeDestroy?: boolean } = {},
  ): Promise<Applied> {
    this.#runtime = null;
    if (plan.errors.length > 0) throw new Error(`a refused plan can't be applied: ${plan.errors[0]?.summary}`);
    switch (plan.action) {
      case "no-op":
        return { warnings: [], errors: [] };
      case "forget":
        this.held = null;
        return { warnings: [], errors: [] };
      case "delete":
        return this.#destroy(plan.notes);
      case "replace": {
        if (createBeforeDestroy) return this.#createBeforeDestroy(plan, resolved);
        const destroyed = await this.#destroy(this.held?.tainted ? {} : plan.notes);
        if (destroyed.errors.length > 0) return destroyed;
        const made = await this.#change({ ...plan, before: null }, resolved);
        return { warnings: [...destroyed.warnings, ...made.warnings], errors: made.errors };
      }
      case "create":
      case "update":
        return this.#change(plan, resolved);
    }
  }

  async #createBeforeDestroy(plan: DrivenPlan, resolved: Declared | undefined): Promise<Applied> {
    const deposed = this.held;
    const made = await this.#change({ ...plan, before: null }, resolved ?? plan.config);
    if (made.errors.length > 0) {
      this.held ??= deposed;
      return made;
    }
    const successor = this.held;
    this.held = deposed;
    const destroyed = await this.#destroy(deposed?.tainted ? {} : plan.notes);
    this.held = successor;
    return { warnings: [...made.warnings, ...destroyed.warnings], errors: destroyed.errors };
  }

  /** Plans and applies; throws what was refused. */
  async run(config: Declared | null, options: PlanOptions = {}): Promise<Applied & { readonly plan: DrivenPlan }> {
    const plan = await this.plan(config, options);
    if (plan.errors.length > 0)
      throw new Error(`plan: ${plan.errors.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n")}`);
    const applied = await this.apply(plan);
    if (applied.errors.length > 0)
      throw new Error(`apply: ${applied.errors.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n")}`);
    return { ...applied, plan };
  }

  async import(id: string): Promise<readonly Diagnostic[]> {
    const { runtime, resource } = this.#start();
    const { state, notes, diagnostics } = await importResource(runtime, resource, id);
    noBugs(diagnostics);
    if (state === null || diagnostics.some(isError)) return diagnostics;
    this.held = { type: this.type, value: state, notes: throughJson(notes), tainted: false };
    const read = await this.refresh();
    // Terraform says that there is nothing to import; nothing is saved where reading failed.
    if (read.some(isError)) this.held = null;
    return [...diagnostics, ...read];
  }

  /** A `moved` block from this resource's type to the other one. */
  move(
    target: "greenvn_allocation" | "greenvn_assignment",
    sourceProvider = "registry.terraform.io/cdktf-greenvn/greenvn",
  ): readonly Diagnostic[] {
    const source = this.held;
    if (source === null) throw new Error("there is nothing to move");
    this.type = target;
    const { runtime, resource } = this.#start();
    const { state, notes, diagnostics } = moveState(runtime, resource, {
      sourceProvider,
      sourceType: source.type,
      sourceVersion: 0,
      sourceState: throughJson(source.value as unknown as Notes),
      sourceNotes: source.notes,
    });
    noBugs(diagnostics);
    if (state !== null) this.held = { type: target, value: state, notes: throughJson(notes), tainted: false };
    return diagnostics;
  }

  /** `terraform plan -invoke`; `reads`: the action's configuration refers to this resource, which is read then. */
  async planRotation(config: Declared, { reads = false } = {}): Promise<readonly Diagnostic[]> {
    this.#runtime = null;
    if (reads) await this.refresh();
    const { runtime } = this.#start();
    return planAction(runtime, rotateAction, whole(config, rotateAction.schema.attributes));
  }

  /** `terraform apply -invoke`: an invocation is the only call of its process. */
  async rotate(config: Declared): Promise<Applied & { readonly progress: readonly string[] }> {
    this.#runtime = null;
    const progress: string[] = [];
    const deliveries: Delivery[] = [];
    const { runtime } = this.#start();
    const diagnostics = await invokeAction(runtime, rotateAction, whole(config, rotateAction.schema.attributes), {
      progress: (message) => void progress.push(message),
      onDelivery: (delivery) => void deliveries.push(delivery),
    });
    if (!this.toleratesBugs) noBugs(diagnostics);
    if (this.isListening) for (const { begins } of deliveries) begins();
    return { progress, warnings: diagnostics.filter(isWarning), errors: diagnostics.filter(isError) };
  }

  taint(): void {
    if (this.held !== null) this.held = { ...this.held, tainted: true };
  }

  async #planDestroy(nothing: Omit<DrivenPlan, "action">): Promise<DrivenPlan> {
    if (this.held === null) return { ...nothing, action: "no-op" };
    const { runtime, resource } = this.#start();
    const before = this.held.value;
    const answer = await planChange(runtime, resource, {
      prior: before,
      proposed: null,
      config: null,
      notes: this.held.notes,
    });
    noBugs(answer.diagnostics);
    return {
      ...nothing,
      action: "delete",
      before,
      notes: throughJson(answer.notes),
      warnings: answer.diagnostics.filter(isWarning),
      errors: answer.diagnostics.filter(isError),
    };
  }

  async #planChange(config: Declared, isReplaceAsked: boolean): Promise<DrivenPlan> {
    const { held, type } = this;
    const prior = held?.value ?? null;
    if (held === null || prior === null)
      return { ...(await this.#ask(null, {}, config)), action: "create", type, before: null };
    if (held.tainted) {
      const made = await this.#ask(null, {}, config);
      return { ...made, action: "replace", type, before: prior, warnings: [] };
    }
    const first = await this.#ask(prior, held.notes, config);
    if (first.errors.length > 0) return { ...first, action: "update", type, before: prior };
    if (first.requiresReplace.length > 0 || isReplaceAsked) {
      const second = await this.#ask(null, first.notes, config);
      // What the second plan warns of is dropped.
      return {
        ...second,
        action: "replace",
        type,
        before: prior,
        requiresReplace: first.requiresReplace,
        warnings: first.warnings,
      };
    }
    const isSame = first.after !== null && sameObject(prior, first.after, this.#start().resource.schema.attributes);
    return { ...first, action: isSame ? "no-op" : "update", type, before: prior };
  }

  async #ask(
    prior: ObjectValue | null,
    notes: Notes,
    config: Declared,
  ): Promise<Omit<DrivenPlan, "action" | "type" | "before">> {
    const { runtime, resource } = this.#start();
    const { attributes } = resource.schema;
    const declared = whole(config, attributes);
    const proposed = proposedNew(prior, declared, attributes);
    const answer = await planChange(runtime, resource, { prior, proposed, config: declared, notes });
    noBugs(answer.diagnostics);
    const errors = answer.diagnostics.filter(isError);
    if (errors.length === 0 && answer.planned !== null) obeysConfig(answer.planned, declared, prior, attributes, "");
    return {
      after: answer.planned,
      requiresReplace: answer.replace.map(textOfPath),
      notes: throughJson(answer.notes),
      warnings: answer.diagnostics.filter(isWarning),
      errors,
    };
  }

  async #change(plan: DrivenPlan, resolved: Declared | undefined): Promise<Applied> {
    let { after, notes } = plan;
    let replanned: readonly Diagnostic[] = [];
    if (resolved !== undefined) {
      const prior = plan.before;
      const again = await this.#ask(prior, prior === null ? {} : (this.held?.notes ?? {}), resolved);
      if (again.errors.length > 0) return { warnings: again.warnings, errors: again.errors };
      if (again.requiresReplace.length > 0)
        throw new Error(`inconsistent final plan: ${again.requiresReplace.join(", ")} would force a replacement now`);
      knownStay(after, again.after);
      ({ after, notes } = again);
      replanned = again.warnings;
      if (prior !== null && after !== null && sameObject(prior, after, this.#start().resource.schema.attributes))
        return { warnings: replanned, errors: [] };
    }
    const { runtime, resource } = this.#start();
    const answer = await this.#applyChange(runtime, resource, {
      prior: plan.before,
      planned: after,
      config: () => whole(resolved ?? plan.config ?? {}, resource.schema.attributes),
      notes,
    });
    if (!this.toleratesBugs) noBugs(answer.diagnostics);
    const errors = answer.diagnostics.filter(isError);
    const warnings = [...replanned, ...answer.diagnostics.filter(isWarning)];
    if (answer.state === null) {
      if (errors.length === 0) throw new Error("an apply without an error returned no state");
      if (plan.before === null) this.held = null;
      return { warnings, errors };
    }
    noUnknown(answer.state, "an apply");
    if (errors.length === 0) asPlanned(after, answer.state, resource.schema.attributes);
    this.held = {
      type: this.type,
      value: answer.state,
      notes: throughJson(answer.notes),
      tainted: plan.before === null && errors.length > 0,
    };
    return { warnings, errors };
  }

  async #destroy(notes: Notes): Promise<Applied> {
    const { held } = this;
    if (held === null) throw new Error("there is nothing to destroy");
    const { runtime, resource } = this.#start();
    const answer = await this.#applyChange(runtime, resource, { prior: held.value, planned: null, notes });
    noBugs(answer.diagnostics);
    this.held = answer.state === null ? null : { ...held, value: answer.state, notes: throughJson(answer.notes) };
    return { warnings: answer.diagnostics.filter(isWarning), errors: answer.diagnostics.filter(isError) };
  }

  async #applyChange(runtime: Runtime, resource: AnyResource, request: ApplyRequest): Promise<StateResult> {
    const deliveries: Delivery[] = [];
    const answer = await applyChange(runtime, resource, request, (delivery) => void deliveries.push(delivery));
    if (this.isListening) for (const { begins } of deliveries) begins();
    return answer;
  }

  #runs = 0;
  #runtime: Runtime | null = null;

  #start(): { runtime: Runtime; resource: AnyResource } {
    const now = () => this.nowMs + this.#runs++;
    const runtime = (this.#runtime ??= configured(
      this.api,
      this.#directory,
      now,
      processOf((this.pid = ++processes)),
      (ready) => this.session?.(ready) ?? ready,
    ));
    const resource = runtime.resource(this.type);
    if (resource === undefined) throw new Error(`no resource ${this.type}`);
    return { runtime, resource };
  }
}

function configured(
  api: FakeExoBridge,
  directory: string,
  now: () => number,
  machine: Machine,
  session: (ready: Session) => Session,
): Runtime {
  const real = greenvnProvider("0.1.0", { TF_DATA_DIR: directory }, now, machine);
  const runtime = new Runtime(
    {
      ...(real as unknown as AnyProvider),
      configure: (request) => {
        const credentials = { account_sid: api.accountSid, api_token: "t", base_url: "http://127.0.0.1:1" };
        const made = real.configure({ ...request, config: { ...NOTHING_SET, ...credentials } });
        const ready =
          made.session.kind === "ready" ? { ...made.session, api, wait: async () => undefined } : made.session;
        return { ...made, session: session(ready) };
      },
    },
    { log: () => undefined, outlivesRuns: false },
  );
  runtime.configure({ config: {}, terraformVersion: "1.11.4" });
  return runtime;
}

let processes = 0;

/** Processes that still run, whatever command came since. */
export const alive = new Set<number>();

function processOf(pid: number): Machine {
  const started = `at ${pid}`;
  return {
    here: async () => ({
      pid,
      started,
      parent: { pid: -pid, started },
      boot: "the boot",
      namespace: "the namespace",
    }),
    find: async (asked) => (alive.has(asked) ? { kind: "runs", started: `at ${asked}` } : { kind: "ended" }),
  };
}

const NOTHING_SET: ProviderConfig = {
  account_sid: null,
  api_key: null,
  api_token: null,
  base_url: null,
  request_timeout: null,
  max_retries: null,
  requests_per_minute: null,
  skip_credentials_check: null,
  allow_base_url_change: null,
};

/** A folder for the journal, and its end. */
export function journalFolder(): { readonly directory: string; remove(): void } {
  const directory = mkdtempSync(path.join(tmpdir(), "gvn-journal-"));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function noBugs(diagnostics: readonly Diagnostic[]): void {
  const bug = diagnostics.find(({ detail }) => detail.includes("a bug of the provider"));
  if (bug !== undefined) throw new Error(`${bug.summary}: ${bug.detail}`);
}

function throughJson<T extends Notes | Readonly<Record<string, JsonValue>>>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

export const isError = ({ severity }: Diagnostic): boolean => severity === "error";
export const isWarning = ({ severity }: Diagnostic): boolean => severity === "warning";
