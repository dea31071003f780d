import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bundleProgram, filesOf } from "../../../scripts/build/bundle-program";
import { currentPlatform } from "../../../src/install/platform";
import { PROBE_VERSION } from "./probe-provider";

/** Bundles the program at `entry` into an executable with its parts beside it, as the real provider is. */
export async function bundleExecutable(entry: string, executable: string): Promise<void> {
  const program = await bundleProgram(entry, {});
  await mkdir(dirname(executable), { recursive: true });
  for (const { file, text, mode } of filesOf(program, executable)) await writeFile(file, text, { mode });
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
