import { type IResolvable, type TerraformMetaArguments } from "cdktf";
import { type Construct } from "constructs";
import { Allocation, type AllocationConfig } from "../bindings/cdktf/allocation";
import { checkSeveralAllocations } from "./checks/check-several";
import { type IGreenVn } from "./green-vn";
import { LookedUpGreenVn, type LookUpOptions } from "./look-up";
import { ManagedGreenVn, metaArguments, strictnessOf } from "./managed";
import { connectionIdFor } from "./names/connection-id";
import { ensureValidName, MAIN_CHILD } from "./names/names";
import { defined } from "./props/defined";
import { type Duration } from "./props/duration";
import { type Usage } from "./props/number-type";
import { ALLOCATION_PROPS, type TableOf } from "./props/prop-table";
import { type NumberProps } from "./props/props";

/** A GreenVN allocation: who may reach whom through one number, and what that number should be. */
export interface GreenVnAllocationProps extends NumberProps, TerraformMetaArguments {
  /**
   * Numbers of the A-parties (say, drivers), in E.164; at least one. A change is made in place, and charged as a new
   * allocation.
   *
   * @example ["+919876543210"]
   */
  readonly aPartyNumbers: readonly string[];

  /**
   * Numbers of the B-parties (say, riders), in E.164; at least one, and none of the A-parties'. A change is made in
   * place, and charged as a new allocation.
   *
   * @example ["+919812345678"]
   */
  readonly bPartyNumbers: readonly string[];

  /**
   * A postal code near which the number should be. It counts at creation only.
   *
   * @default - none
   * @example "560001"
   */
  readonly pinCode?: string | undefined;

  /**
   * Who may call: with `oneway` only A-parties call B-parties, with `twoway` both call. A change is made in place, and
   * charged as a new allocation.
   *
   * @default - "twoway" at creation; left out later, what is in force is kept
   */
  readonly usage?: Usage | undefined;

  /**
   * Your own unique name for the allocation. Needed with `count` and `forEach`, with the index or the key in it.
   *
   * **A changed one replaces the allocation: its number is released and can not be had back.** Left out, the name is
   * made from the construct's path and counts at creation only, so that renaming or moving the construct (with
   * `moveTo`) plans nothing.
   *
   * @default - a readable name made from the construct's path, such as `prod-driver-3f2a91c07b`
   */
  readonly connectionId?: string | undefined;

  /**
   * PINs by which A-parties join whose number is not listed: whole numbers above 0, of at most 6 digits, unique across
   * both sides. `[]`
   * means none. They are secret, and a literal one stands in clear text in the synthesized JSON: pass a sensitive
   * `TerraformVariable`.
   * A change is charged as a new allocation.
   *
   * @default - not managed: what is in force is kept
   */
  readonly aPartyPins?: readonly number[] | undefined;

  /**
   * PINs by which B-parties join whose number is not listed; otherwise as `aPartyPins`.
   *
   * @default - not managed: what is in force is kept
   */
  readonly bPartyPins?: readonly number[] | undefined;

  /**
   * How long the allocation lives. The account's maximum caps it. **Another length replaces the allocation, and its
   * number is released.**
   *
   * @default - the account's own
   * @example "30d"
   */
  readonly deallocateAfter?: Duration | undefined;

  /**
   * The call flow to attach, where the account has several. **Another flow replaces the allocation, and its number is
   * released.**
   *
   * @default - the account's own
   */
  readonly flowId?: string | undefined;

  /**
   * Whether the provider refuses to destroy or to replace the allocation. To destroy it, set this to false and apply
   * first.
   *
   * @default false
   */
  readonly deletionProtection?: boolean | IResolvable | undefined;

  /**
   * Whether destroying the construct only forgets the allocation, which then lives on and is billed until its time
   * ends.
   *
   * @default false: destroying it gives the allocation up
   */
  readonly abandonOnDestroy?: boolean | undefined;
}

/**
 * A number between A-parties and B-parties, declared. A change of the number, of the parties or of the usage is made in
 * place by one call that is charged as a new allocation, and the plan says so; the allocation's id stays.
 *
 * @example
 * const driver = new GreenVnAllocation(this, "driver", {
 *   aPartyNumbers: ["+919876543210"],
 *   bPartyNumbers: ["+919812345678"],
 *   region: Region.MU,
 * });
 */
export class GreenVnAllocation extends ManagedGreenVn {
  /** The generated resource underneath: the way to whatever this construct does not offer. */
  public readonly resource: Allocation;
  private readonly props: GreenVnAllocationProps;

  /**
   * Looks up an allocation that is managed elsewhere, and changes nothing of it. One that is gone is an error at plan.
   * For one that this stack manages take its own construct: Terraform reads the look-up anew, and runs its hooks,
   * whenever that one changes.
   *
   * @param allocationId The `greenvn_id`: a literal, or a token.
   */
  public static fromAllocationId(
    scope: Construct,
    id: string,
    allocationId: string,
    options: LookUpOptions = {},
  ): IGreenVn {
    return new LookedUpGreenVn(scope, id, allocationId, options);
  }

  /**
   * Declares an allocation.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope. The outputs and, left to itself, the `connectionId` are named by it.
   */
  public constructor(scope: Construct, id: string, props: GreenVnAllocationProps) {
    super(scope, id, props, ALLOCATION_PROPS satisfies TableOf<GreenVnAllocationProps>);
    this.props = props;
    const { connectionId, deallocateAfter, abandonOnDestroy, ...given } = defined(props);
    const config: AllocationConfig = {
      ...metaArguments(given),
      // The generated types ask for lists that may be changed; nobody changes them.
      apartyNumbers: given.aPartyNumbers as string[],
      bpartyNumbers: given.bPartyNumbers as string[],
      connectionId: connectionId ?? connectionIdFor(this),
      ...defined({
        preferences: preferencesOf(given),
        strictness: strictnessOf(given),
        usage: given.usage,
        apartyPins: given.aPartyPins as number[] | undefined,
        bpartyPins: given.bPartyPins as number[] | undefined,
        rotationTriggers: given.rotateOn && { ...given.rotateOn },
        deallocationPolicy: deallocateAfter === undefined ? undefined : { duration: deallocateAfter },
        flowId: given.flowId,
        deletionProtection: given.deletionProtection,
        deletionPolicy: abandonOnDestroy === undefined ? undefined : abandonOnDestroy ? "abandon" : "deallocate",
      }),
    };
    this.resource = new (connectionId === undefined ? NamedAtCreation : Allocation)(this, MAIN_CHILD, config);
    ensureValidName(this.resource);
    if (given.outputs ?? true) this.addOutputs();
  }

  protected override checkSeveral(): string[] {
    return checkSeveralAllocations(this, this.props);
  }
}

function preferencesOf({ number, region, numberType, pinCode }: GreenVnAllocationProps) {
  const preferences = defined({ greenvn: number, region, numberType, pinCode });
  return Object.keys(preferences).length === 0 ? undefined : preferences;
}

/**
 * An allocation whose name was made up: it counts at creation only, whatever else sets the lifecycle, aspects included.
 */
class NamedAtCreation extends Allocation {
  public override get terraformMetaArguments(): { [name: string]: unknown } {
    const { lifecycle, ...others } = super.terraformMetaArguments as {
      readonly lifecycle?: { readonly ignoreChanges?: string[] | "all" };
    };
    const ignored = lifecycle?.ignoreChanges ?? [];
    return {
      ...others,
      lifecycle: {
        ...lifecycle,
        ignoreChanges: ignored === "all" ? ignored : [...new Set([...ignored, "connection_id"])],
      },
    };
  }
}
