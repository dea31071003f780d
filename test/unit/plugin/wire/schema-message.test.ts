import { computed, optional, optionalComputed, required } from "../../../../src/plugin/sdk/schema";
import { schemaMessage } from "../../../../src/plugin/wire/schema-message";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const shared = { description: "d", descriptionKind: 1, sensitive: false };

test("a schema goes out with its types, origins and nested attributes, by name", () => {
  const schema = schemaMessage({
    version: 3,
    description: "whole",
    attributes: {
      z: required.string("d"),
      a: optional.set("number", "d", { sensitive: true }),
      m: optionalComputed.map("string", "d"),
      l: computed.list({ list: "bool" }, "d"),
      o: optional.nested({ x: required.number("d") }, "d"),
    },
  });
  expect(schema).toEqual({
    version: 3,
    block: {
      version: 3,
      description: "whole",
      descriptionKind: 1,
      attributes: [
        {
          ...shared,
          name: "a",
          type: text('["set","number"]'),
          required: false,
          optional: true,
          computed: false,
          sensitive: true,
        },
        {
          ...shared,
          name: "l",
          type: text('["list",["list","bool"]]'),
          required: false,
          optional: false,
          computed: true,
        },
        { ...shared, name: "m", type: text('["map","string"]'), required: false, optional: true, computed: true },
        {
          ...shared,
          name: "o",
          required: false,
          optional: true,
          computed: false,
          nestedType: {
            nesting: 1,
            attributes: [
              { ...shared, name: "x", type: text('"number"'), required: true, optional: false, computed: false },
            ],
          },
        },
        { ...shared, name: "z", type: text('"string"'), required: true, optional: false, computed: false },
      ],
    },
  });
});
