import { Fn, type IResolvable, type TerraformMetaArguments } from "cdktf";
import { type Construct } from "constructs";
import { Allocation, type AllocationConfig } from "../bindings/cdktf/allocation";
import { isRecord } from "../domain/is-record";
import { checkSeveralAllocations } from "./checks/check-several";
import { type Written } from "./checks/written";
import { isMarked, mark } from "./copies";
import { encodingOf } from "./expressions/tokens";
import { type IGreenVn } from "./green-vn";
import { LookedUpGreenVn, type LookUpOptions } from "./look-up";
import { ManagedGreenVn } from "./managed";
import { replacedBeforeDestroyed } from "./messages";
import { connectionIdFor, writtenConnectionId } from "./names/connection-id";
import { ensureValidName, MAIN_CHILD } from "./names/names";
import { defined } from "./props/defined";
import { type Duration } from "./props/duration";
import { type Usage } from "./props/number-type";
import { type Pins } from "./props/pins";
import { ALLOCATION_PROPS, type Prop, type TableOf } from "./props/prop-table";
import { type NumberProps } from "./props/props";
import { problemOfGiven } from "./props/shapes";

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
  readonly usage?: Usage | IResolvable | undefined;

  /**
   * Your own unique name for the allocation. Needed with `count` and `forEach`, with the index or the key in it.
   *
   * **A changed one replaces the allocation: its number is released and can not be had back.** Left out, the name is
   * made from the construct's path and counts at creation only, so that renaming or moving the construct (with
   * `moveTo`) plans nothing.
   *
   * @default - a readable name made from the construct's path, such as `prod-driver-3f2a91c07b`, behind the provider's
   * `connectionIdPrefix`, and with the workspace at its end where that is not `default`
   */
  readonly connectionId?: string | undefined;

  /**
   * PINs by which A-parties join whose number is not listed: whole numbers above 0, of at most 6 digits, unique across
   * both sides. `[]` means none. They are secret, and a literal one stands in clear text in the synthesized JSON: pass
   * the `listValue` of a sensitive `TerraformVariable`. A change is charged as a new allocation.
   *
   * @default - not managed: what is in force is kept
   */
  readonly aPartyPins?: Pins | undefined;

  /**
   * Any whole number that stands for the PINs: with it `aPartyPins` and `bPartyPins` are **write-only**, and stand in no
   * state and no plan. They are sent at creation and when this changes to another number, which is charged as a new
   * allocation; a change of the PINs alone sends nothing. Terraform 1.11 or later, or OpenTofu 1.11 or later.
   *
   * @default - PINs that are given stand in Terraform's state, in clear text
   * @example 1
   */
  readonly pinsVersion?: number | undefined;

  /**
   * PINs by which B-parties join whose number is not listed; otherwise as `aPartyPins`.
   *
   * @default - not managed: what is in force is kept
   */
  readonly bPartyPins?: Pins | undefined;

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
   * What destroying the construct does: `deallocate` gives the allocation up, `abandon` only forgets it, and it lives on
   * and is billed until its time ends. A change costs nothing. A token is passed as `variable.value`.
   *
   * @default "deallocate"
   */
  readonly onDestroy?: OnDestroy | IResolvable | undefined;
}

/** What a destroy does to an allocation: `deallocate` gives it up, `abandon` only forgets it. */
export type OnDestroy = "deallocate" | "abandon";

/**
 * A number between A-parties and B-parties, declared. A change of the number, of the parties or of the usage is made in
 * place by one call that is charged as a new allocation, and the plan says so; the allocation's id stays.
 *
 * @example
 * ```ts
 * import { App, TerraformStack } from "cdktf";
 * import { GreenVnAllocation, GreenvnProvider, Region } from "cdktf-greenvn";
 *
 * const app = new App();
 * const stack = new TerraformStack(app, "numbers");
 * new GreenvnProvider(stack, "greenvn");
 * new GreenVnAllocation(stack, "driver", {
 *   aPartyNumbers: ["+919876543210"],
 *   bPartyNumbers: ["+919812345678"],
 *   region: Region.MU,
 * });
 * app.synth();
 * ```
 */
