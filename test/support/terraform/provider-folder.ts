import { linkSync, mkdirSync, rmSync } from "node:fs";
import { copyFile, mkdir, symlink } from "node:fs/promises";
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
    linkSync(standalone, path.join(target, path.basename(standalone)));
  }
}

/** What `terraform init` would leave in `folder`, taken over from a folder in which it ran. */
export async function reuseInit(from: string, folder: string): Promise<void> {
  const installed = path.join(folder, ".terraform", "providers", ADDRESS);
  await mkdir(path.dirname(installed), { recursive: true });
  await symlink(path.join(from, "terraform.d", "plugins", ADDRESS), installed);
  await copyFile(path.join(from, ".terraform.lock.hcl"), path.join(folder, ".terraform.lock.hcl"));
}
