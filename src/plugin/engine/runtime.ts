import type { Action } from "../sdk/action";
import type { Diagnostic } from "../sdk/diagnostic";
import type { ProviderFunction } from "../sdk/function";
import type { Context, DataSource, Log, Provider, Resource } from "../sdk/resource";
import type { ObjectValue } from "../values/same-value";
import { logThrown } from "./log-thrown";
import { type Aftermath, partMissing, unexpectedException } from "./messages";

/** A provider with the session's type forgotten: the runtime hands sessions on and never looks into one. */
export type AnyProvider = Provider<object, unknown>;
export type AnyResource = Resource<object, unknown>;
export type AnyDataSource = DataSource<object, unknown>;
export type AnyAction = Action<object, unknown>;

type Configuration = { readonly kind: "unconfigured" } | { readonly kind: "configured"; readonly session: unknown };

export interface RuntimeOptions {
  readonly log: Log;
  /**
   * One provider process serves one run of Terraform, but under a debugger it outlives many: each then starts
   * unstopped.
   */
  readonly outlivesRuns: boolean;
}

/**
 * A provider at work: its session, and whether it was told to stop. What each request means lies in the files beside
 * this one.
 */
export class Runtime {
  readonly log: Log;
  readonly #outlivesRuns: boolean;
  readonly #resources: ReadonlyMap<string, AnyResource>;
  readonly #dataSources: ReadonlyMap<string, AnyDataSource>;
  readonly #actions: ReadonlyMap<string, AnyAction>;
  readonly #functions: ReadonlyMap<string, ProviderFunction>;
  #configuration: Configuration = { kind: "unconfigured" };
  #stop = new AbortController();

  constructor(
    readonly provider: AnyProvider,
    options: RuntimeOptions,
  ) {
    this.log = options.log;
    this.#outlivesRuns = options.outlivesRuns;
    this.#resources = new Map(provider.resources.map((resource) => [resource.type, resource]));
    this.#dataSources = new Map(provider.dataSources.map((source) => [source.type, source]));
    this.#actions = new Map((provider.actions ?? []).map((action) => [action.type, action]));
    this.#functions = new Map((provider.functions ?? []).map((one) => [one.name, one]));
  }

  resource(type: string): AnyResource | undefined {
    return this.#resources.get(type);
  }

  dataSource(type: string): AnyDataSource | undefined {
    return this.#dataSources.get(type);
  }

  action(type: string): AnyAction | undefined {
    return this.#actions.get(type);
  }

  function(name: string): ProviderFunction | undefined {
    return this.#functions.get(name);
  }

  configure(request: { readonly config: ObjectValue; readonly terraformVersion: string }): readonly Diagnostic[] {
    if (this.#outlivesRuns) this.#stop = new AbortController();
    const { session, diagnostics } = this.provider.configure({
      ...request,
      stop: this.#stop.signal,
      log: this.log,
      outlivesRuns: this.#outlivesRuns,
    });
    this.#configuration = { kind: "configured", session };
    return diagnostics;
  }

  /** No further work is begun; what runs is let finish. */
  stop(): void {
    this.#stop.abort();
  }

  /** What a resource works with; undefined before the provider was configured. */
  context(): Context<unknown> | undefined {
    return this.#configuration.kind === "configured"
      ? { session: this.#configuration.session, stop: this.#stop.signal }
      : undefined;
  }

  /** An unexpected exception, logged by its place alone, becomes one diagnostic. */
  thrown(summary: string, aftermath: Aftermath, thrown: unknown): Diagnostic {
    logThrown(this.log, summary, thrown);
    return isMissingPart(thrown)
      ? partMissing(summary, aftermath)
      : unexpectedException(this.provider, summary, aftermath);
  }
}

/** Whether a file that is loaded late was not there. */
function isMissingPart(thrown: unknown): boolean {
  const codes: readonly unknown[] = ["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"];
  try {
    return thrown instanceof Error && "code" in thrown && codes.includes(thrown.code);
  } catch {
    return false;
  }
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/**
 * A resource speaks of its own state's type; the runtime of objects that fit the schema. The cast is the one place
 * where the forgotten type is taken up again: what a resource returns is checked against its schema before it is saved.
 */
export function asObject(state: object): ObjectValue {
  return state as ObjectValue;
}
