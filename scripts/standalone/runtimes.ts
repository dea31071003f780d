import type { Platform } from "../../src/install/platform";

/** A package of the npm registry that holds a runtime, and the hash that its tarball must have. */
export interface Runtime {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  /** The runtime within the package. */
  readonly file: string;
  /** What the compiler calls the platform. */
  readonly target: string;
}

export const BUN_VERSION = "1.4.5";

/** The runtime inside the executable of each platform. */
export const RUNTIMES: Readonly<Record<Platform, Runtime>> = {
  linux_amd64: bun(
    "linux-x64",
    "linux-x64",
    "sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==",
  ),
  linux_arm64: bun(
    "linux-aarch64",
    "linux-arm64",
    "sha512-4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==",
  ),
  darwin_amd64: bun(
    "darwin-x64",
    "darwin-x64",
    "sha512-qkLPMGHZM9NI6CeHTWwVezzmlo6cC4Ta7yUAjYIWXS366qQcOlcp75t2uZyiuVRBMPS0h9qE0tCcvCHGaFqjJg==",
  ),
  darwin_arm64: bun(
    "darwin-aarch64",
    "darwin-arm64",
    "sha512-4MIFXHmctH2EhAxLXm2/qxNtv17dFtLJylvaOCsrgq6KSqHTs6eW5YSrJjRbJxYUJaR901fsN8JfZOa+CsWpWQ==",
  ),
};

function bun(package_: string, target: string, integrity: string): Runtime {
  return {
    name: `@oven/bun-${package_}`,
    version: BUN_VERSION,
    integrity,
    file: "package/bin/bun",
    target: `bun-${target}`,
  };
}
