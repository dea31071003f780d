import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { GreenvnProvider } from "../../../src";
import { type TerraformFolder } from "../terraform/terraform";

/** Writes what `declare` puts into a stack `numbers` as the folder's whole configuration. */
export async function declareStack(
  terraform: TerraformFolder,
  declare: (stack: TerraformStack) => void,
): Promise<void> {
  const stack = new TerraformStack(Testing.app({ outdir: os.tmpdir() }), "numbers");
  new GreenvnProvider(stack, "greenvn", { vendorProvider: false });
  declare(stack);
  await rm(path.join(terraform.folder, "terraform.tf"), { force: true }); // The stack names its providers itself.
  await terraform.write({ "cdk.tf.json": Testing.synth(stack, true) });
}
