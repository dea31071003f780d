import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import { type IConstruct } from "constructs";
import { pathInCode, terraformPath } from "../../domain/attributes/attributes";
import { checkDeclaration, type Declaration } from "../../domain/declared/declaration";
import { isRecord } from "../../domain/is-record";
import { UNKNOWN } from "../../domain/unknown";
import { brokenNumberToken, elementIsNoText, misshapen, missing, wrongValue } from "../messages";
import { type PropTable, type Shape } from "../props/prop-table";
import { misspeltProps } from "./misspelt";

/** What is wrong with the props of one construct, each a sentence that begins with the prop's name. */
export interface PropProblems {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** All problems of the literal values at once. What only Terraform will know, tokens and `${…}`, passes. */
export function checkProps(scope: IConstruct, table: PropTable, props: object): PropProblems {
  const values = Object.fromEntries(
    Object.keys(table).map((prop) => [prop, expressionsAsUnknown(resolve(scope, (props as Values)[prop]))]),
  );
  const wrongShapes = new Map(
    Object.entries(table).flatMap(([prop, { shape, required }]) =>
      entry(prop, shapeProblem(prop, shape, required === true, values[prop])),
    ),
  );
  const wellShaped = Object.fromEntries(Object.entries(values).filter(([prop]) => !wrongShapes.has(prop)));
  const problems = checkDeclaration(declarationOf(table, wellShaped));
  const propOf = (path: readonly string[]) => {
    const attribute = terraformPath(path).join(".");
    return Object.keys(table).find((prop) => table[prop]?.attribute === attribute) ?? path.join(".");
  };
  const sentences = (severity: "error" | "warning") =>
    problems
      .filter((problem) => problem.severity === severity)
      .map((problem) => wrongValue(propOf(problem.path), problem));
  return {
    errors: [...misspeltProps(Object.keys(table), props), ...wrongShapes.values(), ...sentences("error")],
    warnings: sentences("warning"),
  };
}

/** The value with its tokens resolved, as it will stand in the JSON; null counts as left out. */
export function resolve(scope: IConstruct, value: unknown): unknown {
  return (
    Tokenization.resolve(value, { scope, preparing: false, resolver: new DefaultTokenResolver(new StringConcat()) }) ??
    undefined
  );
}

/** Whether a resolved text holds something that only Terraform will know. */
export function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

/** A resolved value as the rules may see it: unknown where only Terraform will know. */
export function expressionsAsUnknown(value: unknown): unknown {
  if (isExpression(value)) return UNKNOWN;
  return Array.isArray(value) ? value.map((element: unknown) => (isExpression(element) ? UNKNOWN : element)) : value;
}

function entry<T>(key: string, value: T | null): [string, T][] {
  return value === null ? [] : [[key, value]];
}

/**
 * Whether CDKTF has left garbage in a text: so it does where the index of a count stands in a template literal after a
 * dash.
 */
export function hasBrokenToken(value: unknown): boolean {
  return typeof value === "string" && /\d\.\d+e\+\d{3}/.test(value);
}

function shapeProblem(prop: string, shape: Shape, required: boolean, value: unknown): string | null {
  if (value === UNKNOWN) return null;
  if (value === undefined) return required ? missing(prop, shape) : null;
  switch (shape) {
    case "text":
      if (typeof value !== "string") return misshapen(prop, shape, value);
      return hasBrokenToken(value) ? brokenNumberToken(prop) : null;
    case "texts":
      return Array.isArray(value) ? elementProblem(prop, shape, value) : misshapen(prop, shape, value);
    case "pins":
      return Array.isArray(value) ? null : misshapen(prop, shape, value);
    case "flag":
      return typeof value === "boolean" ? null : misshapen(prop, shape, value);
    case "texts-by-key":
      return isRecord(value) ? elementProblem(prop, shape, Object.values(value)) : misshapen(prop, shape, value);
  }
}

function elementProblem(prop: string, shape: "texts" | "texts-by-key", elements: readonly unknown[]): string | null {
  const [wrong] = elements.filter((element) => element !== UNKNOWN && typeof element !== "string");
  return wrong === undefined ? null : elementIsNoText(prop, shape, wrong);
}

/** What the props declare, by the names that the rules speak in. */
function declarationOf(table: PropTable, values: Values): Declaration {
  const declared = new Map<string, unknown>();
  for (const [prop, row] of Object.entries(table)) {
    // No rule asks about a prop that stands for one word of an attribute.
    if (row.attribute === null || "word" in row) continue;
    const [outer = "", inner] = pathInCode(row.attribute.split("."));
    const members = declared.get(outer);
    if (inner === undefined) declared.set(outer, values[prop]);
    else declared.set(outer, { ...(isRecord(members) ? members : {}), [inner]: values[prop] });
  }
  // Every value was held against its shape before.
  return Object.fromEntries(declared);
}
