import type { Parameter, ProviderFunction } from "../../src/plugin/sdk/function";
import type { AttributeType } from "../../src/plugin/sdk/schema";
import { fenced } from "./page";
import { plainTypeName } from "./schema-section";

/** The sections on a function's signature and arguments, in the form that Terraform registries show everywhere. */
export function signatureSection({ name, parameters, variadic, returns }: ProviderFunction): string {
  const written = [
    ...parameters.map((one) => `${one.name} ${typeText(one.type)}`),
    ...(variadic === undefined ? [] : [`${variadic.name} ${typeText(variadic.type)}...`]),
  ];
  const listed = parameters.map((one, place) => `${place + 1}. ${argument(one, "")}`);
  return [
    `## Signature\n\n${fenced("text", `${name}(${written.join(", ")}) ${typeText(returns)}`)}`,
    `## Arguments\n\n${listed.join("\n")}`,
    ...(variadic === undefined ? [] : [`1. ${argument(variadic, "Variadic, ")}`]),
  ].join("\n\n");
}

function argument({ name, type, description, allowsNull }: Parameter, kind: string): string {
  return `\`${name}\` (${kind}${plainTypeName(type)}${allowsNull === true ? ", Nullable" : ""}) ${description}`;
}

function typeText(type: AttributeType): string {
  if (typeof type === "string") return type;
  if ("list" in type) return `list of ${typeText(type.list)}`;
  return "set" in type ? `set of ${typeText(type.set)}` : `map of ${typeText(type.map)}`;
}
