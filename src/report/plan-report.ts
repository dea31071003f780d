import { createHash } from "node:crypto";
import { maskText } from "../domain/mask-text";
import { printable } from "../domain/printable";
import { judge, type Judgement, type NamedPlan } from "./judge/judge";
import { NO_SUBJECT, type Rules, type Subject } from "./judge/rules";
import { comparePlanFile } from "./read/plan-file";
import { readPlan } from "./read/read-plan";
import { htmlReport } from "./write/html/page";
import { jsonReport } from "./write/json";
import { markdownReport } from "./write/markdown/markdown";
import { contentOf } from "./write/say/report-content";
import { NO_SCREEN, type Screen, terminalReport } from "./write/terminal/terminal";

export { type Screen } from "./write/terminal/terminal";

export const FORMATS = ["terminal", "markdown", "html", "json"] as const;
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
  screen: Screen = NO_SCREEN,
): PlanReport {
  const plans: NamedPlan[] = [];
  for (const input of inputs) {
    const named = namedPlan(input, rules.mask);
    if ("kind" in named) return named;
    plans.push(named);
  }
  return reportOn(plans, rules, format, subject, screen);
}

/** One plan, read. What it was read from may be let go then: a report over many large plans holds one at a time. */
export function namedPlan({ name, json, planFile }: PlanInput, mask: boolean): NamedPlan | Refused {
  const read = readPlan(json);
  if (read.kind === "refused") return refused(`${JSON.stringify(name)} ${read.why}.`, mask);
  if (planFile?.bytes.length === 0)
    return refused(`${JSON.stringify(planFile.name)} is empty: it is no saved plan.`, mask);
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

/**
 * The same of plans that are read. The same plans give the same bytes, wherever and whenever: only the terminal's
 * format asks what it is shown on.
 */
export function reportOn(
  plans: readonly NamedPlan[],
  rules: Rules,
  format: Format,
  subject: Subject,
  screen: Screen = NO_SCREEN,
): PlanReport & { readonly kind: "report" } {
  const judgement = judge(plans, rules, subject);
  return { kind: "report", passed: judgement.passed, text: written(judgement, format, screen) };
}

function written(judgement: Judgement, format: Format, screen: Screen): string {
  const content = contentOf(judgement);
  const { mask } = judgement.rules;
  switch (format) {
    case "terminal":
      return terminalReport(content, mask, screen);
    case "markdown":
      return markdownReport(content, mask);
    case "html":
      return htmlReport(content, mask);
    case "json":
      return jsonReport(judgement, content);
  }
}

function refused(sentence: string, mask: boolean): Refused {
  return { kind: "refused", sentence: printable(mask ? maskText(sentence) : sentence) };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
