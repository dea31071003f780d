import { type TerraformDataSource, type TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import { type IConstruct } from "constructs";

/** CDKTF's own name for a child that stands for its parent: it counts in no name. */
export const MAIN_CHILD = "Default";

/**
 * Gives the element a name that Terraform accepts where CDKTF would make none of its id: one that starts with a digit,
 * or has no letter that Terraform knows.
 */
export function ensureValidName(element: TerraformElement): void {
  const name = TerraformStack.of(element).getLogicalId(element);
  if (isName(name)) return;
  element.overrideLogicalId(`vn_${/[A-Za-z0-9]/.test(name) ? name : element.node.addr.slice(-8)}`);
}

/** `greenvn_allocation.driver`, or `data.greenvn_allocation.driver`. */
export function addressOf(resource: TerraformResource | TerraformDataSource): string {
  const prefix = TerraformResource.isTerraformResource(resource) ? "" : "data.";
  return `${prefix}${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** The name of a hook's resource: derived from its owner's alone, so that it can be told from that one after a move. */
export function hookName(ownerName: string, id: string): string {
  return `${ownerName}_${id.replace(/[^A-Za-z0-9_-]/g, "_")}`;
}

/**
 * `team_driver_green_vn` for the construct `driver` within `team`: the construct's path within its stack, and what it
 * is.
 */
export function outputName(construct: IConstruct, what: string): string {
  const name = [...idsInStack(construct), what].join("_").replace(/[^A-Za-z0-9_-]/g, "_");
  return isName(name) ? name : `_${name}`;
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
