import { validateHeaderName, validateHeaderValue } from "node:http";
import { isRecord } from "../../domain/is-record";
import { type Fields } from "../core/body-checks";
import { OPERATIONS } from "../messages/operation";
import { BENT_KINDS, type FaultAnswer, type FaultRule } from "./fault-rule";

export type RulesReading =
  | { readonly kind: "rules"; readonly rules: readonly FaultRule[] }
  | { readonly kind: "problem"; readonly problem: string };

/** Longest time that a fault may take, in milliseconds: a rule must not silence a sandbox for good. */
const LONGEST_MS = 600_000;

/** What a field must be, in words, or null where it is. */
type Check = (value: unknown) => string | null;

/**
 * Fault rules as they came, or the first thing that is wrong with them: a rule that does nothing would make a test lie.
 */
export function readFaultRules(value: unknown): RulesReading {
  if (!Array.isArray(value)) return { kind: "problem", problem: "faults must be a list of rules" };
  for (const [place, rule] of value.entries()) {
    const problem = ruleProblem(rule);
    if (problem) return { kind: "problem", problem: `rule ${place}: ${problem}` };
  }
  return { kind: "rules", rules: value as FaultRule[] };
}

function ruleProblem(rule: unknown): string | null {
  if (!isRecord(rule)) return "must be an object";
  const answer = rule["answer"];
  if (!isRecord(answer)) return "answer must be an object";
  const kind = String(answer["kind"]);
  if (!Object.hasOwn(ANSWERS, kind)) return `there is no answer of kind ${JSON.stringify(kind)}`;
  return (
    fieldsProblem(rule, RULE, [], "") ??
    fieldsProblem(
      answer,
      { kind: () => null, ...ANSWERS[kind as FaultAnswer["kind"]].fields },
      ANSWERS[kind as FaultAnswer["kind"]].must,
      "answer.",
    ) ??
    workProblem(rule, kind)
  );
}

function workProblem(rule: Fields, kind: string): string | null {
  const work = rule["work"];
  if ((work === "late") !== (rule["late_ms"] !== undefined)) return 'late_ms and work: "late" go together';
  if (BENT_KINDS.includes(kind) && work !== undefined && work !== "done")
    return `an answer of kind ${kind} is made from the true one: work must be "done"`;
  if (kind !== "refuse") return null;
  const more = Object.keys(rule).find((name) => name !== "answer");
  return more === undefined
    ? null
    : `a refusal begins at once and takes no ${more}; to time it by a call, use then-refuse`;
}

function fieldsProblem(
  fields: Fields,
  checks: Readonly<Record<string, Check>>,
  must: readonly string[],
  where: string,
): string | null {
  const missing = must.find((name) => fields[name] === undefined);
  if (missing !== undefined) return `${where}${missing} is missing`;
  for (const [name, value] of Object.entries(fields)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) return `there is no ${where}${name}`;
    const problem = value === undefined ? null : check(value);
    if (problem) return `${where}${name} must be ${problem}`;
  }
  return null;
}

const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? null
      : `a whole number from ${least} to ${most}`;
const text: Check = (value) => (typeof value === "string" ? null : "a string");
const oneOf =
  (...choices: readonly unknown[]): Check =>
  (value) =>
    choices.includes(value) ? null : `one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`;
const either =
  (one: Check, other: Check): Check =>
  (value) => {
    const problem = one(value);
    return problem === null ? null : other(value) === null ? null : `${problem} or ${other(value)}`;
  };
const durationMs = whole(0, LONGEST_MS);
const status = whole(200, 599);
const code = either(oneOf(null), whole(0, 999));
const headerText: Check = (value) =>
  typeof value === "string" && isHeader("x", value) ? null : "a string that fits in a header";
const headers: Check = (value) =>
  isRecord(value) && Object.entries(value).every(([name, held]) => typeof held === "string" && isHeader(name, held))
    ? null
    : "an object of header names and strings";

const RULE: Readonly<Record<string, Check>> = {
  on: (value) =>
    (Array.isArray(value) ? value : [value]).map(oneOf(...OPERATIONS)).find((problem) => problem !== null) ?? null,
  greenvn_id: text,
  connection_id: text,
  skip: whole(0, 1_000_000),
  times: either(oneOf("forever"), whole(1, 1_000_000)),
  for_ms: durationMs,
  probability: (value) => (typeof value === "number" && value >= 0 && value <= 1 ? null : "a number from 0 to 1"),
  seed: whole(0, Number.MAX_SAFE_INTEGER),
  work: oneOf("none", "done", "late"),
  late_ms: durationMs,
  answer: () => null,
};

const ANSWERS: Readonly<
  Record<FaultAnswer["kind"], { readonly fields: Readonly<Record<string, Check>>; readonly must: readonly string[] }>
> = {
  refuse: { fields: { for_ms: durationMs }, must: ["for_ms"] },
  reset: { fields: {}, must: [] },
  close: { fields: {}, must: [] },
  hang: { fields: { for_ms: durationMs }, must: [] },
  status: {
    fields: {
      status,
      code,
      message: text,
      retry_after: either(whole(0, 1_000_000_000), headerText),
      retry_after_date_s: whole(-1_000_000, 1_000_000),
      headers,
      body: oneOf("envelope", "html", "empty"),
    },
    must: ["status"],
  },
  html: { fields: { status }, must: [] },
  empty: { fields: { status }, must: [] },
  envelope: { fields: { http_status: status, status: whole(0, 999), code, message: text }, must: ["status"] },
  oversized: { fields: { how: oneOf("claimed", "streamed"), bytes: whole(1, 2 ** 40) }, must: ["how"] },
  redirect: { fields: { location: headerText, status: whole(300, 399) }, must: ["location"] },
  escapes: { fields: { status }, must: [] },
  echo: { fields: { status }, must: [] },
  "then-refuse": { fields: { for_ms: durationMs }, must: ["for_ms"] },
  delayed: { fields: { delay_ms: durationMs }, must: ["delay_ms"] },
  trickle: { fields: { every_ms: durationMs, bytes: whole(1, 1_000_000) }, must: [] },
  cut: { fields: { at: whole(0, 1_000_000), framing: oneOf("short", "closed") }, must: [] },
  "content-type": { fields: { value: headerText }, must: ["value"] },
  packed: {
    fields: { encoding: headerText, bare: oneOf(true, false), flaw: oneOf("cut", "plain", "bomb") },
    must: ["encoding"],
  },
  "wrong-types": { fields: { field: text }, must: [] },
  deep: { fields: { depth: whole(1, 10_000_000) }, must: [] },
  "other-id": { fields: {}, must: [] },
  "other-connection": { fields: {}, must: [] },
};

/** The fields of a rule, and the kinds of an answer. */
export const RULE_FIELDS: readonly string[] = Object.keys(RULE);
export const ANSWER_KINDS: readonly string[] = Object.keys(ANSWERS);

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
