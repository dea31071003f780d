import type { Attribute, Attributes, AttributeType, Schema } from "../sdk/schema";
import * as pb from "./generated/terraform-plugin";

/** A schema as Terraform reads it. Attributes go in the order of their names, as Terraform lists them. */
export function schemaMessage(schema: Schema): pb.Init<pb.Schema> {
  const { version, description, attributes } = schema;
  return {
    version,
    block: { version, description, descriptionKind: pb.StringKind.MARKDOWN, attributes: attributeMessages(attributes) },
  };
}

function attributeMessages(attributes: Attributes): readonly pb.Init<pb.SchemaAttribute>[] {
  return Object.keys(attributes)
    .sort()
    .flatMap((name) => {
      const attribute = attributes[name];
      return attribute === undefined ? [] : [attributeMessage(name, attribute)];
    });
}

function attributeMessage(
  name: string,
  { origin, type, description, sensitive, writeOnly }: Attribute,
): pb.Init<pb.SchemaAttribute> {
  return {
    name,
    description,
    descriptionKind: pb.StringKind.MARKDOWN,
    required: origin === "required",
    optional: origin === "optional" || origin === "optional+computed",
    computed: origin === "computed" || origin === "optional+computed",
    sensitive: sensitive === true,
    // A Terraform before 1.11 skips it: `ValidateResourceConfig` tells such a host from others.
    ...(writeOnly === true ? { writeOnly } : {}),
    ...(typeof type === "object" && "nested" in type
      ? { nestedType: { attributes: attributeMessages(type.nested), nesting: pb.SchemaObjectNestingMode.SINGLE } }
      : { type: typeBytes(type) }),
  };
}

/** A type in JSON, as it goes over the wire. */
export function typeBytes(type: AttributeType): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(typeJson(type)));
}

type TypeJson = string | readonly [string, TypeJson];

/** `"string"`, `["set", "string"]`. */
function typeJson(type: AttributeType): TypeJson {
  if (typeof type === "string") return type;
  if ("list" in type) return ["list", typeJson(type.list)];
  return "set" in type ? ["set", typeJson(type.set)] : ["map", typeJson(type.map)];
}
