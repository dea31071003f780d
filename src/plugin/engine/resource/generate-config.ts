import type { Attribute, Attributes } from "../../sdk/schema";
import type { Value } from "../../sdk/value";
import { isObject, type ObjectValue } from "../../values/same-value";
import type { AnyResource } from "../runtime";

/**
 * A configuration that says what a state holds: without what nobody can declare, and without secrets, which are not to
 * stand in a file.
 */
export function generateConfig({ schema }: Pick<AnyResource, "schema">, state: ObjectValue | null): ObjectValue {
  return declarable(schema.attributes, state ?? {});
}

function declarable(attributes: Attributes, state: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, declaredAs(attribute, state[name] ?? null)]),
  );
}

function declaredAs({ origin, type, sensitive, writeOnly }: Attribute, value: Value): Value {
  if (origin === "computed" || writeOnly === true) return null;
  if (sensitive === true && origin !== "required") return null;
  return typeof type === "object" && "nested" in type && isObject(value) ? declarable(type.nested, value) : value;
}
