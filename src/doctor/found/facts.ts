/** What is found of a set-up, before anything is made of it. Nothing here is secret but where it is said. */
export interface Facts {
  /** The folder that was asked about, absolute. */
  readonly folder: string;
  readonly node: NodeFacts;
  readonly terraform: TerraformFacts;
  readonly cliConfig: CliConfigFacts;
  readonly pluginCache: PluginCacheFacts | null;
  /** Folders that Terraform runs in and that use the provider. */
  readonly stacks: readonly StackFacts[];
  readonly policy: PolicyFacts;
  readonly proxy: ProxyFacts;
  readonly account: AccountFacts;
  readonly answer: AnswerFacts;
}

/** The package's own: what should be where. */
export interface Expected {
  readonly version: string;
  readonly platform: string;
  /** The hash that a lock file has of the provider's folder. */
  readonly hash: string;
}

/** The `node` that starts the provider: the first on the PATH. */
export interface NodeFacts {
  /** Null where there is none that runs. */
  readonly file: string | null;
  readonly version: string | null;
  /** The folder of the one that runs this command, and its version. */
  readonly ownFolder: string;
  readonly ownVersion: string;
}

/** A program that may be Terraform. */
export interface Candidate {
  readonly file: string;
  readonly kind: "terraform" | "tofu" | "neither" | "does-not-run";
  readonly version: string | null;
}

export interface TerraformFacts {
  /** `GREENVN_TERRAFORM`, where it is set. */
  readonly asked: { readonly name: string; readonly found: Candidate | null } | null;
  /** `terraform` and `tofu` of the PATH, in this order. */
  readonly onPath: readonly Candidate[];
  /** Those that lie where people put them, beside the PATH. */
  readonly elsewhere: readonly Candidate[];
}

/** Terraform's own settings. */
export type CliConfigFacts =
  | { readonly kind: "none" }
  /** TF_CLI_CONFIG_FILE names no file. */
  | { readonly kind: "missing"; readonly file: string }
  | { readonly kind: "unreadable"; readonly file: string; readonly byVariable: boolean }
  | {
      readonly kind: "read";
      readonly file: string;
      readonly byVariable: boolean;
      /** Null where there is no `provider_installation`. */
      readonly methods: readonly Method[] | null;
    };

/** A way to install providers, as far as it concerns ours. */
export type Method =
  /** `holds`: for dev_overrides, whether the executable is there; for a mirror, whether this version is. */
  | { readonly kind: "dev_overrides"; readonly folder: string; readonly holds: boolean }
  | { readonly kind: "filesystem_mirror"; readonly folder: string; readonly covers: boolean; readonly holds: boolean }
  | { readonly kind: "network_mirror"; readonly covers: boolean }
  | { readonly kind: "direct"; readonly covers: boolean };

export interface PluginCacheFacts {
  readonly folder: string;
  readonly exists: boolean;
  readonly from: string;
}

export interface StackFacts {
  /** Relative to the folder asked about; `.` is that one. */
  readonly folder: string;
  /** Versions of the provider in `terraform.d/plugins`, and the platforms of each. */
  readonly installed: readonly InstalledFacts[];
  readonly lock: LockFacts;
  readonly locks: readonly StateLockFacts[];
}

export interface InstalledFacts {
  readonly version: string;
  readonly platform: string;
  readonly executable: string;
  readonly isThere: boolean;
  readonly mayRun: boolean;
  readonly hash: string | null;
}

export type LockFacts =
  | { readonly kind: "none" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "without-entry" }
  | { readonly kind: "entry"; readonly version: string | null; readonly hashes: readonly string[] };

/** A file that Terraform leaves beside a local state while it has it locked. */
export interface StateLockFacts {
  /** Relative to the folder asked about. */
  readonly file: string;
  /** The same, absolute. */
  readonly path: string;
  readonly id: string | null;
  readonly who: string | null;
  readonly operation: string | null;
  readonly created: string | null;
  /** Who holds the lock now: a process, nobody, or not to be told here. */
  readonly holder: number | "nobody" | "unknown";
}

/** `sentence`: what reading it said. */
export type PolicyFacts =
  | { readonly kind: "none" }
  | { readonly kind: "fine"; readonly name: string }
  | { readonly kind: "refused"; readonly sentence: string; readonly cause: PolicyCause };

/** Why a policy is refused, as far as somebody may want to mend it. `file`: absolute; null where it is not known. */
export type PolicyCause =
  | {
      readonly kind: "misnamed" | "misnamed-field";
      readonly folder: string;
      readonly name: string;
      readonly right: string;
    }
  | { readonly kind: "twice"; readonly folder: string; readonly field: string }
  | { readonly kind: "dangling"; readonly file: string }
  | { readonly kind: "other"; readonly file: string | null };

/** `shown`: without a password. `variable`: the one that names it, as it is spelt. */
export type ProxyFacts =
  | { readonly kind: "none" }
  | { readonly kind: "not-used"; readonly shown: string; readonly why: "loopback" | "no-proxy" }
  | { readonly kind: "used"; readonly shown: string; readonly variable: string }
  | { readonly kind: "unusable"; readonly why: string; readonly variable: string };

/** Where a value comes from: a configuration, the environment, a default, or nowhere. */
export type From = "configuration" | "environment" | "default" | "nowhere" | "not-literal";

export interface AccountFacts {
  readonly sid: From;
  readonly token: From;
  /** Whether it is the one of a sandbox. */
  readonly isSandboxSid: boolean;
  readonly isSandboxToken: boolean;
  readonly hasKey: boolean;
  readonly url: {
    readonly from: From;
    readonly origin: string | null;
    readonly isLoopback: boolean;
    readonly port: string;
  };
  /** What is wrong with the URL, as the end of a sentence; null where it serves. */
  readonly urlFlaw: string | null;
}

/** What the free call came to. */
export type AnswerFacts =
  | { readonly kind: "not-asked" }
  | { readonly kind: "read"; readonly skewMs: number | null }
  /** `message`: what was said, printable, with no secret in it. */
  | { readonly kind: "denied"; readonly status: number; readonly message: string; readonly skewMs: number | null }
  | { readonly kind: "unreachable"; readonly message: string }
  | { readonly kind: "odd"; readonly message: string; readonly skewMs: number | null };
