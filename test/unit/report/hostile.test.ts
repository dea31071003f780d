import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Flags } from "../../../src/report/judge/rules";
import { planReport } from "../../../src/report/plan-report";
import { readPlan } from "../../../src/report/read/read-plan";
import { SCENARIOS } from "../../support/plan-scenarios";
import { planFileOf, rulesFor } from "../../support/plan-scenarios/golden";
import { type Json, pathsIn, reversed, without } from "../../support/plan-scenarios/tampered";
import { runs } from "../../support/random/runs";
import {
  B,
  bytes,
  change,
  creation,
  deletion,
  failedGates,
  held,
  judgementOf,
  planOf,
  PROVIDER_NAME,
  UNKNOWN_AT_CREATION,
  update,
  wanted,
} from "./plan-json";

type Values = Record<string, unknown>;

const failing = SCENARIOS.filter(({ passed }) => !passed).map((scenario) => {
  const plan = JSON.parse(readFileSync(planFileOf(scenario.name), "utf8")) as Json;
  return { scenario, plan, places: pathsIn(plan) };
});

// All places of all plans: test/e2e/plan-report/tampered.test.ts
test("nothing that is taken out of a failed plan, or reordered in it, lets it pass", () => {
  fc.assert(
    fc.property(fc.constantFrom(...failing), fc.nat(), fc.boolean(), ({ scenario, plan, places }, at, isRemoved) => {
      const place = places[at % places.length] ?? [];
      fc.pre(!isRemoved || scenario.offences?.includes(`without ${place.join(".")}`) !== true);
      const tampered = isRemoved ? without(plan, place) : reversed(plan, place);
      const report = planReport(
        [{ name: "plan.json", json: bytes(tampered), planFile: null }],
        rulesFor(scenario),
        "json",
      );
      expect({ name: scenario.name, place, passed: report.kind === "report" && report.passed }).toEqual({
        name: scenario.name,
        place,
        passed: false,
      });
    }),
    runs(25),
  );
});

const all: Flags = { maxCharges: 9, failOn: ["replace", "delete", "id-change", "number-change", "commands"] };
const preferences = { greenvn: null, region: "MU", number_type: null, pin_code: null };

/** Plans that each fail, and by which gate. */
const LOSSES: readonly { readonly gate: string; readonly entry: Values; readonly top?: Values }[] = [
  { gate: "delete", entry: deletion() },
  { gate: "delete", entry: deletion({ actions: ["forget"] }) },
  {
    gate: "replace",
    entry: change({ actions: ["delete", "create"], before: held(), after: wanted(), unknown: UNKNOWN_AT_CREATION }),
  },
  { gate: "number-change", entry: update({ green_vn: undefined, preferences }, { unknown: { green_vn: true } }) },
  { gate: "number-change", entry: update({ green_vn: B }) },
  { gate: "ids", entry: update({ id: undefined }, { unknown: { id: true } }) },
  { gate: "understood", entry: update({}, { actions: ["recreate"] }) },
  { gate: "strangers", entry: creation({ provider: "registry.terraform.io/elsewhere/greenvn" }) },
  {
    gate: "delete",
    entry: change({
      type: "greenvn_assignment",
      address: "greenvn_assignment.desk",
      actions: ["no-op"],
      before: { ...held(), greenvn_id: "gvn-1" },
      after: { ...held(), greenvn_id: "gvn-1" },
      entry: { previous_address: "greenvn_allocation.support" },
    }),
  },
  {
    gate: "endpoint",
    entry: update({}),
    top: {
      configuration: {
        root_module: {},
        provider_config: {
          greenvn: {
            name: "greenvn",
            full_name: PROVIDER_NAME,
            expressions: { base_url: { constant_value: "https://evil.example" } },
          },
        },
      },
    },
  },
];

// What hides, turns around or imitates text: blanks that are none, marks upon marks, look-alikes, ends of lines.
const HOSTILE = [
  "\u2800",
  "\u200b",
  "\u202e",
  "\u0430",
  "e" + "\u0301".repeat(500),
  "\n| forged |",
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "actions",
  "x".repeat(10_000),
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join("")),
);
const deep = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown;
const value = fc.oneof(
  text,
  fc.constant(null),
  fc.constant(true),
  fc.constant([]),
  fc.constant({}),
  fc.integer({ min: 1, max: 400 }).map(deep),
);
/** Members that a reader should not know, and that must not come before those that it does. */
const strange = fc
  .array(fc.tuple(text, value), { maxLength: 3 })
  .map((members) => Object.fromEntries(members.map(([name, held]) => [`${name}\u2800`, held] as const)));
