import { type TerraformMetaArguments } from "cdktf";
import { type Construct } from "constructs";
import { Assignment, type AssignmentConfig } from "../bindings/cdktf/assignment";
import { checkSeveralAssignments } from "./checks/check-several";
import { type Written } from "./checks/written";
import { isMarked, mark } from "./copies";
import { ManagedGreenVn } from "./managed";
import { ensureValidName, MAIN_CHILD } from "./names/names";
import { defined } from "./props/defined";
import { ASSIGNMENT_PROPS, type TableOf } from "./props/prop-table";
import { type NumberProps } from "./props/props";

/** The number of an allocation that is owned elsewhere. */
export interface GreenVnAssignmentProps extends NumberProps, TerraformMetaArguments {
  /**
   * The `greenvn_id` of the allocation. A change of it makes another assignment; no call is made for the former one.
   *
   * @example "6f1c7a52-0c4e-4e0c-9f0e-0d3f6c1f7a11"
   */
  readonly allocationId: string;
}

/**
 * Manages only the number of an allocation that another team or program owns. With no wish it adopts the number in
 * force; destroying it makes no call.
 *
 * @example
 * ```ts
 * import { App, TerraformStack } from "cdktf";
 * import { GreenVnAssignment, GreenvnProvider, Region } from "cdktf-greenvn";
 *
 * const app = new App();
 * const stack = new TerraformStack(app, "numbers");
 * new GreenvnProvider(stack, "greenvn");
 * new GreenVnAssignment(stack, "support", { allocationId: "6f1c7a52-0c4e-4e0c-9f0e-0d3f6c1f7a11", region: Region.KA });
 * app.synth();
 * ```
 */
export class GreenVnAssignment extends ManagedGreenVn<GreenVnAssignmentProps> {
  /** The generated resource underneath: the way to whatever this construct does not offer. */
  public readonly resource: Assignment;

  /** Whether a value is an assignment's construct, also one of another copy of this package. */
  public static isGreenVnAssignment(value: unknown): value is GreenVnAssignment {
    return isMarked(value, "GreenVnAssignment");
  }

  /**
   * Declares an assignment.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope. The outputs are named by it.
   * @param props Whose number, and what it should be. What is wrong with them is said at synth, all at once.
   */
  public constructor(scope: Construct, id: string, props: GreenVnAssignmentProps) {
    super(scope, id, props, ASSIGNMENT_PROPS satisfies TableOf<GreenVnAssignmentProps>, "assignment");
    const { allocationId, number, region, numberType, rotateOn } = this.given;
    const preferences = defined({ greenvn: number, region, numberType });
    const config = {
      ...this.metaArguments(),
      ...defined({
        greenvnId: allocationId,
        preferences: Object.keys(preferences).length === 0 ? undefined : preferences,
        strictness: this.strictness(),
        rotationTriggers: rotateOn,
      }),
      // The generated types know no tokens in place of maps.
    } as unknown as AssignmentConfig;
    this.resource = new Assignment(this, MAIN_CHILD, config);
    ensureValidName(this.resource);
    this.complete();
  }

  protected override checkOwn(written: Written): string[] {
    return checkSeveralAssignments(written);
  }
}

mark(GreenVnAssignment, "GreenVnAssignment");
