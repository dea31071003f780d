import type { Action } from "./action";
import type { Context, OnDelivery } from "./context";
import type { Diagnostic, Path } from "./diagnostic";
import type { ProviderFunction } from "./function";
import type { Attributes, Schema } from "./schema";
import type { JsonValue, Known, Value } from "./value";

export type { Context, Delivery, OnDelivery } from "./context";

/** What the provider alone remembers with a resource: Terraform keeps it in private state and hands it back. */
export type Notes = Readonly<Record<string, JsonValue>>;

/** What the steps of a change carry. */
export interface Changing<S, Session> extends Context<Session> {
  /**
   * Tells what is reached so far: that is the result where the rest fails unexpectedly. To be called before each step
   * that changes the remote system, too, with what is known should its answer never come. Throws where the call has
   * ended: nothing further may be begun then. A null state: nothing is there yet.
   */
  reached(this: void, state: S | null, notes: Notes): void;
  /** Follows the answer to this request. Where Terraform is gone by then, it neither begins nor fails. */
  readonly onDelivery: OnDelivery;
}

/** A change whose configuration is still there: a destroy has none. */
export interface Declaring<S, Session> extends Changing<S, Session> {
  /**
   * The configuration's write-only values; every other attribute of it is null, since with `ignore_changes` Terraform
   * hands over one that is not to be followed. To be asked only where the plan says that they are to be sent.
   */
  readonly writeOnly: (this: void) => S;
}

export interface Planned<S> {
  readonly planned: S;
  /** Attributes that force a replacement; empty for an update in place. */
  readonly replace: readonly Path[];
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

/** The state after a request. There is no form without a state: what was reached is saved even beside an error. */
export interface Reached<S> {
  /** Null: the resource is not there (any more). */
  readonly state: S | null;
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a resource is known by, whatever its address in a configuration. Terraform and OpenTofu keep it beside the state
 * since 1.12, and import by it; older ones pass over it.
 */
export interface Identity<S> {
  /** Version of its layout. */
  readonly version: number;
  /** Strings, numbers, bools, and lists of them: an import must name the `required` ones, and may name the others. */
  readonly attributes: Attributes;
  /** What a state says of it. Null for what it does not tell yet: then it is told nobody. */
  of(state: Known<S>): { readonly [name: string]: Value };
}

/** By what an import names a resource. */
export type ImportRequest =
  | { readonly id: string; readonly identity?: undefined }
  /** Attributes that it may leave out are null. */
  | { readonly id: ""; readonly identity: { readonly [name: string]: Value } };

/**
 * One resource type: one file. `S` is its state, with unknowns where a plan has them; what Terraform has saved is
 * `Known`.
 */
export interface Resource<S extends object, Session> {
  readonly type: string;
  readonly schema: Schema;
  /** Problems of a configuration, all at once; unknown values pass. Asked without a configured provider. */
  validate(config: S): readonly Diagnostic[];
  /**
   * Plans a creation (`prior` null) or an update. `config` is what the user declared, after `ignore_changes`;
   * `proposed` is that merged with prior computed values. Return an error diagnostic to refuse.
   */
  plan(
    request: Context<Session> & { prior: Known<S> | null; config: S; proposed: S; notes: Notes },
  ): Planned<S> | Promise<Planned<S>>;
  /** Asked before a destroy, not before a replacement. */
  planDestroy(request: Context<Session> & { prior: Known<S>; notes: Notes }): PlannedDestroy | Promise<PlannedDestroy>;
  read(request: Context<Session> & { state: Known<S>; notes: Notes }): Promise<Reached<S>>;
  create(request: Declaring<S, Session> & { planned: S; notes: Notes }): Promise<Reached<S>>;
  update(request: Declaring<S, Session> & { prior: Known<S>; planned: S; notes: Notes }): Promise<Reached<S>>;
  /** Returns a null state once it is done, the prior state beside an error. */
  destroy(request: Changing<S, Session> & { prior: Known<S>; notes: Notes }): Promise<Reached<S>>;
  /** The state by which a read finds the rest. */
  importState(request: Context<Session> & ImportRequest): Reached<S> | Promise<Reached<S>>;
  /** It may change in a replacement alone: what changes it otherwise is refused. */
  readonly identity?: Identity<S>;
  /**
   * Takes over another type's state (`moved` blocks); null where that type can't be taken over. Asked without a
   * configured provider.
   */
  move?(request: MoveRequest): Reached<S> | null;
  /** The step from each older schema version to the next: `{ 0: (state) => … }` makes version 1. */
  readonly upgrades?: Readonly<
    Record<number, (state: Readonly<Record<string, JsonValue>>) => Record<string, JsonValue>>
  >;
}

export interface PlannedDestroy {
  readonly notes: Notes;
  readonly diagnostics: readonly Diagnostic[];
}

export interface MoveRequest {
  /** As Terraform or OpenTofu gave it: in full, or shortened to its last segments. */
  readonly sourceProvider: string;
  readonly sourceType: string;
  readonly sourceVersion: number;
  readonly sourceState: Readonly<Record<string, JsonValue>>;
  readonly sourceNotes: Notes;
}

export interface DataSource<S extends object, Session> {
  readonly type: string;
  readonly schema: Schema;
  validate(config: S): readonly Diagnostic[];
  read(request: Context<Session> & { config: S }): Promise<{ state: S | null; diagnostics: readonly Diagnostic[] }>;
}

/** Writes one line of JSON to stderr. `fields` must hold nothing secret. */
export type Log = (
  level: "trace" | "debug" | "info" | "warn" | "error",
  message: string,
  fields?: Readonly<Record<string, JsonValue>>,
) => void;

export interface Provider<Config extends object, Session> {
  /** In full: `registry.terraform.io/cdktf-greenvn/greenvn`. */
  readonly address: string;
  readonly version: string;
  readonly schema: Schema;
  readonly resources: readonly Resource<object, Session>[];
  readonly dataSources: readonly DataSource<object, Session>[];
  /** Terraform 1.14 knows them; older ones, and OpenTofu, pass over them. */
  readonly actions?: readonly Action<object, Session>[];
  /** Terraform 1.8 and OpenTofu 1.7 know them; older ones pass over them. */
  readonly functions?: readonly ProviderFunction[];
  validateConfig(config: Config): readonly Diagnostic[];
  /** The session is made even where the configuration is wanting: each request then says what is missing. */
  configure(request: {
    config: Config;
    terraformVersion: string;
    stop: AbortSignal;
    log: Log;
    /** Whether this process serves several runs of Terraform, as under a debugger, and can't tell them apart. */
    outlivesRuns: boolean;
  }): {
    session: Session;
    diagnostics: readonly Diagnostic[];
  };
}
