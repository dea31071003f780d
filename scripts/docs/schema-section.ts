import type { Attribute, Attributes, AttributeType, Schema } from "../../src/plugin/sdk/schema";

type Kind = "Required" | "Optional" | "Read-Only";
const KINDS: readonly Kind[] = ["Required", "Optional", "Read-Only"];

/** The section on a schema's attributes, in the form that Terraform registries show everywhere. */
export function schemaSection(schema: Schema): string {
  const own = byKind(schema.attributes, []).map(([kind, lines]) => `### ${kind}\n\n${lines}`);
  return ["## Schema", ...own, ...nestedSections(schema.attributes, [])].join("\n\n");
}

function nestedSections(attributes: Attributes, within: readonly string[]): string[] {
  return sorted(attributes).flatMap(([name, { type }]) => {
    const nested = nestedOf(type);
    if (nested === null) return [];
    const path = [...within, name];
    const lists = byKind(nested, path).map(([kind, lines]) => `${kind}:\n\n${lines}`);
    return [
      [`<a id="${anchor(path)}"></a>\n### Nested Schema for \`${path.join(".")}\``, ...lists].join("\n\n"),
      ...nestedSections(nested, path),
    ];
  });
}

function byKind(attributes: Attributes, within: readonly string[]): [Kind, string][] {
  return KINDS.flatMap((kind): [Kind, string][] => {
    const lines = sorted(attributes)
      .filter(([, attribute]) => kindOf(attribute) === kind)
      .map(([name, attribute]) => line(name, attribute, within));
    return lines.length === 0 ? [] : [[kind, lines.join("\n")]];
  });
}

function line(name: string, attribute: Attribute, within: readonly string[]): string {
  const below =
    nestedOf(attribute.type) === null ? "" : ` (see [below for nested schema](#${anchor([...within, name])}))`;
  return `- \`${name}\` (${[typeName(attribute.type), ...marksOf(attribute)].join(", ")}) ${attribute.description}${below}`;
}

function kindOf({ origin }: Attribute): Kind {
  switch (origin) {
    case "required":
      return "Required";
    case "optional":
    case "optional+computed":
      return "Optional";
    case "computed":
      return "Read-Only";
  }
}

function typeName(type: Attribute["type"]): string {
  if (nestedOf(type) !== null) return "Attributes";
  return plainTypeName(type as AttributeType);
}

export function plainTypeName(type: AttributeType): string {
  switch (type) {
    case "string":
      return "String";
    case "number":
      return "Number";
    case "bool":
      return "Boolean";
  }
  if ("list" in type) return `List of ${plainTypeName(type.list)}`;
  if ("set" in type) return `Set of ${plainTypeName(type.set)}`;
  return `Map of ${plainTypeName(type.map)}`;
}

function nestedOf(type: Attribute["type"]): Attributes | null {
  return typeof type === "object" && "nested" in type ? type.nested : null;
}

/** Registries make such anchors, and people link to them. */
function anchor(path: readonly string[]): string {
  return `nestedatt--${path.join("--")}`;
}

function sorted(attributes: Attributes): [string, Attribute][] {
  return Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
}

function marksOf({ sensitive, writeOnly }: Attribute): string[] {
  return [...(sensitive === true ? ["Sensitive"] : []), ...(writeOnly === true ? ["Write-only"] : [])];
}