const inherited = fc.constantFrom<Values>(
  JSON.parse('{"__proto__":{"actions":["no-op"],"complete":true}}') as Values,
  JSON.parse('{"constructor":{"prototype":{"actions":["no-op"]}}}') as Values,
  {},
);

/** Entries that hold nothing against a plan, around the one that does. */
const harmless = fc.oneof(
  text.map((name) => update({}, { address: `greenvn_allocation.x["${name}"]` })),
  text.map((name) =>
    change({
      address: `null_resource.x["${name}"]`,
      type: "null_resource",
      provider: "registry.terraform.io/hashicorp/null",
      actions: ["create"],
      after: { triggers: { [name]: name } },
    }),
  ),
  fc.constantFrom(...[1, 30]).map((count) =>
    update(
      { aparty_numbers: Array.from({ length: count * 10 }, (_, party) => `+9190000${10_000 + party}`) },
      {
        address: "greenvn_allocation.many",
        was: { aparty_numbers: Array.from({ length: count * 10 }, (_, party) => `+9190000${10_000 + party}`) },
      },
    ),
  ),
);

test("whatever stands around, in or behind a loss, the verdict is no better, and the loss stands first", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LOSSES),
      fc.array(harmless, { maxLength: 4 }),
      fc.array(harmless, { maxLength: 4 }),
      fc.record({ entry: strange, change: strange, top: strange, inherited, name: text }),
      ({ gate, entry, top }, before, behind, around) => {
        const told = entry["change"] as Values;
        const dressed = {
          ...entry,
          ...(gate === "strangers" || "previous_address" in entry
            ? {}
            : { address: `${String(entry["address"])}["${around.name}"]` }),
          ...around.entry,
          ...around.inherited,
          change: { ...told, ...around.change, ...around.inherited },
        };
        const plan = planOf([...before, dressed, ...behind], { ...top, ...around.top, ...around.inherited });
        if (readPlan(bytes(plan)).kind === "refused") return;
        const { rows, gates, passed } = judgementOf([plan], all);
        expect(passed).toBe(false);
        expect(gates.flatMap(({ kind, passed: isPassed }) => (isPassed ? [] : [kind]))).toContain(gate);
        if (["delete", "replace", "number-change", "ids", "understood"].includes(gate))
          expect(rows[0]?.losses).not.toEqual([]);
      },
    ),
    runs(15),
  );
});

test.each<[string, string]>([
  ["a key twice at the top", '{"complete":false,"complete":true,'],
  ["a key twice, once written otherwise", '{"complete":false,"\\u0063omplete":true,'],
  ["a list of changes twice", '{"resource_changes":[],"resource_changes":[],'],
])("refused: %s", (_what, start) =>
  expect(
    readPlan(
      bytes(start + JSON.stringify({ ...planOf([]), complete: undefined, resource_changes: undefined }).slice(1)),
    ),
  ).toEqual({
    kind: "refused",
    why: expect.stringMatching(/twice in one object/) as string,
  }),
);

test("an object's own key twice in one change is refused", () => {
  const text = JSON.stringify(planOf([deletion()])).replace('"mode":"managed"', '"mode":"data","mode":"managed"');
  expect(readPlan(bytes(text))).toMatchObject({ kind: "refused" });
});

test.each([
  ["a look-alike of the provider's address", "registry.terraform.io/cdktf-greenvn/greenv\u0578", "strangers"],
  ["an invisible sign behind it", `${PROVIDER_NAME}\u2800`, "strangers"],
])("%s does not make an allocation a foreign resource", (_what, provider, gate) =>
  expect(failedGates([planOf([deletion({ provider })])])).toEqual([gate]),
);

test("actions that look like known ones are not understood", () => {
  for (const action of ["no\u2011op", "no-op\u200b", "NO-OP", "re\u0430d"])
    expect(failedGates([planOf([update({}, { actions: [action] })])])).toEqual(["understood"]);
});
