import { createHash } from "node:crypto";
import { type TerraformDataSource, type TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import { type IConstruct } from "constructs";

/** CDKTF's own name for a child that stands for its parent: it counts in no name. */
export const MAIN_CHILD = "Default";

/** The child that holds the hooks of a construct, so that an id of theirs is free to be any. */
export const HOOKS_CHILD = "OnNumberChange";

/**
 * Gives the element a name that Terraform accepts where CDKTF would make none of its id: one that starts with a digit,
 * or has no letter that Terraform knows.
 */
export function ensureValidName(element: TerraformElement): void {
  // Also where it is CDKTF's own, which would be worked out again each time.
  element.overrideLogicalId(validName(TerraformStack.of(element).getLogicalId(element), element));
}

/** The address that a construct of that place has by itself, whatever name was set since. */
export function addressByPlace(resource: TerraformResource): string {
  const name = validName(TerraformStack.of(resource).getLogicalId(resource), resource);
  return `${resource.terraformResourceType}.${name}`;
}

/** `greenvn_allocation.driver`, or `data.greenvn_allocation.driver`. */
export function addressOf(resource: TerraformResource | TerraformDataSource): string {
  const prefix = TerraformResource.isTerraformResource(resource) ? "" : "data.";
  return `${prefix}${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** The name of a hook's resource: derived from its owner's alone, so that it can be told from that one after a move. */
export function hookName(ownerName: string, id: string): string {
  return `${ownerName}_${readable(id)}`;
}

/**
 * `team_driver_green_vn` for the construct `driver` within `team`: the construct's path within its stack, and what it
 * is.
 */
export function outputName(construct: IConstruct, what: string): string {
  const name = [...idsInStack(construct), what].map(readable).join("_");
  return isName(name) ? name : `_${name}`;
}

/**
 * Has an element named by `name` whenever it is asked for, until it is overridden: what it depends on may be named anew
 * after it was made.
 */
export function nameLazily(element: TerraformElement, name: () => string): void {
  let own: string | undefined;
  const override = element.overrideLogicalId.bind(element);
  const reset = element.resetOverrideLogicalId.bind(element);
  element.overrideLogicalId = (id) => {
    override(id);
    own = id;
  };
  element.resetOverrideLogicalId = () => {
    reset();
    own = undefined;
  };
  Object.defineProperty(element, "friendlyUniqueId", { get: () => own ?? name() });
}

/** An id in the letters that Terraform knows. Where letters are lost, a hash tells one from another. */
function readable(id: string): string {
  const shown = id.replace(/[^A-Za-z0-9_-]/g, "_");
  if (!/[^\0-\x7f]/.test(id)) return shown;
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${shown.replace(/_+/g, "_").replace(/^_|_$/g, "")}_${hash}`.replace(/^_/, "");
}

function validName(name: string, element: TerraformElement): string {
  if (isName(name)) return name;
  return `vn_${/[A-Za-z0-9]/.test(name) ? name : element.node.addr.slice(-8)}`;
}

function idsInStack(construct: IConstruct): string[] {
  const { scopes } = construct.node;
  return scopes
    .slice(scopes.indexOf(TerraformStack.of(construct)) + 1)
    .map((scope) => scope.node.id)
    .filter((id) => id !== MAIN_CHILD);
}

function isName(text: string): boolean {
  return /^[A-Za-z_]/.test(text);
}
