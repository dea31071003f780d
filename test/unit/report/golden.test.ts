import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { MAX_REPORT_BYTES } from "../../../src/report/write/markdown/markdown";
import { SCENARIOS } from "../../support/plan-scenarios";
import { GOLDEN_PLANS, goldenReports, reportOn, rulesFor } from "../../support/plan-scenarios/golden";

interface JsonReport {
  readonly passed: boolean;
  readonly charged_calls: { readonly total: { readonly calls: number; readonly exact: boolean } };
}

test.each(SCENARIOS)("a plan by real Terraform: $name", async (scenario) => {
  const report = await reportOn([scenario.name], rulesFor(scenario), "json");
  if (report.kind === "refused") throw new Error(report.sentence);
  const { passed, charged_calls: charged } = JSON.parse(report.text) as JsonReport;
  expect({ passed, charged: [charged.total.calls, charged.total.exact ? "exact" : "at most"] }).toEqual({
    passed: scenario.passed,
    charged: scenario.charged,
  });
  expect(report.passed).toBe(scenario.passed);
});

// Written anew by: npx tsx scripts/make-golden-plans.ts --reports
test("every golden report is what would be reported now, and no other lies there", async () => {
  const reports = await goldenReports();
  for (const { file, text } of reports) expect({ file, text: await readFile(file, "utf8") }).toEqual({ file, text });
  const stored = (await readdir(GOLDEN_PLANS)).filter((name) => name.includes(".report."));
  expect(stored.sort()).toEqual(reports.map(({ file }) => path.basename(file)).sort());
});

test("no golden report is larger than a forge takes", async () => {
  for (const { text } of await goldenReports()) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_REPORT_BYTES);
});

test("there are at least thirty golden plans", () => expect(SCENARIOS.length).toBeGreaterThanOrEqual(30));