export class GreenVnAllocation extends ManagedGreenVn<GreenVnAllocationProps> {
  /** The generated resource underneath: the way to whatever this construct does not offer. */
  public readonly resource: Allocation;
  private readonly added: PropsProblems = { aPartyNumbers: [], bPartyNumbers: [] };

  /** Whether a value is an allocation's construct, also one of another copy of this package. */
  public static isGreenVnAllocation(value: unknown): value is GreenVnAllocation {
    return isMarked(value, "GreenVnAllocation");
  }

  /**
   * Looks up an allocation that is managed elsewhere, and changes nothing of it. One that is gone is an error at plan.
   * For one that this stack manages take its own construct: Terraform would read it before the change, so a literal id
   * that an allocation or assignment of the stack has is refused.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope.
   * @param allocationId The `greenvn_id`: a literal, or a token.
   * @param options The provider to look it up by, and what has to be there before.
   * @returns The number in force and all else that is told of the allocation, as tokens.
   * @example
   * ```ts
   * import { App, TerraformOutput, TerraformStack } from "cdktf";
   * import { GreenVnAllocation, GreenvnProvider } from "cdktf-greenvn";
   *
   * const app = new App();
   * const stack = new TerraformStack(app, "numbers");
   * new GreenvnProvider(stack, "greenvn");
   * const theirs = GreenVnAllocation.fromAllocationId(stack, "theirs", "6f1c7a52-0c4e-4e0c-9f0e-0d3f6c1f7a11");
   * new TerraformOutput(stack, "number", { value: theirs.greenVn });
   * app.synth();
   * ```
   */
  public static fromAllocationId(
    scope: Construct,
    id: string,
    allocationId: string,
    options?: LookUpOptions,
  ): IGreenVn {
    return new LookedUpGreenVn(scope, id, allocationId, options);
  }

  /**
   * Declares an allocation.
   *
   * @param scope The stack, or a construct within it.
   * @param id Unique within the scope. The outputs and, left to itself, the `connectionId` are named by it.
   * @param props Who may reach whom, and what the number should be. What is wrong with them is said at synth, all at once.
   */
  public constructor(scope: Construct, id: string, props: GreenVnAllocationProps) {
    super(scope, id, props, ALLOCATION_PROPS satisfies TableOf<GreenVnAllocationProps>, "allocation");
    const { given } = this;
    const { number, region, numberType, pinCode, deallocateAfter } = given;
    const config = {
      ...this.metaArguments(),
      ...defined({
        connectionId: given.connectionId,
        apartyNumbers: given.aPartyNumbers,
        bpartyNumbers: given.bPartyNumbers,
        preferences: orNone(defined({ greenvn: number, region, numberType, pinCode })),
        strictness: this.strictness(),
        usage: given.usage,
        ...(given.pinsVersion === undefined
          ? { apartyPins: given.aPartyPins, bpartyPins: given.bPartyPins }
          : { apartyPinsWo: given.aPartyPins, bpartyPinsWo: given.bPartyPins, pinsWoVersion: given.pinsVersion }),
        rotationTriggers: given.rotateOn,
        deallocationPolicy: deallocateAfter === undefined ? undefined : { duration: deallocateAfter },
        flowId: given.flowId,
        deletionProtection: given.deletionProtection,
        deletionPolicy: given.onDestroy,
      }),
      // The generated types know no lists that are only read, and no tokens in place of lists and maps.
    } as unknown as AllocationConfig;
    this.resource = isGiven(props, "connectionId")
      ? new Allocation(this, MAIN_CHILD, config)
      : new NamedAtCreation(this, MAIN_CHILD, config, connectionIdFor(this));
    ensureValidName(this.resource);
    this.complete();
  }

  /**
   * Adds numbers to the A-parties, wherever they were declared. The change is charged as any change of the parties is.
   *
   * @param numbers In E.164. A list token is no number: pass `Fn.concat` of lists as the prop.
   */
  public addAParty(...numbers: readonly string[]): void {
    const { resource } = this;
    resource.apartyNumbers = this.withAdded("aPartyNumbers", resource.apartyNumbersInput, numbers);
  }

