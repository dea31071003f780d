import { TerraformElement, type TerraformStack } from "cdktf";
import { isRecord } from "../../domain/is-record";
import { type Expression, readTemplate } from "../expressions/hcl";
import { resolve } from "../expressions/resolve";

/** Whether an API token stands in clear text in a stack's JSON: for certain, or where it only may be one. */
export type ClearText = "certain" | "possible" | "none";

type Path = readonly (string | null)[];

/** What a stack declares once for all, as it stands in its JSON. */
interface Named {
  readonly variable: Readonly<Record<string, unknown>>;
  readonly locals: Readonly<Record<string, unknown>>;
}

/** Functions that give one of their arguments, or what is made of it. */
const PASS_ON = [
  ...["coalesce", "coalescelist", "try", "sensitive", "nonsensitive", "ephemeralasnull", "tostring", "one", "concat"],
  ...["trimspace", "chomp", "lower", "upper", "title", "flatten", "compact", "merge", "values", "tolist", "toset"],
  ...["tomap", "jsondecode", "base64decode", "urlencode", "reverse", "distinct", "strrev"],
];

/** Functions whose texts name or count something, and are no value. */
const NAME_SOMETHING = [
  ...["file", "filebase64", "templatefile", "fileexists", "fileset", "abspath", "pathexpand", "dirname", "basename"],
  ...["timestamp", "uuid", "plantimestamp"],
];

/** The fewest letters and digits of a piece of text that must be taken for a part of a token. */
const PART_OF_A_TOKEN = 4;

/** Judges values of `api_token` as they stand in the JSON, and what they lead to: locals and defaults of variables. */
export function standsInClearText(stack: TerraformStack, written: readonly unknown[]): ClearText {
  const search = new Search(() => namedIn(stack));
  return worst(written.map((token) => search.value(token, [])));
}

/** The tokens that the stack itself writes over those of its providers. */
export function overriddenTokens(stack: TerraformStack): unknown[] {
  return tokensIn(member(member(overridesOf(stack), "provider"), "greenvn"));
}

function tokensIn(blocks: unknown): unknown[] {
  if (typeof blocks !== "object" || blocks === null) return [];
  return Object.entries(blocks as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
    name === "api_token" ? [value] : tokensIn(value),
  );
}

function overridesOf(stack: TerraformStack): unknown {
  return resolve(stack, Reflect.get(stack, "rawOverrides"));
}

class Search {
  private readonly open = new Set<string>();
  private known: Named | undefined;

  public constructor(private readonly named: () => Named) {}

  /** A value of the JSON, and what is taken of it. */
  public value(written: unknown, path: Path): ClearText {
    if (written === undefined || written === null) return "none";
    if (typeof written === "string") return this.text(written, path);
    if (typeof written === "number") return "certain";
    if (typeof written !== "object") return "none";
    const [key, ...rest] = path;
    if (typeof key === "string" && Object.hasOwn(written, key))
      return this.value((written as Readonly<Record<string, unknown>>)[key], rest);
    // Which of its members is taken, only Terraform knows.
    return atMostPossible(worst(Object.values(written).map((member) => this.value(member, []))));
  }

  private text(text: string, path: Path): ClearText {
    const parts = readTemplate(text);
    if (parts === null) return this.unreadable(text);
    return this.template(parts, path);
  }

  private template(parts: readonly (string | Expression)[], path: Path): ClearText {
    const isLiteral = parts.every((part) => typeof part === "string");
    return worst(
      parts.map((part) => {
        if (typeof part !== "string") return this.expression(part, parts.length === 1 ? path : []);
        const letters = part.replace(/[^A-Za-z0-9]/g, "").length;
        if (isLiteral ? part.trim() !== "" : letters >= PART_OF_A_TOKEN) return "certain";
        return letters > 0 ? "possible" : "none";
      }),
    );
  }

  private expression(expression: Expression, path: Path): ClearText {
    switch (expression.kind) {
      case "template":
        return this.template(expression.parts, path);
      case "reference":
        return this.reference(expression.name, [...expression.path, ...path]);
      case "call":
        return this.call(expression.name, expression.given, path);
      case "choice":
        return worst([this.expression(expression.either, path), this.expression(expression.or, path)]);
      case "members":
        return this.members(expression.members, path);
      case "operation":
        return "none";
      case "other":
        return /^\d+$/.test(expression.text) ? "certain" : "none";
    }
  }

  private members(members: readonly (readonly [string | null, Expression])[], [key, ...rest]: Path): ClearText {
    const named = members.find(([name], at) => key === (name ?? String(at)));
    if (typeof key === "string" && named !== undefined) return this.expression(named[1], rest);
    return worst(members.map(([, member]) => this.expression(member, [])));
  }

