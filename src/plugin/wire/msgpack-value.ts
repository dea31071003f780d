import { Decoder, Encoder, ExtData, type ExtensionCodecType } from "@msgpack/msgpack";
import type { Attributes, ValueType } from "../sdk/schema";
import { UNKNOWN, type Value } from "../sdk/value";
import { isExactNumber, narrowed, numberFromDouble, numberFromText, textOfNumber } from "../values/exact-number";
import { isList, isObject, type ObjectValue } from "../values/same-value";
import { claimsAreMet } from "./msgpack-claims";
import { WireError } from "./wire-error";

/** Every extension type means an unknown value: code 0 a plain one, others refine it by what we have no use for. */
const extensions: ExtensionCodecType<undefined> = {
  tryToEncode: (value) => (value === UNKNOWN ? new ExtData(0, new Uint8Array(1)) : null),
  decode: () => UNKNOWN,
};
const encoder = new Encoder({ extensionCodec: extensions });
const decoder = new Decoder({ extensionCodec: extensions, useBigInt64: true });

/** Reads an object of a schema; null where the bytes say so. */
export function decodeObject(bytes: Uint8Array, attributes: Attributes): ObjectValue | null {
  const raw = decodeRaw(bytes);
  return raw === null ? null : settleObject(raw, attributes, "");
}

/** Reads a value of one type. */
export function decodeValue(bytes: Uint8Array, type: ValueType): Value {
  return settle(decodeRaw(bytes), type, "");
}

function decodeRaw(bytes: Uint8Array): unknown {
  const what = `a value is not well-formed MessagePack (${bytes.length} bytes)`;
  if (!claimsAreMet(bytes)) throw new WireError(what);
  try {
    return decoder.decode(bytes);
  } catch (thrown) {
    throw new WireError(what, { cause: thrown });
  }
}

function misfit(where: string, expected: string): WireError {
  return new WireError(`${where === "" ? "a value" : where} is not ${expected}`);
}

/** The decoded tree is fresh and ours: it is checked and completed in place. */
function settle(raw: unknown, type: ValueType, where: string): Value {
  if (raw === null || raw === UNKNOWN) return raw;
  if (type === "string") {
    if (typeof raw === "string") return raw;
    throw misfit(where, "a string");
  }
  if (type === "bool") {
    if (typeof raw === "boolean") return raw;
    throw misfit(where, "a bool");
  }
  if (type === "number") return settleNumber(raw, where);
  if ("nested" in type) return settleObject(raw, type.nested, where);
  if ("map" in type) {
    if (!isRecord(raw)) throw misfit(where, "a map");
    for (const key of Object.keys(raw)) raw[key] = settle(raw[key], type.map, where);
    return raw as ObjectValue;
  }
  if (!Array.isArray(raw)) throw misfit(where, "set" in type ? "a set" : "a list");
  const element = "set" in type ? type.set : type.list;
  const items: unknown[] = raw;
  for (let index = 0; index < items.length; index += 1) items[index] = settle(items[index], element, where);
  return items as readonly Value[];
}

function settleNumber(raw: unknown, where: string): Value {
  if (typeof raw === "number") return Number.isSafeInteger(raw) ? raw : checkedDouble(raw, where);
  if (typeof raw === "bigint") return narrowed(raw);
  const number = typeof raw === "string" ? numberFromText(raw) : undefined;
  if (number === undefined) throw misfit(where, "a number");
  return number;
}

function checkedDouble(raw: number, where: string): Value {
  if (Number.isNaN(raw)) throw misfit(where, "a number");
  return numberFromDouble(raw);
}

function settleObject(raw: unknown, attributes: Attributes, where: string): ObjectValue {
  if (!isRecord(raw)) throw misfit(where, "an object");
  const prefix = where === "" ? "" : `${where}.`;
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute !== undefined) raw[name] = settle(raw[name] ?? null, attribute.type, prefix + name);
  }
  for (const name in raw)
    if (!Object.hasOwn(attributes, name))
      throw new WireError(`${where === "" ? "a value" : where} has an attribute that the schema does not have`);
  return raw as ObjectValue;
}

function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
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

/** Half a surrogate pair has no UTF-8: Terraform would refuse the whole message. */
function wellFormed(text: string): string {
  return /\p{Surrogate}/u.test(text) ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text;
}
