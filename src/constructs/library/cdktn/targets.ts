import { ValidateFeatureTargetSupport } from "cdktn/lib/validations";
import { type IConstruct, type IValidation } from "constructs";

/** The oldest versions that the provider runs with. */
const SUPPORTED = { terraform: ">=1.5.0", opentofu: ">=1.6.0" };

/** Refuses a project whose `targetVersions` promise to run on older ones. */
export function checksOfTargets(scope: IConstruct): readonly IValidation[] {
  return [new ValidateFeatureTargetSupport(scope, "The GreenVN provider", SUPPORTED)];
}
