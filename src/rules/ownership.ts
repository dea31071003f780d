import type { ResourceType } from "../domain/attributes/resource-type";

/**
 * Whether a resource of this type owns its allocation: creating it makes one, destroying it gives that one up. One
 * that does not only manages the number of an allocation that has another owner.
 */
export function ownsAllocation(type: ResourceType): boolean {
  switch (type) {
    case "greenvn_allocation":
      return true;
    case "greenvn_assignment":
      return false;
  }
}
