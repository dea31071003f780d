import { createHash } from "node:crypto";
import { printable } from "../domain/printable";
import { judge, type NamedPlan } from "./judge/judge";
import type { Rules } from "./judge/rules";
import { readPlan } from "./read/read-plan";
import { jsonReport } from "./write/json";
import { markdownReport } from "./write/markdown/markdown";

export const FORMATS = ["markdown", "json"] as const;
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

/** The whole report over one plan or several. */
export function planReport(inputs: readonly PlanInput[], rules: Rules, format: Format): PlanReport {
  const plans: NamedPlan[] = [];
  for (const { name, json, planFileSha256 } of inputs) {
    const read = readPlan(json);
    if (read.kind === "refused")
      return { kind: "refused", sentence: printable(`${JSON.stringify(name)} ${read.why}.`) };
    plans.push({ name, plan: read.plan, jsonSha256: createHash("sha256").update(json).digest("hex"), planFileSha256 });
  }
  const judgement = judge(plans, rules);
  return {
    kind: "report",
    passed: judgement.passed,
    text: format === "json" ? jsonReport(judgement) : markdownReport(judgement),
  };
}
