import { createHash } from "node:crypto";
import { maskNumbersIn } from "../domain/phone-number";
import { printable } from "../domain/printable";
import { judge, type NamedPlan } from "./judge/judge";
import { NO_SUBJECT, type Rules, type Subject } from "./judge/rules";
import { comparePlanFile } from "./read/plan-file";
import { readPlan } from "./read/read-plan";
import { jsonReport } from "./write/json";
import { markdownReport } from "./write/markdown";

export const FORMATS = ["markdown", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** The JSON of one plan, as it was given. */
export interface PlanInput {
  /** The name that the report calls it by. */
  readonly name: string;
  /** What `terraform show -json PLAN` printed. */
  readonly json: Uint8Array;
  /** The saved plan that the JSON was made from; null where it was not given. */
  readonly planFile: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** One sentence: which plan can't be judged, and why. */
export interface Refused {
  readonly kind: "refused";
  readonly sentence: string;
}

export type PlanReport = { readonly kind: "report"; readonly text: string; readonly passed: boolean } | Refused;

/** The whole report over one plan or several. */
export function planReport(
  inputs: readonly PlanInput[],
  rules: Rules,
  format: Format,
  subject: Subject = NO_SUBJECT,
): PlanReport {
  const plans: NamedPlan[] = [];
  for (const input of inputs) {
    const named = namedPlan(input, rules.mask);
    if ("kind" in named) return named;
    plans.push(named);
  }
  return reportOn(plans, rules, format, subject);
}

/** One plan, read. What it was read from may be let go then: a report over many large plans holds one at a time. */
export function namedPlan({ name, json, planFile }: PlanInput, mask: boolean): NamedPlan | Refused {
  const read = readPlan(json);
  if (read.kind === "refused") return refused(`${JSON.stringify(name)} ${read.why}.`, mask);
  const compared = planFile === null ? "not compared" : comparePlanFile(planFile.bytes, read.plan);
  if (planFile !== null && compared === "other")
    return refused(
      `${JSON.stringify(planFile.name)} is not the plan that ${JSON.stringify(name)} was made from.`,
      mask,
    );
  return {
    name,
    plan: read.plan,
    jsonSha256: sha256(json),
    planFileSha256: planFile === null ? null : sha256(planFile.bytes),
    planFileCompared: compared === "same",
  };
}

export function reportOn(
  plans: readonly NamedPlan[],
  rules: Rules,
  format: Format,
  subject: Subject,
): PlanReport & { readonly kind: "report" } {
  const judgement = judge(plans, rules, subject);
  return {
    kind: "report",
    passed: judgement.passed,
    text: format === "json" ? jsonReport(judgement) : markdownReport(judgement),
  };
}

function refused(sentence: string, mask: boolean): Refused {
  return { kind: "refused", sentence: printable(mask ? maskNumbersIn(sentence) : sentence) };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
