import { readFileSync } from "node:fs";
import path from "node:path";

/** The folder of this repository. */
export const ROOT = path.resolve(__dirname, "..");

export const VERSION = (JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string })
  .version;

/** What the build makes. */
export const DIST = path.join(ROOT, "dist");

/** Terraform finds a provider by this very file name. */
export const EXECUTABLE = path.join(DIST, "provider", `terraform-provider-greenvn_v${VERSION}`);

/** The same with its runtime inside, alone in its folder: `linux_amd64` and the like. */
export const standaloneExecutable = (platform: string): string =>
  path.join(DIST, "standalone", platform, path.basename(EXECUTABLE));

export const COMMAND_LINE = path.join(DIST, "cli.js");

/** The sandbox's page, beside the command line that serves it. */
export const PAGE_FOLDER = path.join(DIST, "sandbox-page");
