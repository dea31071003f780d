import {
  Annotations,
  type TerraformMetaArguments,
  TerraformOutput,
  type TerraformProvider,
  type TerraformResource,
} from "cdktf";
import { type Construct } from "constructs";
import { checkProps } from "./checks/check-props";
import { checkStack } from "./checks/check-stack";
import { GreenVnBase } from "./green-vn";
import { renderOnlyWhile } from "./hooks/render-only-while";
import { refuseOtherLibrary } from "./library";
import { outputDescription } from "./messages";
import { moveOf } from "./names/move";
import { outputName } from "./names/names";
import { defined } from "./props/defined";
import { type PropTable } from "./props/prop-table";
import { type NumberProps } from "./props/props";

/**
 * A construct over a resource of the provider: what an allocation and an assignment share beyond the number in force.
 */
export abstract class ManagedGreenVn extends GreenVnBase {
  public abstract override readonly resource: TerraformResource;

  protected constructor(scope: Construct, id: string, props: NumberProps & TerraformMetaArguments, table: PropTable) {
    super(scope, id);
    refuseOtherLibrary(this);
    checkStack(this);
    let warned = false;
    this.node.addValidation({
      validate: () => {
        const { errors, warnings } = checkProps(this, table, props);
        if (!warned) warnings.forEach((warning) => Annotations.of(this).addWarning(warning));
        warned = true;
        return moveOf(this.resource).kind === "away" ? [] : [...errors, ...this.checkSeveral(props)];
      },
    });
  }

  /** What is wrong with one declaration for several instances. */
  protected abstract checkSeveral(props: TerraformMetaArguments): string[];

  /**
   * Takes an existing allocation into Terraform's state instead of making one: CDKTF's import block. The next plan
   * shows the import, and a change only where the declaration differs from what is.
   *
   * @param id The allocation's `greenvn_id`.
   * @param provider The provider to import by, where it is not the default one.
   */
  public importFrom(id: string, provider?: TerraformProvider): void {
    this.resource.importFrom(id, provider);
  }

  /**
   * Says that this construct has become the one that was marked with `addMoveTarget(moveTarget)`: Terraform keeps the
   * allocation, its number and its hooks, and this construct declares nothing any more, outputs neither. To be removed
   * once it was applied everywhere.
   *
   * @param moveTarget What was passed to `addMoveTarget` of the construct that takes over.
   * @param index Which of its instances, where it has `count` or `forEach`.
   */
  public moveTo(moveTarget: string, index?: string | number): void {
    this.resource.moveTo(moveTarget, index);
  }

  /**
   * Marks this construct as the one that another moves to by `moveTo(moveTarget)`.
   *
   * @param moveTarget Any text that is unique within the stack.
   */
  public addMoveTarget(moveTarget: string): void {
    this.resource.addMoveTarget(moveTarget);
  }

  /**
   * As `moveTo`, by Terraform's address of what takes over.
   *
   * @param id Such as `greenvn_allocation.driver`.
   */
  public moveToId(id: string): void {
    this.resource.moveToId(id);
  }

  /**
   * Says that this construct was at another address before: all that a rename needs, where the old construct is gone
   * from the program.
   *
   * @param id The address before, such as `greenvn_allocation.driver`.
   */
  public moveFromId(id: string): void {
    this.resource.moveFromId(id);
  }

  /** Called once `resource` stands. */
  protected addOutputs(): void {
    this.addOutput("green_vn", this.greenVn);
    this.addOutput("allocation_id", this.allocationId);
  }

  private addOutput(what: "green_vn" | "allocation_id", value: string): void {
    const output = new TerraformOutput(this, what, { value, description: outputDescription(what, this.node.path) });
    output.overrideLogicalId(outputName(this, what));
    renderOnlyWhile(output, () => moveOf(this.resource).kind !== "away");
  }
}

/** The meta-arguments among the props, for the resource underneath: passed through untouched. */
export function metaArguments({
  count,
  forEach,
  provider,
  lifecycle,
  dependsOn,
  provisioners,
  connection,
}: TerraformMetaArguments) {
  return defined({ count, forEach, provider, lifecycle, dependsOn, provisioners, connection });
}

/** The strictness to write: `strict` as it was given, otherwise true where one number is asked for. */
export function strictnessOf({ strict, number }: NumberProps) {
  return strict ?? (number === undefined ? undefined : true);
}
