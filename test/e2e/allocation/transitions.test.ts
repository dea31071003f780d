import type { TestSandbox } from "../../support/api/sandbox";
import { openScene } from "../../support/api/scene";
import {
  about,
  callsOf,
  declareNow,
  expected,
  expectedCalls,
  place,
  type Placed,
  planned,
  prepare,
} from "../../support/stories/transition-run";
import { kindOf, left, resolve, saidAgain, type Transition, transitions } from "../../support/stories/transitions";
import type { TerraformFolder } from "../../support/terraform/terraform";

const isRefused = ({ plan }: Transition): boolean => plan.action === "refused";
const isPartlyDone = ({ applyErrors }: Transition): boolean => applyErrors !== undefined;

interface Stage {
  readonly sandbox: TestSandbox;
  readonly terraform: TerraformFolder;
  readonly placed: readonly Placed[];
}

async function stage(rows: readonly Transition[]): Promise<Stage> {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  const placed = place(sandbox, rows);
  await prepare(sandbox, terraform, placed);
  await declareNow(terraform, placed);
  return { sandbox, terraform, placed };
}

const marks = ({ sandbox }: Stage): { requests: number; charges: number } => ({
  requests: sandbox.ledger().requests.length,
  charges: sandbox.ledger().charges.length,
});
const addressOf = ({ transition, label }: Placed): string => `${transition.type}.${label}`;
const named = <T>(placed: readonly Placed[], tell: (one: Placed) => T): Record<string, T> =>
  Object.fromEntries(placed.map((one) => [one.transition.name, tell(one)]));

test("transitions: the plan says what follows, the apply makes exactly these calls, and the next plan is empty", async () => {
  const now = await stage(transitions.filter((row) => !isRefused(row) && !isPartlyDone(row)));
  const { sandbox, terraform, placed } = now;
  const plan = await terraform.plan();
  expect(named(placed, (one) => planned(one, plan.change(addressOf(one)), plan.diagnostics))).toEqual(
    named(placed, expected),
  );

  const before = marks(now);
  const applied = await terraform.apply(plan.file);
  expect(named(placed, (one) => callsOf(sandbox, one, before))).toEqual(named(placed, expectedCalls));
  for (const one of placed)
    expect(about(one, applied.diagnostics)).toEqual(expect.arrayContaining([...(one.transition.applyWarnings ?? [])]));
  const state = new Map((await terraform.state()).map(({ address, values }) => [address, values["green_vn"]]));
  expectNumbers(placed, (one) => state.get(addressOf(one)));

  const again = await terraform.plan();
  expect([again.isEmpty, named(placed, (one) => about(one, again.diagnostics))]).toEqual([
    true,
    named(placed, ({ transition }) => saidAgain(transition.plan.warnings)),
  ]);
  expect(new Set(again.diagnostics.map(kindOf))).toEqual(new Set(["nothing-set"]));
});

test("transitions: what is refused at apply leaves the rest as it was planned", async () => {
  const now = await stage(transitions.filter((row) => !isRefused(row) && isPartlyDone(row)));
  const { sandbox, terraform, placed } = now;
  const plan = await terraform.plan();
  expect(named(placed, (one) => planned(one, plan.change(addressOf(one)), plan.diagnostics))).toEqual(
    named(placed, expected),
  );

  const before = marks(now);
  const applied = await terraform.applyFails(plan.file);
  expect(named(placed, (one) => callsOf(sandbox, one, before))).toEqual(named(placed, expectedCalls));
  const errors = applied.diagnostics.filter(({ severity }) => severity === "error");
  expect(named(placed, (one) => about(one, errors))).toEqual(named(placed, ({ transition }) => transition.applyErrors));

  const again = await terraform.plan();
  expect(named(placed, (one) => about(one, again.diagnostics))).toEqual(
    named(placed, ({ transition }) => left(transition)),
  );
});

test("transitions: what is refused at plan is refused for each, before any call", async () => {
  const now = await stage(transitions.filter(isRefused));
  const { sandbox, terraform, placed } = now;
  const before = marks(now);
  const refused = await terraform.planFails();
  const errors = refused.diagnostics.filter(({ severity }) => severity === "error");
  expect(named(placed, (one) => about(one, errors))).toEqual(named(placed, ({ transition }) => transition.plan.errors));
  expect(named(placed, (one) => callsOf(sandbox, one, before))).toEqual(named(placed, () => []));
});

function expectNumbers(placed: readonly Placed[], inForce: (one: Placed) => unknown): void {
  for (const one of placed) {
    const { names, transition } = one;
    const { number, name } = transition;
    if (number === undefined) continue;
    const after = inForce(one);
    const isRight =
      number === "kept"
        ? after === names["@held"]
        : number === "new"
          ? typeof after === "string" && after !== names["@held"]
          : after === resolve(number, names, String);
    expect({ name, number, isRight }).toEqual({ name, number, isRight: true });
  }
}
