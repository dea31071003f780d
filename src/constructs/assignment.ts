import { type TerraformMetaArguments } from "cdktf";
import { type Construct } from "constructs";
import { Assignment, type AssignmentConfig } from "../bindings/cdktf/assignment";
import { checkSeveralAssignments } from "./checks/check-several";
import { ManagedGreenVn, metaArguments, strictnessOf } from "./managed";
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
  readonly greenvnId: string;
}

/**
 * Manages only the number of an allocation that another team or program owns. With no wish it adopts the number in
 * force; destroying it makes no call.
 *
 * @example
 * new GreenVnAssignment(this, "support", { greenvnId: "6f1c7a52-0c4e-4e0c-9f0e-0d3f6c1f7a11", region: Region.KA });
 */
export class GreenVnAssignment extends ManagedGreenVn {
  /** The generated resource underneath: the way to whatever this construct does not offer. */
  public readonly resource: Assignment;
  private readonly props: GreenVnAssignmentProps;

  /**
   * Declares an assignment.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope. The outputs are named by it.
   */
  public constructor(scope: Construct, id: string, props: GreenVnAssignmentProps) {
    super(scope, id, props, ASSIGNMENT_PROPS satisfies TableOf<GreenVnAssignmentProps>);
    this.props = props;
    const given = defined(props);
    const preferences = defined({ greenvn: given.number, region: given.region, numberType: given.numberType });
    const config: AssignmentConfig = {
      ...metaArguments(given),
      greenvnId: given.greenvnId,
      ...defined({
        preferences: Object.keys(preferences).length === 0 ? undefined : preferences,
        strictness: strictnessOf(given),
        rotationTriggers: given.rotateOn && { ...given.rotateOn },
      }),
    };
    this.resource = new Assignment(this, MAIN_CHILD, config);
    ensureValidName(this.resource);
    if (given.outputs ?? true) this.addOutputs();
  }

  protected override checkSeveral(): string[] {
    return checkSeveralAssignments(this, this.props);
  }
}
