import type { ValueType } from "../../../../../src/plugin/sdk/schema";
import { UNKNOWN, type Value } from "../../../../../src/plugin/sdk/value";
import { answersOf } from "../../../../../src/plugin/server/rpc";
import { FRAME_HEADER_BYTES } from "../../../../../src/plugin/server/transport/grpc";
import * as pb from "../../../../../src/plugin/wire/generated/terraform-plugin";
import { type Read, readMessage, type Write, writeMessage } from "../../../../../src/plugin/wire/message";
import { decodeValue, encodeValue } from "../../../../../src/plugin/wire/msgpack-value";
import { nullProvider } from "../../../../support/null-provider/null-resource";
import { probeProvider } from "../../../../support/plugin/probe-provider";

// None of these calls was preceded by ConfigureProvider.
const answers = answersOf(probeProvider(0))({ log: () => undefined, outlivesRuns: false });

async function ask<A>(name: string, read: Read<A>, request: Uint8Array = new Uint8Array(0)): Promise<A> {
  const answer = await answers.call(name, request, () => undefined);
  if (!(answer instanceof Uint8Array)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return readMessage(read, answer.subarray(FRAME_HEADER_BYTES));
}

const written = <Q>(write: Write<Q>, request: pb.Init<Q>): Uint8Array => writeMessage(write, request);
const text = (value: Value): pb.Init<pb.DynamicValue> => ({ msgpack: encodeValue(value, "string") });
const numbers = (value: Value): pb.Init<pb.DynamicValue> => ({ msgpack: encodeValue(value, { list: "number" }) });

async function called(name: string, given: readonly pb.Init<pb.DynamicValue>[], returns: ValueType = "string") {
  const request = written(pb.writeCallFunctionRequest, { name, arguments: given });
  const { result, error } = await ask("CallFunction", pb.readCallFunctionResponse, request);
  if (error !== undefined) return { text: error.text, at: error.place === undefined ? null : error.functionArgument };
  return { value: decodeValue(result?.msgpack ?? new Uint8Array(0), returns) };
}

describe("signatures", () => {
  test("stand in the schema, in GetFunctions and by name in GetMetadata, the same", async () => {
    const { functions } = await ask("GetProviderSchema", pb.readGetProviderSchemaResponse);
    expect((await ask("GetFunctions", pb.readGetFunctionsResponse)).functions).toEqual(functions);
    expect((await ask("GetMetadata", pb.readGetMetadataResponse)).functions.map(({ name }) => name)).toEqual(
      Object.keys(functions),
    );
  });

  test("tell parameters, variadic ones, types, nulls, unknowns and deprecations", async () => {
    const { functions } = await ask("GetFunctions", pb.readGetFunctionsResponse);
    const typeOf = (of: { readonly type: Uint8Array | undefined } | undefined): unknown =>
      JSON.parse(Buffer.from(of?.type ?? []).toString());
    expect(Object.keys(functions)).toEqual(["join", "kind", "count", "misbehave"]);
    expect(functions["join"]).toMatchObject({
      parameters: [{ name: "by", allowNullValue: false, allowUnknownValues: false }],
      variadicParameter: { name: "parts" },
      summary: "Joins texts",
      deprecationMessage: "",
    });
    expect(functions["kind"]).toMatchObject({
      parameters: [{ allowNullValue: true, allowUnknownValues: true }],
      variadicParameter: undefined,
      deprecationMessage: "Use join instead.",
    });
    expect([typeOf(functions["count"]?.parameters[0]), typeOf(functions["count"]?.return)]).toEqual([
      ["list", "number"],
      "number",
    ]);
  });

  test("of a provider without functions are none", async () => {
    const none = answersOf(nullProvider)({ log: () => undefined, outlivesRuns: false });
    const answer = (await none.call("GetFunctions", new Uint8Array(0), () => undefined)) as Uint8Array;
    expect(answer).toHaveLength(FRAME_HEADER_BYTES);
  });
});

test.each<[string, string, readonly pb.Init<pb.DynamicValue>[], unknown]>([
  ["with a variadic parameter", "join", [text("-"), text("a"), text("b")], { value: "a-b" }],
  ["with none for a variadic parameter", "join", [text("-")], { value: "" }],
  ["in JSON", "join", [{ json: Buffer.from('"-"') }, { json: Buffer.from('"a"') }, text("b")], { value: "a-b" }],
  ["with an allowed null", "kind", [text(null)], { value: "null" }],
  ["with an allowed null that is an empty value, as OpenTofu sends it", "kind", [{}], { value: "null" }],
  ["with an allowed null in JSON", "kind", [{ json: Buffer.from("null") }], { value: "null" }],
  ["with an unknown that it asks for", "kind", [text(UNKNOWN)], { value: "unknown" }],
  ["with an unknown that it does not ask for: not called", "join", [text(UNKNOWN)], { value: UNKNOWN }],
])("a call %s", async (_what, name, given, expected) => expect(await called(name, given)).toEqual(expected));

test.each<[string, string, readonly pb.Init<pb.DynamicValue>[], ValueType, unknown]>([
  ["a list", "count", [numbers([1, 2, 3])], "number", { value: 3 }],
  ["a null result", "count", [numbers([])], "number", { value: null }],
  ["a list with an unknown in it: not called", "count", [numbers([1, UNKNOWN])], "number", { value: UNKNOWN }],
  ["a null list", "count", [numbers(null)], "number", { text: "the argument must not be null", at: 0 }],
  [
    "a null on the second place",
    "join",
    [text("-"), text(null)],
    "string",
    { text: "the argument must not be null", at: 1 },
  ],
  ["another type", "count", [text("a")], "number", { text: "a value is not a list", at: 0 }],
  ["another type within", "count", [{ json: Buffer.from("[1,{}]") }], "number", { text: "[1] is not a number", at: 0 }],
  [
    "no MessagePack",
    "join",
    [text("-"), { msgpack: Buffer.from([0xc1]) }],
    "string",
    { text: "a value is not well-formed MessagePack (1 bytes)", at: 1 },
  ],
  [
    "MessagePack that claims a huge list",
    "count",
    [{ msgpack: Buffer.from([0xdd, 0x7f, 0xff, 0xff, 0xff]) }],
    "number",
    { text: "a value is not well-formed MessagePack (5 bytes)", at: 0 },
  ],
  ["too few", "join", [], "string", { text: "it takes 1 argument, and was given 0", at: null }],
  ["too many", "count", [numbers([]), text("a")], "number", { text: "it takes 1 argument, and was given 2", at: null }],
  ["its own refusal", "misbehave", [text("refuse")], "number", { text: "it is refused", at: null }],
])("arguments: %s", async (_what, name, given, returns, expected) =>
  expect(await called(name, given, returns)).toEqual(expected),
);

test("what is not there is an error of the function, and no end of the process", async () => {
  const { text: said } = (await called("nothing", [])) as { text: string };
  expect(said).toMatch(/^Could not answer Terraform's CallFunction\. .*the provider has no function "nothing"$/);
});

test.each(["throw", "odd"])("a function that misbehaves (%s) is told as a bug, with nothing secret", async (how) => {
  const { text: said, at } = (await called("misbehave", [text(how)], "number")) as { text: string; at: null };
  expect(said).toMatch(/^Could not call the function misbehave\. .*bug of the provider \(version 1\.0\.0\)/s);
  expect(said).not.toMatch(/hunter2|\.$/);
  expect(at).toBeNull();
});

test("a call that is no message is refused by its status", async () => {
  expect(await answers.call("CallFunction", Buffer.from([0x0a, 0xff]), () => undefined)).toMatchObject({ code: 13 });
});