  private reference(root: string, [name, ...rest]: Path): ClearText {
    if (typeof name !== "string" || (root !== "var" && root !== "local")) return "none";
    const key = `${root}.${name}`;
    if (this.open.has(key)) return "none";
    this.open.add(key);
    const { variable, locals } = (this.known ??= this.named());
    const held = root === "local" ? locals[name] : member(variable[name], "default");
    const found = this.value(held, rest);
    this.open.delete(key);
    return found;
  }

  private call(name: string, given: readonly Expression[], path: Path): ClearText {
    const [first, ...others] = given;
    if (first === undefined || NAME_SOMETHING.includes(name)) return "none";
    const all = (of: readonly Expression[]) => worst(of.map((one) => this.expression(one, [])));
    switch (name) {
      case "lookup":
        return worst([this.expression(first, [literalIn(others[0]), ...path]), all(others.slice(1))]);
      case "element":
        return this.expression(first, [literalIn(others[0])]);
      case "join":
        return worst([atMostPossible(all([first])), all(others)]);
      case "split":
      case "regex":
        return all(others);
      case "format":
        return worst([this.pattern(first), all(others)]);
      case "replace":
        return worst([this.expression(first, []), atMostPossible(all(others.slice(1)))]);
      case "substr":
      case "trimprefix":
      case "trimsuffix":
      case "trim":
        return this.expression(first, []);
    }
    if (PASS_ON.includes(name)) return worst(given.map((one) => this.expression(one, path)));
    return given.every(isMadeOfLiterals) ? all(given) : atMostPossible(all(given));
  }

  /** What a pattern of `format` holds beside the places that it fills. */
  private pattern(pattern: Expression): ClearText {
    if (pattern.kind !== "template") return this.expression(pattern, []);
    const literal = pattern.parts.map((part) => (typeof part === "string" ? part : "")).join("");
    const letters = literal.replace(/%[-+ #0-9.[\]]*[a-zA-Z%]/g, "").replace(/[^A-Za-z0-9]/g, "").length;
    if (letters >= PART_OF_A_TOKEN) return "certain";
    return letters > 0 ? "possible" : "none";
  }

  private unreadable(text: string): ClearText {
    const references = [...text.matchAll(/\b(var|local)\.([\w-]+)/g)].map(([, root = "", name = ""]) =>
      this.reference(root, [name]),
    );
    const literals = [...text.matchAll(/"([^"\\]*)"/g)].some(([, literal = ""]) => /[A-Za-z0-9]{4}/.test(literal));
    return atMostPossible(worst([...references, literals ? "possible" : "none"]));
  }
}

/** Whether nothing is left for Terraform to find: what such an expression gives stands in the JSON. */
function isMadeOfLiterals(expression: Expression): boolean {
  switch (expression.kind) {
    case "template":
      return expression.parts.every((part) => typeof part === "string" || isMadeOfLiterals(part));
    case "reference":
    case "operation":
      return false;
    case "call":
      return !NAME_SOMETHING.includes(expression.name) && expression.given.every(isMadeOfLiterals);
    case "choice":
      return isMadeOfLiterals(expression.either) && isMadeOfLiterals(expression.or);
    case "members":
      return expression.members.every(([, member]) => isMadeOfLiterals(member));
    case "other":
      return true;
  }
}

function namedIn(stack: TerraformStack): Named {
  const blocks = stack.node
    .findAll()
    .filter((one) => TerraformElement.isTerraformElement(one))
    .map((one) => one.toTerraform() as unknown)
    .filter((json) => isRecord(json) && ("variable" in json || "locals" in json))
    .map((json) => resolve(stack, json));
  const all = (kind: keyof Named): Readonly<Record<string, unknown>> =>
    Object.assign({}, ...[...blocks, overridesOf(stack)].map((json) => member(json, kind) ?? {})) as Readonly<
      Record<string, unknown>
    >;
  return { variable: all("variable"), locals: all("locals") };
}

function literalIn(expression: Expression | undefined): string | null {
  if (expression?.kind === "other") return expression.text;
  if (expression?.kind !== "template") return null;
  return expression.parts.length === 1 && typeof expression.parts[0] === "string" ? expression.parts[0] : null;
}

function member(of: unknown, name: string): unknown {
  return isRecord(of) ? of[name] : undefined;
}

function worst(found: readonly ClearText[]): ClearText {
  if (found.includes("certain")) return "certain";
  return found.includes("possible") ? "possible" : "none";
}

function atMostPossible(found: ClearText): ClearText {
  return found === "certain" ? "possible" : found;
}
