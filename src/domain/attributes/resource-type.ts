/** The resources that the provider manages, by Terraform's names. Every switch over them is exhaustive. */
export const RESOURCE_TYPES = ["greenvn_allocation", "greenvn_assignment"] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

export function isResourceType(type: string): type is ResourceType {
  return (RESOURCE_TYPES as readonly string[]).includes(type);
}
