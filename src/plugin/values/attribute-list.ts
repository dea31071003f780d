import type { Attribute, Attributes } from "../sdk/schema";

/** An attribute of a schema, and what it is called. */
export interface NamedAttribute {
  readonly name: string;
  readonly attribute: Attribute;
}

const lists = new WeakMap<Attributes, readonly NamedAttribute[]>();

/** The attributes of a schema in its order. Listed once: each call of Terraform goes through them several times. */
export function listOf(attributes: Attributes): readonly NamedAttribute[] {
  let list = lists.get(attributes);
  if (list === undefined) {
    list = Object.entries(attributes).map(([name, attribute]) => ({ name, attribute }));
    lists.set(attributes, list);
  }
  return list;
}
