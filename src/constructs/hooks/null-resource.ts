import { createRequire } from "node:module";
import type * as nullProvider from "@cdktf/provider-null/lib/provider";
import type * as nullResource from "@cdktf/provider-null/lib/resource";
import { Aspects, type LocalExecProvisioner, type TerraformResource, TerraformStack } from "cdktf";
import { type Construct } from "constructs";
import { LIBRARY } from "../library";
import { noNullBindings, nullProviderMissing } from "../messages";

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
  addProviderOnce(TerraformStack.of(scope));
  return new Resource(scope, id, { triggers, provisioners: [provisioner] });
}

const prepared = new WeakSet<TerraformStack>();

// At synth, since the stack's author may declare the provider after the hook: Terraform refuses two of them.
function addProviderOnce(stack: TerraformStack): void {
  if (prepared.has(stack)) return;
  prepared.add(stack);
  Aspects.of(stack).add({
    visit(node) {
      if (
        node !== stack ||
        stack.allProviders().some((one) => one.terraformResourceType === "null" && one.cdktfStack === stack)
      )
        return;
      const { NullProvider } = load("@cdktf/provider-null/lib/provider") as typeof nullProvider;
      new NullProvider(stack, "GreenVnNullProvider");
    },
  });
}
