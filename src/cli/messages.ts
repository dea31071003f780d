import { InvalidArgumentError } from "commander";
import { type Difference } from "../digest/compare";
import { type PartKind, type Refusal } from "../digest/plan-digest";
import { maskNumber } from "../domain/phone-number";
import { printable, shortened } from "../domain/printable";
import { type CallStep, type CallView } from "../sandbox";

/** Every text of the command line: its help first, then what it says of what was typed, then how a run went. */

export const PROGRAM_HELP = {
  usage: "COMMAND [options]",
  program:
    `Virtual phone numbers of Exotel (GreenVN) as code: declare them for Terraform, OpenTofu or CDKTF, see in a plan
what changes and what is charged, and try all of it on a sandbox of this machine.`.replaceAll("\n", " "),
  version: "print the version",
  help: "print this help",
  commandHelp: "print the help of a command",
} as const;

export const INIT_HELP = {
  command: "write a small project of your own, which works on a sandbox first",
  dir: "the folder to write it into (default: this one)",
  language: "what it is written in",
  pipeline: "what plans and applies it in your repository",
} as const;

export function initEpilogue(): string {
  return `
It asks where it has a terminal; elsewhere the first language and no pipeline are written.
No file is ever written over.
Exit codes: 0 written, 2 nothing was written.`;
}

/** The headings of the program's help. */
const BEGIN = "Begin:";
const NUMBERS = "Bring in what there is:";
const PLANS = "Before an apply:";
const REST = "And:";

/** Every command by name: where the program's help shows it, and what one types to use it. */
const COMMANDS: Readonly<Record<string, readonly [heading: string, example: string]>> = {
  init: [BEGIN, "greenvn init my-numbers"],
  sandbox: [BEGIN, "greenvn sandbox --port 8787"],
  doctor: [BEGIN, "greenvn doctor my-numbers"],
  "import-config": [NUMBERS, "greenvn import-config allocations.csv"],
  "plan-report": [PLANS, "terraform show -json plan.tfplan | greenvn plan-report -"],
  "plan-digest": [PLANS, "greenvn plan-digest plan.json --lock-file FILE --tree HASH"],
  mask: [PLANS, "terraform plan -no-color | greenvn mask --always"],
  provider: [BEGIN, "greenvn provider install --dir ."],
  "provider install": [BEGIN, "greenvn provider install --dir ."],
  "provider path": [BEGIN, "greenvn provider path"],
  completion: [REST, 'eval "$(greenvn completion bash)"'],
};

/** The command by its words: `provider install`. */
export function commandHeading(command: string): string {
  return COMMANDS[command]?.[0] ?? REST;
}

/** One line to type; empty for a command that has none. */
export function commandExample(command: string): string {
  return COMMANDS[command]?.[1] ?? "";
}

/** What the program's help says of a command. */
export function commandSummary(description: string, example: string): string {
  return example === "" ? description : `${description}\n$ ${example}`;
}

export function commandExampleEpilogue(example: string): string {
  return `\nExample:\n  ${example}`;
}

/** `begin` is the example of the command that comes first to whoever is new. */
export function programEpilogue(begin: string): string {
  return `
New here? Type: ${begin}
It needs no account and charges nothing. "greenvn COMMAND --help" tells more of each; README and
docs/ of this package tell the rest.

Exit codes: 0 fine; 1 the work was done and the answer is no, such as a gate that failed; 2 it
could not be done: usage, input, policy, a file in the way, the network.`;
}

export const COMPLETION_HELP = {
  command: "print what a shell needs to complete this command at Tab",
  shell: "the shell that is to complete",
} as const;

export function completionEpilogue(): string {
  return `
Where it goes:
  bash  in ~/.bashrc:                 eval "$(greenvn completion bash)"
  zsh   in ~/.zshrc, after compinit:  eval "$(greenvn completion zsh)"
  fish  in config.fish:              greenvn completion fish | source
The greenvn that is typed is asked at each Tab, so that the words are those of its version.`;
}

export const DOCTOR_HELP = {
  command: "say what is wrong with a set-up, and the line that mends it; changes nothing",
  dir: "the folder of the project, or the one that Terraform runs in (default: this one)",
  json: "what was found, for a program",
} as const;

