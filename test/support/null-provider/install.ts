import { join } from "node:path";
import { currentPlatform } from "../../../src/install/platform";
import { bundleExecutable } from "../plugin/bundle";
import { NULL_VERSION } from "./null-resource";

/**
 * Puts the stand-in for hashicorp/null where `terraform init` finds it in `folder`, for this machine's platform.
 * Returns the executable's path.
 */
export async function installNullProvider(folder: string): Promise<string> {
  const executable = join(
    folder,
    "terraform.d",
    "plugins",
    "registry.terraform.io",
    "hashicorp",
    "null",
    NULL_VERSION,
    currentPlatform(),
    `terraform-provider-null_v${NULL_VERSION}`,
  );
  await bundleExecutable(join(__dirname, "main.ts"), executable);
  return executable;
}
