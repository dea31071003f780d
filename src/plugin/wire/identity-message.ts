import type { Identity } from "../sdk/resource";
import type { ObjectValue } from "../values/same-value";
import { readDynamic, writeDynamic } from "./dynamic-value";
import type * as pb from "./generated/terraform-plugin";
import { typeBytes } from "./schema-message";

type AnyIdentity = Pick<Identity<object>, "version" | "attributes">;

/** The layout of an identity as Terraform reads it. */
export function identitySchemaMessage({ version, attributes }: AnyIdentity): pb.Init<pb.ResourceIdentitySchema> {
  return {
    version,
    identityAttributes: Object.entries(attributes).flatMap(([name, { origin, type, description }]) =>
      // Terraform has no objects in an identity.
      typeof type === "object" && "nested" in type
        ? []
        : [
            {
              name,
              type: typeBytes(type),
              requiredForImport: origin === "required",
              optionalForImport: origin !== "required",
              description,
            },
          ],
    ),
  };
}

/** Null where a resource has no identity, or Terraform knows none of it. */
export function readIdentity(
  message: pb.ResourceIdentityData | undefined,
  identity: AnyIdentity | undefined,
): ObjectValue | null {
  return identity === undefined ? null : readDynamic(message?.identityData, identity.attributes);
}

/** Absent where there is none to tell. */
export function writeIdentity(
  value: ObjectValue | null,
  identity: AnyIdentity | undefined,
): pb.Init<pb.ResourceIdentityData> | undefined {
  if (value === null || identity === undefined) return undefined;
  return { identityData: writeDynamic(value, identity.attributes) };
}
