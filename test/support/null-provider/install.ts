import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { platform } from "../provider-folder";
import { NULL_VERSION } from "./null-resource";

/** Bundles the program at `entry` into one executable file, with the settings of the real provider's. */
export async function bundleExecutable(entry: string, outfile: string): Promise<void> {
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", target: "node20", format: "cjs", minifySyntax: true, banner: { js: "#!/usr/bin/env node" }, logLevel: "silent" });
  await chmod(outfile, 0o755);
}

/** Puts the stand-in for hashicorp/null where `terraform init` finds it in `folder`, for this machine's platform. Returns the executable's path. */
export async function installNullProvider(folder: string): Promise<string> {
  const executable = join(folder, "terraform.d", "plugins", "registry.terraform.io", "hashicorp", "null", NULL_VERSION, platform(), `terraform-provider-null_v${NULL_VERSION}`);
  await bundleExecutable(join(__dirname, "main.ts"), executable);
  return executable;
}
