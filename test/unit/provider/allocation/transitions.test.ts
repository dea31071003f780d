import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../src/plugin/values/same-value";
import { hasUnknown, sameValue } from "../../../../src/plugin/values/same-value";
import { allocationSchema, assignmentSchema } from "../../../../src/provider/common/schema";
import { allocateElsewhere } from "../../../support/api/fake-exobridge";
import {
  comparable,
  hasLater,
  kindOf,
  left,
  type Names,
  resolve,
  type ResourceType,
  saidAgain,
  type Transition,
  transitions,
} from "../../../support/stories/transitions";
import { type Declared, type DrivenPlan, TerraformDriver } from "../terraform-driver";

const ATTRIBUTES = { greenvn_allocation: allocationSchema.attributes, greenvn_assignment: assignmentSchema.attributes };
const STOCK = { region: "KL", type: "mobile" } as const;

test("there are transitions enough", () => {
  expect(transitions.length).toBeGreaterThanOrEqual(60);
  expect(new Set(transitions.map(({ name }) => name)).size).toBe(transitions.length);
});

test.each(transitions.map((transition) => [transition.name, transition] as const))("%s", async (_name, transition) => {
  const driver = new TerraformDriver(transition.movedFrom ?? transition.type);
  const names = await prepare(driver, transition);
  const held = () => driver.api.allocations().find(({ greenvnId }) => greenvnId === names["@id"])?.greenVn;
  const before = held();
  const writesBefore = driver.api.writes.length;

  const plan = await driver.plan(declared(transition.now, names, () => UNKNOWN));
  expect(seen(plan, transition.type)).toEqual(expected(transition));
  expect(driver.api.writes.length).toBe(writesBefore);
  if (plan.errors.length > 0) return;

  const final = declared(transition.now, names, (value) => value);
  const applied = await driver.apply(plan, hasLater(transition.now) && final !== null ? final : undefined);
  expect(applied.errors.map(kindOf)).toEqual(transition.applyErrors ?? []);
  expect(
    driver.api.writes
      .slice(writesBefore)
      .map(({ operation, body }) => comparable({ operation, ...(body === undefined ? {} : { body }) })),
  ).toEqual(transition.calls.map((call) => comparable(resolve(call, names, (value) => value) as typeof call)));
  for (const kind of transition.applyWarnings ?? []) expect(applied.warnings.map(kindOf)).toContain(kind);
  expectNumber(transition, names, { before, after: driver.held?.value["green_vn"] });
  await expectSettled(driver, transition, final, plan);
});

async function prepare(
  driver: TerraformDriver,
  { elsewhere, isImported, before, remote, movedFrom, type }: Transition,
): Promise<Names> {
  const [free1 = "", free2 = ""] = driver.api.freeNumbers(STOCK, 60).slice(50);
  const names: Record<string, string> = { "@name": "driver-42", "@free1": free1, "@free2": free2 };
  if (elsewhere)
    names["@id"] = await createElsewhere(
      driver,
      resolve(elsewhere, names, (value) => value) as Record<string, unknown>,
    );
  const know = () => {
    const id = names["@id"] ?? driver.held?.value["id"];
    if (typeof id !== "string") return;
    names["@id"] = id;
    names["@held"] = driver.api.allocation(id).greenVn;
  };
  know();
  for (const declaration of before) {
    await driver.run(declared(declaration, names, (value) => value));
    know();
  }
  if (isImported && names["@id"] !== undefined) expect(await driver.import(names["@id"])).toEqual([]);
  if (remote !== undefined && names["@id"] !== undefined)
    driver.api.changeByHand(names["@id"], resolve(remote, names, (value) => value) as typeof remote);
  if (movedFrom) expect(driver.move(type)).toEqual([]);
  return names;
}

function createElsewhere({ api }: TerraformDriver, body: Record<string, unknown>): Promise<string> {
  return allocateElsewhere(api, {
    connectionId: body["connection_id"] as string,
    apartyNumbers: body["aparty_numbers"] as string[],
    bpartyNumbers: body["bparty_numbers"] as string[],
    usage: body["usage"] as string,
    ...(body["aparty_pins"] === undefined ? {} : { apartyPins: body["aparty_pins"] as number[] }),
    ...(body["flow_id"] === undefined ? {} : { flowId: body["flow_id"] as string }),
  });
}

function declared(declaration: Transition["now"], names: Names, later: (value: unknown) => unknown): Declared | null {
  return resolve(declaration, names, later) as Declared | null;
}

interface Seen {
  readonly action: string;
  readonly changed: readonly string[] | null;
  readonly unknown: readonly string[];
  readonly forces: readonly string[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

function seen(plan: DrivenPlan, type: ResourceType): Seen {
  const { before, after } = plan;
  const changed = before !== null && after !== null ? differing(before, after, type) : null;
  const isUpdate = plan.action === "update" && plan.errors.length === 0;
  return {
    action: plan.errors.length > 0 ? "refused" : plan.action,
    changed: isUpdate ? changed : null,
    unknown:
      after === null || plan.errors.length > 0
        ? []
        : Object.keys(after)
            .filter((name) => hasUnknown(after[name]))
            .sort(),
    forces: plan.requiresReplace,
    warnings: plan.warnings.map(kindOf),
    errors: plan.errors.map(kindOf),
  };
}

function expected({ plan }: Transition): Seen {
  return {
    action: plan.action,
    changed: plan.action === "update" ? (plan.changed ?? []) : null,
    unknown: plan.unknown ?? [],
    forces: plan.forces ?? [],
    warnings: plan.warnings ?? [],
    errors: plan.errors ?? [],
  };
}

function differing(before: ObjectValue, after: ObjectValue, type: ResourceType): string[] {
  const attributes = ATTRIBUTES[type];
  return Object.keys(attributes)
    .filter((name) => !sameValue(before[name], after[name], attributes[name]?.type ?? "string"))
    .sort();
}

function expectNumber(
  { number }: Transition,
  names: Names,
  { before, after }: { before: string | undefined; after: unknown },
): void {
  switch (number) {
    case undefined:
      return;
    case "kept":
      return expect(after).toBe(before);
    case "new":
      return expect([typeof after, after === before]).toEqual(["string", false]);
    default:
      return expect(after).toBe(resolve(number, names, String));
  }
}

/** A plan after an apply is empty; after one that was refused it says what the refused one said. */
async function expectSettled(
  driver: TerraformDriver,
  transition: Transition,
  final: Declared | null,
  first: DrivenPlan,
): Promise<void> {
  const again = await driver.plan(final);
  if (transition.applyErrors === undefined)
    return expect({ action: again.action, warnings: again.warnings.map(kindOf) }).toEqual({
      action: "no-op",
      warnings: saidAgain(transition.plan.warnings),
    });
  expect(again.action).toBe(first.action);
  expect(again.warnings.map(kindOf)).toEqual(left(transition));
}