  /**
   * Adds numbers to the B-parties, as `addAParty` does to the A-parties.
   *
   * @param numbers In E.164.
   */
  public addBParty(...numbers: readonly string[]): void {
    const { resource } = this;
    resource.bpartyNumbers = this.withAdded("bPartyNumbers", resource.bpartyNumbersInput, numbers);
  }

  protected override checkOwn(written: Written): string[] {
    const { lifecycle } = written.attributes;
    const isNamedAtCreation = this.resource instanceof NamedAtCreation && this.resource.hasMadeUpName();
    const isMadeBefore = isRecord(lifecycle) && lifecycle["create_before_destroy"] === true;
    return [
      ...this.added.aPartyNumbers,
      ...this.added.bPartyNumbers,
      ...(isNamedAtCreation && isMadeBefore ? [replacedBeforeDestroyed()] : []),
      ...checkSeveralAllocations(written, isNamedAtCreation),
    ];
  }

  private withAdded(prop: keyof PropsProblems, present: string[] | undefined, numbers: readonly string[]): string[] {
    // Each by itself: two list tokens, spread, are one number each.
    const problems = numbers.map((number) => problemOfGiven(prop, ONE_NUMBER, number));
    this.added[prop].push(...problems.filter((problem) => problem !== null));
    const right = numbers.filter((_number, at) => problems[at] === null);
    if (present === undefined) return right;
    if (right.length === 0) return present;
    if (encodingOf(present) !== null) return Fn.setunion(present, [right]);
    return Array.isArray(present) ? [...new Set([...present, ...right])] : present;
  }
}

mark(GreenVnAllocation, "GreenVnAllocation");

/** What was wrong with numbers that were added. */
type PropsProblems = Readonly<Record<"aPartyNumbers" | "bPartyNumbers", string[]>>;

const IGNORED = "connection_id";
const ONE_NUMBER: Prop = { attribute: null, shape: "text", required: true };

function orNone<T extends object>(members: T): T | undefined {
  return Object.keys(members).length === 0 ? undefined : members;
}

/** Whether a prop was given at all, right or wrong. */
function isGiven(props: GreenVnAllocationProps | null | undefined, prop: keyof GreenVnAllocationProps): boolean {
  return props?.[prop] !== undefined && props[prop] !== null;
}

/**
 * An allocation whose name was made up: it counts at creation only, whatever else sets the lifecycle, aspects included;
 * unless an aspect or an override gives a name.
 */
class NamedAtCreation extends Allocation {
  public constructor(
    scope: Construct,
    id: string,
    config: AllocationConfig,
    private readonly name: string,
  ) {
    super(scope, id, { ...config, connectionId: name });
  }

  public hasMadeUpName(): boolean {
    const { connection_id: overridden } = this.rawOverrides as { readonly connection_id?: unknown };
    return this.connectionIdInput === this.name && overridden === undefined;
  }

  // At the last, since the provider with the prefix may be declared later.
  protected override synthesizeAttributes(): { [name: string]: unknown } {
    const attributes = super.synthesizeAttributes();
    return this.hasMadeUpName() ? { ...attributes, connection_id: writtenConnectionId(this.name, this) } : attributes;
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    const attributes = super.synthesizeHclAttributes() as { readonly connection_id: object };
    if (!this.hasMadeUpName()) return attributes;
    const value = writtenConnectionId(this.name, this);
    return { ...attributes, connection_id: { ...attributes.connection_id, value } };
  }

  public override get terraformMetaArguments(): { [name: string]: unknown } {
    const { lifecycle, ...others } = super.terraformMetaArguments as {
      readonly lifecycle?: { readonly ignoreChanges?: string[] | "all" };
    };
    if (!this.hasMadeUpName()) return { ...others, lifecycle };
    if (lifecycle === undefined) return { ...others, lifecycle: { ignoreChanges: [IGNORED] } };
    const ignored = lifecycle.ignoreChanges ?? [];
    return {
      ...others,
      lifecycle: {
        ...lifecycle,
        ignoreChanges: ignored === "all" ? ignored : [...new Set([...ignored, IGNORED])],
      },
    };
  }
}

mark(NamedAtCreation, "NamedAtCreation");
