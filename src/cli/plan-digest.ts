import { scryptSync } from "node:crypto";
import { Command } from "commander";
import { compareDigests, readDigest } from "../digest/compare";
import { digestOf, type PlanDigest } from "../digest/plan-digest";
import { maskText } from "../domain/mask-text";
import { MAX_PLAN_BYTES } from "../report/read/read-plan";
import { type CommandIo, type Ended, type ExitCode } from "./command-io";
import {
  couldNotReadFile,
  keptDigestRefused,
  noDigestKey,
  notATree,
  PLAN_DIGEST_HELP,
  planDigestEpilogue,
  planHasNoDigest,
  planIsTheReviewedOne,
  planIsTooLarge,
  plansDiffer,
} from "./messages";
import { findPolicy } from "./policy-file";
import { inputName, readFile, readInput } from "./read-bytes";

interface Options {
  readonly lockFile: string;
  readonly tree: string;
  readonly compare?: string;
  readonly mask?: boolean;
}

/** The first that is set gives the key. */
export const KEY_VARIABLES = ["GREENVN_DIGEST_KEY", "GREENVN_API_TOKEN"] as const;

/** `greenvn plan-digest`: what a plan does, in a form that can be kept and compared and holds none of its values. */
export function planDigestCommand(io: CommandIo, ended: Ended): Command {
  return new Command("plan-digest")
    .description(PLAN_DIGEST_HELP.command)
    .argument("<plan.json>", PLAN_DIGEST_HELP.plan)
    .requiredOption("--lock-file <file>", PLAN_DIGEST_HELP.lockFile)
    .requiredOption("--tree <hash>", PLAN_DIGEST_HELP.tree, treeOf)
    .option("--compare <digest.json>", PLAN_DIGEST_HELP.compare)
    .option("--mask", PLAN_DIGEST_HELP.mask)
    .addHelpText("after", planDigestEpilogue(KEY_VARIABLES))
    .action(async (plan: string, options: Options) => ended(await run(plan, options, io)));
}

async function run(plan: string, options: Options, io: CommandIo): Promise<ExitCode> {
  let mask = options.mask ?? false;
  const refuse = (sentence: string): ExitCode => {
    io.stderr(`${mask ? maskText(sentence) : sentence}\n`);
    return 2;
  };
  const secret = KEY_VARIABLES.map((name) => io.env[name]).find((value) => value !== undefined && value !== "");
  if (secret === undefined) return refuse(noDigestKey(KEY_VARIABLES));
  const policy = await findPolicy(io.cwd);
  if (policy.kind === "refused") return refuse(policy.sentence);
  mask = options.mask ?? policy.policy.mask ?? false;

  const json = await readInput(plan, io.stdin, MAX_PLAN_BYTES);
  if (typeof json === "string") return refuse(couldNotReadFile(inputName(plan), json));
  if (json.length > MAX_PLAN_BYTES) return refuse(planIsTooLarge(MAX_PLAN_BYTES));
  const lockFile = await readFile(options.lockFile, MAX_PLAN_BYTES);
  if (typeof lockFile === "string") return refuse(couldNotReadFile(options.lockFile, lockFile));

  const key = keyFrom(secret);
  const shownName = mask ? maskText : (name: string): string => name;
  const taken = digestOf({ json, lockFile, tree: options.tree }, key, shownName);
  if (taken.kind === "refused") return refuse(planHasNoDigest(taken.why));
  if (options.compare !== undefined) return compareWith(options.compare, taken.digest, key, io, refuse);
  io.stdout(`${JSON.stringify(taken.digest, null, 2)}\n`);
  return 0;
}

async function compareWith(
  file: string,
  fresh: PlanDigest,
  key: Uint8Array,
  io: CommandIo,
  refuse: (sentence: string) => ExitCode,
): Promise<ExitCode> {
  const bytes = await readFile(file, MAX_PLAN_BYTES);
  if (typeof bytes === "string") return refuse(couldNotReadFile(file, bytes));
  const kept = readDigest(Buffer.from(bytes).toString("utf8"), key);
  if (kept.kind === "refused") return refuse(keptDigestRefused(kept.why));
  const compared = compareDigests(kept.digest, fresh);
  switch (compared.kind) {
    case "same":
      io.stdout(`${planIsTheReviewedOne()}\n`);
      return 0;
    case "another key":
      return refuse(keptDigestRefused("another key"));
    case "differs":
      io.stdout(`${plansDiffer(compared.differences)}\n`);
      return 1;
  }
}

/** Slow on purpose: whoever finds a kept digest may try to guess what it is keyed with. */
function keyFrom(secret: string): Uint8Array {
  return scryptSync(secret, "greenvn-plan-digest", 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}

function treeOf(text: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)) throw notATree();
  return text;
}
