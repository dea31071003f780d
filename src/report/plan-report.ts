import { createHash } from "node:crypto";
import { printable } from "../domain/printable";
import { judge, type Judgement, type NamedPlan } from "./judge/judge";
import { NO_SUBJECT, type Rules, type Subject } from "./judge/rules";
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
  /** SHA-256 of the saved plan, in hex; null where it was not given. */
  readonly planFileSha256: string | null;
}

export type PlanReport =
  | { readonly kind: "report"; readonly text: string; readonly passed: boolean }
  /** One sentence: which plan can't be judged, and why. */
  | { readonly kind: "refused"; readonly sentence: string };

/**
 * The whole report over one plan or several. The same plans give the same bytes, wherever and whenever: only the
 * terminal's format asks what it is shown on.
 */
export function planReport(
  inputs: readonly PlanInput[],
  rules: Rules,
  format: Format,
  { subject = NO_SUBJECT, screen = NO_SCREEN }: { readonly subject?: Subject; readonly screen?: Screen } = {},
): PlanReport {
  const plans: NamedPlan[] = [];
  for (const { name, json, planFileSha256 } of inputs) {
    const read = readPlan(json);
    if (read.kind === "refused")
      return { kind: "refused", sentence: printable(`${JSON.stringify(name)} ${read.why}.`) };
    plans.push({ name, plan: read.plan, jsonSha256: createHash("sha256").update(json).digest("hex"), planFileSha256 });
  }
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
