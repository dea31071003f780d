import type { Diagnostic } from "../sdk/diagnostic";
import type { Context, DataSource, Log, Provider, Resource } from "../sdk/resource";
import type { ObjectValue } from "../values/same-value";
import { bugDiagnostic, logThrown } from "./bug-report";

/** A provider with the session's type forgotten: the runtime hands sessions on and never looks into one. */
export type AnyProvider = Provider<object, unknown>;
export type AnyResource = Resource<object, unknown>;
export type AnyDataSource = DataSource<object, unknown>;

type Session = { readonly kind: "unconfigured" } | { readonly kind: "configured"; readonly session: unknown };

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
  #session: Session = { kind: "unconfigured" };
  #stop = new AbortController();

  constructor(
    readonly provider: AnyProvider,
    options: RuntimeOptions,
  ) {
    this.log = options.log;
    this.#outlivesRuns = options.outlivesRuns;
    this.#resources = new Map(provider.resources.map((resource) => [resource.type, resource]));
    this.#dataSources = new Map(provider.dataSources.map((source) => [source.type, source]));
  }

  resource(type: string): AnyResource | undefined {
    return this.#resources.get(type);
  }

  dataSource(type: string): AnyDataSource | undefined {
    return this.#dataSources.get(type);
  }

  configure(request: { readonly config: ObjectValue; readonly terraformVersion: string }): readonly Diagnostic[] {
    if (this.#outlivesRuns) this.#stop = new AbortController();
    const { session, diagnostics } = this.provider.configure({ ...request, stop: this.#stop.signal, log: this.log });
    this.#session = { kind: "configured", session };
    return diagnostics;
  }

  /** No further work is begun; what runs is let finish. */
  stop(): void {
    this.#stop.abort();
  }

  /** What a resource works with; undefined before the provider was configured. */
  context(): Context<unknown> | undefined {
    return this.#session.kind === "configured"
      ? { session: this.#session.session, stop: this.#stop.signal }
      : undefined;
  }

  bug(severity: "error" | "warning", what: string, detail: string): Diagnostic {
    return bugDiagnostic(this.provider, severity, what, detail);
  }

  /** An unexpected exception becomes one diagnostic; its message is told nobody, for it may quote a secret. */
  thrown(what: string, detail: string, thrown: unknown): Diagnostic {
    logThrown(this.log, what, thrown);
    return this.bug("error", what, detail);
  }
}

/** Asked for what needs a session before Terraform configured the provider. */
export function notConfigured(what: string): Diagnostic {
  return {
    severity: "error",
    summary: what,
    detail: "Terraform has not configured the provider yet. This is a bug of the program that started the provider.",
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** A resource speaks of its own state's type; the runtime of objects that fit the schema. */
export function asObject(state: object): ObjectValue {
  return state as ObjectValue;
}
