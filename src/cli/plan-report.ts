import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { failOnOf, isLimit } from "../report/judge/policy";
import { FAIL_ON, type FailOn, type Flags, rulesOf } from "../report/judge/rules";
import { type Format, FORMATS, type PlanInput, planReport } from "../report/plan-report";
import { MAX_PLAN_BYTES } from "../report/read/read-plan";
import type { CommandIo, Ended, ExitCode } from "./command-io";
import { findPolicy, POLICY_FIELD, POLICY_FILE } from "./policy-file";

interface Options {
  readonly format: Format;
  readonly maxCharges?: number;
  readonly failOn?: readonly FailOn[];
  readonly allowIncomplete?: boolean;
  readonly mask?: boolean;
  readonly planFile?: readonly string[];
}

const STDIN = "-";

/**
 * `greenvn plan-report`: the report on standard output, or one sentence on standard error where nothing can be judged.
 */
export function planReportCommand(io: CommandIo, ended: Ended): Command {
  return new Command("plan-report")
    .description("report on plans (terraform show -json PLAN), and fail where a gate is broken")
    .argument("<plan.json...>", "JSON of one plan or several; - reads standard input")
    .addOption(
      new Option("--format <format>", "markdown for people, json for programs").choices(FORMATS).default("markdown"),
    )
    .option("--max-charges <n>", "fail above so many charged calls, worst case, all plans together", limitOf)
    .option("--fail-on <kinds>", `fail on any of ${FAIL_ON.join(", ")}, separated by commas`, kindsOf)
    .option("--allow-incomplete", "let an incomplete plan pass, such as a targeted one")
    .option("--mask", "show phone numbers as +91******7365")
    .option(
      "--plan-file <file>",
      "the saved plan itself, for its SHA-256; once for each JSON, in their order",
      (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .addHelpText(
      "after",
      `\nRules of a repository: ${POLICY_FILE}, or "${POLICY_FIELD}" in package.json (max_charges, fail_on,\nallow_incomplete, mask, exempt). A flag beats it.\nExit codes: 0 all gates passed, 1 a gate failed, 2 the input can not be judged.`,
    )
    .action(async (files: readonly string[], options: Options) => ended(await report(files, options, io)));
}

async function report(files: readonly string[], options: Options, io: CommandIo): Promise<ExitCode> {
  const refuse = (sentence: string): ExitCode => {
    io.stderr(`${sentence}\n`);
    return 2;
  };
  const planFiles = options.planFile ?? [];
  if (planFiles.length > 0 && planFiles.length !== files.length)
    return refuse(
      `${planFiles.length} plan files were given for ${files.length} plans; give --plan-file once for each, in their order.`,
    );
  if (files.filter((file) => file === STDIN).length > 1)
    return refuse("Standard input can be read only once; give the other plans as files.");

  const found = await findPolicy(io.cwd);
  if (found.kind === "refused") return refuse(found.sentence);
  const inputs: PlanInput[] = [];
  for (const [index, file] of files.entries()) {
    const json = await readAll(file === STDIN ? io.stdin : createReadStream(file));
    if (typeof json === "string") return refuse(`${quoted(file)} could not be read: ${json}.`);
    const planFile = planFiles[index];
    const hash = planFile === undefined ? null : await hashOf(planFile);
    if (hash !== null && "problem" in hash)
      return refuse(`${quoted(planFile ?? "")} could not be read: ${hash.problem}.`);
    inputs.push({
      name: file === STDIN ? "standard input" : file,
      json,
      planFileSha256: hash === null ? null : hash.sha256,
    });
  }

  const made = planReport(inputs, rulesOf(flagsOf(options), found.policy), options.format);
  if (made.kind === "refused") return refuse(made.sentence);
  io.stdout(made.text);
  return made.passed ? 0 : 1;
}

function flagsOf({ maxCharges, failOn, allowIncomplete, mask }: Options): Flags {
  return {
    ...(maxCharges === undefined ? {} : { maxCharges }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(allowIncomplete === undefined ? {} : { allowIncomplete }),
    ...(mask === undefined ? {} : { mask }),
  };
}

/** All bytes, or what went wrong. One byte too many is enough to be refused, so no more is kept. */
async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array | string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_PLAN_BYTES) break;
    }
  } catch (error) {
    return messageOf(error);
  }
  return Buffer.concat(chunks);
}

async function hashOf(file: string): Promise<{ readonly sha256: string } | { readonly problem: string }> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) hash.update(chunk);
  } catch (error) {
    return { problem: messageOf(error) };
  }
  return { sha256: hash.digest("hex") };
}

function limitOf(text: string): number {
  const limit = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!isLimit(limit)) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return limit;
}

function kindsOf(text: string, before: readonly FailOn[] | undefined): readonly FailOn[] {
  const kinds = failOnOf(text.split(",").map((kind) => kind.trim()));
  if (kinds === null) throw new InvalidArgumentError(`It must be a list of ${FAIL_ON.join(", ")}.`);
  return [...new Set([...(before ?? []), ...kinds])];
}

function messageOf(error: unknown): string {
  return String((error as Partial<Error> | null)?.message ?? error);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
