import { type Problem } from "../domain/declared/problem";
import { shortened } from "../domain/printable";
import { isNoPlatform } from "../install/messages";
import { type Encoding, type Stray } from "./expressions/tokens";
import { type Shape } from "./props/prop-table";

/** Every sentence that the constructs tell a user. One about a prop begins with the prop's name. */

// One prop.

/** What the rules of the domain say of a declared value, by the name that the user knows it by. */
export function wrongValue(prop: string, { value, expected }: Pick<Problem, "value" | "expected">): string {
  return `${prop}: ${value === undefined ? "" : `${value} `}${expected}`;
}

export function propsAreNoObject(props: unknown): string {
  return `${quoted(props)} stands in place of the properties; give an object of them, such as { region: "MU" }`;
}

export function notAProp(prop: string, meant: string | null, all: readonly string[]): string {
  return `${prop}: is no property; ${meant === null ? `there are ${all.join(", ")}` : `write ${meant}`}`;
}

/** A name of Terraform's, or of the generated classes, in place of ours. */
export function ownWordFor(prop: string, own: readonly string[]): string {
  const each = own.length === 1 ? "" : ", each by itself";
  return `${prop}: is no property, but a name of Terraform's; write ${or(own)}${each}`;
}

export function formerProp(prop: string, now: string): string {
  return `${prop}: is no property any more; write ${now}`;
}

/** What an override or an aspect wrote. */
export function notAnAttribute(path: string, meant: string | null): string {
  return `${path}: is no attribute that can be set${meant === null ? "" : `; write ${meant}`}`;
}

export function missing(prop: string, shape: Shape): string {
  return `${prop}: is missing; ${HOW_TO[shape]}`;
}

export function misshapen(prop: string, shape: Shape, value: unknown, secret: boolean): string {
  const shown = secret ? "" : `${quoted(value)} `;
  const better = shape === "text" && typeof value === "number" && !secret ? `: "${value}"` : "";
  return `${prop}: ${shown}${IS_NOT[shape]}; ${HOW_TO[shape]}${better}`;
}

export function noWord(prop: string, value: unknown, words: readonly string[]): string {
  return `${prop}: ${quoted(value)} must be one of ${words.map((word) => JSON.stringify(word)).join(", ")}`;
}

export function elementIsNoText(
  prop: string,
  shape: "numbers" | "texts" | "names" | "texts-by-key",
  element: unknown,
): string {
  return `${prop}: holds ${quoted(element)}, which is no text; ${HOW_TO[shape]}`;
}

export function tokenInSwitch(prop: string): string {
  return `${prop}: is a token, and synthesis has to know it; write the value itself`;
}

export function tokenOfAnotherKind(prop: string, shape: Shape, encoding: Encoding): string {
  const { what, by } = MEANT[shape];
  return `${prop}: is a token for ${TOKEN_FOR[encoding]}, where ${what} is meant; pass that by Token.${by}(…)`;
}

export function strayToken(prop: string, stray: Stray): string {
  return `${prop}: ${STRAY[stray]}`;
}

export function garbledToken(prop: string): string {
  return `${prop}: ${STRAY.number}`;
}

export function tokenInPath(): string {
  return "the construct's path holds a token, whose number would be a part of its names; give ids that are written out";
}

export function countAndForEach(): string {
  return "count: stands beside forEach; one resource can have one of them only";
}

export function countByOverride(several: Several): string {
  return `${several}: is written by an override, which outputs and hooks do not see; set it as a property, or on the resource`;
}

export function replacedBeforeDestroyed(): string {
  return (
    "lifecycle: createBeforeDestroy makes the new allocation while the old one still has the name, which is refused; " +
    "leave it out, or give a connectionId that changes whenever the allocation is to be replaced"
  );
}

export function importGivenTwice(ids: readonly string[]): string {
  return `importFrom: ${and(ids.map(quoted))} are given; one construct can take one allocation only`;
}

const TOKEN_FOR: Readonly<Record<Encoding, string>> = {
  any: "any value",
  text: "a text",
  number: "a number",
  list: "a list",
  numbers: "a list of numbers",
  map: "a map",
};

const MEANT: Readonly<Record<Shape, { readonly what: string; readonly by: string }>> = {
  ...byShape(["text", "name"], "a text", "asString"),
  ...byShape(["number", "count"], "a number", "asNumber"),
  ...byShape(["numbers", "texts", "names", "list"], "a list", "asList"),
  ...byShape(["pins"], "a list of numbers", "asNumberList"),
  ...byShape(["texts-by-key"], "a map", "asStringMap"),
  ...byShape(["flag", "switch", "vendoring", "provider", "iterator", "object"], "another value", "asAny"),
};

