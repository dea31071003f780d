import {
  type TerraformMetaArguments,
  TerraformOutput,
  type TerraformOutputConfig,
  type TerraformProvider,
  type TerraformResource,
} from "cdktf";
import { type Construct } from "constructs";
import { type Place } from "../domain/attributes/attribute-row";
import { severalOf } from "./checks/check-several";
import { checkStack } from "./checks/check-stack";
import { checkImportId, checkWritten } from "./checks/check-written";
import { warn } from "./checks/warn";
import { type Written, writtenOf } from "./checks/written";
import { isAskedFor } from "./expressions/strictness";
import { GreenVnBase } from "./green-vn";
import { refuseOtherLibrary } from "./library";
import { countByOverride, importGivenTwice, outputDescription } from "./messages";
import { moveOf } from "./names/move";
import { outputName } from "./names/names";
import { type Defined, defined } from "./props/defined";
import { type PropTable } from "./props/prop-table";
import { type NumberProps } from "./props/props";
import { type PropsRead, readProps } from "./props/read-props";
import { problemOfGiven } from "./props/shapes";

/**
 * A construct over a resource of the provider: what an allocation and an assignment share beyond the number in force.
 */
export abstract class ManagedGreenVn<Props extends NumberProps & TerraformMetaArguments> extends GreenVnBase {
  public abstract override readonly resource: TerraformResource;
  /** What the props gave, as far as it is right. */
  protected readonly given: Partial<Defined<Props>>;
  private readonly read: PropsRead<Props>;
  private readonly importedAs: string[] = [];
  private readonly wrongImports: string[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    props: Props,
    private readonly table: PropTable,
    private readonly place: Exclude<Place, "data">,
  ) {
    super(scope, id);
    refuseOtherLibrary(this);
    checkStack(this);
    this.read = readProps<Props>(table, props);
    this.given = this.read.given;
    this.node.addValidation({ validate: () => this.check() });
  }

  /**
   * Takes an existing allocation into Terraform's state instead of making one, as the prop of that name does: CDKTF's
   * import block. The next plan shows the import, and a change only where the declaration differs from what is.
   *
   * @param id The allocation's `greenvn_id`.
   * @param provider The provider to import by, where it is not the default one.
   */
  public importFrom(id: string, provider?: TerraformProvider): void {
    const problem = problemOfGiven("importFrom", { attribute: null, shape: "text", required: true }, id);
    if (problem !== null) this.wrongImports.push(problem);
    else {
      this.importedAs.push(id);
      this.resource.importFrom(id, provider);
    }
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
   * from the program. As long as this stands, no other construct may get the name that was made for the old place.
   *
   * @param id The address before, such as `greenvn_allocation.driver`.
   */
  public moveFromId(id: string): void {
    this.resource.moveFromId(id);
  }

  /** What is wrong with one declaration for several instances, and with whatever else only one of both has. */
  protected abstract checkOwn(written: Written): string[];

  /** A sentence about this declaration, with where it stands where there is more to say than the construct's path. */
  protected placed(sentence: string): string {
    return sentence;
  }

  /** Called once `resource` stands. */
  protected complete(): void {
    const { importFrom, outputs } = this.given as Partial<Defined<NumberProps>>;
    if (importFrom !== undefined) this.importFrom(importFrom);
    if (outputs === false) return;
    this.addOutput("green_vn", this.greenVn);
    this.addOutput("allocation_id", this.allocationId);
  }

  /** The meta-arguments among the props, for the resource underneath: passed through untouched. */
  protected metaArguments(): TerraformMetaArguments {
    const { count, forEach, provider, lifecycle, dependsOn, provisioners, connection } = this
      .given as TerraformMetaArguments;
    return defined({ count, forEach, provider, lifecycle, dependsOn, provisioners, connection });
  }

  /** The strictness to write: `strict` as it was given, otherwise true where one number is asked for. */
  protected strictness() {
    const { strict, number } = this.given as Partial<Defined<NumberProps>>;
    return strict ?? (number === undefined ? undefined : isAskedFor(number));
  }

  private check(): string[] {
    const written = moveOf(this.resource).kind === "away" ? null : writtenOf(this.resource);
    if (written === null) return [];
    const { errors, warnings } = checkWritten(this.table, this.place, written.attributes, this.read.refused);
    for (const warning of warnings) warn(this, this.placed(warning));
    return [
      ...this.read.problems,
      ...errors,
      ...this.checkCount(written),
      ...this.wrongImports,
      ...(new Set(this.importedAs).size > 1 ? [importGivenTwice(this.importedAs)] : []),
      ...checkImportId(written.importId),
      ...this.checkOwn(written),
    ].map((sentence) => this.placed(sentence));
  }

  private checkCount(written: Written): string[] {
    const several = severalOf(written);
    return several === null || this.resource.count !== undefined || this.resource.forEach !== undefined
      ? []
      : [countByOverride(several)];
  }

  private addOutput(what: "green_vn" | "allocation_id", value: string): void {
    const output = new OutputOf(this, what, { value, description: outputDescription(what, this.node.path) });
    output.overrideLogicalId(outputName(this, what));
  }
}

/** An output of a construct, which goes with it where that one moves away. */
class OutputOf extends TerraformOutput {
  public constructor(
    private readonly owner: { readonly resource: TerraformResource } & Construct,
    id: string,
    config: TerraformOutputConfig,
  ) {
    super(owner, id, config);
  }

  public override toTerraform(): unknown {
    return this.isWritten() ? super.toTerraform() : {};
  }

  public override toHclTerraform(): unknown {
    return this.isWritten() ? super.toHclTerraform() : {};
  }

  private isWritten(): boolean {
    return moveOf(this.owner.resource).kind !== "away";
  }
}
