import type { Context, OnDelivery } from "./context";
import type { Diagnostic } from "./diagnostic";
import type { Schema } from "./schema";
import type { Known } from "./value";

/**
 * Something that a user tells Terraform to do, beside all state: `terraform apply -invoke=action.TYPE.NAME`, or by a
 * resource's `action_trigger`. `C` is its configuration, with unknowns where a plan has them.
 */
export interface Action<C extends object, Session> {
  readonly type: string;
  /** Of what a configuration sets: nothing in it is computed. */
  readonly schema: Schema;
  /** Problems of a configuration, all at once; unknown values pass. Asked without a configured provider. */
  validate(config: C): readonly Diagnostic[];
  /** What a plan says of it, errors to refuse it. Nothing of a plan is handed on to the invocation. */
  plan(request: Context<Session> & { config: C }): readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
  /** Carries it out. An error diagnostic fails the run. */
  invoke(request: Invoking<Session> & { config: Known<C> }): Promise<readonly Diagnostic[]>;
}

/** What an invocation carries. */
export interface Invoking<Session> extends Context<Session> {
  /**
   * Tells the user at once how far it is. To be called before each step that changes the remote system, too: throws
   * where the call has ended, and nothing further may be begun then.
   */
  progress(this: void, message: string): void;
  /** Follows the last event of this invocation, which has the diagnostics. Where Terraform is gone, as of a change. */
  readonly onDelivery: OnDelivery;
}
