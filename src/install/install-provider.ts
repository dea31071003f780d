import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..", "..");

/** This machine as Terraform names it: `linux_amd64`. */
export function currentPlatform(): string {
  const arch = { x64: "amd64", ia32: "386" }[process.arch as string] ?? process.arch;
  return `${process.platform}_${arch}`;
}

/** Puts the provider's executable into `dir/terraform.d/plugins`, for each platform. */
export function installProvider({ dir, platforms = [currentPlatform()] }: { readonly dir: string; readonly platforms?: readonly string[] }): void {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  const from = path.join(root, "dist", "provider");
  for (const platform of platforms) {
    const to = path.join(dir, "terraform.d", "plugins", "registry.terraform.io", "cdktf-greenvn", "greenvn", version, platform);
    mkdirSync(to, { recursive: true });
    for (const file of readdirSync(from)) {
      const unfinished = path.join(to, `.${file}.${process.pid}`);
      copyFileSync(path.join(from, file), unfinished);
      renameSync(unfinished, path.join(to, file));
    }
  }
}
