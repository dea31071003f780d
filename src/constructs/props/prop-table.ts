import { type TerraformMetaArguments } from "cdktf";
import { type Kind } from "../../domain/attributes/attribute-row";
import { type LeafAt, type LeafPath } from "../../domain/attributes/attributes";

/**
 * What a prop must be made of, so that a wrong value from a file or from plain JavaScript is named instead of crashing.
 * `numbers` are phone numbers. `switch`, `vendoring`, `name` and `names` decide what is written at all: no token serves there, since synthesis has to know them.
 */
export type Shape =
  | "text"
  | "numbers"
  | "texts"
  | "pins"
  | "number"
  | "flag"
  | "texts-by-key"
  | "switch"
  | "vendoring"
  | "name"
  | "names"
  | MetaShape;

/** What the meta-arguments of Terraform are made of. */
export type MetaShape = "provider" | "iterator" | "count" | "list" | "object";

/** What sets an attribute of a kind. */
type ShapeOf<K extends Kind> = K extends "flag" | "pins" | "numbers"
  ? K
  : K extends "text" | "number" | "duration"
    ? "text"
    : K extends "write-only pins"
      ? "pins"
      : K extends "count"
        ? "number"
        : "texts-by-key";

/** What is known of a prop beside the attribute that it sets. */
interface Bounds {
  readonly required?: true;
  /** The words that it may be. */
  readonly words?: readonly string[];
  /** A secret is never shown, and neither is what stands in its place. */
  readonly secret?: true;
}

type WriteOnlyPath = {
  [Path in LeafPath]: LeafAt<Path> extends { readonly kind: "write-only pins" } ? Path : never;
}[LeafPath];

/** A prop that sets an attribute, by Terraform's path of it: its shape is what the attribute holds. */
type OverAttribute = {
  readonly [Path in LeafPath]: Bounds & {
    readonly attribute: Path;
    readonly shape: ShapeOf<LeafAt<Path>["kind"]>;
    /** The attribute that it sets in place of that one, where its value is to stand in no state. */
    readonly writeOnly?: WriteOnlyPath;
  };
}[LeafPath];

/** A prop that sets no attribute of a resource: it is the construct's own, or configures the provider. */
interface OfNoResource extends Bounds {
  readonly attribute: null;
  readonly shape: Shape;
}

export type Prop = OverAttribute | OfNoResource;

/** Every attribute that a prop may set. */
export function attributesOf(prop: Prop): readonly string[] {
  if (prop.attribute === null) return [];
  return prop.writeOnly === undefined ? [prop.attribute] : [prop.attribute, prop.writeOnly];
}

/** The props of a construct, by name, in the order in which they are spoken of. */
export type PropTable = Readonly<Record<string, Prop>>;

/** A table that leaves out none of a construct's props, and has no other. */
export type TableOf<Props> = Readonly<Record<keyof Props & string, Prop>>;

/** The meta-arguments of every resource, which stand beside the props of a construct. */
export const META_ARGUMENTS = {
  provider: { attribute: null, shape: "provider" },
  dependsOn: { attribute: null, shape: "list" },
  count: { attribute: null, shape: "count" },
  forEach: { attribute: null, shape: "iterator" },
  lifecycle: { attribute: null, shape: "object" },
  provisioners: { attribute: null, shape: "list" },
  connection: { attribute: null, shape: "object" },
} as const satisfies TableOf<Required<TerraformMetaArguments>>;

const NUMBER_PROPS = {
  number: { attribute: "preferences.greenvn", shape: "text" },
  region: { attribute: "preferences.region", shape: "text" },
  numberType: { attribute: "preferences.number_type", shape: "text" },
  strict: { attribute: "strictness", shape: "flag" },
  rotateOn: { attribute: "rotation_triggers", shape: "texts-by-key" },
  importFrom: { attribute: null, shape: "text" },
  outputs: { attribute: null, shape: "switch" },
} as const satisfies PropTable;

/** The props of `GreenVnAllocation`. */
export const ALLOCATION_PROPS = {
  aPartyNumbers: { attribute: "aparty_numbers", shape: "numbers", required: true },
  bPartyNumbers: { attribute: "bparty_numbers", shape: "numbers", required: true },
  connectionId: { attribute: "connection_id", shape: "text" },
  ...NUMBER_PROPS,
  pinCode: { attribute: "preferences.pin_code", shape: "text" },
  usage: { attribute: "usage", shape: "text" },
  aPartyPins: { attribute: "aparty_pins", shape: "pins", secret: true, writeOnly: "aparty_pins_wo" },
  bPartyPins: { attribute: "bparty_pins", shape: "pins", secret: true, writeOnly: "bparty_pins_wo" },
  pinsVersion: { attribute: "pins_wo_version", shape: "number" },
  deallocateAfter: { attribute: "deallocation_policy.duration", shape: "text" },
  flowId: { attribute: "flow_id", shape: "text" },
  deletionProtection: { attribute: "deletion_protection", shape: "flag" },
  onDestroy: { attribute: "deletion_policy", shape: "text", words: ["deallocate", "abandon"] },
  ...META_ARGUMENTS,
} as const satisfies PropTable;

/** The props of `GreenVnAssignment`. */
export const ASSIGNMENT_PROPS = {
  allocationId: { attribute: "greenvn_id", shape: "text", required: true },
  ...NUMBER_PROPS,
  ...META_ARGUMENTS,
} as const satisfies PropTable;

/** What an allocation is looked up by: an id, under the rule for the one that an assignment names. */
export const LOOK_UP_PROPS = {
  allocationId: { attribute: "greenvn_id", shape: "text", required: true },
  provider: META_ARGUMENTS.provider,
  dependsOn: META_ARGUMENTS.dependsOn,
} as const satisfies PropTable;

/** The props of `GreenvnProvider`. Those over a setting are named as it is, but for the case. */
export const PROVIDER_PROPS = {
  accountSid: { attribute: null, shape: "text" },
  apiKey: { attribute: null, shape: "text" },
  apiToken: { attribute: null, shape: "text", secret: true },
  baseUrl: { attribute: null, shape: "text", secret: true },
  requestTimeout: { attribute: null, shape: "number" },
  maxRetries: { attribute: null, shape: "number" },
  requestsPerMinute: { attribute: null, shape: "number" },
  skipCredentialsCheck: { attribute: null, shape: "flag" },
  allowBaseUrlChange: { attribute: null, shape: "flag" },
  alias: { attribute: null, shape: "name" },
  vendorProvider: { attribute: null, shape: "vendoring" },
  platforms: { attribute: null, shape: "names" },
  connectionIdPrefix: { attribute: null, shape: "text" },
} as const satisfies PropTable;

/** What a hook is made of. */
export const HOOK_PROPS = {
  command: { attribute: null, shape: "text", required: true },
  environment: { attribute: null, shape: "texts-by-key" },
  interpreter: { attribute: null, shape: "texts" },
  using: { attribute: null, shape: "name", words: ["null_resource", "terraform_data"] },
} as const satisfies PropTable;