const STRAY: Readonly<Record<Stray, string>> = {
  number:
    "holds a number token beside other text, which CDKTF loses or breaks; " +
    "write it with Token.asString: `driver-${Token.asString(count.index)}`",
  list: "holds a list token among other values; join lists with Fn.concat([…])",
  map: "holds a map token among other values; join maps with Fn.merge([…])",
};

const IS_NOT: Readonly<Record<Shape, string>> = {
  text: "is no text",
  numbers: "is no list",
  texts: "is no list",
  pins: "is no list",
  number: "is no number",
  flag: "is neither true nor false",
  "texts-by-key": "is no map",
  switch: "is neither true nor false",
  vendoring: "is neither true nor false, nor { from } with the folder of a release",
  name: "is no text",
  names: "is no list",
  provider: "is no provider",
  iterator: "is no iterator",
  count: "is no number",
  list: "is no list",
  object: "is no object",
};

const HOW_TO: Readonly<Record<Shape, string>> = {
  text: "write it as text, in quotes",
  numbers: 'give a list of numbers in E.164, such as ["+919876543210"]',
  texts: 'give a list of texts, such as ["/bin/bash", "-c"]',
  pins: "give a list of whole numbers above 0, such as [4711]",
  number: "write a number, not in quotes",
  flag: "write true or false, not in quotes",
  "texts-by-key": 'give a map of texts, such as { quarter: "2026-Q1" }',
  switch: "write true or false, not in quotes",
  vendoring: 'write true, false or { from: "FOLDER" }',
  name: "write it as text, in quotes",
  names: 'give a list of texts, such as ["linux_amd64"]',
  provider: "pass the construct, such as new GreenvnProvider(…)",
  iterator: "pass one, such as TerraformIterator.fromList(…)",
  count: "write a number, or TerraformCount.of(…)",
  list: "give a list",
  object: "give an object",
};

// One declaration that `count` or `forEach` makes several of.

export type Several = "count" | "forEach";

export function connectionIdNeeded(several: Several): string {
  return (
    `connectionId: is needed with ${several}, since every allocation must have a name of its own; ` +
    NAME_OF_EACH[several]
  );
}

export function connectionIdOfEach(connectionId: string, several: Several): string {
  const shared = `${quoted(connectionId)} would be the name of every allocation that is made with ${several}`;
  return `connectionId: ${shared}; ${NAME_OF_EACH[several]}`;
}

export function assignedSeveralTimes(allocationId: string, several: Several): string {
  return (
    `allocationId: ${quoted(allocationId)} would be assigned several times with ${several}; ` +
    "give each its own, such as Fn.element(ids, count.index) or iterator.value"
  );
}

export function numberOfEach(number: string): string {
  return (
    `number: ${quoted(number)} would be asked for by every allocation; one number can serve one only: ` +
    'give each its own, such as iterator.getString("number"), or a region'
  );
}

export function importOfSeveral(several: Several): string {
  return `importFrom: takes in one allocation, and ${several} makes several; import each by a block of its own`;
}

const NAME_OF_EACH: Readonly<Record<Several, string>> = {
  count: 'put the index in, as in plain quotes "driver-${count.index}"',
  forEach: "put the key in, as in `driver-${iterator.key}`",
};

// Several constructs of one stack, by their paths.

type Paths = readonly string[];

export function connectionIdTwice(connectionId: string | null, paths: Paths): string {
  return (
    `connectionId: ${quoted(connectionId)} stands in ${and(paths)}; ` +
    "every allocation needs a name of its own: leave it out to have one made from the construct's path"
  );
}

export function numberTwice(number: string | null, paths: Paths): string {
  return (
    `number: ${quoted(number)} is asked for by ${and(paths)}; one number can serve one allocation only: ` +
    "give the others another number, or a region"
  );
}

export function numbersForOneAllocation(paths: Paths): string {
  return (
    `number: ${and(paths)} are about the same allocation, and each asks for a number of its own; ` +
    "they would take turns, at a charge each time: leave number to one of them"
  );
}

export function importTwice(id: string | null, paths: Paths): string {
  return `importFrom: ${quoted(id)} is imported by ${and(paths)}; an allocation can be managed at one place only`;
}

