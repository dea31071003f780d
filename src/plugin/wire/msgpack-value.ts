import { Decoder, Encoder, ExtData, type ExtensionCodecType } from "@msgpack/msgpack";
import type { Attributes, ValueType } from "../sdk/schema";
import { type Decimal, UNKNOWN, type Unknown, type Value } from "../sdk/value";
import {
  type ExactNumber,
  isExactNumber,
  narrowed,
  numberFromDouble,
  numberFromText,
  textOfNumber,
} from "../values/exact-number";
import { isList, isObject, type ObjectValue } from "../values/same-value";
import { claimsAreMet } from "./msgpack-claims";
import { WireError } from "./wire-error";

/** Every extension type means an unknown value: code 0 a plain one, others refine it by what we have no use for. */
const extensions: ExtensionCodecType<undefined> = {
  tryToEncode: (value) => (value === UNKNOWN ? new ExtData(0, new Uint8Array(1)) : null),
  decode: () => UNKNOWN,
};
const encoder = new Encoder({ extensionCodec: extensions });
const decoding = { extensionCodec: extensions, useBigInt64: true } as const;
const decoder = new Decoder(decoding);

/** A key that the decoder refuses, since an object of its making has no room for it; a map of ours has. */
const PROTO = "__proto__";
/** What stands for that key until the map is made: half a surrogate pair, which no UTF-8 has. */
const PROTO_STAND_IN = "\ud800proto";
const keyText = new TextDecoder("utf-8", { fatal: true });
const protoDecoder = new Decoder({
  ...decoding,
  keyDecoder: {
    canBeCached: (length) => length === PROTO.length,
    decode(bytes, at, length) {
      const key = keyText.decode(bytes.subarray(at, at + length));
      return key === PROTO ? PROTO_STAND_IN : key;
    },
  },
});

/** A value that can still be written to: as the decoder makes them. */
type Tree = null | boolean | string | number | bigint | Decimal | Unknown | Tree[] | { [name: string]: Tree };
type TreeObject = Extract<Tree, { [name: string]: Tree }>;

/** Reads an object of a schema; null where the bytes say so. */
export function decodeObject(bytes: Uint8Array, attributes: Attributes): ObjectValue | null {
  const raw = decodeRaw(bytes);
  return raw === null ? null : completeObject(raw, attributes, "");
}

/** Reads a value of one type. */
export function decodeValue(bytes: Uint8Array, type: ValueType): Value {
  return complete(decodeRaw(bytes), type, "");
}

function decodeRaw(bytes: Uint8Array): Tree {
  const what = `a value is not well-formed MessagePack (${bytes.length} bytes)`;
  if (!claimsAreMet(bytes)) throw new WireError(what);
  try {
    // The cast: the decoder makes nothing else but byte strings, which are no object of ours.
    return decoder.decode(bytes) as Tree;
  } catch {
    try {
      return protoDecoder.decode(bytes) as Tree;
    } catch (thrown) {
      throw new WireError(what, { cause: thrown });
    }
  }
}

function misfit(where: string, expected: string): WireError {
  return new WireError(`${where === "" ? "a value" : where} is not ${expected}`);
}

/** The decoded tree is fresh and ours: it is checked and completed in place. */
function complete(raw: Tree, type: ValueType, where: string): Tree {
  if (raw === null || raw === UNKNOWN) return raw;
  if (type === "string") {
    if (typeof raw === "string") return checkedText(raw, where);
    throw misfit(where, "a string");
  }
  if (type === "bool") {
    if (typeof raw === "boolean") return raw;
    throw misfit(where, "a bool");
  }
  if (type === "number") return completeNumber(raw, where);
  if ("nested" in type) return completeObject(raw, type.nested, where);
  if ("map" in type) {
    if (!isTreeObject(raw)) throw misfit(where, "a map");
    const map = PROTO_STAND_IN in raw ? withProtoKey(raw) : raw;
    for (const key of Object.keys(map)) map[checkedText(key, where)] = complete(map[key] ?? null, type.map, where);
    return map;
  }
  if (!Array.isArray(raw)) throw misfit(where, "set" in type ? "a set" : "a list");
  const element = "set" in type ? type.set : type.list;
  for (let index = 0; index < raw.length; index += 1) raw[index] = complete(raw[index] ?? null, element, where);
  return raw;
}

