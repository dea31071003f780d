import { printable } from "../../domain/printable";
import { PROVIDER_ADDRESS } from "../../domain/provider-address";
import { type Candidate, type PolicyFacts, type StateLockFacts } from "../found/facts";
import { type CheckName, type Finding, type Verdict } from "../found/finding";
import { OLDEST, OLDEST_NODE } from "../found/oldest";

/** What `greenvn doctor` says of each thing that it looks at. Lines to type are made in `judge`. */

const TITLES: Readonly<Record<CheckName, string>> = {
  node: "Node",
  terraform: "Terraform",
  "cli-configuration": "CLI configuration",
  "plugin-cache": "plugin cache",
  stack: "stack",
  executable: "executable",
  "lock-file": "lock file",
  "state-lock": "state",
  policy: "policy",
  proxy: "proxy",
  account: "account",
  api: "API",
  clock: "clock",
};

const SIGNS: Readonly<Record<Verdict, string>> = { fine: "ok  ", note: "note", fault: "FAULT" };

/** All that was found, a line for each, with the lines that mend it. */
export function diagnosis(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, verdict, says, mend }) => [
    `${SIGNS[verdict].padEnd(6)}${TITLES[check]}: ${printable(says).replaceAll("\n", " ")}`,
    ...mend.flatMap((line, index) => [
      `${" ".repeat(8)}${index === 0 ? "to mend it:" : "or:"}`,
      `${" ".repeat(10)}${line}`,
    ]),
  ]);
  const faults = findings.filter(({ verdict }) => verdict === "fault").length;
  const verdict =
    faults === 0 ? "Nothing is wrong." : faults === 1 ? "1 fault was found." : `${faults} faults were found.`;
  return `${[...lines, "", verdict].join("\n")}\n`;
}

export function noSuchFolder(folder: string): string {
  return `${printable(folder).replaceAll("\n", " ")} is no folder; name the one that Terraform runs in.\n`;
}

export const node = {
  fine: (version: string, file: string) => `${version}, ${file}`,
  missing: () =>
    `no node is on the PATH, and the provider's executable is started by it; it needs Node ${OLDEST_NODE} or later`,
  old: (version: string, file: string) =>
    `${version} (${file}) starts the provider's executable, which needs Node ${OLDEST_NODE} or later`,
};

const PRODUCTS = { terraform: "Terraform", tofu: "OpenTofu" } as const;

export const terraform = {
  fine: ({ kind, version, file }: Candidate, asked: boolean) =>
    `${kind === "tofu" ? PRODUCTS.tofu : PRODUCTS.terraform} ${version ?? ""}, ${file}${asked ? ", which GREENVN_TERRAFORM names" : ""}`,
  askedIsNone: (name: string) => `GREENVN_TERRAFORM is ${JSON.stringify(name)}, and no such program is there`,
  askedIsWrong: (name: string, candidate: Candidate) =>
    `GREENVN_TERRAFORM is ${JSON.stringify(name)}, and ${whyNot(candidate)}`,
  none: () =>
    `neither terraform nor tofu is on the PATH; install Terraform ${OLDEST.terraform} or OpenTofu ${OLDEST.tofu}, or later: https://developer.hashicorp.com/terraform/install`,
  noneServes: (candidates: readonly Candidate[]) =>
    `${candidates.map(whyNot).join("; ")}; install Terraform ${OLDEST.terraform} or OpenTofu ${OLDEST.tofu}, or later: https://developer.hashicorp.com/terraform/install`,
};

function whyNot({ kind, file, version }: Candidate): string {
  switch (kind) {
    case "does-not-run":
      return `${file} does not run`;
    case "neither":
      return `${file} is neither Terraform nor OpenTofu`;
    case "terraform":
    case "tofu":
      return `${file} is ${PRODUCTS[kind]} ${version ?? ""}, older than ${OLDEST[kind]}`;
  }
}

export const cliConfiguration = {
  none: () => "none, so that terraform.d/plugins is looked into",
  fine: (file: string) => `${file} leaves terraform.d/plugins to be looked into`,
  mirrored: (file: string) => `${file} has a mirror that holds the provider`,
  overridden: (file: string, folder: string) =>
    `dev_overrides of ${file}: Terraform runs the provider from ${folder}, whatever is installed and locked`,
  overriddenByNothing: (file: string, folder: string) =>
    `dev_overrides of ${file} names ${folder}, and no executable of the provider is there`,
  maybeMirrored: (file: string) =>
    `${file} has a provider_installation block with a network mirror, which may or may not have the provider; terraform.d/plugins is not looked into`,
  hides: (file: string) =>
    `the provider_installation block of ${file} turns terraform.d/plugins off; besides what is told here, a filesystem_mirror in that block with path "terraform.d/plugins" and include ["registry.terraform.io/cdktf-greenvn/*"] mends it`,
  missing: (file: string) => `TF_CLI_CONFIG_FILE names ${file}, which does not exist, and Terraform refuses to run`,
  unreadable: (file: string) => `${file} is not understood here; whether it turns terraform.d/plugins off is not known`,
};

