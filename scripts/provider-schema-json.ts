import type { Parameter, ProviderFunction } from "../src/plugin/sdk/function";
import { type Attribute, type Attributes, type AttributeType, type Schema } from "../src/plugin/sdk/schema";

/** A type as Terraform writes it in JSON: `"string"`, `["set", "string"]`. */
export type TypeJson = "string" | "number" | "bool" | readonly ["list" | "set" | "map", TypeJson];

export interface AttributeJson {
  readonly type?: TypeJson;
  readonly nested_type?: {
    readonly attributes: Readonly<Record<string, AttributeJson>>;
    readonly nesting_mode: "single";
  };
  readonly description: string;
  readonly description_kind: "markdown";
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly sensitive?: true;
  readonly write_only?: true;
}

export interface SchemaJson {
  readonly version: number;
  readonly block: {
    readonly attributes: Readonly<Record<string, AttributeJson>>;
    readonly description: string;
    readonly description_kind: "markdown";
  };
}

export interface ParameterJson {
  readonly name: string;
  readonly description: string;
  readonly is_nullable?: true;
  readonly type: TypeJson;
}

export interface FunctionJson {
  readonly description: string;
  readonly summary: string;
  readonly return_type: TypeJson;
  readonly parameters: readonly ParameterJson[];
  readonly variadic_parameter?: ParameterJson;
}

/** One provider's schemas as `terraform providers schema -json` prints them. */
export interface ProviderSchemaJson {
  readonly format_version: "1.0";
  readonly provider_schemas: Readonly<
    Record<
      string,
      {
        readonly provider: SchemaJson;
        readonly resource_schemas: Readonly<Record<string, SchemaJson>>;
        readonly data_source_schemas: Readonly<Record<string, SchemaJson>>;
        readonly functions?: Readonly<Record<string, FunctionJson>>;
      }
    >
  >;
}

/** The schemas of one provider, in the framework's own form. */
export interface ProviderSchemas {
  readonly provider: Schema;
  readonly resources: Readonly<Record<string, Schema>>;
  readonly dataSources: Readonly<Record<string, Schema>>;
  readonly functions?: readonly ProviderFunction[];
}

/** What `terraform providers schema -json` prints for these schemas, without starting the provider. */
export function providerSchemaJson(address: string, schemas: ProviderSchemas): ProviderSchemaJson {
  return {
    format_version: "1.0",
    provider_schemas: {
      [address]: {
        provider: schemaJson(schemas.provider),
        resource_schemas: mapValues(schemas.resources, schemaJson),
        data_source_schemas: mapValues(schemas.dataSources, schemaJson),
        ...(schemas.functions === undefined
          ? {}
          : {
              functions: mapValues(Object.fromEntries(schemas.functions.map((one) => [one.name, one])), functionJson),
            }),
      },
    },
  };
}

function functionJson({ description, summary, returns, parameters, variadic }: ProviderFunction): FunctionJson {
  return {
    description,
    summary,
    return_type: typeJson(returns),
    parameters: parameters.map(parameterJson),
    ...(variadic === undefined ? {} : { variadic_parameter: parameterJson(variadic) }),
  };
}

function parameterJson({ name, description, type, allowsNull }: Parameter): ParameterJson {
  return { name, description, ...(allowsNull === true ? { is_nullable: true } : {}), type: typeJson(type) };
}

function schemaJson(schema: Schema): SchemaJson {
  return {
    version: schema.version,
    block: {
      attributes: attributesJson(schema.attributes),
      description: schema.description,
      description_kind: "markdown",
    },
  };
}

// Terraform prints every map in the order of its keys.
function attributesJson(attributes: Attributes): Readonly<Record<string, AttributeJson>> {
  return mapValues(attributes, attributeJson);
}

function attributeJson(attribute: Attribute): AttributeJson {
  return {
    ...typeOf(attribute),
    description: attribute.description,
    description_kind: "markdown",
    ...(attribute.origin === "required" ? { required: true } : {}),
    ...(attribute.origin === "optional" || attribute.origin === "optional+computed" ? { optional: true } : {}),
    ...(attribute.origin === "computed" || attribute.origin === "optional+computed" ? { computed: true } : {}),
    ...(attribute.sensitive === true ? { sensitive: true } : {}),
    ...(attribute.writeOnly === true ? { write_only: true } : {}),
  };
}

function typeOf({ type }: Attribute): Pick<AttributeJson, "type" | "nested_type"> {
  if (typeof type === "object" && "nested" in type)
    return { nested_type: { attributes: attributesJson(type.nested), nesting_mode: "single" } };
  return { type: typeJson(type) };
}

function typeJson(type: AttributeType): TypeJson {
  if (typeof type === "string") return type;
  if ("list" in type) return ["list", typeJson(type.list)];
  if ("set" in type) return ["set", typeJson(type.set)];
  return ["map", typeJson(type.map)];
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(
    Object.entries(record)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => [key, change(value)]),
  );
}
