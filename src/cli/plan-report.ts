import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Command, Option } from "commander";
import { maskText } from "../domain/mask-text";
import type { NamedPlan } from "../report/judge/judge";
import { failOnOf, isLimit, RULE_NAMES } from "../report/judge/policy";
import { FAIL_ON, type FailOn, type Flags, rulesOf } from "../report/judge/rules";
import { type Format, FORMATS, namedPlan, type Refused, reportOn } from "../report/plan-report";
import { MAX_PLAN_BYTES } from "../report/read/read-plan";
import type { CommandIo, Ended, ExitCode } from "./command-io";
import {
  couldNotReadFile,
  notACommit,
  notALimit,
  notAName,
  notKindsToFailOn,
  PLAN_REPORT_HELP,
  planFilesDoNotPair,
  planReportEpilogue,
  standardInputTwice,
} from "./messages";
import { findPolicy, loadPolicy, POLICY_FIELD, POLICY_FILE } from "./policy-file";
import { inputName, readFile, readInput, STDIN } from "./read-bytes";

interface Options {
  readonly format?: Format;
  readonly maxCharges?: number;
  readonly failOn?: readonly FailOn[];
  readonly allowIncomplete?: boolean;
  readonly mask?: boolean;
  readonly planFile?: readonly string[];
  readonly policy?: string;
  readonly stack?: string;
  readonly commit?: string;
}

const LONGEST_NAME = 200;
/** Of so many bytes on a plan is large. */
const MUCH = 32 * 1024 * 1024;

/**
 * `greenvn plan-report`: the report on standard output, or one sentence on standard error where nothing can be judged.
 */
export function planReportCommand(io: CommandIo, ended: Ended): Command {
  return new Command("plan-report")
    .description(PLAN_REPORT_HELP.command)
    .argument("<plan.json...>", PLAN_REPORT_HELP.plans)
    .addOption(new Option("--format <format>", PLAN_REPORT_HELP.format).choices(FORMATS))
    .option("--max-charges <n>", PLAN_REPORT_HELP.maxCharges, limitOf)
    .addOption(new Option("--fail-on <kinds>", PLAN_REPORT_HELP.failOn).choices(FAIL_ON).argParser(kindsOf))
    .option("--allow-incomplete", PLAN_REPORT_HELP.allowIncomplete)
    .option("--mask", PLAN_REPORT_HELP.mask)
    .option("--plan-file <file>", PLAN_REPORT_HELP.planFile, (file: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      file,
    ])
    .option("--policy <file>", PLAN_REPORT_HELP.policy)
    .option("--stack <name>", PLAN_REPORT_HELP.stack, nameOf)
    .option("--commit <sha>", PLAN_REPORT_HELP.commit, commitOf)
    .addHelpText("after", planReportEpilogue(POLICY_FILE, POLICY_FIELD, RULE_NAMES))
    .action(async (files: readonly string[], options: Options) => ended(await report(files, options, io)));
}

async function report(files: readonly string[], options: Options, io: CommandIo): Promise<ExitCode> {
  let mask = options.mask ?? false;
  const refuse = (sentence: string): ExitCode => {
    io.stderr(`${mask ? maskText(sentence) : sentence}\n`);
    return 2;
  };
  const planFiles = options.planFile ?? [];
  if (planFiles.length > 0 && planFiles.length !== files.length)
    return refuse(planFilesDoNotPair(planFiles.length, files.length));
  if (files.filter((file) => file === STDIN).length > 1) return refuse(standardInputTwice());

  const found = await (options.policy === undefined ? findPolicy(io.cwd) : loadPolicy(options.policy, io.cwd));
  if (found.kind === "refused") return refuse(found.sentence);
  const rules = rulesOf(flagsOf(options), found.policy);
  mask = rules.mask;
  const plans: NamedPlan[] = [];
  for (const [index, file] of files.entries()) {
    const { named, bytes } = await readPlanOf(file, planFiles[index], rules.mask, io);
    if ("kind" in named) return refuse(named.sentence);
    plans.push(named);
    if (bytes > MUCH) letGo();
  }

  const subject = { commit: options.commit ?? null, stack: options.stack ?? null, policy: found.name };
  const format = options.format ?? (io.screen === undefined ? "markdown" : "terminal");
  const made = reportOn(plans, rules, format, subject, io.screen);
  io.stdout(made.text);
  return made.passed ? 0 : 1;
}

async function readPlanOf(
  file: string,
  planFile: string | undefined,
  mask: boolean,
  io: CommandIo,
): Promise<{ readonly named: NamedPlan | Refused; readonly bytes: number }> {
  const unreadable = (name: string, why: string) => ({
    named: { kind: "refused", sentence: couldNotReadFile(name, why) } as const,
    bytes: 0,
  });
  const json = await readInput(file, io.stdin, MAX_PLAN_BYTES);
  if (typeof json === "string") return unreadable(file, json);
  const saved = planFile === undefined ? null : await readFile(planFile, MAX_PLAN_BYTES);
  if (typeof saved === "string") return unreadable(planFile ?? "", saved);
  const input = {
    name: inputName(file),
    json,
    planFile: planFile === undefined || saved === null ? null : { name: planFile, bytes: saved },
  };
  return { named: namedPlan(input, mask), bytes: json.length };
}

/** Plans that are large are let go of before they are judged: left alone, the space would be given back too late. */
function letGo(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
}

function flagsOf({ maxCharges, failOn, allowIncomplete, mask }: Options): Flags {
  return {
    ...(maxCharges === undefined ? {} : { maxCharges }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(allowIncomplete === undefined ? {} : { allowIncomplete }),
    ...(mask === undefined ? {} : { mask }),
  };
}

function nameOf(text: string): string {
  if (text.trim() === "" || text.length > LONGEST_NAME) throw notAName(LONGEST_NAME);
  return text;
}

function commitOf(text: string): string {
  if (!/^[\w][\w./-]{0,99}$/.test(text)) throw notACommit();
  return text;
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
