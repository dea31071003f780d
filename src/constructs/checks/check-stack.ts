import { TerraformDataSource, type TerraformElement, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { type IConstruct } from "constructs";
import { isResourceType } from "../../domain/attributes/resource-type";
import { isRecord } from "../../domain/is-record";
import { isMarked, Shared } from "../copies";
import { isExpression } from "../expressions/tokens";
import {
  addressTwice,
  connectionIdTwice,
  importTwice,
  lookedUpBeside,
  nameIsReserved,
  numbersForOneAllocation,
  numberTwice,
  outputTwice,
} from "../messages";
import { moveOf } from "../names/move";
import { addressByPlace, addressOf, HOOKS_CHILD, MAIN_CHILD } from "../names/names";
import { withoutWorkspace } from "../names/workspace";
import { offerSnapshot } from "../snapshot";
import { pathAndPlace } from "./place";
import { readAllWritten, type Written } from "./written";

/** One allocation or assignment as it will be written into the JSON. */
interface DeclaredNumber {
  /** Path of the construct, for people. */
  readonly path: string;
  /** Reference of the provider, or "" for the default one: another provider may be another account. */
  readonly provider: string;
  readonly connectionId: string | null;
  /** The literal id that an allocation is imported by. */
  readonly imported: string | null;
  /** Which allocation it is about, where that is known: an id, or a reference to one. */
  readonly allocation: readonly string[];
  readonly number: string | null;
}

/** There in a stack that is checked already. */
const CHECKS = new Shared("checks", () => ({}));

/** Has the construct's stack checked as a whole, once, at synth. */
export function checkStack(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (CHECKS.isIn(stack)) return;
  CHECKS.of(stack);
  offerSnapshot(stack);
  stack.node.addValidation({ validate: () => problemsAcross(stack) });
}

function problemsAcross(stack: TerraformStack): string[] {
  const elements = elementsOf(stack);
  const resources = elements.filter((one) => TerraformResource.isTerraformResource(one));
  const ours = resources.filter((one) => isResourceType(one.terraformResourceType));
  const lookUps = elements
    .filter((one) => TerraformDataSource.isTerraformDataSource(one))
    .filter((one) => one.terraformResourceType === "greenvn_allocation");
  const written = readAllWritten<TerraformResource | TerraformDataSource>(stack, [...ours, ...lookUps]);
  const declared = ours.flatMap((one) => {
    const what = written.get(one);
    return what === undefined ? [] : [declaredNumberOf(one, what)];
  });
  return [
    ...twice(declared, "connectionId").map((same) => connectionIdTwice(same[0].connectionId, pathsOf(same))),
    ...twice(declared, "number").map((same) => numberTwice(same[0].number, pathsOf(same))),
    ...twice(declared, "imported").map((same) => importTwice(same[0].imported, pathsOf(same))),
    ...shared(
      declared.filter(({ number }) => number !== null),
      ({ allocation, provider }) => allocation.map((id) => `${provider} ${id}`),
    ).map((same) => numbersForOneAllocation(pathsOf(same))),
    ...lookedUp(declared, lookUps, written),
    ...reservedNames(ours.filter((one) => written.has(one))),
    ...sameAddress(resources),
    ...sameOutput(elements.filter((one) => TerraformOutput.isTerraformOutput(one))),
  ];
}

/** The elements of the stack, without those of a stack within it. */
function elementsOf(stack: TerraformStack): IConstruct[] {
  const found: IConstruct[] = [];
  const visit = (construct: IConstruct): void => {
    found.push(construct);
    for (const child of construct.node.children) if (!TerraformStack.isStack(child)) visit(child);
  };
  visit(stack);
  return found;
}

function within(provider: string, value: string | null): string[] {
  return value === null ? [] : [`${provider} ${value}`];
}

function declaredNumberOf(resource: TerraformResource, { attributes, importId }: Written): DeclaredNumber {
  const { connection_id, greenvn_id, preferences, provider } = attributes;
  const isAllocation = resource.terraformResourceType === "greenvn_allocation";
  return {
    path: pathOf(resource),
    provider: typeof provider === "string" ? provider : "",
    connectionId: literal(withoutWorkspace(connection_id)),
    imported: isAllocation ? literal(importId) : null,
    allocation: [`\${${addressOf(resource)}.id}`, greenvn_id, importId].filter((id) => typeof id === "string"),
    number: isRecord(preferences) ? literal(preferences["greenvn"]) : null,
  };
}

function literal(value: unknown): string | null {
  return typeof value === "string" && !isExpression(value) ? value : null;
}

// Terraform would read it before the change that the same apply makes.
function lookedUp(
  declared: readonly DeclaredNumber[],
  lookUps: readonly TerraformDataSource[],
  written: ReadonlyMap<TerraformResource | TerraformDataSource, Written>,
): string[] {
  const owners = new Map(
    declared.flatMap((one) =>
      one.allocation.flatMap((id) => within(one.provider, literal(id))).map((key) => [key, one]),
    ),
  );
  return lookUps.flatMap((lookUp) => {
    const { id, provider } = written.get(lookUp)?.attributes ?? {};
    const owner = within(typeof provider === "string" ? provider : "", literal(id))
      .map((key) => owners.get(key))
      .find((one) => one !== undefined);
    return owner === undefined ? [] : [lookedUpBeside(String(id), pathOf(lookUp), owner.path)];
  });
}

// The allocation that moved still has the name that its old place gave it.
function reservedNames(resources: readonly TerraformResource[]): string[] {
  const movedFrom = new Map(
    resources.flatMap((one): [string, TerraformResource][] => {
      const move = moveOf(one);
      return move.kind === "here" ? [[move.from, one]] : [];
    }),
  );
  if (movedFrom.size === 0) return [];
  return resources.flatMap((one) => {
    if (!isMarked(one, "NamedAtCreation")) return [];
    const address = addressByPlace(one);
    const holder = movedFrom.get(address);
    return holder === undefined || holder === one ? [] : [nameIsReserved(pathOf(one), pathOf(holder), address)];
  });
}

/** Those of one provider that say the same. */
function twice(
  declared: readonly DeclaredNumber[],
  what: "connectionId" | "number" | "imported",
): [DeclaredNumber, ...DeclaredNumber[]][] {
  const said = declared.filter((one) => one[what] !== null);
  return shared(said, (one) => [`${one.provider} ${one[what]}`]);
}

/** The groups of two and more that share a key. */
function shared<T>(items: readonly T[], keys: (item: T) => readonly string[]): [T, ...T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keys(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return [...groups.values()].filter((group): group is [T, ...T[]] => group.length > 1);
}

// CDKTF merges two elements of one name into one without a word: one of the two allocations would never exist.
function sameAddress(resources: readonly TerraformResource[]): string[] {
  return shared(resources, (one) => [addressOf(one)])
    .map((same) => same.filter((one) => isWritten(one, "resource")))
    .filter((same): same is [TerraformResource, ...TerraformResource[]] => same.length > 1 && same.some(isOurs))
    .map((same) => addressTwice(addressOf(same[0]), same.map(pathOf)));
}

function sameOutput(outputs: readonly TerraformOutput[]): string[] {
  return shared(outputs, (one) => [one.friendlyUniqueId])
    .map((same) => same.filter((one) => isWritten(one, "output")))
    .filter((same): same is [TerraformOutput, ...TerraformOutput[]] => same.length > 1 && same.some(isOurs))
    .map((same) => outputTwice(same[0].friendlyUniqueId, same.map(pathOf)));
}

// What moved away is not.
function isWritten(element: TerraformElement, what: "resource" | "output"): boolean {
  return (element.toTerraform() as Readonly<Record<string, unknown>>)[what] !== undefined;
}

function isOurs(element: IConstruct): boolean {
  const { scope } = element.node;
  const owner = scope?.node.id === HOOKS_CHILD ? scope.node.scope : scope;
  const main = owner?.node.tryFindChild(MAIN_CHILD);
  return TerraformResource.isTerraformResource(main) && isResourceType(main.terraformResourceType);
}

function pathOf(construct: IConstruct): string {
  const { node } = construct;
  return pathAndPlace(node.id === MAIN_CHILD && node.scope !== undefined ? node.scope : construct);
}

function pathsOf(items: readonly { readonly path: string }[]): string[] {
  return items.map(({ path }) => path);
}
