import { InvalidArgumentError } from "commander";
import { maskNumber } from "../domain/phone-number";
import { printable, shortened } from "../domain/printable";
import { type CallStep, type CallView } from "../sandbox";

/** Every text of the command line: its help first, then what it says of what was typed, then how a run went. */

export const PROGRAM_HELP = {
  program: "Exotel ExoBridge virtual numbers as declared infrastructure",
  version: "print the version",
  help: "print this help",
} as const;

export const PROVIDER_HELP = {
  provider: "find and install the Terraform provider",
  install: "put the executable where `terraform init` in a folder finds it, with no registry",
  dir: "the folder that Terraform runs in",
  path: "print where the executable lies",
} as const;

export function platformHelp(platforms: readonly string[]): string {
  return `${platforms.join(", ")}; may be given several times (default: this machine's)`;
}

export const PLAN_REPORT_HELP = {
  command: "report on plans (terraform show -json PLAN), and fail where a gate is broken",
  plans: "JSON of one plan or several; - reads standard input",
  format: "for a terminal (the default on one), a comment (elsewhere), a browser, a program",
  maxCharges: "fail above so many charged calls, worst case, all plans together",
  allowIncomplete: "let an incomplete plan pass, such as a targeted one",
  mask: "show phone numbers as +91******7365",
  planFile: "the saved plan itself, for its SHA-256; once for each JSON, in their order",
} as const;

export function failOnHelp(kinds: readonly string[]): string {
  return `fail on any of ${kinds.join(", ")}, separated by commas`;
}

export function planReportEpilogue(policyFile: string, policyField: string): string {
  return `
Rules of a repository: ${policyFile}, or "${policyField}" in package.json (max_charges, fail_on,
allow_incomplete, mask, exempt). A flag beats it.
Exit codes: 0 all gates passed, 1 a gate failed, 2 the input can not be judged.`;
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
  const printed =
    'It prints "listening on URL" once it takes requests, on a terminal then a line for each ' +
    `call, and ends with Ctrl-C. URL in a browser shows what happens to numbers and money. Its one`;
  return `
${printed}
account has the SID and key "${sid}"; the token stands in the README. Point the provider at it with
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

export function notALimit(): InvalidArgumentError {
  return new InvalidArgumentError("It must be a whole number, 0 or more.");
}

export function notKindsToFailOn(kinds: readonly string[]): InvalidArgumentError {
  return new InvalidArgumentError(`It must be a list of ${kinds.join(", ")}.`);
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

export function misnamedPolicy(name: string, rightName: string): Error {
  return new Error(`${name} must be called ${rightName}`);
}

export function policyFieldWithoutRules(field: string): Error {
  return new Error(`${field} in package.json must hold rules`);
}

export function policyIsNoYaml(file: string, why: string): Error {
  return new Error(`${file}: ${why}`);
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
