import { readFileSync } from "node:fs";
import { planReport } from "../../../src/report/plan-report";
import { SCENARIOS } from "../../support/plan-scenarios";
import { planFileOf, rulesFor } from "../../support/plan-scenarios/golden";
import { type Json, pathsIn, reversed, without } from "../../support/plan-scenarios/tampered";

// A plan by real Terraform, and every single thing that could be taken out of it.
test.each(SCENARIOS.filter(({ passed }) => !passed))(
  "$name: nothing taken out of it, and nothing reordered, lets it pass",
  (scenario) => {
    const plan = JSON.parse(readFileSync(planFileOf(scenario.name), "utf8")) as Json;
    const rules = rulesFor(scenario);
    const passes = (tampered: Json) => {
      const json = Buffer.from(JSON.stringify(tampered));
      const report = planReport([{ name: "plan.json", json, planFile: null }], rules, "json");
      return report.kind === "report" && report.passed;
    };
    const found = pathsIn(plan).flatMap((place) => [
      ...(passes(without(plan, place)) ? [`without ${place.join(".")}`] : []),
      ...(passes(reversed(plan, place)) ? [`reversed ${place.join(".")}`] : []),
    ]);
    expect(found).toEqual(scenario.offences ?? []);
  },
);
