import { brokenPlan } from "../../../../../src/plugin/engine/resource/check-plan";
import { computed, optional, optionalComputed, required } from "../../../../../src/plugin/sdk/schema";
import { UNKNOWN } from "../../../../../src/plugin/sdk/value";
import { misfits, textOfPath } from "../../../../../src/plugin/values/misfits";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";

const attributes = {
  id: computed.string(""),
  name: required.string(""),
  note: optional.string(""),
  usage: optionalComputed.string(""),
  members: optional.set("string", ""),
  options: optional.nested({ region: optional.string(""), level: optionalComputed.number("") }, ""),
};
const none: ObjectValue = { id: null, name: "n", note: null, usage: null, members: null, options: null };

test.each<[string, ObjectValue | null, ObjectValue, ObjectValue, readonly string[]]>([
  ["the configuration", null, none, none, []],
  ["any computed value", null, none, { id: UNKNOWN }, []],
  ["a default where it may be computed", null, none, { usage: "twoway" }, []],
  ["a default where it may not", null, none, { note: "x" }, ["note"]],
  ["another value than configured", null, none, { name: "m" }, ["name"]],
  ["another value than configured, as it was", { ...none, name: "m" }, none, { name: "m" }, []],
  ["unknown for what is configured", null, none, { name: UNKNOWN }, ["name"]],
  [
    "unknown for what is configured and may be computed",
    null,
    { ...none, usage: "oneway" },
    { usage: UNKNOWN },
    ["usage"],
  ],
  ["a value for what is unknown", null, { ...none, name: UNKNOWN }, { name: "n" }, ["name"]],
  [
    "null for what is configured, though it was null",
    { ...none, note: null },
    { ...none, note: "x" },
    { note: null },
    ["note"],
  ],
  ["a set in another order", null, { ...none, members: ["a", "b"] }, { members: ["b", "a"] }, []],
  [
    "nested: a computed part filled in",
    null,
    { ...none, options: { region: "DL", level: null } },
    { options: { region: "DL", level: 3 } },
    [],
  ],
  [
    "nested: another value",
    null,
    { ...none, options: { region: "DL", level: null } },
    { options: { region: "MH", level: null } },
    ["options.region"],
  ],
  [
    "nested: a part as it was",
    { ...none, options: { region: "MH", level: 1 } },
    { ...none, options: { region: "DL", level: 1 } },
    { options: { region: "MH", level: 1 } },
    [],
  ],
  ["nested: gone", null, { ...none, options: { region: null, level: null } }, { options: null }, ["options"]],
])("planned: %s", (_what, prior, config, change, broken) => {
  expect(brokenPlan(attributes, prior, config, { ...config, ...change }).map(textOfPath)).toEqual(broken);
});

test.each<[string, ObjectValue, readonly string[]]>([
  ["right", { ...none, options: { region: UNKNOWN, level: 1n } }, []],
  ["absent attributes", {}, []],
  ["a number for a string", { ...none, name: 7 }, ["name"]],
  ["a string for a set", { ...none, members: "a" }, ["members"]],
  ["an element of another type", { ...none, members: ["a", 1] }, ["members"]],
  ["a nested attribute of another type", { ...none, options: { level: "high" } }, ["options.level"]],
  ["a list for an object", { ...none, options: [] }, ["options"]],
  ["NaN", { ...none, options: { level: NaN } }, ["options.level"]],
])("types: %s", (_what, value, expected) => expect(misfits(value, attributes).map(textOfPath)).toEqual(expected));

test("a path as a person writes it", () => {
  expect(textOfPath([{ attribute: "a" }, { attribute: "b" }, { key: 'x"y' }, { index: 0 }])).toBe('a.b["x\\"y"][0]');
});
