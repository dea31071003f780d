import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { executablePath } from "../install/executable";
import { installProvider } from "../install/install-provider";
import { PLATFORMS } from "../install/platform";
import { type CommandIo, type Ended } from "./command-io";

interface InstallArguments {
  readonly dir: string;
  readonly platform?: readonly string[];
}

/** `greenvn provider`: the Terraform provider's executable. */
export function providerCommand(io: CommandIo, ended: Ended): Command {
  const install = new Command("install")
    .description("put the executable where `terraform init` in a folder finds it, with no registry")
    .requiredOption("--dir <dir>", "the folder that Terraform runs in", folderOf)
    .option(
      "--platform <os_arch>",
      `${PLATFORMS.join(", ")}; may be given several times (default: this machine's)`,
      (platform: string, before: readonly string[] | undefined) => [...(before ?? []), platform],
    )
    .action(({ dir, platform }: InstallArguments) => {
      const placed = installProvider({
        from: io.installed(),
        dir: path.resolve(io.cwd, dir),
        ...(platform === undefined ? {} : { platforms: platform }),
      });
      for (const file of placed) io.stdout(`${file}\n`);
      ended(0);
    });
  const where = new Command("path").description("print where the executable lies").action(() => {
    io.stdout(`${executablePath(io.installed())}\n`);
    ended(0);
  });
  return new Command("provider")
    .description("find and install the Terraform provider")
    .addCommand(install)
    .addCommand(where);
}

// An unset variable of a script must not mean this folder.
function folderOf(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("It must name a folder; write . for this one.");
  return text;
}
