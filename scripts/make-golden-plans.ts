import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import prepare from "../test/support/jest/e2e-setup";
import cleanUp from "../test/support/jest/e2e-teardown";
import { type Scenario, SCENARIOS } from "../test/support/plan-scenarios";
import { GOLDEN_PLANS, goldenReports, planFileOf } from "../test/support/plan-scenarios/golden";
import { type Played, playScenario } from "../test/support/plan-scenarios/play";
import { chargedByApplying, mispredicted, predictedIn } from "../test/support/plan-scenarios/predicted";
import { closeWorkspaces } from "../test/support/terraform/workspace";

/**
 * Makes the plans of test/golden/plan-report with real Terraform against the sandbox, and their reports. Each plan is
 * applied, too: the sandbox's ledger must show what the report predicts.
 * Usage: tsx scripts/make-golden-plans.ts [--reports | NAME...]
 * `--reports` keeps the plans and writes the reports anew.
 */
async function main(args: readonly string[]): Promise<void> {
  if (args[0] !== "--reports")
    await makePlans(args.length === 0 ? SCENARIOS : SCENARIOS.filter(({ name }) => args.includes(name)));
  const reports = await goldenReports();
  for (const { file, text } of reports) await writeFile(file, text);
  const wanted = new Set([...SCENARIOS.map(({ name }) => planFileOf(name)), ...reports.map(({ file }) => file)]);
  for (const file of (await readdir(GOLDEN_PLANS)).map((name) => path.join(GOLDEN_PLANS, name)))
    if (!wanted.has(file)) await rm(file);
}

async function makePlans(scenarios: readonly Scenario[]): Promise<void> {
  await mkdir(GOLDEN_PLANS, { recursive: true });
  await prepare();
  try {
    for (const scenario of scenarios) {
      const json = await playScenario(scenario, async (played) => {
        const wrong =
          scenario.applies === false ? [] : mispredicted(predictedIn(played.json), await chargedByApplying(played));
        if (wrong.length > 0)
          throw new Error(`${scenario.name} is charged otherwise than its report says: ${wrong.join("; ")}`);
        return withoutPort(played);
      });
      await writeFile(planFileOf(scenario.name), withoutTime(json));
      await closeWorkspaces();
      console.log(scenario.name);
    }
  } finally {
    await closeWorkspaces();
    await cleanUp();
  }
}

/** The sandbox listens wherever there is room. */
function withoutPort({ json, sandbox }: Played): string {
  return json.replaceAll(`127.0.0.1:${sandbox.port}`, "127.0.0.1:8787");
}

/** The JSON, readable, and the same whenever it is made. */
function withoutTime(json: string): string {
  const { timestamp } = JSON.parse(json) as { readonly timestamp: string };
  return `${JSON.stringify(JSON.parse(json.replaceAll(timestamp, "2026-01-01T00:00:00Z")), null, 1)}\n`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
