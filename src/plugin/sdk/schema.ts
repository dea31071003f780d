/** A type as Terraform knows it. */
export type AttributeType =
  | "string"
  | "number"
  | "bool"
  | { readonly list: AttributeType }
  | { readonly set: AttributeType }
  | { readonly map: AttributeType };

/** Who sets an attribute: the configuration (must or may), the provider, or either. */
export type Origin = "required" | "optional" | "computed" | "optional+computed";

export interface Attribute {
  readonly origin: Origin;
  /** A plain type, or the attributes of one nested object. */
  readonly type: AttributeType | { readonly nested: Attributes };
  /** Markdown: what it is, its unit, its default, and what a change of it does. */
  readonly description: string;
  readonly sensitive?: boolean;
}

export type Attributes = Readonly<Record<string, Attribute>>;

export interface Schema {
  /** Version of the state's layout: a new one needs an upgrade step. */
  readonly version: number;
  /** Markdown. */
  readonly description: string;
  readonly attributes: Attributes;
}

type Options = Pick<Attribute, "sensitive">;

function attributesOf(origin: Origin) {
  const of = (type: Attribute["type"], description: string, options: Options = {}): Attribute => ({
    origin,
    type,
    description,
    ...options,
  });
  return {
    string: (description: string, options?: Options) => of("string", description, options),
    number: (description: string, options?: Options) => of("number", description, options),
    bool: (description: string, options?: Options) => of("bool", description, options),
    list: (element: AttributeType, description: string, options?: Options) =>
      of({ list: element }, description, options),
    set: (element: AttributeType, description: string, options?: Options) => of({ set: element }, description, options),
    map: (element: AttributeType, description: string, options?: Options) => of({ map: element }, description, options),
    nested: (attributes: Attributes, description: string, options?: Options) =>
      of({ nested: attributes }, description, options),
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
