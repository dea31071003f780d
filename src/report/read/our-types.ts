import { PROVIDER_TYPE } from "../../domain/provider-address";

/** Whether a resource, data source or action of this type is named as one of this provider's, known or not. */
export function isOurType(type: string): boolean {
  return type.startsWith(`${PROVIDER_TYPE}_`);
}
