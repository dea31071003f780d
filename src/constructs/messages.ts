import { type Problem } from "../domain/declared/problem";
import { isNoPlatform } from "../install/messages";
import { type Shape } from "./props/prop-table";

/** Every sentence that the constructs tell a user. One about a prop begins with the prop's name. */

// One prop.

/** What the rules of the domain say of a declared value, by the name that the user knows it by. */
export function wrongValue(prop: string, { value, expected }: Pick<Problem, "value" | "expected">): string {
  return `${prop}: ${value === undefined ? "" : `${value} `}${expected}`;
}

export function misspelt(prop: string, meant: string): string {
  return `${prop}: is no property; write ${meant}`;
}

export function missing(prop: string, shape: Shape): string {
  return `${prop}: is missing; ${HOW_TO[shape]}`;
}

export function misshapen(prop: string, shape: Shape, value: unknown): string {
  // PINs are secret, and so is what stands in their place.
  const shown = shape === "pins" ? "" : `${quoted(value)} `;
  const better = shape === "text" && typeof value === "number" ? `: "${value}"` : "";
  return `${prop}: ${shown}${IS_NOT[shape]}; ${HOW_TO[shape]}${better}`;
}

export function elementIsNoText(prop: string, shape: "texts" | "texts-by-key", element: unknown): string {
  return `${prop}: holds ${quoted(element)}, which is no text; ${HOW_TO[shape]}`;
}

export function brokenNumberToken(prop: string): string {
  return (
    `${prop}: holds a number token that CDKTF can not write after a dash; ` +
    "write it with Token.asString: `driver-${Token.asString(count.index)}`"
  );
}

const IS_NOT: Readonly<Record<Shape, string>> = {
  text: "is no text",
  texts: "is no list",
  pins: "is no list",
  flag: "is neither true nor false",
  "texts-by-key": "is no map",
};

const HOW_TO: Readonly<Record<Shape, string>> = {
  text: "write it as text, in quotes",
  texts: 'give a list of numbers in E.164, such as ["+919876543210"]',
  pins: "give a list of whole numbers above 0, such as [4711]",
  flag: "write true or false, not in quotes",
  "texts-by-key": 'give a map of texts, such as { quarter: "2026-Q1" }',
};

// One declaration that `count` or `forEach` makes several of.

export type Several = "count" | "forEach";

export function connectionIdNeeded(several: Several): string {
  return (
    `connectionId: is needed with ${several}, since every allocation must have a name of its own; ` +
    NAME_OF_EACH[several]
  );
}

export function connectionIdOfEach(connectionId: string | undefined, several: Several): string {
  const shared = `${quoted(connectionId)} would be the name of every allocation that is made with ${several}`;
  return `connectionId: ${shared}; ${NAME_OF_EACH[several]}`;
}

export function assignedSeveralTimes(greenvnId: string, several: Several): string {
  return (
    `greenvnId: ${quoted(greenvnId)} would be assigned several times with ${several}; ` +
    "give each its own, such as Fn.element(ids, count.index) or iterator.value"
  );
}

export function numberOfEach(number: string): string {
  return (
    `number: ${quoted(number)} would be asked for by every allocation; one number can serve one only: ` +
    'give each its own, such as iterator.getString("number"), or a region'
  );
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

export function addressTwice(address: string, paths: Paths): string {
  return `${and(paths)} would both become ${address}; rename one of them`;
}

export function outputTwice(output: string, paths: Paths): string {
  return `outputs: ${and(paths)} would both write the output ${output}; pass outputs: false to one of them`;
}

// A hook.

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
  return `${hook(id)} interpreter: must be a list that begins with a program, such as ["/bin/bash", "-c"]`;
}

export function unknownWay(id: string, using: unknown, ways: readonly unknown[]): string {
  const right = ways.map((way) => JSON.stringify(way)).join(", ");
  return `${hook(id)} using: ${JSON.stringify(using)} must be one of ${right}`;
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

export function platformsAreNoList(): string {
  return 'platforms: is no list; write one, such as ["linux_amd64"]';
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

function hook(id: string): string {
  return `onNumberChange("${id}")`;
}

function and(paths: Paths): string {
  return paths.join(" and ");
}

function quoted(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
