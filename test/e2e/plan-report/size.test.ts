import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { COMMAND_LINE } from "../../../scripts/project";
import { planFileOf } from "../../support/plan-scenarios/golden";
import { type Run, run } from "../../support/run/run";
import { openWorkspace, type Workspace } from "../../support/terraform/workspace";

const MIB = 1024 * 1024;

/** A plan by real Terraform that changes the region of one allocation, with as many such allocations. */
function planOf(allocations: number): string {
  const plan = JSON.parse(readFileSync(planFileOf("region"), "utf8")) as {
    resource_changes: unknown[];
    planned_values: Values;
    prior_state: { values: Values };
  };
  const times = (resource: unknown): unknown[] => {
    const text = JSON.stringify(resource);
    const { id, green_vn: number } = held(resource);
    return Array.from(
      { length: allocations },
      (_, index) =>
        JSON.parse(
          text
            .replaceAll("greenvn_allocation.support", `greenvn_allocation.support[${index}]`)
            .replaceAll(id, `gvn-${index}`)
            .replaceAll(number, `+9172${String(index).padStart(8, "0")}`),
        ) as unknown,
    );
  };
  const within = (values: Values): Values => ({
    ...values,
    root_module: { resources: values.root_module.resources.flatMap(times) },
  });
  return JSON.stringify({
    ...plan,
    resource_changes: plan.resource_changes.flatMap(times),
    planned_values: within(plan.planned_values),
    prior_state: { ...plan.prior_state, values: within(plan.prior_state.values) },
  });
}

interface Values {
  readonly root_module: { readonly resources: readonly unknown[] };
}

function held(resource: unknown): { id: string; green_vn: string } {
  const { values, change } = resource as {
    values?: Record<string, string>;
    change?: { before: Record<string, string> };
  };
  const { id = "none", green_vn = "none" } = change?.before ?? values ?? {};
  return { id, green_vn };
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await openWorkspace();
});

async function written(allocations: number): Promise<string> {
  const file = path.join(workspace.folder, `${allocations}.json`);
  await writeFile(file, planOf(allocations));
  return file;
}

/**
 * A run of the command line, with what it used up: processor time, which a busy machine stretches less than the
 * clock's, and memory.
 */
async function measured(
  ...args: readonly string[]
): Promise<Run & { readonly cpuMs: number; readonly peakMib: number }> {
  const script = `process.on("exit", () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); console.error(JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMib: maxRSS / 1024 })); });`;
  const start =
    args.length === 0
      ? ""
      : `process.argv = ${JSON.stringify(["node", "greenvn", ...args])}; require(${JSON.stringify(COMMAND_LINE)});`;
  const result = await run(process.execPath, ["-e", script + start], {
    cwd: workspace.folder,
    env: workspace.env,
    timeoutMs: 60_000,
  });
  return { ...result, ...(JSON.parse(result.stderr) as { cpuMs: number; peakMib: number }) };
}

test("2,000 changed resources: a report within 60,000 bytes, in under a second over Node's own start", async () => {
  const report = await measured("plan-report", await written(2_000), "--max-charges", "1");
  expect({ exitCode: report.exitCode, fits: Buffer.byteLength(report.stdout) <= 60_000 }).toEqual({
    exitCode: 1,
    fits: true,
  });
  expect(report.stdout).toContain("**Charged calls: 2000**");
  expect(report.stdout).toMatch(/\*\*\d+ more rows left out\*\*/);
  expect(report.cpuMs - (await measured()).cpuMs).toBeLessThan(1_000);
});

test("memory grows in proportion to the plan", async () => {
  const bare = await measured("plan-report", await written(1));
  for (const allocations of [2_000, 8_000]) {
    const { peakMib } = await measured("plan-report", await written(allocations));
    expect(peakMib - bare.peakMib).toBeLessThan((12 * planOf(allocations).length) / MIB);
  }
});
