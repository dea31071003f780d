import fc from "fast-check";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { runs } from "../../../support/random/runs";
import { declarationOf, sequences, type Step } from "../../../support/stories/sequences";
import { hasLater, kindOf, resolve } from "../../../support/stories/transitions";
import { type Declared, TerraformDriver } from "../terraform-driver";

const STOCK = { region: "KL", type: "mobile" } as const;
const PREFERENCES = ["greenvn", "region", "number_type"] as const;

/** The VN rule in the words of the contract, told from values alone: an oracle, not the provider's code. */
interface Force {
  readonly number: string;
  readonly wish: Readonly<Record<string, string | null>>;
  readonly strict: boolean;
  readonly triggers: Readonly<Record<string, string>>;
  readonly obtained: { readonly number: string; readonly asked: string };
}

function wishIn(declaration: Declared): Record<string, string | null> {
  const wish = (declaration["preferences"] ?? {}) as Record<string, string | null>;
  return Object.fromEntries(PREFERENCES.map((name) => [name, wish[name] ?? null]));
}

function ruleOf(force: Force, declaration: Declared): "keep" | "call" | "contradiction" {
  const wish = wishIn(declaration);
  const strict = declaration["strictness"] === true;
  const triggers = (declaration["rotation_triggers"] ?? {}) as Record<string, string>;
  const text = (map: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(map).sort());
  const rotates = Object.keys(triggers).length > 0 && text(triggers) !== text(force.triggers);
  const pin = wish["greenvn"] ?? null;
  const isInForce = pin === force.number;
  if (rotates && strict && isInForce) return "contradiction";
  const asked =
    rotates ||
    PREFERENCES.some((name) => wish[name] !== null && wish[name] !== force.wish[name]) ||
    (strict && !force.strict && PREFERENCES.some((name) => wish[name] !== null)) ||
    (strict && pin !== null && !isInForce);
  const excused =
    !rotates &&
    (isInForce || (force.obtained.number === force.number && force.obtained.asked === JSON.stringify([wish, strict])));
  return asked && !excused ? "call" : "keep";
}

function forceAfter(force: Force | null, declaration: Declared, number: string, isGranted: boolean): Force {
  const wish = wishIn(declaration);
  const strict = declaration["strictness"] === true;
  const obtained = isGranted || force === null ? { number, asked: JSON.stringify([wish, strict]) } : force.obtained;
  return {
    number,
    wish,
    strict,
    triggers: (declaration["rotation_triggers"] ?? {}) as Record<string, string>,
    obtained,
  };
}

const same = (value: unknown) => value;
const isPartyAttribute = (name: string) => /party_|^usage$/.test(name);

test("any sequence of declarations: calls are made as planned, the id stays, and a second plan is empty", async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      const driver = new TerraformDriver("greenvn_allocation");
      const numbers = driver.api.freeNumbers(STOCK, 3);
      let force: Force | null = null;
      for (const step of sequence) {
        const id = driver.held?.value["id"];
        if (typeof id === "string" && step.byHand) byHand(driver, id, step.byHand, numbers);
        const held = typeof id === "string" ? driver.api.allocation(id).greenVn : (numbers[0] ?? "");
        if (force) force = { ...force, number: held };
        driver.api.answers(step.style);
        const declaration = declarationOf(step, { connectionId: "driver-42", numbers, held });
        const final = resolve(declaration, {}, same) as Declared;
        force = await oneStep(driver, force, declaration, final);
        expect(id === undefined || driver.held?.value["id"] === id).toBe(true);
      }
    }),
    runs(25),
  );
});

async function oneStep(
  driver: TerraformDriver,
  force: Force | null,
  declaration: Declared,
  final: Declared,
): Promise<Force | null> {
  const chargedBefore = driver.api.charged();
  const vnBefore = driver.api.asked("vn");
  const plan = await driver.plan(resolve(declaration, {}, () => UNKNOWN) as Declared);
  expect(driver.api.charged()).toBe(chargedBefore);
  const rule = force && ruleOf(force, final);
  if (plan.errors.length > 0) {
    expect([plan.errors.map(kindOf), rule]).toEqual([["contradiction"], "contradiction"]);
    return force;
  }

  const { before, after } = plan;
  const isOpen = hasLater(declaration);
  const isNumberPlanned = before !== null && before["green_vn"] !== after?.["green_vn"];
  const isPartyPlanned =
    before !== null &&
    after !== null &&
    Object.keys(after).some((name) => isPartyAttribute(name) && differs(before[name], after[name]));
  if (before !== null) expect(after?.["id"]).toBe(before["id"]);
  expect(plan.warnings.map(kindOf).filter((kind) => /^(?:charged|maybe):/.test(kind))).toHaveLength(
    Number(isNumberPlanned) + Number(isPartyPlanned),
  );
  if (force && !isOpen) expect(isNumberPlanned).toBe(rule === "call");

  const applied = await driver.apply(plan, isOpen ? final : undefined);
  const charged = driver.api.charged() - chargedBefore;
  const asked = driver.api.asked("vn") - vnBefore;
  if (rule === "contradiction") {
    // Known only at apply: refused by the plan that is made there, before any call.
    expect([applied.errors.map(kindOf), charged]).toEqual([["contradiction"], 0]);
    return force;
  }
  if (before === null && applied.errors.length > 0) {
    expect([applied.errors.map(kindOf), charged, driver.held]).toEqual([["no-free-number"], 0, null]);
    return null;
  }
  const planned = before === null ? 1 : Number(isNumberPlanned) + Number(isPartyPlanned);
  if (!isOpen) expect(charged + applied.errors.length).toBe(planned);
  expect(charged).toBeLessThanOrEqual(planned);
  if (force) expect(asked).toBe(rule === "call" ? 1 : 0);
  const again = await driver.plan(final);
  if (applied.errors.length > 0) {
    expect(applied.errors.map(kindOf)).toEqual(["no-free-number"]);
    expect(again.action).toBe("update");
    return force;
  }
  expect(again.action).toBe("no-op");
  return forceAfter(force, final, driver.api.allocation(driver.value["id"] as string).greenVn, asked > 0);
}

function differs(before: unknown, after: unknown): boolean {
  const text = (value: unknown) =>
    value === UNKNOWN
      ? "unknown"
      : JSON.stringify(
          Array.isArray(value)
            ? value.map((element) => (element === UNKNOWN ? "unknown" : (element as unknown))).sort()
            : value,
        );
  return text(before) !== text(after);
}

function byHand(
  driver: TerraformDriver,
  id: string,
  { number, party }: NonNullable<Step["byHand"]>,
  numbers: readonly string[],
): void {
  driver.api.changeByHand(id, {
    ...(number === undefined ? {} : { greenVn: numbers[number] as string }),
    ...(party === undefined ? {} : { apartyNumbers: [party] }),
  });
}
