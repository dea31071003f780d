import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import { type IConstruct } from "constructs";
import { checkDeclaration, type Declaration, type DeclaredPreferences } from "../../domain/declaration";
import { isRecord } from "../../domain/is-record";
import { UNKNOWN } from "../../domain/unknown";
import { misspeltProps } from "./misspelt";

/**
 * What a prop must be made of, so that a wrong value from a file or from plain JavaScript is named instead of crashing.
 */
export type Shape = "text" | "texts" | "pins" | "flag" | "texts by key";

/** The props of a construct that are checked, by name. */
export type Shapes = Readonly<Record<string, { readonly shape: Shape; readonly required?: true }>>;

/** What is wrong with the props of one construct, each a sentence that begins with the prop's name. */
export interface PropProblems {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** All problems of the literal values at once. What only Terraform will know, tokens and `${…}`, passes. */
export function checkProps(scope: IConstruct, shapes: Shapes, props: object): PropProblems {
  const values = Object.fromEntries(
    Object.keys(shapes).map((prop) => [prop, expressionsAsUnknown(resolve(scope, (props as Values)[prop]))]),
  );
  const misshapen = new Map(
    Object.entries(shapes).flatMap(([prop, { shape, required }]) =>
      entry(prop, shapeProblem(shape, required === true, values[prop])),
    ),
  );
  const wellShaped = Object.fromEntries(Object.entries(values).filter(([prop]) => !misshapen.has(prop)));
  const problems = checkDeclaration(declarationOf(wellShaped));
  const propOf = (path: readonly string[]) => PROP_OF[path.join(".")]?.find((prop) => prop in shapes) ?? path.join(".");
  const sentences = (severity: "error" | "warning") =>
    problems
      .filter((problem) => problem.severity === severity)
      .map(({ path, value, expected }) => `${propOf(path)}: ${value === undefined ? "" : `${value} `}${expected}`);
  return {
    errors: [
      ...misspeltProps(Object.keys(shapes), props),
      ...[...misshapen].map(([prop, problem]) => `${prop}: ${problem}`),
      ...sentences("error"),
    ],
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

function shapeProblem(shape: Shape, required: boolean, value: unknown): string | null {
  if (value === UNKNOWN) return null;
  if (value === undefined) return required ? `is missing; ${howTo[shape]}` : null;
  switch (shape) {
    case "text":
      if (typeof value !== "string")
        return `${shown(value)} is no text; ${howTo[shape]}${typeof value === "number" ? `: "${value}"` : ""}`;
      return hasBrokenToken(value)
        ? "holds a number token that CDKTF can not write after a dash; write it with Token.asString: `driver-${Token.asString(count.index)}`"
        : null;
    case "texts":
      if (!Array.isArray(value)) return `${shown(value)} is no list; ${howTo[shape]}`;
      return noText(value, howTo[shape]);
    case "pins":
      return Array.isArray(value) ? null : `is no list; ${howTo[shape]}`;
    case "flag":
      return typeof value === "boolean" ? null : `${shown(value)} is neither true nor false; ${howTo[shape]}`;
    case "texts by key":
      if (!isRecord(value)) return `${shown(value)} is no map; ${howTo[shape]}`;
      return noText(Object.values(value), howTo[shape]);
  }
}

function noText(elements: readonly unknown[], instead: string): string | null {
  const [wrong] = elements.filter((element) => element !== UNKNOWN && typeof element !== "string");
  return wrong === undefined ? null : `holds ${shown(wrong)}, which is no text; ${instead}`;
}

const howTo: Readonly<Record<Shape, string>> = {
  text: "write it as text, in quotes",
  texts: 'give a list of numbers in E.164, such as ["+919876543210"]',
  pins: "give a list of whole numbers above 0, such as [4711]",
  flag: "write true or false, not in quotes",
  "texts by key": 'give a map of texts, such as { quarter: "2026-Q1" }',
};

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** The props by the names of the declaration that the provider's rules speak of. */
const PROP_OF: Readonly<Record<string, readonly string[]>> = {
  greenvnId: ["greenvnId", "allocationId"],
  apartyNumbers: ["aPartyNumbers"],
  bpartyNumbers: ["bPartyNumbers"],
  apartyPins: ["aPartyPins"],
  bpartyPins: ["bPartyPins"],
  "preferences.greenvn": ["number"],
  "preferences.region": ["region"],
  "preferences.numberType": ["numberType"],
  "preferences.pinCode": ["pinCode"],
  "deallocationPolicy.duration": ["deallocateAfter"],
};

function declarationOf(values: Values): Declaration {
  const {
    connectionId,
    greenvnId,
    allocationId,
    aPartyNumbers,
    bPartyNumbers,
    aPartyPins,
    bPartyPins,
    usage,
    number,
    region,
    numberType,
    pinCode,
    deallocateAfter,
    flowId,
  } = values;
  const preferences = { greenvn: number, region, numberType, pinCode } as DeclaredPreferences;
  // Every value was held against its shape before.
  return {
    connectionId,
    greenvnId: greenvnId ?? allocationId,
    apartyNumbers: aPartyNumbers,
    bpartyNumbers: bPartyNumbers,
    apartyPins: aPartyPins,
    bpartyPins: bPartyPins,
    usage,
    preferences,
    deallocationDuration: deallocateAfter,
    flowId,
  } as Declaration;
}
