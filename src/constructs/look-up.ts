import { type ITerraformDependable, type TerraformProvider } from "cdktf";
import { type Construct } from "constructs";
import { DataGreenvnAllocation, type DataGreenvnAllocationConfig } from "../bindings/cdktf/data-greenvn-allocation";
import { checkStack } from "./checks/check-stack";
import { checkLookedUp } from "./checks/check-written";
import { writtenOf } from "./checks/written";
import { GreenVnBase } from "./green-vn";
import { ensureValidName, MAIN_CHILD } from "./names/names";
import { LOOK_UP_PROPS, type TableOf } from "./props/prop-table";
import { readProps } from "./props/read-props";

/** How an allocation is looked up. */
export interface LookUpOptions {
  /**
   * The provider to look it up by.
   *
   * @default - the stack's provider without an alias
   */
  readonly provider?: TerraformProvider | undefined;

  /**
   * What has to be there before.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[] | undefined;
}

interface LookUpProps extends LookUpOptions {
  readonly allocationId: string;
}

/** An allocation that is read only. */
export class LookedUpGreenVn extends GreenVnBase {
  public readonly resource: DataGreenvnAllocation;

  public constructor(scope: Construct, id: string, allocationId: string, options: LookUpOptions | undefined) {
    super(scope, id);
    checkStack(this);
    const read = readProps<LookUpProps>(LOOK_UP_PROPS satisfies TableOf<LookUpProps>, { ...options, allocationId });
    const { allocationId: asked, ...meta } = read.given;
    this.resource = new DataGreenvnAllocation(this, MAIN_CHILD, {
      ...meta,
      id: asked,
    } as DataGreenvnAllocationConfig);
    ensureValidName(this.resource);
    this.node.addValidation({
      validate: () => {
        const written = writtenOf(this.resource);
        const errors = written === null ? [] : checkLookedUp(LOOK_UP_PROPS, written.attributes, read.refused);
        return [...read.problems, ...errors];
      },
    });
  }
}
