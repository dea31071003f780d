import { type TerraformMetaArguments } from "cdktf";
import { type Kind } from "../../domain/attributes/attribute-row";
import { type LeafAt, type LeafPath } from "../../domain/attributes/attributes";

/**
 * What a prop must be made of, so that a wrong value from a file or from plain JavaScript is named instead of crashing.
 */
export type Shape = "text" | "texts" | "pins" | "flag" | "texts-by-key";

/** What sets an attribute of a kind. */
type ShapeOf<K extends Kind> = K extends "flag" | "pins"
  ? K
  : K extends "numbers"
    ? "texts"
    : K extends "text" | "number" | "duration"
      ? "text"
      : "texts-by-key";

/** A prop that sets an attribute, by Terraform's path of it: its shape is what the attribute holds. */
type OverAttribute = {
  readonly [Path in LeafPath]: {
    readonly attribute: Path;
    readonly shape: ShapeOf<LeafAt<Path>["kind"]>;
    readonly required?: true;
  };
}[LeafPath];

/** A flag that stands for one word of an attribute's. */
interface FlagOverWord {
  readonly attribute: LeafPath;
  readonly shape: "flag";
  /** What the attribute is where the flag is true. */
  readonly word: string;
  readonly required?: never;
}

/** A prop that sets no attribute. */
interface OfTheConstruct {
  readonly attribute: null;
  readonly shape: Shape;
  readonly required?: never;
}

export type Prop = OverAttribute | FlagOverWord | OfTheConstruct;

/** The props of a construct that are checked, by name, in the order in which they are spoken of. */
export type PropTable = Readonly<Record<string, Prop>>;

/** A table that leaves out none of a construct's props, and has no other. */
export type TableOf<Props> = Readonly<Record<Exclude<keyof Props, keyof TerraformMetaArguments>, Prop>>;

const NUMBER_PROPS = {
  number: { attribute: "preferences.greenvn", shape: "text" },
  region: { attribute: "preferences.region", shape: "text" },
  numberType: { attribute: "preferences.number_type", shape: "text" },
  strict: { attribute: "strictness", shape: "flag" },
  rotateOn: { attribute: "rotation_triggers", shape: "texts-by-key" },
  outputs: { attribute: null, shape: "flag" },
} as const satisfies PropTable;

/** The props of `GreenVnAllocation`. */
export const ALLOCATION_PROPS = {
  aPartyNumbers: { attribute: "aparty_numbers", shape: "texts", required: true },
  bPartyNumbers: { attribute: "bparty_numbers", shape: "texts", required: true },
  connectionId: { attribute: "connection_id", shape: "text" },
  ...NUMBER_PROPS,
  pinCode: { attribute: "preferences.pin_code", shape: "text" },
  usage: { attribute: "usage", shape: "text" },
  aPartyPins: { attribute: "aparty_pins", shape: "pins" },
  bPartyPins: { attribute: "bparty_pins", shape: "pins" },
  deallocateAfter: { attribute: "deallocation_policy.duration", shape: "text" },
  flowId: { attribute: "flow_id", shape: "text" },
  deletionProtection: { attribute: "deletion_protection", shape: "flag" },
  abandonOnDestroy: { attribute: "deletion_policy", shape: "flag", word: "abandon" },
} as const satisfies PropTable;

/** The props of `GreenVnAssignment`. */
export const ASSIGNMENT_PROPS = {
  greenvnId: { attribute: "greenvn_id", shape: "text", required: true },
  ...NUMBER_PROPS,
} as const satisfies PropTable;

/** What an allocation is looked up by: an id, under the rule for the one that an assignment names. */
export const LOOK_UP_PROPS = {
  allocationId: { attribute: "greenvn_id", shape: "text", required: true },
} as const satisfies PropTable;
