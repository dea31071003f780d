import { copyFile, mkdir, readdir, symlink } from "node:fs/promises";
import path from "node:path";
import { EXECUTABLE, VERSION } from "../../scripts/project";

const ADDRESS = path.join("registry.terraform.io", "cdktf-greenvn", "greenvn", VERSION, platform());

/** `linux_amd64` and the like: this machine as Terraform names it. */
export function platform(): string {
  const arch = { x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch;
  return `${process.platform}_${arch}`;
}

/** Where `terraform init` finds the provider with no registry. */
export const vendoredProvider = (folder: string): string => path.join(folder, "terraform.d", "plugins", ADDRESS);

/** Where `terraform init` leaves it for the commands that follow. */
const installedProvider = (folder: string): string => path.join(folder, ".terraform", "providers", ADDRESS);

/** Puts the built provider where `terraform init` finds it. */
export async function vendorProvider(folder: string): Promise<void> {
  const target = vendoredProvider(folder);
  await mkdir(target, { recursive: true });
  for (const file of await readdir(path.dirname(EXECUTABLE))) {
    await copyFile(path.join(path.dirname(EXECUTABLE), file), path.join(target, file));
  }
}

/** What `terraform init` would leave in `folder`, taken over from a folder in which it ran. */
export async function reuseInit(from: string, folder: string): Promise<void> {
  const target = installedProvider(folder);
  await mkdir(path.dirname(target), { recursive: true });
  await symlink(vendoredProvider(from), target);
  await copyFile(path.join(from, ".terraform.lock.hcl"), path.join(folder, ".terraform.lock.hcl"));
}
