import { type IConstruct, type IValidation } from "constructs";

/** What the library can check of the tools that a project says it runs on: cdktf does not ask for them. */
export function checksOfTargets(_scope: IConstruct): readonly IValidation[] {
  return [];
}
