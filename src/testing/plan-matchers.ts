import { type Judgement } from "../report/judge/judge";
import { isWorthShowing } from "../report/judge/row";
import { isNoLimit } from "./messages";
import {
  changesNothing,
  changesSomething,
  chargesMore,
  chargesNoMore,
  givesUp,
  givesUpNone,
  type Told,
} from "./messages";
import { readJudgement } from "./read-judgement";
import { type Result } from "./result";

/** Whether a plan makes at most so many charged calls, each counted that may be made. */
export function toChargeAtMost(plan: unknown, limit: unknown): Result {
  if (typeof limit !== "number" || !Number.isSafeInteger(limit) || limit < 0) throw isNoLimit("toChargeAtMost", limit);
  const judgement = readJudgement("toChargeAtMost", plan);
  const { calls, exact } = judgement.charges.total;
  const charged = toldOf(judgement).filter((one) => one.calls.length > 0);
  return {
    pass: calls <= limit,
    message: () => (calls <= limit ? chargesNoMore(limit, calls, charged) : chargesMore(limit, calls, exact, charged)),
  };
}

/** Whether every number in force stays: none is released, and none is given up for another. */
export function toGiveUpNoNumber(plan: unknown): Result {
  const lost = toldOf(readJudgement("toGiveUpNoNumber", plan)).filter(({ loss }) => loss !== null);
  return { pass: lost.length === 0, message: () => (lost.length === 0 ? givesUpNone() : givesUp(lost)) };
}

/** Whether a plan changes no allocation, assignment or setting; imports and moves change none. */
export function toChangeNothing(plan: unknown): Result {
  const judgement = readJudgement("toChangeNothing", plan);
  const changed = toldOf(judgement).filter(({ action }) => action !== "no-op");
  return {
    pass: changed.length === 0,
    message: () => (changed.length === 0 ? changesNothing() : changesSomething(changed)),
  };
}

/** What people are told of each row and action, the worst first. */
function toldOf({ rows, invocations }: Judgement): readonly Told[] {
  return [
    ...rows.filter(isWorthShowing).map((row): Told => {
      const loss = row.losses.find(({ kind }) => kind === "released" || kind === "number");
      return {
        address: row.change.address,
        action: row.action.kind,
        number: row.numberBefore.kind === "known" ? row.numberBefore.text : null,
        calls: row.calls,
        loss:
          loss === undefined
            ? null
            : loss.kind === "number"
              ? loss.certain
                ? "given up"
                : "may be given up"
              : "released",
      };
    }),
    ...invocations.map(({ address, calls, numberBefore }): Told => ({
      address,
      action: "invoke",
      number: numberBefore?.kind === "known" ? numberBefore.text : null,
      calls,
      loss: "given up",
    })),
  ];
}
