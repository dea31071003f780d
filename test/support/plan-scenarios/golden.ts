import { readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { type Rules, rulesOf } from "../../../src/report/judge/rules";
import { FORMATS, type PlanReport, planReport } from "../../../src/report/plan-report";
import { type Scenario, SCENARIOS } from "./index";

export const GOLDEN_PLANS = path.join(ROOT, "test", "golden", "plan-report");

export function planFileOf(name: string): string {
  return path.join(GOLDEN_PLANS, `${name}.plan.json`);
}

/** Reports over several golden plans at once. */
export const STACKS: readonly { readonly name: string; readonly plans: readonly string[]; readonly rules: Rules }[] = [
  { name: "stacks-two", plans: ["region", "parties-and-region"], rules: rulesOf({ maxCharges: 2 }, {}) },
  {
    name: "stacks-handed-over",
    plans: ["delete", "renamed-with-another-connection"],
    rules: rulesOf({ failOn: ["delete"] }, {}),
  },
];

export function rulesFor(scenario: Scenario): Rules {
  return rulesOf(scenario.flags ?? {}, scenario.policy ?? {});
}

export async function reportOn(
  names: readonly string[],
  rules: Rules,
  format: (typeof FORMATS)[number],
): Promise<PlanReport> {
  const inputs = await Promise.all(
    names.map(async (name) => ({
      name: names.length === 1 ? "plan.json" : `${name}/plan.json`,
      json: await readFile(planFileOf(name)),
      planFile: null,
    })),
  );
  return planReport(inputs, rules, format);
}

/** Every golden report as it should be now. */
export async function goldenReports(): Promise<{ readonly file: string; readonly text: string }[]> {
  const wanted = [
    ...SCENARIOS.map((scenario) => ({ name: scenario.name, plans: [scenario.name], rules: rulesFor(scenario) })),
    ...STACKS,
  ];
  const reports = wanted.flatMap(({ name, plans, rules }) =>
    FORMATS.map(async (format) => {
      const report = await reportOn(plans, rules, format);
      const file = path.join(GOLDEN_PLANS, `${name}.report.${format === "json" ? "json" : "md"}`);
      return { file, text: report.kind === "report" ? report.text : report.sentence };
    }),
  );
  return Promise.all(reports);
}
