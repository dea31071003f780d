import { readFile } from "node:fs/promises";
import path from "node:path";
import { rulesOf } from "../../../src/report/judge/rules";
import { type PlanInput, planReport } from "../../../src/report/plan-report";
import { SCENARIOS } from "../../support/plan-scenarios";
import { playScenario } from "../../support/plan-scenarios/play";

async function played(name: string): Promise<{ readonly json: Uint8Array; readonly bytes: Uint8Array }> {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
  return playScenario(scenario, async ({ json, terraform, planFile }) => ({
    json: Buffer.from(json),
    bytes: await readFile(path.join(terraform.folder, planFile)),
  }));
}

const report = (json: Uint8Array, bytes: Uint8Array) => {
  const input: PlanInput = { name: "plan.json", json, planFile: { name: "plan.tfplan", bytes } };
  return planReport([input], rulesOf({}, {}), "json");
};

test("a saved plan by Terraform is told from one that another JSON was made from", async () => {
  const one = await played("create");
  // Two plans of one address are told apart by their time alone, which Terraform tells in seconds.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const other = await played("region");
  for (const { json, bytes } of [one, other])
    expect(report(json, bytes)).toMatchObject({ kind: "report", passed: true });
  for (const [json, bytes] of [
    [one.json, other.bytes],
    [other.json, one.bytes],
  ] as const)
    expect(report(json, bytes)).toEqual({
      kind: "refused",
      sentence: '"plan.tfplan" is not the plan that "plan.json" was made from.',
    });
});
