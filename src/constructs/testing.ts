import { type TerraformMetaArguments, type TerraformStack, Testing } from "cdktf";
import { type ResourceType } from "../domain/attributes/resource-type";
import { type GreenVnAllocationProps } from "./allocation";
import { type GreenVnAssignmentProps } from "./assignment";
import { notDeclared } from "./messages";
import { type Declared, declaredIn, isAsExpected } from "./props/declared-props";
import { ALLOCATION_PROPS, ASSIGNMENT_PROPS, type PropTable } from "./props/prop-table";
import { snapshotOf } from "./snapshot";

/**
 * What an allocation is expected to be, in the words of its props; what is left out may be anything. PINs are not
 * compared: a test's message would show them. A made-up `connectionId` is compared as it is in the workspace `default`, a
 * token as Terraform will read it: `${var.number}`.
 */
export type AllocationExpectation = Partial<Omit<GreenVnAllocationProps, NotCompared>>;

/** What an assignment is expected to be, in the words of its props; what is left out may be anything. */
export type AssignmentExpectation = Partial<Omit<GreenVnAssignmentProps, NotCompared>>;

type NotCompared = keyof TerraformMetaArguments | "outputs" | "importFrom" | "aPartyPins" | "bPartyPins";

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
    return snapshotOf(stack);
  }

  /**
   * Holds that an allocation of the stack is as expected.
   *
   * @param stack The stack that is tested.
   * @param expected Some of its props; the others may be anything.
   * @throws An error where none is, which says which there are.
   */
  public static hasAllocation(stack: TerraformStack, expected: AllocationExpectation): void {
    expectOne("allocation", declaredBy(stack, "greenvn_allocation", ALLOCATION_PROPS), expected);
  }

  /**
   * Holds that an assignment of the stack is as expected.
   *
   * @param stack The stack that is tested.
   * @param expected Some of its props; the others may be anything.
   * @throws An error where none is, which says which there are.
   */
  public static hasAssignment(stack: TerraformStack, expected: AssignmentExpectation): void {
    expectOne("assignment", declaredBy(stack, "greenvn_assignment", ASSIGNMENT_PROPS), expected);
  }
}

function declaredBy(stack: TerraformStack, type: ResourceType, table: PropTable): Map<string, Declared> {
  return declaredIn(JSON.parse(Testing.synth(stack, true)), type, table);
}

function expectOne(kind: string, found: ReadonlyMap<string, Declared>, expected: object): void {
  if ([...found.values()].some((declared) => isAsExpected(declared, expected))) return;
  throw notDeclared(kind, expected, found);
}
