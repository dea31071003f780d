import { SCENARIOS } from "../../support/plan-scenarios";
import { playScenario } from "../../support/plan-scenarios/play";
import { chargedByApplying, mispredicted, predictedIn } from "../../support/plan-scenarios/predicted";

// scripts/make-golden-plans.ts checks the others too; here is one of each kind.
const PLAYED = [
  "create-over-the-limit",
  "number-not-strict",
  "preferences-removed",
  "parties-and-region",
  "pins-added",
  "unknown-preferences",
  "unknown-preferences-that-ask-for-nothing",
  "unknown-parties",
  "replace-create-first",
  "replace-tainted",
  "moved-and-changed",
  "deposed",
  "import-and-record",
  "drift-of-parties",
  "drift-gone",
  "targeted-and-allowed",
  "module-and-keys",
  "assignment-with-preferences",
  "assignment-of-a-new-allocation",
];

test.each(PLAYED)("the ledger shows what the report predicts: %s", async (name) => {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
  const wrong = await playScenario(scenario, async (played) =>
    mispredicted(predictedIn(played.json), await chargedByApplying(played)),
  );
  expect(wrong).toEqual([]);
});
