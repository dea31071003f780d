import type { ProviderFunction } from "../../../../src/plugin/sdk/function";
import { functionMessages, functionResultMessage } from "../../../../src/plugin/wire/function-message";
import { decodeValue } from "../../../../src/plugin/wire/msgpack-value";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const plain: ProviderFunction = {
  name: "join",
  summary: "Joins",
  description: "Joins *two*.",
  parameters: [
    { name: "first", type: "string", description: "the first" },
    { name: "second", type: { list: "number" }, description: "the second", allowsNull: true, allowsUnknown: true },
  ],
  returns: "string",
  call: () => ({ kind: "result", value: "" }),
};

test("a signature goes out with its types, by name", () =>
  expect(functionMessages([plain])).toEqual({
    join: {
      summary: "Joins",
      description: "Joins *two*.",
      descriptionKind: 1,
      return: { type: bytes('"string"') },
      parameters: [
        {
          name: "first",
          type: bytes('"string"'),
          description: "the first",
          descriptionKind: 1,
          allowNullValue: false,
          allowUnknownValues: false,
        },
        {
          name: "second",
          type: bytes('["list","number"]'),
          description: "the second",
          descriptionKind: 1,
          allowNullValue: true,
          allowUnknownValues: true,
        },
      ],
    },
  }));

test("what a signature may have, it has where it is given", () => {
  const variadic = { name: "rest", type: "bool", description: "the rest" } as const;
  const { join } = functionMessages([{ ...plain, variadic, deprecated: "use concat" }]);
  expect(join).toMatchObject({
    variadicParameter: { name: "rest", type: bytes('"bool"') },
    deprecationMessage: "use concat",
  });
});

test("a provider without functions has none", () => expect(functionMessages()).toEqual({}));

test("a result goes out as a value of the function's type", () => {
  const { result, error } = functionResultMessage({ kind: "result", value: ["a", "b"] }, { set: "string" });
  expect(decodeValue(result?.msgpack ?? new Uint8Array(0), { set: "string" })).toEqual(["a", "b"]);
  expect(error).toBeUndefined();
});

test.each([
  ["no argument in particular", {}, { text: "no" }],
  ["the first argument", { argument: 0 }, { text: "no", functionArgument: 0 }],
  ["the second argument", { argument: 1 }, { text: "no", functionArgument: 1 }],
])("an error of %s", (_which, argument, error) =>
  expect(functionResultMessage({ kind: "error", text: "no", ...argument }, "string")).toEqual({ error }),
);
