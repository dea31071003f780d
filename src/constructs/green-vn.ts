import { type ITerraformDependable, Lazy, ref, type TerraformDataSource, type TerraformResource, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { NumberChangeHooks, type NumberChangeOptions } from "./hooks/number-change";
import { addressOf } from "./names/names";

/**
 * A number in force, whoever owns its allocation: what `GreenVnAllocation`, `GreenVnAssignment` and
 * `GreenVnAllocation.fromAllocationId` have in common. Take it as the type of a parameter where any of them serves.
 */
export interface IGreenVn extends IConstruct, ITerraformDependable {
  /**
   * The number in force, in E.164. A token: Terraform fills it in.
   *
   * With `count` it stands for the list of all numbers, with `forEach` for a map of them by key:
   * `Fn.element(vn.greenVn, 0)`, `Fn.lookup(vn.greenVn, "north")`.
   */
  readonly greenVn: string;

  /** The allocation's `greenvn_id`, which never changes. A token; with `count` a list, with `forEach` a map. */
  readonly allocationId: string;

  /** The owner's unique name for the allocation. A token; with `count` a list, with `forEach` a map. */
  readonly connectionId: string;

  /**
   * Runs a command on the machine that runs Terraform: once when the hook is created, then once for each change of the
   * number. The command finds `GREEN_VN`, `ALLOCATION_ID` and `CONNECTION_ID` in its environment. A change of the
   * parties does not run it.
   *
   * Refused at synth where the construct has `count` or `forEach`.
   *
   * @param id Unique among the hooks of this construct. Another id makes another hook, which runs once at its creation.
   * @returns The resource that runs the command, for `dependsOn`.
   * @example
   * vn.onNumberChange("announce", { command: 'curl --fail --data "number=$GREEN_VN" "$HOOK_URL"', environment: {
   * HOOK_URL: url } });
   */
  onNumberChange(id: string, options: NumberChangeOptions): TerraformResource;
}

/** What all three constructs share. */
export abstract class GreenVnBase extends Construct implements IGreenVn {
  /** The generated resource or data source underneath: the way to whatever this construct does not offer. */
  public abstract readonly resource: TerraformResource | TerraformDataSource;
  private readonly hooks = new NumberChangeHooks(this);
  private readonly references = new Map<string, string>();

  /** The number in force, in E.164, as a token; with `count` the list of all, with `forEach` a map by key. */
  public get greenVn(): string {
    return this.attribute("green_vn");
  }

  /**
   * The allocation's `greenvn_id`, which never changes, as a token; with `count` the list of all, with `forEach` a map
   * by key.
   */
  public get allocationId(): string {
    return this.attribute("id");
  }

  /**
   * The owner's unique name for the allocation, as a token; with `count` the list of all, with `forEach` a map by key.
   */
  public get connectionId(): string {
    return this.attribute("connection_id");
  }

  /** Terraform's name of the resource underneath: so that this construct can stand in another one's `dependsOn`. */
  public get fqn(): string {
    return this.resource.fqn;
  }

  /**
   * Runs a command on the machine that runs Terraform: once when the hook is created, then once for each change of the
   * number. The command finds `GREEN_VN`, `ALLOCATION_ID` and `CONNECTION_ID` in its environment. A change of the
   * parties does not run it.
   *
   * Refused at synth where the construct has `count` or `forEach`.
   *
   * @param id Unique among the hooks of this construct. Another id makes another hook, which runs once at its creation.
   * @returns The resource that runs the command, for `dependsOn`.
   * @example
   * vn.onNumberChange("announce", { command: 'curl --fail --data "number=$GREEN_VN" "$HOOK_URL"', environment: {
   * HOOK_URL: url } });
   */
  public onNumberChange(id: string, options: NumberChangeOptions): TerraformResource {
    return this.hooks.add(id, options);
  }

  // Lazy, since the resource may still be renamed after this was read; and one reference for each attribute, since
  // CDKTF finds out in one pass that another stack reads it, and writes it in the next.
  private attribute(name: string): string {
    return Lazy.stringValue({
      produce: () => {
        const reference =
          this.references.get(name) ?? Token.asString(ref(expressionOf(this.resource, name), this.resource.cdktfStack));
        this.references.set(name, reference);
        return reference;
      },
    });
  }
}

function expressionOf(resource: TerraformResource | TerraformDataSource, attribute: string): string {
  const address = addressOf(resource);
  if (resource.forEach !== undefined) return `{ for key, each in ${address} : key => each.${attribute} }`;
  return resource.count === undefined ? `${address}.${attribute}` : `${address}[*].${attribute}`;
}
