import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv/dist/2020";
import { ROOT } from "../../../../../scripts/project";
import { isRecord } from "../../../../../src/domain/is-record";
import type { Caution } from "../../../../../src/report/judge/cautions";
import type { Loss } from "../../../../../src/report/judge/loss";
import { GATE_NAMES } from "../../../../../src/report/write/say/gate-words";
import { GOLDEN_PLANS } from "../../../../support/plan-scenarios/golden";
import { change, creation, deletion, held, planOf, textOf, update } from "../../plan-json";
import { everythingIn } from "../everything";

const schema = JSON.parse(readFileSync(path.join(ROOT, "docs", "plan-report.schema.json"), "utf8")) as Readonly<
  Record<string, unknown>
>;

/** The schema leaves room for members to come; of today's reports it has to know every one. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (!isRecord(part)) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return isRecord(part["properties"]) ? { ...inner, additionalProperties: false } : inner;
}

const ajv = new Ajv({ strict: true, allErrors: true });
const validate = ajv.compile(closed(schema) as object);

function faultsOf(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

test("every golden report is what the published schema says, and holds nothing else", () => {
  const files = readdirSync(GOLDEN_PLANS).filter((file) => file.endsWith(".report.json"));
  expect(files.length).toBeGreaterThan(30);
  for (const file of files)
    expect({ file, faults: faultsOf(readFileSync(path.join(GOLDEN_PLANS, file), "utf8")) }).toEqual({
      file,
      faults: [],
    });
});

test.each<[string, unknown, Parameters<typeof textOf>[1], Parameters<typeof textOf>[3]]>([
  ["nothing at all", planOf([]), {}, {}],
  [
    "a price, an exemption, and one that matches nothing",
    planOf([deletion(), creation()]),
    { failOn: ["delete"] },
    {
      price: { perCall: "12.00", currency: "INR" },
      exempt: [
        { id: "gvn-1", address: "greenvn_allocation.support", reason: "the trial ended" },
        { id: "gvn-9", stack: "prod", reason: "stale" },
      ],
    },
  ],
  [
    "every gate, failed",
    planOf([update({ id: "gvn-2" }), deletion({ actions: ["evict"] })], { complete: false, errored: true }),
    {
      failOn: ["replace", "delete", "id-change", "number-change", "commands"],
      maxCharges: 0,
    },
    {},
  ],
  ["sensitive values", planOf([update({ green_vn: "x" }, { masks: { before: true, after: true } })]), {}, {}],
  [
    "a stranger",
    planOf([change({ actions: ["create"], after: held(), provider: "registry.terraform.io/else/greenvn" })]),
    {},
    {},
  ],
])("a report on %s is, too", (_what, plan, flags, policy) =>
  expect(faultsOf(textOf([plan], flags, "json", policy))).toEqual([]),
);

test("a report on one of each thing is, too", () => expect(faultsOf(everythingIn("json"))).toEqual([]));

test("the schema refuses what is no report", () => {
  const report = JSON.parse(textOf([planOf([deletion()])], {}, "json")) as Record<string, unknown>;
  for (const key of Object.keys(report)) {
    const { [key]: _gone, ...rest } = report;
    expect({ key, valid: validate(rest) }).toEqual({ key, valid: false });
  }
  expect(validate({ ...report, version: 2 })).toBe(false);
  expect(validate({ ...report, more: 1 })).toBe(false);
});

test("the schema lists the findings and losses that there are", () => {
  const findings: Readonly<Record<Caution["kind"], true>> = {
    "looks-moved": true,
    "held-and-pinned": true,
    "number-changed-twice": true,
    "literal-token": true,
    "origin-change-allowed": true,
    "unknown-preferences": true,
    "time-in-output": true,
  };
  const losses: Readonly<Record<Loss["kind"], true>> = {
    unproven: true,
    released: true,
    number: true,
    id: true,
    abandoned: true,
  };
  expect(enumOf("findings", "finding")).toEqual(Object.keys(findings).sort());
  expect(enumOf("resources", "losses", "loss")).toEqual(Object.keys(losses).sort());
  expect(enumOf("gates", "gate")).toEqual(Object.values(GATE_NAMES).sort());
});

/** The values that the schema has for a member of the items of a list. */
function enumOf(...names: readonly string[]): unknown {
  const found = names.reduce<unknown>((part, name) => {
    const here = isRecord(part) && isRecord(part["items"]) ? part["items"] : part;
    return isRecord(here) && isRecord(here["properties"]) ? here["properties"][name] : null;
  }, schema);
  return isRecord(found) && Array.isArray(found["enum"]) ? [...(found["enum"] as string[])].sort() : found;
}
