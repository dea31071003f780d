import type { Attribute, Attributes } from "../sdk/schema";

/** An attribute of a schema, and what it is called. */
export interface NamedAttribute {
  readonly name: string;
  readonly attribute: Attribute;
}

/** The attributes of a schema in its order. */
export const listOf = onceForEach((attributes): readonly NamedAttribute[] =>
  Object.entries(attributes).map(([name, attribute]) => ({ name, attribute })),
);

/** What is derived from a schema, once: each call of Terraform asks for it several times. */
export function onceForEach<T extends object>(derive: (attributes: Attributes) => T): (attributes: Attributes) => T {
  const known = new WeakMap<Attributes, T>();
  return (attributes) => {
    let derived = known.get(attributes);
    if (derived === undefined) {
      derived = derive(attributes);
      known.set(attributes, derived);
    }
    return derived;
  };
}
