import { mkdir, rm, writeFile } from "node:fs/promises";
import prepare from "../test/support/e2e-setup";
import cleanUp from "../test/support/e2e-teardown";
import { closeWorkspaces } from "../test/support/workspace";
import { SCENARIOS, type Scenario } from "../test/support/plan-scenarios";
import { goldenReports, GOLDEN_PLANS, planFileOf } from "../test/support/plan-scenarios/golden";
import { playScenario } from "../test/support/plan-scenarios/play";

/**
 * Makes the plans of test/golden/plan-report with real Terraform against the sandbox, and their reports.
 * Usage: tsx scripts/make-golden-plans.ts [--reports | NAME...]
 * `--reports` keeps the plans and writes the reports anew.
 */
async function main(args: readonly string[]): Promise<void> {
  if (args[0] !== "--reports") await makePlans(args.length === 0 ? SCENARIOS : SCENARIOS.filter(({ name }) => args.includes(name)));
  for (const { file, text } of await goldenReports()) await writeFile(file, text);
}

async function makePlans(scenarios: readonly Scenario[]): Promise<void> {
  await mkdir(GOLDEN_PLANS, { recursive: true });
  if (scenarios === SCENARIOS) await rm(GOLDEN_PLANS, { recursive: true });
  await mkdir(GOLDEN_PLANS, { recursive: true });
  await prepare();
  try {
    for (const scenario of scenarios) {
      const { json, sandbox } = await playScenario(scenario);
      await sandbox.close();
      await writeFile(planFileOf(scenario.name), withoutTime(json));
      await closeWorkspaces();
      console.log(scenario.name);
    }
  } finally {
    await closeWorkspaces();
    await cleanUp();
  }
}

/** The JSON, readable, and the same whenever it is made. */
function withoutTime(json: string): string {
  return `${JSON.stringify({ ...(JSON.parse(json) as object), timestamp: "2026-01-01T00:00:00Z" }, null, 1)}\n`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
