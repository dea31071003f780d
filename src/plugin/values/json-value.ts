import type { Attributes, ValueType } from "../sdk/schema";
import type { JsonValue, Value } from "../sdk/value";
import { listOf } from "./attribute-list";
import { numberFromText } from "./exact-number";
import { isObject, type ObjectValue } from "./same-value";

/** A value that is not what the schema says. */
export class MisfitError extends Error {
  constructor(
    readonly where: string,
    expected: string,
  ) {
    super(`${where === "" ? "the value" : where} is not ${expected}`);
  }
}

/** A value out of a state's JSON. Attributes that the schema does not have are dropped, missing ones null. */
export function objectFromJson(json: JsonValue, attributes: Attributes, where = ""): ObjectValue {
  if (!isRecord(json)) throw new MisfitError(where, "an object");
  const value: Record<string, Value> = {};
  for (const { name, attribute } of listOf(attributes)) {
    const given = Object.hasOwn(json, name) ? json[name] : null;
    value[name] = valueFromJson(given ?? null, attribute.type, where === "" ? name : `${where}.${name}`);
  }
  return value;
}

/** A value of one type out of JSON; `where` is its place, for errors. */
export function valueFromJson(json: JsonValue, type: ValueType, where: string): Value {
  if (json === null) return null;
  if (type === "string") {
    if (typeof json === "string") return json;
    throw new MisfitError(where, "a string");
  }
  if (type === "bool") {
    if (typeof json === "boolean") return json;
    throw new MisfitError(where, "a bool");
  }
  if (type === "number") {
    const number = typeof json === "number" || typeof json === "string" ? numberFromText(String(json)) : undefined;
    if (number !== undefined) return number;
    throw new MisfitError(where, "a number");
  }
  if ("map" in type) {
    if (!isRecord(json)) throw new MisfitError(where, "a map");
    return Object.fromEntries(
      Object.entries(json).map(([key, element]) => [
        key,
        valueFromJson(element, type.map, `${where}[${JSON.stringify(key)}]`),
      ]),
    );
  }
  if ("nested" in type) return objectFromJson(json, type.nested, where);
  if (!isArray(json)) throw new MisfitError(where, "set" in type ? "a set" : "a list");
  const element = "set" in type ? type.set : type.list;
  return json.map((item, index) => valueFromJson(item, element, `${where}[${index}]`));
}

function isArray(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}

export function isRecord(json: JsonValue | undefined): json is Readonly<Record<string, JsonValue>> {
  return isObject(json);
}