export function lookedUpBeside(id: string, lookUp: string, owner: string): string {
  return (
    `allocationId: ${lookUp} looks up ${quoted(id)}, which ${owner} manages; Terraform would read it before the change: ` +
    "use the greenVn of that construct"
  );
}

export function nameIsReserved(path: string, holder: string, address: string): string {
  return (
    `connectionId: ${path} would be named as ${holder}, which moved here from ${address} and keeps its name; ` +
    "give it another id, or a connectionId of its own"
  );
}

export function addressTwice(address: string, paths: Paths): string {
  return `${and(paths)} would both become ${address}; rename one of them`;
}

export function outputTwice(output: string, paths: Paths): string {
  return `outputs: ${and(paths)} would both write the output ${output}; pass outputs: false to one of them`;
}

// A fleet: rows of a file, or of code. What is said of a key begins with its column.

export function fromIsToken(): string {
  return "from: is a token, and synthesis has to know which file it reads; write its name";
}

export function fromIsNothing(): string {
  return 'from: must be a list of rows, or the name of a CSV, JSON or YAML file, such as "fleet.csv"';
}

/** An emptied file is a mistake more often than not, and would give up every number. */
export function noRows(): string {
  return "from: holds no row, which would destroy every allocation of the fleet; to mean that, remove the fleet itself";
}

export function inCode(row: number, sentence: string): string {
  return `from, row ${row}: ${sentence}`;
}

export function rowIsNoObject(row: unknown): string {
  return `${shortened(quoted(row), LONGEST_SHOWN)} is no row; give an object of properties`;
}

export function severalOfRow(several: string): string {
  return `${several}: a row is one allocation; write a row for each`;
}

export function keyIsNoName(key: unknown): string {
  return `key: ${shortened(quoted(key), LONGEST_SHOWN)} names no column; give the name of the one that tells rows apart`;
}

export function ignoreIsNoList(): string {
  return 'ignore: is no list of columns; give one, such as ["notes"]';
}

export function defaultsAreNoObject(): string {
  return 'defaults: is no object; give properties for every row, such as { region: "MU" }';
}

export function inDefaults(sentence: string): string {
  return `defaults: ${sentence}`;
}

export function defaultIsOfEach(prop: string): string {
  return `${prop}: can't be the same for every allocation; give it in the rows`;
}

export function noKeyColumn(key: string, likely: string, columns: readonly string[]): string {
  const there = columns.slice(0, 20).map((column) => shownKey(column));
  return (
    `${key}: is no column, and rows are told apart by it; ` +
    `say which one is meant, as in key: ${shownKey(likely)} (there are ${there.join(", ")})`
  );
}

export function keyIsMissing(column: string): string {
  return `${column}: is missing; every row needs a key of its own, which stays as it is`;
}

export function keyIsNoText(column: string, key: unknown): string {
  return `${column}: ${shortened(quoted(key), LONGEST_SHOWN)} is no text; write the key as text, in quotes`;
}

export function keyIsToken(column: string): string {
  return `${column}: holds an expression, and synthesis has to know every key; write it out`;
}

export function keyIsTooLong(column: string, longest: number): string {
  return `${column}: is longer than ${longest} characters`;
}

export function keyIsUnclean(column: string, key: string): string {
  return `${column}: ${shownKey(key)} begins or ends with a blank, or holds a character that can't be seen; take that out`;
}

export function keyTwice(column: string, key: string, other: string): string {
  return `${column}: ${shownKey(key)} stands in ${other} already; every row needs a key of its own`;
}

export function keyBesideName(column: string): string {
  return `${column}: stands beside the name that the row has already; leave one of them out`;
}

export function templateInFile(prop: string): string {
  return (
    `${prop}: holds \${ or %{, which Terraform would read as an expression; ` +
    "a file holds data alone: pass tokens in rows of your program"
  );
}

export function furtherProblems(count: number): string {
  return `and ${count} further problems`;
}

export function noSuchRow(path: string, key: string, meant: string | null, problems: readonly string[]): Error {
  const near = meant === null ? "" : `; did you mean ${shownKey(meant)}?`;
  return new Error([`${path}: no row has the key ${shownKey(key)}${near}`, ...problems].join("\n  "));
}

const LONGEST_SHOWN = 80;

function shownKey(key: string): string {
  return JSON.stringify(shortened(key, LONGEST_SHOWN));
}

// A hook.

export function ofHook(id: string, problem: string): string {
  return `${hook(id)} ${problem}`;
}

