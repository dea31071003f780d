import { type Gate } from "../report/judge/gates";
import { judge, type Judgement } from "../report/judge/judge";
import { rulesOf } from "../report/judge/rules";
import { readPlan } from "../report/read/read-plan";
import { readBytes } from "./input";
import { planProvesNothing, planRefused, type Unproven } from "./messages";

/**
 * What the plan report makes of a plan, whichever way its JSON is handed over. Throws where it proves nothing: then
 * neither a matcher nor its opposite may pass.
 */
export function readJudgement(matcher: string, plan: unknown): Judgement {
  const read = readPlan(readBytes(matcher, "plan", plan));
  if (read.kind === "refused") throw planRefused(matcher, read.why);
  const named = { name: "plan", plan: read.plan, jsonSha256: "", planFileSha256: null, planFileCompared: false };
  const judgement = judge([named], rulesOf({}, {}));
  const unproven = judgement.gates.filter(({ passed }) => !passed).flatMap(unprovenBy);
  if (unproven.length > 0) throw planProvesNothing(matcher, unproven);
  return judgement;
}

/** What keeps a plan from being judged. Where a plan goes to is the pipeline's to gate, and changes no count. */
function unprovenBy(gate: Gate): readonly Unproven[] {
  switch (gate.kind) {
    case "whole":
      return [{ why: gate.errored.length > 0 ? "errored" : "incomplete", addresses: [] }];
    case "understood":
      return [
        {
          why: "unknown action",
          addresses: [
            ...gate.rows.map(({ change }) => change.address),
            ...gate.invocations.map(({ address }) => address),
          ],
        },
      ];
    case "ids":
      return [{ why: "unproven id", addresses: gate.rows.map(({ change }) => change.address) }];
    case "strangers":
      return [{ why: "another provider", addresses: gate.strangers.map(({ address }) => address) }];
    case "trigger":
      return [{ why: "triggered by its holder", addresses: gate.invocations.map(({ address }) => address) }];
    case "endpoint":
    case "charges":
    case "replace":
    case "delete":
    case "id-change":
    case "number-change":
    case "commands":
      return [];
  }
}
