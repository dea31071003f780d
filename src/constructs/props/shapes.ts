import { TerraformCount, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { isRecord } from "../../domain/is-record";
import { UNKNOWN } from "../../domain/unknown";
import { mayHoldToken } from "../expressions/resolve";
import {
  type Encoding,
  encodingOf,
  isGarbled,
  type Stray,
  strayAmong,
  strayAmongKeys,
  strayIn,
} from "../expressions/tokens";
import {
  elementIsNoText,
  misshapen,
  missing,
  noWord,
  strayToken,
  tokenInSwitch,
  tokenOfAnotherKind,
} from "../messages";
import { type Prop, type Shape } from "./prop-table";

/** The tokens that can stand for a whole value of a shape. The kind of the others says that Terraform would refuse. */
const SERVES: Readonly<Partial<Record<Shape, readonly Encoding[]>>> = {
  text: ["any", "text", "number"],
  number: ["any", "text", "number"],
  flag: ["any", "text"],
  numbers: ["any", "text", "list"],
  texts: ["any", "text", "list"],
  pins: ["any", "text", "list", "numbers"],
  "texts-by-key": ["any", "text", "map"],
};

/**
 * What is wrong with a value as it was given, before any token is resolved; null where it can be handed on. Tokens pass
 * whole where they can stand for a value of this shape.
 */
export function problemOfGiven(prop: string, row: Prop, value: unknown): string | null {
  if (value === undefined || value === null) return row.required === true ? missing(prop, row.shape) : null;
  const encoding = isMetaShape(row.shape) ? null : encodingOf(value);
  if (encoding === null || (encoding === "text" && row.shape === "text")) {
    const stray = strayOf(value);
    return stray === null ? problemOfShape(prop, row, value) : strayToken(prop, stray);
  }
  if (encoding === "text" && typeof value === "string") {
    const stray = strayIn(value);
    if (stray !== null) return strayToken(prop, stray);
  }
  const serving = SERVES[row.shape];
  if (serving === undefined) return tokenInSwitch(prop);
  return serving.includes(encoding) ? null : tokenOfAnotherKind(prop, row.shape, encoding);
}

/** What is wrong with a value as it stands in the JSON, unknown where only Terraform will know it. */
export function problemOfWritten(prop: string, row: Prop, value: unknown): string | null {
  if (value === UNKNOWN) return null;
  if (value === undefined || value === null) return row.required === true ? missing(prop, row.shape) : null;
  return problemOfShape(prop, row, value);
}

/** Whether a value that stands in the JSON holds what is left of a number token. */
export function holdsGarble(value: unknown): boolean {
  if (typeof value === "string") return isGarbled(value);
  if (Array.isArray(value)) return value.some(holdsGarble);
  return isRecord(value) && Object.entries(value).some((member) => member.some(holdsGarble));
}

function strayOf(value: unknown): Stray | null {
  if (!mayHoldToken(value)) return null;
  if (typeof value === "string") return strayIn(value);
  if (Array.isArray(value)) return strayAmong(value) ?? first(value.map(strayWithin));
  if (!isPlain(value)) return null;
  return strayAmongKeys(Object.keys(value)) ?? first(Object.values(value).map(strayWithin));
}

function strayWithin(element: unknown): Stray | null {
  return typeof element === "string" ? strayIn(element) : null;
}

function first<T>(found: readonly (T | null)[]): T | null {
  return found.find((one) => one !== null) ?? null;
}

function problemOfShape(prop: string, row: Prop, value: unknown): string | null {
  const { shape, words } = row;
  const secret = row.secret === true;
  if (!hasShape(shape, value)) return misshapen(prop, shape, value, secret);
  if (words !== undefined && encodingOf(value) === null && !words.includes(value as string))
    return noWord(prop, value, words);
  if (shape === "numbers" || shape === "texts" || shape === "names")
    return problemOfElements(prop, shape, value as readonly unknown[]);
  if (shape === "texts-by-key") return problemOfElements(prop, shape, Object.values(value as object));
  return null;
}

function hasShape(shape: Shape, value: unknown): boolean {
  switch (shape) {
    case "text":
    case "name":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "flag":
    case "switch":
      return typeof value === "boolean";
    case "vendoring":
      return typeof value === "boolean" || isVendoringFrom(value);
    case "numbers":
    case "texts":
    case "names":
    case "pins":
    case "list":
      return Array.isArray(value);
    case "texts-by-key":
      return isPlain(value);
    case "object":
      return isRecord(value);
    case "provider":
      return TerraformProvider.isTerraformProvider(value);
    case "iterator":
      return isRecord(value) && "_getForEachExpression" in value;
    case "count":
      return typeof value === "number" || TerraformCount.isTerraformCount(value) || encodingOf(value) !== null;
  }
}

function problemOfElements(
  prop: string,
  shape: "numbers" | "texts" | "names" | "texts-by-key",
  elements: readonly unknown[],
): string | null {
  const wrong = elements.filter((element) => {
    if (element === undefined || element === null || element === UNKNOWN || typeof element === "string") return false;
    const encoding = encodingOf(element);
    return encoding !== "any" && encoding !== "number";
  });
  return wrong.length === 0 ? null : elementIsNoText(prop, shape, wrong[0]);
}

/** `{ from }`, and nothing beside it; a token can't be read by a synthesis. */
function isVendoringFrom(value: unknown): boolean {
  if (!isPlain(value) || Object.keys(value).join() !== "from") return false;
  const { from } = value;
  return typeof from === "string" && from.trim() !== "" && encodingOf(from) === null && strayIn(from) === null;
}

function isMetaShape(shape: Shape): boolean {
  return ["provider", "iterator", "count", "list", "object"].includes(shape);
}

/** An object of named members, and no construct, date or other thing of a class of its own. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isRecord(value) && Object.prototype.toString.call(value) === "[object Object]" && !Construct.isConstruct(value)
  );
}
