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
 * expect(GreenVnTesting.snapshot(stack)).toMatchSnapshot();
 * GreenVnTesting.hasAllocation(stack, { region: "MU", aPartyNumbers: ["+919876543210"] });
 */
export class GreenVnTesting {
  private constructor() {
    // Only static members.
  }

  /**
   * The stack as JSON, checks included, with nothing in it that differs between two machines or two runs: no absolute
   * path, no metadata of CDKTF. Throws what synthesis would throw.
   */
  public static snapshot(stack: TerraformStack): string {
    return snapshotOf(stack);
  }

  /** Throws where no allocation of the stack is as expected, and says which there are. */
  public static hasAllocation(stack: TerraformStack, expected: AllocationExpectation): void {
    expectOne("allocation", declaredBy(stack, "greenvn_allocation", ALLOCATION_PROPS), expected);
  }

  /** Throws where no assignment of the stack is as expected, and says which there are. */
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