export function emptyCommand(id: string): string {
  return `${hook(id)} command: must not be empty; write what to run, such as 'echo "$GREEN_VN"'`;
}

/** `option`: `command`, or `environment NAME`. */
export function shellVariableInTemplate(id: string, option: string, variable: string): string {
  return (
    `${hook(id)} ${option}: \${${variable}} is read by Terraform before the shell; ` +
    `write $${variable}, or $\${${variable}} for the shell's own braces`
  );
}

export function directiveInTemplate(id: string, option: string, directive: string): string {
  return `${hook(id)} ${option}: %{${directive} is read by Terraform before the shell; write %%{${directive}`;
}

export function variableIsGiven(id: string, variable: string): string {
  return `${hook(id)} environment: ${variable} is set by the hook itself; give your own variable another name`;
}

export function noInterpreter(id: string): string {
  return `${hook(id)} interpreter: must begin with a program, such as ["/bin/bash", "-c"]`;
}

export function noNullResource(id: string, why: string): string {
  return `${hook(id)} using: ${why}`;
}

export function noNullBindings(library: string): string {
  return `null_resource has no bindings for ${library}; use "terraform_data", which needs none`;
}

export function nullProviderMissing(): string {
  return (
    "null_resource needs the package @cdktf/provider-null, which is not installed; " +
    'run npm install @cdktf/provider-null, or use "terraform_data", which needs no package'
  );
}

export function hookOfSeveral(id: string, several: Several): string {
  return (
    `${hook(id)}: can't follow several numbers, and ${several} makes several; ` +
    "write one construct for each number in a loop of your program instead"
  );
}

// The provider.

/** The token itself is never shown. */
export function literalToken(): string {
  return (
    "apiToken: a literal token would stand in clear text in the synthesized JSON; " +
    "leave apiToken out and set GREENVN_API_TOKEN in the environment, " +
    "or pass the stringValue of a TerraformVariable with sensitive: true and no default"
  );
}

/** Where what is seen may be a token, or be something else. */
export function maybeLiteralToken(): string {
  return (
    "apiToken: what it is made of holds a text that may be a part of a token, in clear text in the synthesized JSON; " +
    "if it is one, set GREENVN_API_TOKEN in the environment instead"
  );
}

export function wrongPrefix(prefix: string): string {
  return (
    `connectionIdPrefix: ${quoted(prefix)} is no prefix; ` +
    "write letters, digits, dots, dashes and underscores, at most 40, such as team-north"
  );
}

export function platformsAreNoList(): string {
  return 'platforms: is no list; write one, such as ["linux_amd64"]';
}

export function releasesDiffer(releases: readonly string[]): string {
  return `vendorProvider: the providers of one stack name different releases, ${releases.join(" and ")}; name one of them`;
}

export function platformsAreEmpty(): string {
  return "platforms: is empty; name a platform, or set vendorProvider: false";
}

export function unknownPlatform(platform: unknown, platforms: readonly string[]): string {
  return `platforms: ${isNoPlatform(platform, platforms)}`;
}

// Outputs, and tests of a user's own.

export function outputDescription(what: "green_vn" | "allocation_id", path: string): string {
  switch (what) {
    case "green_vn":
      return `The number (VN) in force: ${path}`;
    case "allocation_id":
      return `The id of the allocation, which stays when the number changes: ${path}`;
  }
}

export function notDeclared(kind: string, expected: object, found: ReadonlyMap<string, object>): Error {
  const has = found.size === 0 ? "none." : "these:";
  const none = `The stack has no ${kind} with ${JSON.stringify(expected)}. It has ${has}`;
  return new Error([none, ...[...found].map(([name, one]) => `  ${name}: ${JSON.stringify(one)}`)].join("\n"));
}

/** A warning on stderr, where no CLI shows it. */
export function warningLine(path: string, warning: string): string {
  return `Warning: [${path}] ${warning}`;
}

function byShape<S extends Shape>(shapes: readonly S[], what: string, by: string) {
  return Object.fromEntries(shapes.map((shape) => [shape, { what, by }])) as Record<S, { what: string; by: string }>;
}

function hook(id: string): string {
  return `onNumberChange("${id}")`;
}

function and(words: readonly string[]): string {
  return words.join(" and ");
}

function or(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

/** Any value of a program without types, for people. */
function quoted(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A bigint; or what holds itself, as a construct does.
    return typeof value === "object" && value !== null ? `an object of ${value.constructor.name}` : String(value);
  }
}
