import type { Path } from "../sdk/diagnostic";
import type { Attribute, Attributes } from "../sdk/schema";
import type { Value } from "../sdk/value";
import { listOf, onceForEach } from "./attribute-list";
import { isObject, type ObjectValue } from "./same-value";

/** An object as every answer may have it: null in the place of what is write-only. */
export function withoutWriteOnly(value: ObjectValue, attributes: Attributes): ObjectValue {
  // As it is, which is what nearly every answer of a resource already says.
  if (holders(attributes).every((name) => (value[name] ?? null) === null)) return value;
  return filtered(value, attributes, (isWriteOnly) => !isWriteOnly);
}

/** An object as an apply may see its configuration: null in the place of what is not write-only. */
export function writeOnlyAlone(value: ObjectValue, attributes: Attributes): ObjectValue {
  return filtered(value, attributes, (isWriteOnly) => isWriteOnly);
}

/** Where a configuration sets what is write-only; what is not known yet counts as set. */
export function writeOnlyIn(value: ObjectValue, attributes: Attributes): readonly Path[] {
  if (!hasWriteOnly(attributes)) return [];
  return listOf(attributes).flatMap(({ name, attribute }): Path[] => {
    const inner = value[name] ?? null;
    if (attribute.writeOnly === true) return inner === null ? [] : [[{ attribute: name }]];
    const nested = nestedIn(attribute);
    if (nested === null || !isObject(inner)) return [];
    return writeOnlyIn(inner, nested).map((path) => [{ attribute: name }, ...path]);
  });
}

function filtered(value: ObjectValue, attributes: Attributes, isKept: (isWriteOnly: boolean) => boolean): ObjectValue {
  if (!hasWriteOnly(attributes)) return isKept(false) ? value : blank(attributes);
  return Object.fromEntries(
    listOf(attributes).map(({ name, attribute }): [string, Value] => {
      const inner = value[name] ?? null;
      const nested = nestedIn(attribute);
      if (attribute.writeOnly !== true && nested !== null && isObject(inner))
        return [name, filtered(inner, nested, isKept)];
      return [name, isKept(attribute.writeOnly === true) ? inner : null];
    }),
  );
}

function blank(attributes: Attributes): ObjectValue {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
}

function nestedIn({ type }: Attribute): Attributes | null {
  return typeof type === "object" && "nested" in type ? type.nested : null;
}

/** The attributes that are write-only, or hold what is. */
const holders = onceForEach((attributes): readonly string[] =>
  listOf(attributes).flatMap(({ name, attribute }) => {
    const nested = nestedIn(attribute);
    return attribute.writeOnly === true || (nested !== null && hasWriteOnly(nested)) ? [name] : [];
  }),
);

function hasWriteOnly(attributes: Attributes): boolean {
  return holders(attributes).length > 0;
}
