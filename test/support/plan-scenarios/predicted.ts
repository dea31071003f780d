import { rulesOf } from "../../../src/report/judge/rules";
import { planReport } from "../../../src/report/plan-report";
import type { Played } from "./play";

const ENDPOINTS = ["create", "vn", "call_party"] as const;
type ByEndpoint<T> = Readonly<Record<(typeof ENDPOINTS)[number], T>>;

/** What a report says the plan is charged, as programs read it. */
export type Predicted = ByEndpoint<{ readonly calls: number; readonly exact: boolean }>;

/** The charged calls that a report on one plan predicts, by endpoint. */
export function predictedIn(json: string): Predicted {
  const report = planReport([{ name: "plan.json", json: Buffer.from(json), planFile: null }], rulesOf({}, {}), "json");
  if (report.kind === "refused") throw new Error(report.sentence);
  return (JSON.parse(report.text) as { charged_calls: Predicted }).charged_calls;
}

/** Applies the saved plan; returns what it was charged, by endpoint. */
export async function chargedByApplying({ terraform, sandbox, planFile }: Played): Promise<ByEndpoint<number>> {
  const before = sandbox.ledger().totals;
  await terraform.apply(planFile);
  const after = sandbox.ledger().totals;
  return {
    create: after.create - before.create,
    vn: after.vn - before.vn,
    call_party: after.call_party - before.call_party,
  };
}

/** Where the ledger is not what was predicted: more than it, or less where it was exact. */
export function mispredicted(predicted: Predicted, charged: ByEndpoint<number>): string[] {
  return ENDPOINTS.filter(
    (endpoint) =>
      charged[endpoint] > predicted[endpoint].calls ||
      (predicted[endpoint].exact && charged[endpoint] < predicted[endpoint].calls),
  ).map(
    (endpoint) =>
      `${endpoint}: ${charged[endpoint]} charged, ${predicted[endpoint].exact ? "" : "at most "}${predicted[endpoint].calls} predicted`,
  );
}
