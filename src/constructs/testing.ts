import { type TerraformMetaArguments, type TerraformStack, Testing } from "cdktf";
import { isRecord } from "../domain/is-record";
import { type ResourceType } from "../domain/resource-type";
import { type GreenVnAllocationProps } from "./allocation";
import { type GreenVnAssignmentProps } from "./assignment";
import { notDeclared } from "./messages";

/**
 * What an allocation is expected to be, in the words of its props; what is left out may be anything. PINs are not
 * compared: a test's
 * message would show them. A made-up `connectionId` is compared as it is written, a token as Terraform will read it:
 * `${var.number}`.
 */
export type AllocationExpectation = Partial<Omit<GreenVnAllocationProps, NotCompared>>;

/** What an assignment is expected to be, in the words of its props; what is left out may be anything. */
export type AssignmentExpectation = Partial<Omit<GreenVnAssignmentProps, NotCompared>>;

type NotCompared = keyof TerraformMetaArguments | "outputs" | "aPartyPins" | "bPartyPins";

type Declared = Readonly<Record<string, unknown>>;

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
   * path, no
   * metadata of CDKTF. Throws what synthesis would throw.
   */
  public static snapshot(stack: TerraformStack): string {
    const json = JSON.parse(Testing.synth(stack, true)) as { terraform?: { backend?: { local?: { path?: string } } } };
    const local = json.terraform?.backend?.local;
    // Where no backend is declared, CDKTF writes one with this machine's path.
    if (local?.path?.startsWith("/") === true) local.path = local.path.slice(local.path.lastIndexOf("/") + 1);
    return JSON.stringify(json, null, 2);
  }

  /** Throws where no allocation of the stack is as expected, and says which there are. */
  public static hasAllocation(stack: TerraformStack, expected: AllocationExpectation): void {
    expectOne("allocation", declaredIn(stack, "greenvn_allocation", allocationOf), expected);
  }

  /** Throws where no assignment of the stack is as expected, and says which there are. */
  public static hasAssignment(stack: TerraformStack, expected: AssignmentExpectation): void {
    expectOne("assignment", declaredIn(stack, "greenvn_assignment", numberOf), expected);
  }
}

interface JsonAttributes {
  readonly aparty_numbers?: string[];
  readonly bparty_numbers?: string[];
  readonly connection_id?: string;
  readonly greenvn_id?: string;
  readonly usage?: string;
  readonly preferences?: {
    readonly greenvn?: string;
    readonly region?: string;
    readonly number_type?: string;
    readonly pin_code?: string;
  };
  readonly strictness?: boolean;
  readonly rotation_triggers?: Record<string, string>;
  readonly deallocation_policy?: { readonly duration?: string };
  readonly flow_id?: string;
  readonly deletion_protection?: boolean;
  readonly deletion_policy?: string;
}

function declaredIn(
  stack: TerraformStack,
  type: ResourceType,
  read: (written: JsonAttributes) => Declared,
): Map<string, Declared> {
  const { resource = {} } = JSON.parse(Testing.synth(stack, true)) as {
    resource?: Record<string, Record<string, JsonAttributes>>;
  };
  return new Map(Object.entries(resource[type] ?? {}).map(([name, written]) => [name, read(written)]));
}

function numberOf({ preferences, strictness, rotation_triggers, greenvn_id }: JsonAttributes): Declared {
  return {
    greenvnId: greenvn_id,
    number: preferences?.greenvn,
    region: preferences?.region,
    numberType: preferences?.number_type,
    strict: strictness ?? false,
    rotateOn: rotation_triggers,
  };
}

function allocationOf(written: JsonAttributes): Declared {
  return {
    aPartyNumbers: written.aparty_numbers,
    bPartyNumbers: written.bparty_numbers,
    connectionId: written.connection_id,
    ...numberOf(written),
    pinCode: written.preferences?.pin_code,
    usage: written.usage,
    deallocateAfter: written.deallocation_policy?.duration,
    flowId: written.flow_id,
    deletionProtection: written.deletion_protection ?? false,
    abandonOnDestroy: written.deletion_policy === "abandon",
  };
}

function expectOne(kind: string, found: ReadonlyMap<string, Declared>, expected: object): void {
  const matches = (declared: Declared) =>
    Object.entries(expected).every(([member, value]) => inOrder(declared[member]) === inOrder(value));
  if ([...found.values()].some(matches)) return;
  throw notDeclared(kind, expected, found);
}

// Parties are sets and triggers a map: their order means nothing.
function inOrder(value: unknown): string | undefined {
  if (Array.isArray(value)) return JSON.stringify([...(value as unknown[])].sort());
  return JSON.stringify(isRecord(value) ? Object.entries(value).sort() : value);
}