export const pluginCache = {
  fine: (folder: string) => `${folder}`,
  missing: (folder: string, from: string) => `${folder} (${from}) does not exist, and Terraform refuses to run`,
};

export const stack = {
  fine: (folders: readonly string[]) => folders.join(", "),
  none: () =>
    `no configuration here, in a folder below or in cdktf.out/stacks uses ${PROVIDER_ADDRESS}; name the folder of one`,
};

export const executable = {
  fine: (folder: string, version: string, platform: string) => `${version} for ${platform} in ${folder}`,
  missing: (folder: string, version: string, platform: string, others: readonly string[]) =>
    `${folder} has no provider ${version} for ${platform} in terraform.d/plugins${others.length === 0 ? "" : `, but ${others.join(", ")}`}`,
  otherBuild: (folder: string, version: string, platform: string) =>
    `${version} for ${platform} in ${folder}, as it was locked; another build than this package's`,
  mayNotRun: (file: string) => `${file} may not be executed`,
  altered: (folder: string) =>
    `what lies in terraform.d/plugins of ${folder} is not the provider that was locked there and that this package holds: if nobody worked on it, find out who changed it`,
};

export const lockFile = {
  fine: (folder: string) => `${folder} locks the provider that is there`,
  none: (folder: string) => `${folder} has no .terraform.lock.hcl yet: terraform init makes it`,
  unreadable: (folder: string) => `the .terraform.lock.hcl of ${folder} is damaged`,
  withoutEntry: (folder: string) => `the .terraform.lock.hcl of ${folder} does not have the provider yet`,
  otherVersion: (folder: string, locked: string, version: string) =>
    `${folder} locks version ${locked} of the provider, and ${version} is there`,
  otherHash: (folder: string) =>
    `${folder} locks another build of this version of the provider than the one that is there, which is this package's`,
};

export const stateLock = {
  fine: () => "not locked on this machine",
  held: ({ file, ...lock }: StateLockFacts, holder: number) =>
    `process ${holder} has the state locked (${file}: ${holderOf(lock)}); wait for its end`,
  left: ({ file, ...lock }: StateLockFacts) =>
    `${file} was left by a Terraform that was killed (${holderOf(lock)}); nobody holds the lock, and terraform force-unlock is for states in a backend`,
  open: ({ file, ...lock }: StateLockFacts) =>
    `${file} says that the state is locked (${holderOf(lock)}); whether anybody still holds it can't be told on this system: make sure first that no Terraform runs`,
};

function holderOf({ who, operation, created, id }: Omit<StateLockFacts, "file">): string {
  return [who ?? "by nobody that it names", operation, created, id === null ? null : `ID ${id}`]
    .filter((part) => part !== null)
    .join(", ");
}

export const policy = {
  none: () => "none: plans are judged by the gates that always hold",
  fine: (name: string) => name,
  refused: ({ sentence }: Extract<PolicyFacts, { kind: "refused" }>) => sentence,
};

export const proxy = {
  none: () => "none",
  loopback: (shown: string) =>
    `${shown} is named by the environment, and not used: an API on this machine never is asked by a proxy`,
  exempt: (shown: string) => `${shown} is named by the environment, and NO_PROXY exempts the API from it`,
  used: (shown: string) => `${shown}, as the environment says`,
  unusable: (why: string, variable: string) => `${why} (${variable}), so that no call can be made`,
};

export const account = {
  fine: () => "account SID and token are set",
  notLiteral: () => "the configuration takes the account from elsewhere than literals and the environment: not tried",
  missing: (name: string) => `${name} is set neither in the environment nor in the configuration`,
  sandboxOnly: (origin: string) =>
    `the credentials of a sandbox are set, and calls go to ${origin}: start from the sandbox's address, or set those of your account`,
  badUrl: (flaw: string) => `GREENVN_BASE_URL (or base_url) ${flaw}`,
};

export const api = {
  fine: (origin: string, isLoopback: boolean) => `${origin}${isLoopback ? ", a sandbox," : ""} takes the credentials`,
  denied: (origin: string, status: number, message: string) =>
    `${origin} refuses the credentials (HTTP ${status}${message === "" ? "" : `: ${message}`})`,
  noSandbox: (origin: string) => `nothing answers at ${origin}: the sandbox does not run any more, or not yet`,
  unreachable: (origin: string, message: string) => `${origin} can't be reached: ${message}`,
  odd: (origin: string, message: string) => `${origin} answers what is no answer of the API: ${message}`,
};

export const clock = {
  fine: () => "right, by the date of the API's answer",
  off: (seconds: number) =>
    `it is ${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} that of the API: certificates and backends are judged by it`,
};
