import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { currentPlatform } from "../../../src/install/platform";
import { PROBE_VERSION } from "./probe-provider";

/** Bundles the program at `entry` into one executable file, as the real provider is. */
export async function bundleExecutable(entry: string, outfile: string): Promise<void> {
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", target: "node20", format: "cjs", minifySyntax: true, banner: { js: "#!/usr/bin/env node" }, logLevel: "silent" });
  await chmod(outfile, 0o755);
}

/** Puts the probe's executable where `terraform init` finds it in `folder`. Returns its path. */
export async function installProbeProvider(folder: string): Promise<string> {
  const executable = join(folder, "terraform.d", "plugins", "registry.terraform.io", "example", "probe", PROBE_VERSION, currentPlatform(), `terraform-provider-probe_v${PROBE_VERSION}`);
  await bundleExecutable(join(__dirname, "probe-main.ts"), executable);
  return executable;
}