export function doctorEpilogue(): string {
  return `
It makes one free call to the API, with the credentials that the provider would use, and shows
none of them.
Exit codes: 0 nothing is wrong, 1 a fault was found, 2 it could not look.`;
}

export const PROVIDER_HELP = {
  provider: "find and install the Terraform provider",
  install: "put the executable where `terraform init` in a folder finds it, with no registry",
  dir: "the folder that Terraform runs in",
  from: "the folder of a release: its standalone executable, which needs no Node (checksums are verified)",
  path: "print where the executable lies",
  platform: "a platform, this machine's by default; may be given several times",
} as const;

export const PLAN_REPORT_HELP = {
  command: "report on plans (terraform show -json PLAN), and fail where a gate is broken",
  plans: "JSON of one plan or several; - reads standard input",
  format: "for a terminal (the default on one), a comment (elsewhere), a browser, a program",
  maxCharges: "fail above so many charged calls, worst case, all plans together",
  allowIncomplete: "let an incomplete plan pass, such as a targeted one",
  failOn: "fail on any of these, separated by commas",
  mask: "show phone numbers as +91******7365",
  planFile: "the saved plan that the JSON was made from; once for each JSON, in their order",
  policy: "the policy, instead of the nearest one",
  stack: "the name of what is planned: shown, and what exemptions may ask for",
  commit: "the commit that is planned: shown",
} as const;

export function planReportEpilogue(policyFile: string, policyField: string, rules: readonly string[]): string {
  return `
Rules of a repository: ${policyFile}, or "${policyField}" in package.json
(${rules.join(", ")}). A flag beats it.
Exit codes: 0 all gates passed, 1 a gate failed, 2 the input or the policy can not be judged.`;
}

export const PLAN_DIGEST_HELP = {
  command: "digest of a plan, to tell later whether another plan does the same",
  plan: "JSON of the plan; - reads standard input",
  lockFile: "the .terraform.lock.hcl that the plan was made under",
  tree: "hash of the stack's folder in the commit that was planned (git rev-parse COMMIT:FOLDER)",
  compare: "compare with a digest that was kept, and say what differs",
  mask: "show phone numbers in addresses as +91******7365",
} as const;

export function planDigestEpilogue(variables: readonly string[]): string {
  return `
The digest holds no value of the plan. It is keyed by the first that is set of
${variables.join(", ")}: without the key nobody can guess from it
what it was taken of, nor make one that is accepted.
Exit codes: 0 made, or the same; 1 the plans differ; 2 there is nothing to compare.`;
}

export const MASK_HELP = {
  command: "standard input, with phone numbers as +91******7365 where the policy says so",
  always: "whatever the policy says",
} as const;

export const IMPORT_CONFIG_HELP = {
  command: "turn a list of allocations into configuration that takes them over, with an empty plan",
  file: "CSV (id, name) or JSON; names may be left out",
  language: "what to write: import blocks with their resources, or constructs with importFrom",
  out: "write here, over nothing; a run that fails half-way goes on from what it read",
  requestsPerMinute: "most calls in a minute, 1 to 60000 (default: unlimited)",
} as const;

export function importConfigEpilogue(): string {
  return `
Reads each allocation, which is free, and changes nothing. The account is taken from the
environment, as the provider takes it: GREENVN_ACCOUNT_SID, GREENVN_API_KEY, GREENVN_API_TOKEN,
GREENVN_BASE_URL. PINs are not written.
Exit codes: 0 all were written; 1 some were left out, each named; 2 nothing was written.`;
}

export const SANDBOX_HELP = {
  command: "serve the ExoBridge API on this machine: no account, no charge, numbers that ring nowhere",
  port: "port to listen on; 0 takes a free one",
  host: "address to listen on; any but a loopback one lets others in",
  state: "keep the state in a file, and go on from it (it holds PINs)",
  latency: "wait before each call",
  pool: "numbers for each region and type",
  seed: "what numbers and ids are derived from (default: the state's, or at random)",
  quiet: "say where it listens, and nothing of its calls",
} as const;

