import type { Maybe } from "../../domain/unknown";
import type { Side } from "./side";

/** A change of one object of this provider, as the plan tells it. */
export interface ResourceChange {
  readonly address: string;
  /** Where it was before, if it moves. */
  readonly previousAddress: string | null;
  /** Key of an object that an interrupted replacement left behind. */
  readonly deposed: string | null;
  /** May be a type that this version doesn't know. */
  readonly type: string;
  readonly actions: readonly string[];
  /** Terraform's `action_reason`, such as `replace_because_tainted`. */
  readonly reason: string | null;
  /** Attributes that force a replacement, as dotted paths. */
  readonly replacePaths: readonly string[];
  readonly imports: { readonly id: Maybe<string> | null } | null;
  readonly before: Side | null;
  readonly after: Side | null;
  /** Whether both sides are equal in every attribute, the ones that are never read too. */
  readonly identical: boolean;
}

/** An output's value, as far as it is text. */
export type OutputValue =
  | { readonly kind: "none" }
  | { readonly kind: "unknown" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "other" };

export interface OutputChange {
  readonly name: string;
  readonly actions: readonly string[];
  readonly before: OutputValue;
  readonly after: OutputValue;
  readonly sensitive: boolean;
}

/** What the JSON of a plan says about GreenVN. */
export interface Plan {
  readonly terraformVersion: string;
  readonly formatVersion: string;
  readonly errored: boolean;
  /** Null: not told, as by older formats. */
  readonly complete: boolean | null;
  /** Changes that Terraform puts off to a later plan, of whatever provider. */
  readonly deferred: number;
  readonly changes: readonly ResourceChange[];
  readonly drift: readonly ResourceChange[];
  /** Data sources of this provider that are read during apply. */
  readonly dataReads: readonly string[];
  /** Resources whose type is named as ours but whose provider is another. */
  readonly strangers: readonly { readonly address: string; readonly provider: string }[];
  readonly outputs: readonly OutputChange[];
  /** Provider configurations that hold a token in clear text, by their key in the plan. */
  readonly literalTokens: readonly string[];
}
