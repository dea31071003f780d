import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bundleProgram } from "../../../scripts/build/bundle-program";
import { currentPlatform } from "../../../src/install/platform";
import { PROBE_VERSION } from "./probe-provider";

/** Bundles the program at `entry` into one executable file, in parts as the real provider is. */
export async function bundleExecutable(entry: string, outfile: string): Promise<void> {
  const { text } = await bundleProgram(entry, { outfile });
  await mkdir(dirname(outfile), { recursive: true });
  await writeFile(outfile, text, { mode: 0o755 });
}

/** Puts the probe's executable where `terraform init` finds it in `folder`. Returns its path. */
export async function installProbeProvider(folder: string): Promise<string> {
  const executable = join(
    folder,
    "terraform.d",
    "plugins",
    "registry.terraform.io",
    "example",
    "probe",
    PROBE_VERSION,
    currentPlatform(),
    `terraform-provider-probe_v${PROBE_VERSION}`,
  );
  await bundleExecutable(join(__dirname, "probe-main.ts"), executable);
  return executable;
}