export function sandboxEpilogue(sid: string): string {
  return `
It prints "listening on URL" once it takes requests, on a terminal then a line for each call, and
ends with Ctrl-C. URL in a browser shows what happens to numbers and money. Its one account has the
SID and key "${sid}"; the token stands in the README. Point the provider at it with
GREENVN_BASE_URL=URL.

From this machine, without credentials:
  GET  /_sandbox/ledger            charged calls, all requests, totals
  GET  /_sandbox/numbers           free numbers of the pool (?region=KA&type=mobile&count=5)
  GET  /_sandbox/allocations       what there is
  POST /_sandbox/allocations/ID    change one as somebody else would, {"drop": true} removes it
  POST /_sandbox/faults            a list of faults to come; [] ends them
  POST /_sandbox/answers           knobs for odd answers
  POST /_sandbox/reset             begin anew`;
}

// What was typed: commander puts the option and its value in front.

export function notAWholeNumber(least: number, most: number): InvalidArgumentError {
  return new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
}

export function notEmpty(): InvalidArgumentError {
  return new InvalidArgumentError("It must not be empty.");
}

/** `near`: the one that was surely meant; null where there is none. */
export function notAmong(choices: readonly string[], near: string | null): InvalidArgumentError {
  const hint = near === null ? "" : ` Did you mean ${near}?`;
  return new InvalidArgumentError(`It must be one of ${choices.join(", ")}.${hint}`);
}

export function notALimit(): InvalidArgumentError {
  return new InvalidArgumentError("It must be a whole number, 0 or more.");
}

export function notKindsToFailOn(kinds: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError(`It must be a list of ${kinds.join(", ")}.`);
}

export function notAName(longest: number): InvalidArgumentError {
  return new InvalidArgumentError(`It must be a name of at most ${longest} characters.`);
}

export function notACommit(): InvalidArgumentError {
  return new InvalidArgumentError("It must be the SHA of a commit.");
}

export function notATree(): InvalidArgumentError {
  return new InvalidArgumentError("It must be a hash of git, 40 or 64 digits.");
}

export function notAFolder(): InvalidArgumentError {
  return new InvalidArgumentError("It must name a folder; write . for this one.");
}

// What ends a command with exit code 2.

export function planFilesDoNotPair(planFiles: number, plans: number): string {
  return `${planFiles} plan files were given for ${plans} plans; give --plan-file once for each, in their order.`;
}

export function standardInputTwice(): string {
  return "Standard input can be read only once; give the other plans as files.";
}

export function couldNotReadFile(file: string, why: string): string {
  return `${JSON.stringify(file)} could not be read: ${why}.`;
}

export function policyLinkLeadsNowhere(file: string): string {
  return `The policy could not be read: ${file} is a link that leads nowhere.`;
}

export function couldNotReadPolicy(error: unknown): string {
  const [firstLine = ""] = causeOf(error).split("\n");
  return `The policy could not be read: ${firstLine}`;
}

export function wrongPolicy(name: string, why: string): string {
  return `${name}: ${why}.`;
}

/** A file whose rules would silently not hold. */
export function misnamedPolicy(name: string, rightName: string): string {
  return `${JSON.stringify(name)} looks like a policy, but the policy must be called ${rightName}: rename or remove it.`;
}

export function misnamedPolicyField(name: string, rightName: string): string {
  return `package.json has ${JSON.stringify(name)}, but the policy must be called ${rightName}: rename or remove it.`;
}

export function policyTwice(file: string, field: string): string {
  return `There are two policies in one folder, ${file} and ${field} in package.json: keep one of them.`;
}

export function policyFieldWithoutRules(field: string): Error {
  return new Error(`${field} in package.json must hold rules`);
}

export function policyIsNoYaml(file: string, why: string): Error {
  return new Error(`${file}: ${why}`);
}

export function noDigestKey(variables: readonly string[]): string {
  return `A digest needs a key; set ${variables.join(" or ")}.`;
}

export function planIsTooLarge(mostBytes: number): string {
  return `The plan is larger than ${mostBytes / 1024 / 1024} MiB.`;
}

export function planHasNoDigest(why: Refusal): string {
  switch (why) {
    case "not JSON":
      return "The plan is not JSON; give what terraform show -json PLAN prints.";
    case "no plan":
      return "The JSON is no plan of Terraform; give what terraform show -json PLAN prints.";
    case "too deep":
      return "The plan is nested too deeply to be compared.";
    case "too large":
      return "One part of the plan is too large to be compared.";
    case "repeated key":
      return "The plan has a key twice; give what terraform show -json PLAN prints.";
  }
}

