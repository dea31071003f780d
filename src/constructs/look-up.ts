import { type ITerraformDependable, type TerraformProvider } from "cdktf";
import { type Construct } from "constructs";
import { DataGreenvnAllocation } from "../bindings/cdktf/data-greenvn-allocation";
import { checkProps } from "./checks/check-props";
import { GreenVnBase } from "./green-vn";
import { ensureValidName, MAIN_CHILD } from "./names/names";
import { defined } from "./props/defined";
import { LOOK_UP_PROPS } from "./props/prop-table";

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

/** An allocation that is read only. */
export class LookedUpGreenVn extends GreenVnBase {
  public readonly resource: DataGreenvnAllocation;

  public constructor(scope: Construct, id: string, allocationId: string, { provider, dependsOn }: LookUpOptions) {
    super(scope, id);
    this.resource = new DataGreenvnAllocation(this, MAIN_CHILD, {
      id: allocationId,
      ...defined({ provider, dependsOn }),
    });
    ensureValidName(this.resource);
    this.node.addValidation({ validate: () => [...checkProps(this, LOOK_UP_PROPS, { allocationId }).errors] });
  }
}
