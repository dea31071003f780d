import { isResourceType, type ResourceType } from "../../domain/attributes/resource-type";
import { ownsAllocation } from "../../rules/ownership";
import { type ResourceChange, SETTINGS_TYPE } from "../read/plan";
import { typeAt } from "../read/resource-address";

/** The type whose rules an object is judged by. */
export type JudgedType = ResourceType | typeof SETTINGS_TYPE;

/** A type that this version doesn't know might own an allocation. */
export function judgedType({ type }: ResourceChange): JudgedType {
  return isResourceType(type) || type === SETTINGS_TYPE ? type : "greenvn_allocation";
}

/** Whether an object of this type owns the allocation that it is about. */
export function owns(type: JudgedType): boolean {
  return type !== SETTINGS_TYPE && ownsAllocation(type);
}

/** Whether an object moves from a resource that owns its allocation to one that does not. */
export function isHandedOver(type: JudgedType, { previousAddress }: ResourceChange): boolean {
  if (previousAddress === null || type === SETTINGS_TYPE || owns(type)) return false;
  const before = typeAt(previousAddress);
  // An address that can't be read may have been an allocation's.
  return before === null || !isResourceType(before) || owns(before);
}
