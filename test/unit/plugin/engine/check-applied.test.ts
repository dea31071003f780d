import { mendApplied } from "../../../../src/plugin/engine/check-applied";
import { computed, optional, required } from "../../../../src/plugin/sdk/schema";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../src/plugin/values/same-value";

const attributes = {
  id: computed.string(""),
  name: required.string(""),
  members: optional.set("string", ""),
  options: optional.nested({ region: optional.string(""), seen: computed.string("") }, ""),
};
const planned: ObjectValue = { id: UNKNOWN, name: "n", members: ["a", "b"], options: { region: "DL", seen: UNKNOWN } };
const good: ObjectValue = { id: "1", name: "n", members: ["b", "a"], options: { region: "DL", seen: "x" } };

test.each<[string, ObjectValue | null, ObjectValue, ObjectValue | null, ObjectValue, readonly string[]]>([
  ["as planned", planned, good, null, good, []],
  ["another value than planned", planned, { ...good, name: "m" }, null, good, ["name"]],
  ["left unknown at creation", planned, { ...good, id: UNKNOWN }, null, { ...good, id: null }, ["id"]],
  ["left unknown at an update", planned, { ...good, id: UNKNOWN }, { id: "0" }, { ...good, id: "0" }, ["id"]],
  ["of another type", planned, { ...good, id: 7 }, null, { ...good, id: null }, ["id"]],
  [
    "nested: another value than planned",
    planned,
    { ...good, options: { region: "MH", seen: "x" } },
    null,
    good,
    ["options"],
  ],
  [
    "nested: left unknown",
    planned,
    { ...good, options: { region: "DL", seen: UNKNOWN } },
    null,
    { ...good, options: { region: "DL", seen: null } },
    ["options"],
  ],
  [
    "nested: gone",
    planned,
    { ...good, options: null },
    null,
    { ...good, options: { region: "DL", seen: null } },
    ["options"],
  ],
  [
    "absent",
    planned,
    { id: "1", name: "n", options: good["options"] ?? null },
    null,
    { ...good, members: ["a", "b"] },
    ["members"],
  ],
  ["with nothing planned: what is told", null, { ...good, name: "m" }, null, { ...good, name: "m" }, []],
  [
    "with nothing planned: unknown elements are left out",
    null,
    { ...good, members: ["a", UNKNOWN] },
    null,
    { ...good, members: ["a"] },
    ["members"],
  ],
  [
    "with nothing planned: a wrong type is as before",
    null,
    { ...good, name: 7 },
    { name: "before" },
    { ...good, name: "before" },
    ["name"],
  ],
])("%s", (_what, plan, returned, before, state, mended) =>
  expect(mendApplied(attributes, plan, returned, before)).toEqual({ state, mended }),
);
