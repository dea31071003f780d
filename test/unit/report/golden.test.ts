import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { MAX_REPORT_BYTES } from "../../../src/report/write/markdown/markdown";
import { SCENARIOS } from "../../support/plan-scenarios";
import { GOLDEN_PLANS, goldenReports, reportOn, rulesFor, treeFilesOf } from "../../support/plan-scenarios/golden";

interface JsonReport {
  readonly passed: boolean;
  readonly charged_calls: { readonly total: { readonly calls: number; readonly exact: boolean } };
}

const REPORTS = goldenReports();

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
  const reports = await REPORTS;
  for (const { file, text } of reports) expect({ file, text: await readFile(file, "utf8") }).toEqual({ file, text });
  const stored = (await readdir(GOLDEN_PLANS)).filter((name) => name.includes(".report."));
  const wanted = [...reports.map(({ file }) => file), ...treeFilesOf(reports)];
  expect(stored.sort()).toEqual(wanted.map((file) => path.basename(file)).sort());
});

test("no golden comment is larger than a forge takes", async () => {
  const comments = (await REPORTS).filter(({ file }) => file.endsWith(".md"));
  for (const { text } of comments) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_REPORT_BYTES);
});

test("there are at least thirty golden plans", () => expect(SCENARIOS.length).toBeGreaterThanOrEqual(30));
