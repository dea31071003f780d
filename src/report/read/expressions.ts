import { isRecord } from "../../domain/is-record";
import { isList, type Json, member } from "./json";
import type { ConfiguredText, LiteralToken } from "./plan";
import type { Configuration, ConfiguredProvider } from "./read-configuration";

/** The values of the root module's variables, as the plan holds them. */
export type Variables = (name: string) => Json | undefined;

/**
 * What an expression comes to. The JSON of a plan shows constants, and of everything else only what is referred to, from
 * which nothing follows: `"${var.host}.example"` refers to the same as `var.host`. The JSON syntax of configurations,
 * which CDKTF writes, keeps an expression's text, so that a bare variable of the root module is told.
 */
export function textOf(expression: Json | undefined, module: string, variables: Variables): ConfiguredText {
  if (expression === undefined) return { kind: "none" };
  if (!isRecord(expression)) return { kind: "not told" };
  const constant = member(expression, "constant_value");
  if (!refers(expression)) return constant === undefined ? { kind: "not told" } : literal(constant);
  const name = typeof constant === "string" ? /^\$\{\s*var\.([\w-]+)\s*\}$/.exec(constant)?.[1] : undefined;
  const isBare = name !== undefined && module === "" && referencesOf(expression).join() === `var.${name}`;
  if (!isBare) return { kind: "not told" };
  const value = variables(name);
  return value === undefined ? { kind: "not told" } : literal(value);
}

function literal(value: Json): ConfiguredText {
  if (value === null) return { kind: "none" };
  return typeof value === "string" && !/[$%]\{/.test(value) ? { kind: "text", text: value } : { kind: "not told" };
}

/** Whether an expression is, or may be, true. */
export function mayBeTrue(expression: Json | undefined): boolean {
  if (expression === undefined) return false;
  if (!isRecord(expression) || refers(expression)) return true;
  const constant = member(expression, "constant_value");
  return constant !== false && constant !== null;
}

/**
 * The tokens of a provider configuration that stand in the configuration itself: written in the block, as the default of
 * a variable, or handed to a module. The plan holds them in clear text. Locals are not found: the plan does not tell them.
 */
export function literalTokens(
  key: string,
  { module, expressions }: ConfiguredProvider,
  configuration: Configuration,
): LiteralToken[] {
  const found: LiteralToken[] = [];
  const seen = new Set<string>();
  const search = (expression: Json | undefined, path: string, variable: string | null): void => {
    if (!isRecord(expression)) return;
    if (!refers(expression)) {
      if (isLiteral(expression)) found.push({ where: key, variable });
      return;
    }
    if (holdsLiteral(member(expression, "constant_value"))) found.push({ where: key, variable });
    for (const reference of referencesOf(expression)) {
      const name = /^var\.([^.[]+)/.exec(reference)?.[1];
      if (name === undefined || seen.has(`${path}/${name}`)) continue;
      seen.add(`${path}/${name}`);
      const here = configuration.modules.get(path);
      if (here?.defaults.has(name) === true) found.push({ where: key, variable: name });
      search(member(here?.call.arguments ?? null, name), parentOf(path), name);
    }
  };
  search(member(expressions, "api_token"), module, null);
  return found;
}

// A function over literals has neither a constant nor a reference: sensitive("…") is as literal as "…".
function isLiteral(expression: { readonly [name: string]: Json }): boolean {
  return !Object.hasOwn(expression, "constant_value") || expression["constant_value"] !== null;
}

// The JSON syntax keeps a template's text: whatever stands beside its references, or in quotes among them, is literal.
function holdsLiteral(template: Json | undefined): boolean {
  return typeof template === "string" && !/^(?:\$\{[^"{}]*\})*$/.test(template.replace(/\["[^"]*"\]/g, ""));
}

function refers(expression: { readonly [name: string]: Json }): boolean {
  return Object.hasOwn(expression, "references");
}

function referencesOf(expression: { readonly [name: string]: Json }): string[] {
  const references = member(expression, "references") ?? null;
  return isList(references) ? references.filter((reference) => typeof reference === "string") : [];
}

/** The module that calls the one at an address. */
function parentOf(path: string): string {
  return path.split(".").slice(0, -2).join(".");
}
