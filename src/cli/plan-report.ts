import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Command, Option } from "commander";
import { failOnOf, isLimit } from "../report/judge/policy";
import { FAIL_ON, type FailOn, type Flags, rulesOf } from "../report/judge/rules";
import { type Format, FORMATS, type PlanInput, planReport } from "../report/plan-report";
import { MAX_PLAN_BYTES } from "../report/read/read-plan";
import type { CommandIo, Ended, ExitCode } from "./command-io";
import {
  causeOf,
  couldNotReadFile,
  failOnHelp,
  notALimit,
  notKindsToFailOn,
  PLAN_REPORT_HELP,
  planFilesDoNotPair,
  planReportEpilogue,
  STANDARD_INPUT,
  standardInputTwice,
} from "./messages";
import { findPolicy, POLICY_FIELD, POLICY_FILE } from "./policy-file";

interface Options {
  readonly format?: Format;
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
    .description(PLAN_REPORT_HELP.command)
    .argument("<plan.json...>", PLAN_REPORT_HELP.plans)
    .addOption(new Option("--format <format>", PLAN_REPORT_HELP.format).choices(FORMATS))
    .option("--max-charges <n>", PLAN_REPORT_HELP.maxCharges, limitOf)
    .option("--fail-on <kinds>", failOnHelp(FAIL_ON), kindsOf)
    .option("--allow-incomplete", PLAN_REPORT_HELP.allowIncomplete)
    .option("--mask", PLAN_REPORT_HELP.mask)
    .option("--plan-file <file>", PLAN_REPORT_HELP.planFile, (file: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      file,
    ])
    .addHelpText("after", planReportEpilogue(POLICY_FILE, POLICY_FIELD))
    .action(async (files: readonly string[], options: Options) => ended(await report(files, options, io)));
}

async function report(files: readonly string[], options: Options, io: CommandIo): Promise<ExitCode> {
  const refuse = (sentence: string): ExitCode => {
    io.stderr(`${sentence}\n`);
    return 2;
  };
  const planFiles = options.planFile ?? [];
  if (planFiles.length > 0 && planFiles.length !== files.length)
    return refuse(planFilesDoNotPair(planFiles.length, files.length));
  if (files.filter((file) => file === STDIN).length > 1) return refuse(standardInputTwice());

  const found = await findPolicy(io.cwd);
  if (found.kind === "refused") return refuse(found.sentence);
  const inputs: PlanInput[] = [];
  for (const [index, file] of files.entries()) {
    const json = await readAll(file === STDIN ? io.stdin : createReadStream(file));
    if (typeof json === "string") return refuse(couldNotReadFile(file, json));
    const planFile = planFiles[index];
    const hash = planFile === undefined ? null : await hashOf(planFile);
    if (hash !== null && "problem" in hash) return refuse(couldNotReadFile(planFile ?? "", hash.problem));
    inputs.push({
      name: file === STDIN ? STANDARD_INPUT : file,
      json,
      planFileSha256: hash === null ? null : hash.sha256,
    });
  }

  const format = options.format ?? (io.screen === undefined ? "markdown" : "terminal");
  const made = planReport(inputs, rulesOf(flagsOf(options), found.policy), format, io);
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
    return causeOf(error);
  }
  return Buffer.concat(chunks);
}

async function hashOf(file: string): Promise<{ readonly sha256: string } | { readonly problem: string }> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) hash.update(chunk);
  } catch (error) {
    return { problem: causeOf(error) };
  }
  return { sha256: hash.digest("hex") };
}

function limitOf(text: string): number {
  const limit = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!isLimit(limit)) throw notALimit();
  return limit;
}

function kindsOf(text: string, before: readonly FailOn[] | undefined): readonly FailOn[] {
  const kinds = failOnOf(text.split(",").map((kind) => kind.trim()));
  if (kinds === null) throw notKindsToFailOn(FAIL_ON);
  return [...new Set([...(before ?? []), ...kinds])];
}
