import type { Path, PathStep } from "../sdk/diagnostic";
import type { Attributes, ValueType } from "../sdk/schema";
import { UNKNOWN, type Value } from "../sdk/value";
import { listOf } from "./attribute-list";
import { isExactNumber } from "./exact-number";
import { isList, isObject, type ObjectValue } from "./same-value";

/** Whether a value is of a type, with unknowns where it has them. An absent attribute counts as null. */
export function fits(value: Value | undefined, type: ValueType): boolean {
  if (value === null || value === undefined || value === UNKNOWN) return true;
  if (type === "number") return isExactNumber(value);
  if (type === "string") return typeof value === "string";
  if (type === "bool") return typeof value === "boolean";
  if ("nested" in type) return isObject(value) && objectFits(value, type.nested);
  if ("map" in type) return isObject(value) && Object.values(value).every((element) => fits(element, type.map));
  const element = "set" in type ? type.set : type.list;
  return isList(value) && value.every((item) => fits(item, element));
}

function objectFits(value: ObjectValue, attributes: Attributes): boolean {
  return listOf(attributes).every(({ name, attribute }) => fits(value[name], attribute.type));
}

/** The attributes of an object that are not of their type, nested ones by their path: none for a correct one. */
export function misfits(value: ObjectValue, attributes: Attributes): readonly Path[] {
  const found: Path[] = [];
  for (const { name, attribute } of listOf(attributes)) {
    const { type } = attribute;
    const inner = value[name];
    if (fits(inner, type)) continue;
    const here: PathStep = { attribute: name };
    if (typeof type === "object" && "nested" in type && isObject(inner))
      found.push(...misfits(inner, type.nested).map((path) => [here, ...path]));
    else found.push([here]);
  }
  return found;
}

/** A path as a person writes it: `preferences.region`, `triggers["a"]`, `numbers[0]`. */
export function textOfPath(path: Path): string {
  return path
    .map((step, at) => {
      if ("attribute" in step) return at === 0 ? step.attribute : `.${step.attribute}`;
      return "key" in step ? `[${JSON.stringify(step.key)}]` : `[${step.index}]`;
    })
    .join("");
}
