import { type TerraformElement, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { type IConstruct } from "constructs";
import { isResourceType } from "../../domain/attributes/resource-type";
import { addressTwice, connectionIdTwice, numbersForOneAllocation, numberTwice, outputTwice } from "../messages";
import { addressOf, MAIN_CHILD } from "../names/names";
import { isExpression, resolve } from "./check-props";

/** One allocation or assignment as it will be written into the JSON. */
interface DeclaredNumber {
  /** Path of the construct, for people. */
  readonly path: string;
  /** Reference of the provider, or "" for the default one: another provider may be another account. */
  readonly provider: string;
  readonly connectionId: string | null;
  /** Which allocation it is about, where that is known: an id, or a reference to one. */
  readonly allocation: readonly string[];
  readonly number: string | null;
}

const checked = new WeakSet<TerraformStack>();

/** Has the construct's stack checked as a whole, once, at synth. */
export function checkStack(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (checked.has(stack)) return;
  checked.add(stack);
  stack.node.addValidation({ validate: () => problemsAcross(stack) });
}

function problemsAcross(stack: TerraformStack): string[] {
  const elements = stack.node.findAll().filter((one) => TerraformStack.of(one) === stack);
  const resources = elements
    .filter((one) => TerraformResource.isTerraformResource(one))
    .filter((one) => isWritten(one, "resource"));
  const outputs = elements
    .filter((one) => TerraformOutput.isTerraformOutput(one))
    .filter((one) => isWritten(one, "output"));
  const written = resources.filter((one) => isResourceType(one.terraformResourceType)).map(declaredNumberOf);
  return [
    ...twice(written, ({ connectionId, provider }) =>
      connectionId === null ? [] : [`${provider} ${connectionId}`],
    ).map((same) => connectionIdTwice(same[0].connectionId, pathsOf(same))),
    ...twice(written, ({ number }) => (number === null ? [] : [number])).map((same) =>
      numberTwice(same[0].number, pathsOf(same)),
    ),
    ...twice(
      written.filter(({ number }) => number !== null),
      ({ allocation, provider }) => allocation.map((id) => `${provider} ${id}`),
    ).map((same) => numbersForOneAllocation(pathsOf(same))),
    ...sameAddress(resources),
    ...sameOutput(outputs),
  ];
}

// A construct that moved away gives neither.
function isWritten(element: TerraformElement, what: "resource" | "output"): boolean {
  return (element.toTerraform() as Readonly<Record<string, unknown>>)[what] !== undefined;
}

function declaredNumberOf(resource: TerraformResource): DeclaredNumber {
  const address = addressOf(resource);
  const json = resolve(resource, resource.toTerraform()) as {
    resource: Record<string, Record<string, Attributes>>;
    import?: { id?: unknown }[];
  };
  const { connection_id, greenvn_id, preferences, provider } =
    json.resource[resource.terraformResourceType]?.[resource.friendlyUniqueId] ?? {};
  return {
    path: pathOf(resource),
    provider: typeof provider === "string" ? provider : "",
    connectionId: literal(connection_id),
    allocation: [
      `\${${address}.id}`,
      ...[greenvn_id, ...(json.import ?? []).map(({ id }) => id)].filter((id) => typeof id === "string"),
    ],
    number: literal(preferences?.greenvn),
  };
}

interface Attributes {
  readonly connection_id?: unknown;
  readonly greenvn_id?: unknown;
  readonly preferences?: { readonly greenvn?: unknown };
  readonly provider?: unknown;
}

function literal(value: unknown): string | null {
  return typeof value === "string" && !isExpression(value) ? value : null;
}

/** The groups of two and more that share a key. */
function twice<T>(items: readonly T[], keys: (item: T) => readonly string[]): [T, ...T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) for (const key of new Set(keys(item))) groups.set(key, [...(groups.get(key) ?? []), item]);
  return [...groups.values()].filter((group): group is [T, ...T[]] => group.length > 1);
}

// CDKTF merges two elements of one name into one without a word: one of the two allocations would never exist.
function sameAddress(resources: readonly TerraformResource[]): string[] {
  return twice(resources, (one) => [addressOf(one)])
    .filter((same) => same.some((one) => isOurs(one)))
    .map((same) => addressTwice(addressOf(same[0]), same.map(pathOf)));
}

function sameOutput(outputs: readonly TerraformOutput[]): string[] {
  return twice(outputs, (one) => [one.friendlyUniqueId])
    .filter((same) => same.some((one) => isOurs(one)))
    .map((same) => outputTwice(same[0].friendlyUniqueId, same.map(pathOf)));
}

function isOurs(element: IConstruct): boolean {
  const siblings = element.node.scope?.node.children ?? [];
  return siblings.some(
    (one) =>
      TerraformResource.isTerraformResource(one) &&
      one.node.id === MAIN_CHILD &&
      isResourceType(one.terraformResourceType),
  );
}

function pathOf({ node }: IConstruct): string {
  return node.id === MAIN_CHILD && node.scope !== undefined ? node.scope.node.path : node.path;
}

function pathsOf(items: readonly { readonly path: string }[]): string[] {
  return items.map(({ path }) => path);
}
