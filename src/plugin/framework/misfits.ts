import type { Path, PathStep } from "./diagnostic";
import { isExactNumber } from "./exact-number";
import { isList, isObject, type ObjectValue, type ValueType } from "./same-value";
import type { Attributes } from "./schema";
import { UNKNOWN, type Value } from "./value";

/** Where an object that a resource returned is not of its schema's types: empty for a correct one. An absent attribute counts as null. */
export function misfits(value: ObjectValue, attributes: Attributes): readonly Path[] {
  const found: Path[] = [];
  collectObject(value, attributes, [], found);
  return found;
}

function collectObject(value: ObjectValue, attributes: Attributes, path: Path, found: Path[]): void {
  for (const [name, { type }] of Object.entries(attributes)) collect(value[name], type, [...path, { attribute: name }], found);
}

function collect(value: Value | undefined, type: ValueType, path: Path, found: Path[]): void {
  if (value === null || value === undefined || value === UNKNOWN) return;
  if (typeof type === "string") {
    const fits = type === "number" ? isExactNumber(value) : typeof value === (type === "bool" ? "boolean" : "string");
    if (!fits) found.push(path);
  } else if ("nested" in type) {
    if (isObject(value)) collectObject(value, type.nested, path, found);
    else found.push(path);
  } else if ("map" in type) {
    if (isObject(value)) collectAll(Object.entries(value), (key) => ({ key }), type.map, path, found);
    else found.push(path);
  } else if (isList(value)) {
    const element = "set" in type ? type.set : type.list;
    collectAll([...value.entries()], (index) => ({ index }), element, path, found);
  } else {
    found.push(path);
  }
}

function collectAll<K>(entries: readonly (readonly [K, Value])[], step: (key: K) => PathStep, type: ValueType, path: Path, found: Path[]): void {
  for (const [key, element] of entries) collect(element, type, [...path, step(key)], found);
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