const AGAIN = "Nothing was applied. Plan and review again.";

export function keptDigestRefused(why: "no digest" | "another key" | "damaged"): string {
  switch (why) {
    case "no digest":
      return `What was kept of the reviewed plan is no digest of this version. ${AGAIN}`;
    case "another key":
      return `The digest of the reviewed plan was made with another key: the API token has changed since, or somebody else made it. ${AGAIN}`;
    case "damaged":
      return `The digest of the reviewed plan is not as it was made. ${AGAIN}`;
  }
}

export function planIsTheReviewedOne(): string {
  return "The fresh plan does what the reviewed one did.";
}

/** Names differences and no values: these may be secret. */
export function plansDiffer(differences: readonly Difference[]): string {
  const shown = differences.slice(0, 20).map((difference) => `  - ${differenceText(difference)}`);
  const more = differences.length - shown.length;
  return [
    "The fresh plan is not the one that was reviewed:",
    ...shown,
    ...(more > 0 ? [`  - and ${more} more`] : []),
    AGAIN,
  ].join("\n");
}

const PARTS: Readonly<Record<PartKind, string>> = {
  terraform: "Terraform's version",
  "lock-file": "the lock file",
  tree: "the files of the stack's folder in the commit",
  wholeness: "whether the plan is complete and without errors",
  variable: "the value of variable",
  provider: "the configuration of provider",
  configuration: "the configuration of",
  resource: "resource",
  output: "output",
  action: "action",
  deferred: "what is put off for",
};

function differenceText({ kind, name, where }: Difference): string {
  const what = name === "" ? PARTS[kind] : `${PARTS[kind]} ${JSON.stringify(name)}`;
  switch (where) {
    case "both":
      return `${what} differs`;
    case "fresh":
      return `${what} was not in the reviewed plan`;
    case "reviewed":
      return `${what} was in the reviewed plan alone`;
  }
}

/** The last word on standard error of whatever no command expected. */
export function programFailed(sentence: string): string {
  return `greenvn: ${sentence}\n`;
}

export function unexpectedError(error: unknown): string {
  return `an unexpected error, please report it: ${error instanceof Error ? error.message : String(error)}`;
}

/** What an error says, whatever was thrown. */
export function causeOf(error: unknown): string {
  return String((error as Partial<Error> | null)?.message ?? error);
}

// How a run went, and the names of things in it.

export const STANDARD_INPUT = "standard input";

export function listeningOn(url: string): string {
  return `listening on ${url}\n`;
}

export function howToWatch(url: string): string {
  return `Open ${url} in a browser to watch; Ctrl-C ends it. Calls as they come:\n`;
}

/** Of one part of a line, in characters. */
const LONGEST_PART = 60;

/** A line of the log for a call that was answered, or that landed after its answer; nothing before. */
export function callLine(call: CallView, step: CallStep): string {
  if (step !== "answered" && step !== "landed") return "";
  const what = call.operation ?? `${call.method} ${shortened(call.path, LONGEST_PART)}`;
  const { number_before: before, number_after: after } = call;
  const details = [
    call.connection_id === null ? "" : shortened(call.connection_id, LONGEST_PART),
    after === null ? "" : before === null || before === after ? after : `${before} -> ${after}`,
    call.fault === null ? "" : `fault: ${call.fault}`,
    step === "landed" ? "carried out after its answer" : "",
  ].filter((detail) => detail !== "");
  const cells = [
    new Date(call.time).toTimeString().slice(0, 8),
    what.padEnd(10),
    String(call.status ?? "lost").padEnd(4),
    (call.charged ? "charged" : "").padEnd(7),
    details.join("  "),
  ];
  return `${withNumbersMasked(printable(cells.join("  ")).replaceAll("\n", " ")).trimEnd()}\n`;
}

function withNumbersMasked(text: string): string {
  return text.replace(/\+?\d{8,15}/g, maskNumber);
}

/** A policy's place as a reader knows it. */
export function policyFieldName(field: string): string {
  return `${field} in package.json`;
}
