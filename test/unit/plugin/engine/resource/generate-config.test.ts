import { generateConfig } from "../../../../../src/plugin/engine/resource/generate-config";
import { computed, optional, optionalComputed, required } from "../../../../../src/plugin/sdk/schema";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { thing } from "../scripted-provider";

const resource = thing({
  schema: {
    version: 0,
    description: "",
    attributes: {
      id: computed.string(""),
      name: required.string(""),
      key: required.string("", { sensitive: true }),
      size: optionalComputed.number(""),
      secret: optional.set("number", "", { sensitive: true }),
      once: optional.list("number", "", { writeOnly: true }),
      inner: optional.nested({ told: computed.string(""), wished: optional.string("") }, ""),
    },
  },
});
const NOTHING = { id: null, name: null, key: null, size: null, secret: null, once: null, inner: null };

test.each<[string, ObjectValue | null, ObjectValue]>([
  [
    "what can be declared, and no secret but one that must be",
    { id: "1", name: "a", key: "k", size: 2, secret: [4711], once: null, inner: { told: "t", wished: "w" } },
    { ...NOTHING, name: "a", key: "k", size: 2, inner: { told: null, wished: "w" } },
  ],
  ["what is there, where little is", { id: "1", name: "a", inner: null }, { ...NOTHING, name: "a" }],
  ["nothing of nothing", null, NOTHING],
])("a generated configuration has %s", (_what, state, config) => {
  expect(generateConfig(resource, state)).toEqual(config);
});
