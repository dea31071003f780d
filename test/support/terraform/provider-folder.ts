import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { copyFile, mkdir, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { VERSION } from "../../../scripts/project";
import { installProvider } from "../../../src/install/install-provider";
import { currentPlatform } from "../../../src/install/platform";
import { standaloneUnderTest } from "../run/standalone";

const ADDRESS = path.join("registry.terraform.io", "cdktf-greenvn", "greenvn", VERSION, currentPlatform());

/** Puts the built provider where `terraform init` finds it with no registry. */
export function vendorProvider(folder: string): void {
  const standalone = standaloneUnderTest();
  if (standalone === null) installProvider({ dir: folder });
  else {
    const target = path.join(folder, "terraform.d", "plugins", ADDRESS);
    mkdirSync(target, { recursive: true });
    rmSync(path.join(target, path.basename(standalone)), { force: true });
    // A copy of a hundred megabytes for each test would take longer than the test.
    linkSync(onThisDisk(standalone), path.join(target, path.basename(standalone)));
  }
}

/** What can be linked to from the temporary folder of the run: the file itself, or the one copy that is made there. */
function onThisDisk(file: string): string {
  if (statSync(file).dev === statSync(os.tmpdir()).dev) return file;
  const copy = path.join(os.tmpdir(), path.basename(file));
  if (!existsSync(copy)) {
    copyFileSync(file, `${copy}.${process.pid}`);
    renameSync(`${copy}.${process.pid}`, copy);
  }
  return copy;
}

/** What `terraform init` would leave in `folder`, taken over from a folder in which it ran. */
export async function reuseInit(from: string, folder: string): Promise<void> {
  const installed = path.join(folder, ".terraform", "providers", ADDRESS);
  await mkdir(path.dirname(installed), { recursive: true });
  await symlink(path.join(from, "terraform.d", "plugins", ADDRESS), installed);
  await copyFile(path.join(from, ".terraform.lock.hcl"), path.join(folder, ".terraform.lock.hcl"));
}
