import fc from "fast-check";
import type { AnswerStyle } from "../../../src/sandbox";
import { UNKNOWN } from "../../../src/plugin/framework/value";
import { hasLater, kindOf, Later, resolve } from "../../support/transitions";
import { TerraformDriver, type Declared } from "./terraform-driver";

const STOCK = { region: "KL", type: "mobile" } as const;
const PARTIES = ["+919876500001", "+919876500003", "+919876500005"];
const OTHERS = ["+919876500002", "+919876500004"];
const PREFERENCES = ["greenvn", "region", "number_type"] as const;

/** Numbers by their place among those that were free at first; `held` is the one in force. */
type Pin = 0 | 1 | 2 | "held";

interface Wish {
  readonly pin: Pin | null;
  readonly region: string | null;
  readonly number_type: string | null;
  readonly pin_code: string | null;
}

interface Step {
  readonly wish: Wish | null;
  readonly strictness: boolean | null;
  readonly triggers: Readonly<Record<string, string>> | null;
  readonly aparty: readonly string[];
  readonly bparty: readonly string[];
  readonly apins: readonly number[] | null;
  readonly usage: string | null;
  readonly protection: boolean | null;
  /** Which values are unknown while planning. */
  readonly later: readonly ("region" | "pin" | "trigger" | "party")[];
  readonly byHand: { readonly number?: 0 | 1 | 2; readonly party?: string } | null;
  /** How the API writes its answers from here on. */
  readonly style: Partial<AnswerStyle>;
}

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const steps: fc.Arbitrary<Step> = fc.record({
  wish: orNull(
    fc.record({
      pin: orNull(fc.constantFrom<Pin>(0, 1, 2, "held")),
      region: orNull(fc.constantFrom("MH", "MU", "KL")),
      number_type: orNull(fc.constantFrom("mobile", "landline")),
      pin_code: orNull(fc.constantFrom("400001", "560001")),
    }),
  ),
  strictness: fc.constantFrom(true, false, null),
  triggers: orNull(fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("1", "2"), { maxKeys: 2, noNullPrototype: true })),
  aparty: fc.uniqueArray(fc.constantFrom(...PARTIES), { minLength: 1 }),
  bparty: fc.uniqueArray(fc.constantFrom(...OTHERS), { minLength: 1 }),
  apins: orNull(fc.uniqueArray(fc.constantFrom(1111, 2222, 3333))),
  usage: fc.constantFrom("oneway", "twoway", null),
  protection: fc.constantFrom(true, false, null),
  later: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom("region", "pin", "trigger", "party")) }),
  byHand: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.record({ number: fc.constantFrom(0, 1, 2), party: fc.constantFrom(...PARTIES) }, { requiredKeys: [] }) }),
  style: fc.record({
    vn_key: fc.constantFrom("documented", "swapped", "both"),
    numbers: fc.constantFrom("e164", "e164", "no-plus", "zero", "national"),
    pins: fc.constantFrom("given", "never", "empty", "null"),
    state: fc.constantFrom("told", "absent"),
    usage: fc.constantFrom("told", "absent"),
    connection_id: fc.constantFrom("told", "absent"),
    party_order: fc.constantFrom("kept", "reversed"),
    unknown_fields: fc.boolean(),
  }),
});

/** Declarations one after another; some only change one thing, or go back to an earlier one, as a `git revert` does. */
const sequences: fc.Arbitrary<readonly Step[]> = fc
  .tuple(steps, fc.array(fc.oneof(steps, fc.record({ back: fc.nat(3) }), fc.tuple(fc.constantFrom<keyof Step>("wish", "strictness", "triggers", "aparty", "byHand"), steps)), { minLength: 1, maxLength: 6 }))
  .map(([first, more]) =>
    more.reduce<Step[]>(
      (sequence, next) => {
        const last = sequence.at(-1) ?? first;
        if (Array.isArray(next)) return [...sequence, { ...last, byHand: null, later: [], [next[0]]: next[1][next[0]] }];
        if ("back" in next) return [...sequence, { ...(sequence.at(-2 - next.back) ?? last), byHand: null }];
        return [...sequence, next];
      },
      [first],
    ),
  );

function declarationOf(step: Step, numbers: readonly string[], held: string): Declared {
  const maybe = (name: Step["later"][number], value: unknown) => (step.later.includes(name) && value !== null ? new Later(value) : value);
  const { wish, triggers } = step;
  const pin = wish?.pin === "held" ? held : wish?.pin === null || wish === null ? null : numbers[wish.pin];
  const [first, ...more] = step.aparty;
  return {
    connection_id: "driver-42",
    aparty_numbers: [maybe("party", first), ...more],
    bparty_numbers: step.bparty,
    aparty_pins: step.apins,
    usage: step.usage,
    preferences: wish && { greenvn: maybe("pin", pin), region: maybe("region", wish.region), number_type: wish.number_type, pin_code: wish.pin_code },
    strictness: step.strictness,
    rotation_triggers: triggers && Object.fromEntries(Object.entries(triggers).map(([name, value], at) => [name, at === 0 ? maybe("trigger", value) : value])),
    deletion_protection: step.protection,
  };
}

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
  const excused = !rotates && (isInForce || (force.obtained.number === force.number && force.obtained.asked === JSON.stringify([wish, strict])));
  return asked && !excused ? "call" : "keep";
}

function forceAfter(force: Force | null, declaration: Declared, number: string, isGranted: boolean): Force {
  const wish = wishIn(declaration);
  const strict = declaration["strictness"] === true;
  const obtained = isGranted || force === null ? { number, asked: JSON.stringify([wish, strict]) } : force.obtained;
  return { number, wish, strict, triggers: (declaration["rotation_triggers"] ?? {}) as Record<string, string>, obtained };
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
        const declaration = declarationOf(step, numbers, held);
        const final = resolve(declaration, {}, same) as Declared;
        force = await oneStep(driver, force, declaration, final);
        expect(id === undefined || driver.held?.value["id"] === id).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

async function oneStep(driver: TerraformDriver, force: Force | null, declaration: Declared, final: Declared): Promise<Force | null> {
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
  const isPartyPlanned = before !== null && after !== null && Object.keys(after).some((name) => isPartyAttribute(name) && differs(before[name], after[name]));
  if (before !== null) expect(after?.["id"]).toBe(before["id"]);
  expect(plan.warnings.map(kindOf).filter((kind) => /^(?:charged|maybe):/.test(kind))).toHaveLength(Number(isNumberPlanned) + Number(isPartyPlanned));
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
  const text = (value: unknown) => (value === UNKNOWN ? "unknown" : JSON.stringify(Array.isArray(value) ? value.map((element) => (element === UNKNOWN ? "unknown" : (element as unknown))).sort() : value));
  return text(before) !== text(after);
}

function byHand(driver: TerraformDriver, id: string, { number, party }: NonNullable<Step["byHand"]>, numbers: readonly string[]): void {
  driver.api.changeByHand(id, { ...(number === undefined ? {} : { greenVn: numbers[number] as string }), ...(party === undefined ? {} : { apartyNumbers: [party] }) });
}
