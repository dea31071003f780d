import type { Maybe } from "../../domain/unknown";
import type { Side } from "./side";

/** The settings of an account: a resource of ours that neither holds a number nor is charged. */
export const SETTINGS_TYPE = "greenvn_account_settings";

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
  /** The accounts that it names before and after, as far as they are known and may be shown. */
  readonly accounts: readonly string[];
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

/** A text of the configuration, as far as the plan's JSON tells it. */
export type ConfiguredText =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  /** It hangs on other values, and the JSON shows no expressions. */
  | { readonly kind: "not told" };

/** A configuration of this provider. */
export interface ProviderBlock {
  /** Its key in the plan, such as `module.desk:greenvn.other`. */
  readonly key: string;
  readonly baseUrl: ConfiguredText;
  /** Whether `allow_base_url_change` is, or may be, true. */
  readonly allowsOriginChange: boolean;
  readonly accountSid: ConfiguredText;
}

/** A token in clear text. */
export interface LiteralToken {
  /** The key of the provider configuration. */
  readonly where: string;
  /** The variable whose default it is; null where it stands in the provider configuration. */
  readonly variable: string | null;
}

/** An action of this provider that the plan invokes. */
export interface ActionInvocation {
  readonly address: string;
  readonly type: string;
  readonly trigger:
    | { readonly kind: "invoked" }
    | { readonly kind: "resource"; readonly address: string; readonly event: string | null }
    | { readonly kind: "untold" };
  readonly allocation: Maybe<string> | null;
  readonly pinned: Maybe<string> | null;
  /** Dotted paths of what may not be printed: `greenvn_id`, `preferences.greenvn`. */
  readonly sensitive: ReadonlySet<string>;
}

/** A command that the configuration declares or the plan invokes. */
export interface ConfiguredCommand {
  readonly address: string;
  /** `removed`: a provisioner of a `removed` block, where there is one: the plan does not tell. */
  readonly kind: "provisioner" | "external" | "action" | "removed";
  readonly type: string;
  /** Whether it runs, or may run. */
  readonly runs: boolean;
}

/** Changes of other providers, counted. */
export interface ForeignChanges {
  readonly created: number;
  readonly updated: number;
  readonly replaced: number;
  readonly deleted: number;
  readonly forgotten: number;
  readonly other: number;
}

/** What the JSON of a plan says about GreenVN. */
export interface Plan {
  readonly terraformVersion: string;
  readonly formatVersion: string;
  /** When it was planned, in RFC 3339; null where that is not told. */
  readonly timestamp: string | null;
  readonly errored: boolean;
  /** Null: not told. */
  readonly complete: boolean | null;
  /** What the version that made it tells, and this plan does not: it was cut, or made by something else. */
  readonly withheld: readonly ("complete" | "errored")[];
  /** Whether the state holds objects of this provider that it does not list: it was targeted, or cut. */
  readonly omits: boolean;
  /** Changes and actions that Terraform puts off to a later plan, of whatever provider. */
  readonly deferred: number;
  readonly changes: readonly ResourceChange[];
  readonly drift: readonly ResourceChange[];
  /** Data sources of this provider that are read during apply. */
  readonly dataReads: readonly string[];
  /** Resources, data sources and actions whose type is named as ours but whose provider is another. */
  readonly strangers: readonly { readonly address: string; readonly provider: string }[];
  readonly outputs: readonly OutputChange[];
  readonly providers: readonly ProviderBlock[];
  readonly literalTokens: readonly LiteralToken[];
  readonly invocations: readonly ActionInvocation[];
  /** Addresses of other providers' resources that the plan lists, as far as they trigger actions of this one. */
  readonly foreignTriggers: readonly string[];
  readonly commands: readonly ConfiguredCommand[];
  readonly foreign: ForeignChanges;
  /** The accounts that the objects of this provider live in, as far as they are known. */
  readonly accounts: readonly string[];
  /** Keys of `preferences` that the schema does not have. */
  readonly unknownPreferences: readonly { readonly address: string; readonly keys: readonly string[] }[];
  /** Outputs that hold the time of planning. */
  readonly timeOutputs: readonly string[];
}
