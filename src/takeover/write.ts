import { ALLOCATION_PROPS } from "../constructs/props/prop-table";
import { type Language } from "../domain/language";
import { type Declaration } from "./declaration";
import { constructsIntroduction, hclIntroduction } from "./messages";

/** An allocation as it is written down. */
export interface Written {
  readonly id: string;
  readonly name: string;
  readonly declaration: Declaration;
}

/** The text of a file that takes all of them over. */
export function textOf(language: Language, all: readonly Written[]): string {
  return language === "hcl" ? hclOf(all) : constructsOf(language, all);
}

function hclOf(all: readonly Written[]): string {
  const blocks = all.map(({ id, name, declaration }) => {
    const width = Math.max(...[...declaration.keys()].map((attribute) => attribute.length));
    return [
      "import {",
      `  to = greenvn_allocation.${name}`,
      `  id = ${hclText(id)}`,
      "}",
      "",
      `resource "greenvn_allocation" "${name}" {`,
      ...[...declaration].map(([attribute, value]) => `  ${attribute.padEnd(width)} = ${listed(value, hclText)}`),
      "}",
    ].join("\n");
  });
  return `${[commented(hclIntroduction(), "#"), ...blocks].join("\n\n")}\n`;
}

function constructsOf(language: "cdktf" | "cdktn", all: readonly Written[]): string {
  const blocks = all.flatMap(({ id, name, declaration }) => [
    `  new GreenVnAllocation(scope, ${JSON.stringify(name)}, {`,
    `    importFrom: ${JSON.stringify(id)},`,
    ...[...declaration].map(([attribute, value]) => `    ${propOf(attribute)}: ${listed(value, scriptText)},`),
    "    outputs: false,",
    "  });",
  ]);
  return [
    `import { GreenVnAllocation } from "cdktf-greenvn${language === "cdktn" ? "/cdktn" : ""}";`,
    'import { type Construct } from "constructs";',
    "",
    commented(constructsIntroduction(), "//"),
    "export function takeOver(scope: Construct): void {",
    ...blocks,
    "}",
    "",
  ].join("\n");
}

const PROPS = new Map(Object.entries(ALLOCATION_PROPS).map(([prop, { attribute }]) => [attribute as string, prop]));

function propOf(attribute: string): string {
  const prop = PROPS.get(attribute);
  if (prop === undefined) throw new Error(`no prop sets ${attribute}`);
  return prop;
}

function listed(value: string | readonly string[], text: (one: string) => string): string {
  return typeof value === "string" ? text(value) : `[${value.map(text).join(", ")}]`;
}

/** A text that Terraform takes as it stands: what would begin an expression is written twice. */
export function hclText(text: string): string {
  const escaped = text.replace(/[\\"\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const known = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
    if (known !== undefined) return known;
    const point = character.codePointAt(0) ?? 0;
    return point > 0xffff ? `\\U${point.toString(16).padStart(8, "0")}` : `\\u${point.toString(16).padStart(4, "0")}`;
  });
  return `"${withoutTemplates(escaped)}"`;
}

/** The same for a construct, whose texts Terraform reads out of JSON. */
function scriptText(text: string): string {
  return JSON.stringify(withoutTemplates(text)).replace(
    /[\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function withoutTemplates(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
}

function commented(text: string, mark: string): string {
  return text
    .split("\n")
    .map((line) => `${mark} ${line}`.trimEnd())
    .join("\n");
}
