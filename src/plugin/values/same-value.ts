import type { Attributes, AttributeType, ValueType } from "../sdk/schema";
import { UNKNOWN, type Value } from "../sdk/value";
import { listOf } from "./attribute-list";
import { equalDecimals, isExactNumber } from "./exact-number";

/** An object's attributes, as Terraform has them: all of them, null where not set. */
export type ObjectValue = { readonly [name: string]: Value };

/**
 * Whether two values of one type are the same: the order of a set means nothing, an absent attribute is null, and
 * unknown equals unknown only.
 */
export function sameValue(a: Value | undefined, b: Value | undefined, type: ValueType): boolean {
  if (a === b) return true;
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  if (a === UNKNOWN || b === UNKNOWN) return false;
  if (type === "string" || type === "bool") return false;
  if (type === "number") return isExactNumber(a) && isExactNumber(b) && equalDecimals(a, b);
  if ("set" in type) return isList(a) && isList(b) && sameSet(a, b, type.set);
  if ("list" in type)
    return (
      isList(a) &&
      isList(b) &&
      a.length === b.length &&
      a.every((element, index) => sameValue(element, b[index], type.list))
    );
  if (!isObject(a) || !isObject(b)) return false;
  if ("map" in type) return sameMap(a, b, type.map);
  return sameObject(a, b, type.nested);
}

/** Whether two objects of one schema have the same attributes. */
export function sameObject(a: ObjectValue, b: ObjectValue, attributes: Attributes): boolean {
  return listOf(attributes).every(({ name, attribute }) => sameValue(a[name], b[name], attribute.type));
}

function sameMap(a: ObjectValue, b: ObjectValue, type: AttributeType): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key], type))
  );
}

function sameSet(a: readonly Value[], b: readonly Value[], type: AttributeType): boolean {
  if (a.length !== b.length) return false;
  const isPlain = (value: Value) => typeof value === "number";
  // Each of these has one form, so that equal ones are one key.
  if (type === "string" || type === "bool" || (type === "number" && a.every(isPlain) && b.every(isPlain))) {
    const left = countOf(a);
    const right = countOf(b);
    return left.size === right.size && [...left].every(([element, count]) => right.get(element) === count);
  }
  const rest = [...b];
  return a.every((element) => {
    const at = rest.findIndex((other) => sameValue(element, other, type));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

function countOf(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is unknown, or has something unknown in it. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isObject(value) && !isExactNumber(value) && Object.values(value).some(hasUnknown);
}
