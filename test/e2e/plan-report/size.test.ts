import { writeFile } from "node:fs/promises";
import path from "node:path";
import { COMMAND_LINE } from "../../../scripts/project";
import { planOf } from "../../support/plan-scenarios/plan-of-many";
import { measured } from "../../support/run/measured";
import { openWorkspace, type Workspace } from "../../support/terraform/workspace";

const MIB = 1024 * 1024;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});

async function written(allocations: number): Promise<string> {
  const file = path.join(workspace.folder, `${allocations}.json`);
  await writeFile(file, planOf(allocations));
  return file;
}

const reported = (...args: readonly string[]) =>
  measured(COMMAND_LINE, ["plan-report", ...args], { cwd: workspace.folder, env: workspace.env, timeoutMs: 60_000 });
const idle = () => measured(null, [], { cwd: workspace.folder, env: workspace.env, timeoutMs: 60_000 });

test("2,000 changed resources: a report within 60,000 bytes, in under a second over Node's own start", async () => {
  const report = await reported(await written(2_000), "--max-charges", "1");
  expect({ exitCode: report.exitCode, fits: Buffer.byteLength(report.stdout) <= 60_000 }).toEqual({
    exitCode: 1,
    fits: true,
  });
  expect(report.stdout).toContain("**Charged calls: 2000**");
  expect(report.stdout).toMatch(/\*\*\d+ more rows left out\*\*/);
  expect(report.cpuMs - (await idle()).cpuMs).toBeLessThan(1_000);
});

test("memory grows in proportion to the plan", async () => {
  const bare = await reported(await written(1));
  for (const allocations of [2_000, 8_000]) {
    const { peakMib } = await reported(await written(allocations));
    expect(peakMib - bare.peakMib).toBeLessThan((12 * planOf(allocations).length) / MIB);
  }
});

// The largest ones: npm run test:more -- large-plans
test.each<[string, number, string]>([
  ["as changes", 2, `"resource_changes":[BRACKETS]`],
  ["as what is passed over", 0, `"checks":[BRACKETS]`],
  ["within one change", 2, `"resource_changes":[{"change":{"actions":["create"],"after":[BRACKETS]}}]`],
])("6 MB of [] %s: in a second and 60 MiB over Node's own start", async (_where, exitCode, members) => {
  const file = path.join(workspace.folder, "brackets.json");
  await writeFile(
    file,
    `{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{},"configuration":{},"complete":true,` +
      `"errored":false,${members.replace("BRACKETS", Array(2_000_000).fill("[]").join(","))}}`,
  );
  const [report, bare] = [await reported(file), await idle()];
  expect(report.exitCode).toBe(exitCode);
  expect(report.cpuMs - bare.cpuMs).toBeLessThan(1_000);
  // A process inherits the peak of the one that starts it, so that no bare figure would hold everywhere.
  expect(report.peakMib - bare.peakMib).toBeLessThan(60);
});

test("10,000 party numbers in one allocation, all of them new: in under half a second over Node's own start", async () => {
  const file = path.join(workspace.folder, "parties.json");
  const plan = JSON.parse(planOf(1)) as {
    resource_changes: { change: { before: Record<string, unknown>; after: Record<string, unknown> } }[];
  };
  const numbers = (from: number) => Array.from({ length: 10_000 }, (_, index) => `+91${from + index}`);
  for (const { change } of plan.resource_changes) {
    change.before["aparty_numbers"] = numbers(7_000_000_000);
    change.after["aparty_numbers"] = numbers(7_000_000_001);
  }
  await writeFile(file, JSON.stringify(plan));
  const report = await reported(file);
  expect(report).toMatchObject({ exitCode: 0 });
  expect(report.stdout).toContain("+1 −1");
  expect(report.cpuMs - (await idle()).cpuMs).toBeLessThan(500);
});