/** Where bytes are no UTF-8, the decoder makes halves of surrogate pairs of them: that would read back as other text. */
function checkedText(raw: string, where: string): string {
  if (HALF_A_PAIR.test(raw)) throw misfit(where, "well-formed text");
  return raw;
}

function withProtoKey(raw: TreeObject): TreeObject {
  return Object.fromEntries(
    Object.entries(raw).map(([key, element]) => [key === PROTO_STAND_IN ? PROTO : key, element]),
  );
}

function completeNumber(raw: Tree, where: string): ExactNumber {
  if (typeof raw === "number") return Number.isSafeInteger(raw) ? raw : checkedDouble(raw, where);
  if (typeof raw === "bigint") return narrowed(raw);
  const number = typeof raw === "string" ? numberFromText(raw) : undefined;
  if (number === undefined) throw misfit(where, "a number");
  return number;
}

function checkedDouble(raw: number, where: string): ExactNumber {
  if (Number.isNaN(raw)) throw misfit(where, "a number");
  return numberFromDouble(raw);
}

function completeObject(raw: Tree, attributes: Attributes, where: string): TreeObject {
  if (!isTreeObject(raw)) throw misfit(where, "an object");
  const prefix = where === "" ? "" : `${where}.`;
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute !== undefined) raw[name] = complete(raw[name] ?? null, attribute.type, prefix + name);
  }
  for (const name in raw)
    if (!Object.hasOwn(attributes, name))
      throw new WireError(`${where === "" ? "a value" : where} has an attribute that the schema does not have`);
  return raw;
}

function isTreeObject(raw: Tree): raw is TreeObject {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) && !ArrayBuffer.isView(raw);
}

/** Writes an object of a schema: every attribute stands in it, null where it is absent. */
export function encodeObject(value: ObjectValue | null, attributes: Attributes): Uint8Array {
  return encoder.encode(value === null ? null : plainObject(value, attributes, ""));
}

/** Writes a value of one type. */
export function encodeValue(value: Value, type: ValueType): Uint8Array {
  return encoder.encode(plain(value, type, ""));
}

function plain(value: Value | undefined, type: ValueType, where: string): unknown {
  if (value === null || value === undefined) return null;
  if (value === UNKNOWN) return value;
  if (type === "string") {
    if (typeof value === "string") return wellFormed(value);
    throw misfit(where, "a string");
  }
  if (type === "bool") {
    if (typeof value === "boolean") return value;
    throw misfit(where, "a bool");
  }
  if (type === "number") {
    if (!isExactNumber(value)) throw misfit(where, "a number");
    // Only integers and infinities mean the same in binary and in decimal.
    return typeof value === "number" && (Number.isSafeInteger(value) || !Number.isFinite(value))
      ? value
      : textOfNumber(value);
  }
  if ("nested" in type) {
    if (isObject(value)) return plainObject(value, type.nested, where);
    throw misfit(where, "an object");
  }
  if ("map" in type) {
    if (!isObject(value)) throw misfit(where, "a map");
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [wellFormed(key), plain(element, type.map, where)]),
    );
  }
  if (!isList(value)) throw misfit(where, "set" in type ? "a set" : "a list");
  const element = "set" in type ? type.set : type.list;
  return value.map((item) => plain(item, element, where));
}

function plainObject(value: ObjectValue, attributes: Attributes, where: string): Record<string, unknown> {
  const prefix = where === "" ? "" : `${where}.`;
  const all: Record<string, unknown> = {};
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute !== undefined) all[name] = plain(value[name], attribute.type, prefix + name);
  }
  return all;
}

const HALF_A_PAIR = /\p{Surrogate}/u;

/** Half a surrogate pair has no UTF-8: Terraform would refuse the whole message. */
function wellFormed(text: string): string {
  return HALF_A_PAIR.test(text) ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text;
}
