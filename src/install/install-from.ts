import type * as childProcess from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { type InstalledPackage, installedPackage } from "./executable";
import { InstallError } from "./install-error";
import { couldNotRunCommand } from "./messages";

export interface InstallFromOptions {
  /** The folder of a release. */
  readonly release: string;
  /** The folder that Terraform runs in, such as a synthesized stack. */
  readonly dir: string;
  readonly platforms: readonly string[];
  /** The package whose command does it; default: the one that this code belongs to. */
  readonly by?: InstalledPackage;
}

/**
 * Puts standalone executables there, as `greenvn provider install --from` does: it is that command, since a synthesis
 * can't wait for what unpacks. Returns where they are. Throws an `InstallError` with what the command says.
 */
export function installFrom({
  release,
  dir,
  platforms,
  by = installedPackage(),
}: InstallFromOptions): readonly string[] {
  const command = path.join(by.root, "dist", "cli.js");
  // Most programs need it never, and it is a good part of what loading this package costs.
  const { execFileSync } = createRequire(__filename)("node:child_process") as typeof childProcess;
  const asked = platforms.flatMap((platform) => ["--platform", platform]);
  try {
    const printed = execFileSync(
      process.execPath,
      [command, "provider", "install", "--from", release, "--dir", dir, ...asked],
      { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
    );
    return printed.trimEnd().split("\n");
  } catch (error) {
    const { stderr } = error as { readonly stderr?: unknown };
    const said = typeof stderr === "string" ? /^greenvn: (.+)$/m.exec(stderr)?.[1] : undefined;
    throw said === undefined ? couldNotRunCommand(command, error) : new InstallError(said, { cause: error });
  }
}
