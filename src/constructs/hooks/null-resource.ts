import { createRequire } from "node:module";
import type * as nullProvider from "@cdktf/provider-null/lib/provider";
import type * as nullResource from "@cdktf/provider-null/lib/resource";
import { type LocalExecProvisioner, type TerraformProvider, type TerraformResource, TerraformStack } from "cdktf";
import { type Construct } from "constructs";
import { LIBRARY } from "../library";
import { noNullBindings, nullProviderMissing } from "../messages";
import { renderOnlyWhile } from "./render-only-while";

/** The one file that needs `@cdktf/provider-null`, and only once a hook asks for it. */
const load = createRequire(__filename);

/** Why no `null_resource` can be had here, or null where it can. */
export function nullResourceProblem(): string | null {
  if (LIBRARY !== "cdktf") return noNullBindings(LIBRARY);
  try {
    load.resolve("@cdktf/provider-null/lib/resource");
    return null;
  } catch {
    return nullProviderMissing();
  }
}

/**
 * A `null_resource`, replaced when `triggers` change, that runs the provisioner; its provider is added once per stack.
 */
export function makeNullResource(
  scope: Construct,
  id: string,
  triggers: { [key: string]: string },
  provisioner: LocalExecProvisioner,
): TerraformResource {
  const { Resource } = load("@cdktf/provider-null/lib/resource") as typeof nullResource;
  ensureProvider(TerraformStack.of(scope));
  return new Resource(scope, id, { triggers, provisioners: [provisioner] });
}

const OWN_PROVIDER = "GreenVnNullProvider";

// At once, since an aspect may add the hook; and written only where the stack's author declares none, before or after:
// Terraform refuses two of them.
function ensureProvider(stack: TerraformStack): void {
  if (stack.node.tryFindChild(OWN_PROVIDER) !== undefined) return;
  const { NullProvider } = load("@cdktf/provider-null/lib/provider") as typeof nullProvider;
  const own: TerraformProvider = new NullProvider(stack, OWN_PROVIDER);
  const isAnother = (one: TerraformProvider) =>
    one !== own && one.terraformResourceType === "null" && one.cdktfStack === stack;
  renderOnlyWhile(own, () => !stack.allProviders().some(isAnother));
}
