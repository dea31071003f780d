import type { Maybe, Unknown, Value } from "./value";

/** A type as Terraform knows it. */
export type AttributeType =
  | "string"
  | "number"
  | "bool"
  | { readonly list: AttributeType }
  | { readonly set: AttributeType }
  | { readonly map: AttributeType };

/** A plain type, or the attributes of one nested object. */
export type ValueType = AttributeType | { readonly nested: Attributes };

/** Who sets an attribute: the configuration (must or may), the provider, or either. */
export type Origin = "required" | "optional" | "computed" | "optional+computed";

export interface Attribute<O extends Origin = Origin, T extends ValueType = ValueType> {
  readonly origin: O;
  readonly type: T;
  /** Markdown: what it is, its unit, its default, and what a change of it does. */
  readonly description: string;
  readonly sensitive?: boolean;
  /**
   * Its value stands in the configuration alone: state, plan and every answer have null in its place. A plan finds it in
   * `config`, an apply by `writeOnly`. No set, and never computed. Terraform 1.11 or later; an older one is refused.
   */
  readonly writeOnly?: boolean;
}

export type Attributes = { readonly [name: string]: Attribute };

export interface Schema {
  /** Version of the state's layout: a new one needs an upgrade step. */
  readonly version: number;
  /** Markdown. */
  readonly description: string;
  readonly attributes: Attributes;
}

/**
 * The state of a resource of this schema, and its configuration: `StateOf<typeof schema>`, where the constant is
 * written `{ … } satisfies Schema`. Any attribute may be null (not set) or, while planning, unknown: a required one
 * too. `U` is the type of what is unknown, for an author whose own words name that symbol.
 *
 * Numbers are those that JavaScript holds exactly. Others come as bigint or `Decimal`, and `validate` sees them first:
 * Terraform asks it before every plan, so what it refuses gets no further.
 */
export type StateOf<S extends Pick<Schema, "attributes">, U extends symbol = Unknown> = ObjectOf<S["attributes"], U>;

/** An object of these attributes: a nested one, or a whole state. */
export type ObjectOf<A extends Attributes, U extends symbol = Unknown> = {
  readonly [name in keyof A]: Maybe<ValueOf<A[name]["type"], U>, U> | null;
};

/** What a type holds once it is set and known; any value where the type is not known to the compiler. */
export type ValueOf<T extends ValueType, U extends symbol = Unknown> = AttributeType extends T
  ? Value
  : T extends "string"
    ? string
    : T extends "number"
      ? number
      : T extends "bool"
        ? boolean
        : T extends { readonly nested: infer A extends Attributes }
          ? ObjectOf<A, U>
          : T extends { readonly map: infer E extends AttributeType }
            ? Readonly<Record<string, Maybe<ValueOf<E, U>, U> | null>>
            : T extends
                  { readonly list: infer E extends AttributeType } | { readonly set: infer E extends AttributeType }
              ? readonly Maybe<ValueOf<E, U>, U>[]
              : never;

export type AttributeOptions = Pick<Attribute, "sensitive" | "writeOnly">;

/** An attribute from its parts, as a table holds them. Its type keeps the origin and the type to the letter. */
export function attribute<const O extends Origin, const T extends ValueType>(
  origin: O,
  type: T,
  description: string,
  options: AttributeOptions = {},
): Attribute<O, T> {
  return { origin, type, description, ...options };
}

function attributesOf<const O extends Origin>(origin: O) {
  const plain =
    <const T extends ValueType>(type: T) =>
    (description: string, options?: AttributeOptions): Attribute<O, T> =>
      attribute(origin, type, description, options);
  return {
    string: plain("string"),
    number: plain("number"),
    bool: plain("bool"),
    list: <const E extends AttributeType>(element: E, description: string, options?: AttributeOptions) =>
      attribute(origin, { list: element }, description, options),
    set: <const E extends AttributeType>(element: E, description: string, options?: AttributeOptions) =>
      attribute(origin, { set: element }, description, options),
    map: <const E extends AttributeType>(element: E, description: string, options?: AttributeOptions) =>
      attribute(origin, { map: element }, description, options),
    nested: <const A extends Attributes>(attributes: A, description: string, options?: AttributeOptions) =>
      attribute(origin, { nested: attributes }, description, options),
  };
}

/** The configuration must set it. */
export const required = attributesOf("required");
/** The configuration may set it. */
export const optional = attributesOf("optional");
/** Only the provider sets it. */
export const computed = attributesOf("computed");
/** The configuration may set it, and the provider does where the configuration is silent. */
export const optionalComputed = attributesOf("optional+computed");
