import { TerraformElement, type TerraformStack } from "cdktf";
import { isExpression, resolve } from "./check-props";

/**
 * Whether a value, as it was given, would put an API token in clear text into the stack's JSON: by itself, or by what
 * it refers to.
 */
export function standsInClearText(stack: TerraformStack, given: unknown): boolean {
  const written = resolve(stack, given);
  if (written === undefined) return false;
  if (typeof written !== "string" || !isExpression(written)) return true;
  return isMadeOfLiterals(written) || referredTo(written).some(([kind, name]) => holdsLiteral(stack, kind, name));
}

// sensitive("…") hides a value from Terraform's output, and leaves it in the JSON. A file is read where Terraform runs.
function isMadeOfLiterals(expression: string): boolean {
  const code = expression.replace(/"(?:[^"\\$]|\\.|\$(?!\{))*"/g, '""');
  return !/[A-Za-z_][\w-]*\s*[.[]/.test(code) && !/\b(?:file|filebase64|templatefile)\s*\(/.test(code);
}

function referredTo(expression: string): ["variable" | "locals", string][] {
  return [...expression.matchAll(/\b(var|local)\.([\w-]+)/g)].map(([, kind, name]) => [
    kind === "var" ? "variable" : "locals",
    name ?? "",
  ]);
}

function holdsLiteral(stack: TerraformStack, kind: "variable" | "locals", name: string): boolean {
  return stack.node.findAll().some((element) => {
    if (!TerraformElement.isTerraformElement(element)) return false;
    const members = (element.toTerraform() as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[
      kind
    ];
    const held = resolve(
      stack,
      kind === "variable" ? (members?.[name] as { readonly default?: unknown } | undefined)?.default : members?.[name],
    );
    return typeof held === "string" && held !== "" && (!isExpression(held) || isMadeOfLiterals(held));
  });
}
