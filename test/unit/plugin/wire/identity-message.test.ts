import { optional, required } from "../../../../src/plugin/sdk/schema";
import { writeDynamic } from "../../../../src/plugin/wire/dynamic-value";
import { identitySchemaMessage, readIdentity, writeIdentity } from "../../../../src/plugin/wire/identity-message";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const attributes = { id: required.string("the id"), ports: optional.list("number", "its ports") };
const identity = { version: 2, attributes };

test("an identity's layout goes out with what an import needs of it", () =>
  expect(identitySchemaMessage(identity)).toEqual({
    version: 2,
    identityAttributes: [
      { name: "id", type: bytes('"string"'), requiredForImport: true, optionalForImport: false, description: "the id" },
      {
        name: "ports",
        type: bytes('["list","number"]'),
        requiredForImport: false,
        optionalForImport: true,
        description: "its ports",
      },
    ],
  }));

test("an object has no place in an identity", () => {
  const nested = { ...attributes, inner: optional.nested({ a: optional.bool("") }, "") };
  const { identityAttributes } = identitySchemaMessage({ version: 2, attributes: nested });
  expect(identityAttributes).toHaveLength(2);
});

test("what is written is read back", () => {
  const value = { id: "a", ports: [1, 2] };
  const identityData = writeIdentity(value, identity)?.identityData;
  expect(readIdentity({ identityData: { msgpack: identityData?.msgpack, json: undefined } }, identity)).toEqual(value);
});

test.each([
  ["Terraform knows none", undefined, identity],
  ["Terraform's message has none", { identityData: undefined }, identity],
  [
    "the resource has none",
    { identityData: { json: undefined, msgpack: undefined, ...writeDynamic({ id: "a" }, attributes) } },
    undefined,
  ],
])("none is read where %s", (_where, message, of) => expect(readIdentity(message, of)).toBeNull());

test.each([
  ["there is nothing to tell", null, identity],
  ["the resource has none", { id: "a" }, undefined],
])("none is written where %s", (_where, value, of) => expect(writeIdentity(value, of)).toBeUndefined());
