import { type TerraformMetaArguments, type TerraformStack, Testing } from "cdktf";
import { type LeafPath, leavesOf } from "../domain/attributes/attributes";
import { type ResourceType } from "../domain/attributes/resource-type";
import { isRecord } from "../domain/is-record";
import { type GreenVnAllocationProps } from "./allocation";
import { type GreenVnAssignmentProps } from "./assignment";
import { notDeclared } from "./messages";
import { withoutWorkspace } from "./names/connection-id";
import { ALLOCATION_PROPS, ASSIGNMENT_PROPS, type Prop, type PropTable } from "./props/prop-table";

/**
 * What an allocation is expected to be, in the words of its props; what is left out may be anything. PINs are not
 * compared: a test's message would show them. A made-up `connectionId` is compared as it is in the workspace `default`, a
 * token as Terraform will read it: `${var.number}`.
 */
export type AllocationExpectation = Partial<Omit<GreenVnAllocationProps, NotCompared>>;

/** What an assignment is expected to be, in the words of its props; what is left out may be anything. */
export type AssignmentExpectation = Partial<Omit<GreenVnAssignmentProps, NotCompared>>;

type NotCompared = keyof TerraformMetaArguments | "outputs" | "importFrom" | "aPartyPins" | "bPartyPins";

type Declared = Readonly<Record<string, unknown>>;

/**
 * For tests of your own stacks, in any test framework.
 *
 * @example
 * ```ts
 * import { Testing, TerraformStack } from "cdktf";
 * import { GreenVnAllocation, GreenVnTesting, GreenvnProvider } from "cdktf-greenvn";
 *
 * test("drivers are reached in Mumbai", () => {
 *   const stack = new TerraformStack(Testing.app(), "numbers");
 *   new GreenvnProvider(stack, "greenvn");
 *   new GreenVnAllocation(stack, "driver", {
 *     aPartyNumbers: ["+919876543210"],
 *     bPartyNumbers: ["+919812345678"],
 *     region: "MU",
 *   });
 *   GreenVnTesting.hasAllocation(stack, { region: "MU", aPartyNumbers: ["+919876543210"] });
 *   expect(GreenVnTesting.snapshot(stack)).toContain("+919812345678");
 * });
 * ```
 */
export class GreenVnTesting {
  private constructor() {
    // Only static members.
  }

  /**
   * The stack as JSON, checks included, with nothing in it that differs between two machines or two runs: no absolute
   * path, no metadata of CDKTF.
   *
   * @param stack The stack that is tested.
   * @returns JSON of two blanks of indentation, for a snapshot.
   * @throws What synthesis would throw.
   */
  public static snapshot(stack: TerraformStack): string {
    const json = JSON.parse(Testing.synth(stack, true)) as { terraform?: { backend?: { local?: { path?: string } } } };
    const local = json.terraform?.backend?.local;
    // Where no backend is declared, CDKTF writes one with this machine's path.
    if (local?.path?.startsWith("/") === true) local.path = local.path.slice(local.path.lastIndexOf("/") + 1);
    return JSON.stringify(json, null, 2);
  }

  /**
   * Holds that an allocation of the stack is as expected.
   *
   * @param stack The stack that is tested.
   * @param expected Some of its props; the others may be anything.
   * @throws An error where none is, which says which there are.
   */
  public static hasAllocation(stack: TerraformStack, expected: AllocationExpectation): void {
    expectOne("allocation", declaredIn(stack, "greenvn_allocation", ALLOCATION_PROPS), expected);
  }

  /**
   * Holds that an assignment of the stack is as expected.
   *
   * @param stack The stack that is tested.
   * @param expected Some of its props; the others may be anything.
   * @throws An error where none is, which says which there are.
   */
  public static hasAssignment(stack: TerraformStack, expected: AssignmentExpectation): void {
    expectOne("assignment", declaredIn(stack, "greenvn_assignment", ASSIGNMENT_PROPS), expected);
  }
}

function declaredIn(stack: TerraformStack, type: ResourceType, table: PropTable): Map<string, Declared> {
  const { resource = {} } = JSON.parse(Testing.synth(stack, true)) as {
    resource?: Record<string, Record<string, unknown>>;
  };
  const compared = Object.entries(table).filter(([, { secret }]) => secret !== true);
  return new Map(
    Object.entries(resource[type] ?? {}).map(([name, written]) => [
      name,
      Object.fromEntries(
        compared.flatMap(([prop, row]) => (row.attribute === null ? [] : [[prop, valueOf(row, written)]])),
      ),
    ]),
  );
}

/** What a prop is in the JSON: its attribute's default where nothing is written. */
function valueOf(prop: Extract<Prop, { readonly attribute: LeafPath }>, written: unknown): unknown {
  const value = prop.attribute
    .split(".")
    .reduce<unknown>((here, name) => (isRecord(here) ? here[name] : undefined), written);
  const whenAbsent = WHEN_ABSENT.get(prop.attribute);
  return withoutWorkspace(value) ?? (whenAbsent?.kind === "default" ? whenAbsent.value : undefined);
}

const WHEN_ABSENT = new Map(leavesOf().map(([path, row]) => [path, row.whenAbsent]));

function expectOne(kind: string, found: ReadonlyMap<string, Declared>, expected: object): void {
  const matches = (declared: Declared) =>
    Object.entries(expected).every(([member, value]) => inOrder(declared[member]) === inOrder(value));
  if ([...found.values()].some(matches)) return;
  throw notDeclared(kind, expected, found);
}

// Parties are sets and triggers a map: their order means nothing.
function inOrder(value: unknown): string | undefined {
  if (Array.isArray(value)) return JSON.stringify([...(value as unknown[])].sort());
  return JSON.stringify(isRecord(value) ? Object.entries(value).sort() : value);
}
