import { readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { type Rules, rulesOf, type Subject } from "../../../src/report/judge/rules";
import { type Format, type PlanReport, planReport } from "../../../src/report/plan-report";
import { type Scenario, SCENARIOS } from "./index";

export const GOLDEN_PLANS = path.join(ROOT, "test", "golden", "plan-report");

export function planFileOf(name: string): string {
  return path.join(GOLDEN_PLANS, `${name}.plan.json`);
}

/** Reports over several golden plans at once. */
export const STACKS: readonly { readonly name: string; readonly plans: readonly string[]; readonly rules: Rules }[] = [
  {
    name: "stacks-two",
    plans: ["region", "parties-and-region"],
    rules: rulesOf({ maxCharges: 2 }, { price: { perCall: "12.00", currency: "INR" } }),
  },
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
  format: Format,
  subject: Subject = subjectOf(names.join("-"), rules),
): Promise<PlanReport> {
  const inputs = await Promise.all(
    names.map(async (name) => ({
      name: names.length === 1 ? "plan.json" : `${name}/plan.json`,
      json: await readFile(planFileOf(name)),
      planFile: null,
    })),
  );
  return planReport(inputs, rules, format, subject);
}

/** As a pipeline tells it. */
function subjectOf(stack: string, { maxCharges, failOn, exempt, price }: Rules): Subject {
  const fromPolicy = exempt.length > 0 || price !== null || [maxCharges?.source, failOn?.source].includes("policy");
  return {
    commit: "2f9c1b7a6d3e4f508192a3b4c5d6e7f801234567",
    stack,
    policy: fromPolicy ? ".greenvn-policy.yaml" : null,
  };
}

const ENDINGS: Readonly<Record<Format, string>> = { markdown: "md", json: "json", terminal: "txt", html: "html" };

/** Plans that are shown in the larger formats, too: one for each thing that a reader may meet. */
const SHOWN_IN_ALL: readonly string[] = [
  "quickstart",
  "create-over-the-limit",
  "delete",
  "delete-exempt",
  "replace-connection-id",
  "held-and-pinned",
  "renamed-without-moved",
  "moved-and-changed",
  "forget",
  "drift-gone",
  "targeted-and-allowed",
  "import-with-pins",
  "other-provider",
  "hostile-keys",
  "masked",
  "no-changes",
  "endpoint-sandbox",
  "number-change-forbidden",
  "stacks-two",
];

/** Every golden report as it should be now. */
export async function goldenReports(): Promise<{ readonly file: string; readonly text: string }[]> {
  const wanted = [
    ...SCENARIOS.map((scenario) => ({ name: scenario.name, plans: [scenario.name], rules: rulesFor(scenario) })),
    ...STACKS,
  ];
  const reports = wanted.flatMap(({ name, plans, rules }) =>
    formatsOf(name).map(async (format) => {
      const report = await reportOn(plans, rules, format);
      const file = path.join(GOLDEN_PLANS, `${name}.report.${ENDINGS[format]}`);
      return { file, text: report.kind === "report" ? report.text : report.sentence };
    }),
  );
  return Promise.all(reports);
}

function formatsOf(name: string): readonly Format[] {
  return SHOWN_IN_ALL.includes(name) ? ["markdown", "json", "terminal", "html"] : ["markdown", "json"];
}

/** The accessible trees of the golden pages, by the names of their files. */
export function treeFilesOf(reports: readonly { readonly file: string }[]): string[] {
  return reports.flatMap(({ file }) => (file.endsWith(".html") ? [file.replace(/html$/, "aria.yaml")] : []));
}
