import path from "node:path";
import { Command, Option } from "commander";
import { executablePath } from "../install/executable";
import { installProvider } from "../install/install-provider";
import { PLATFORMS } from "../install/platform";
import { type InstallReleaseOptions } from "../release/install-release";
import { folderOf } from "./arguments";
import { type CommandIo, type Ended } from "./command-io";
import { PROVIDER_HELP } from "./messages";

interface InstallArguments {
  readonly dir: string;
  readonly platform?: readonly string[];
  readonly from?: string;
}

/** `greenvn provider`: the Terraform provider's executable. */
export function providerCommand(io: CommandIo, ended: Ended): Command {
  const install = new Command("install")
    .description(PROVIDER_HELP.install)
    .requiredOption("--dir <dir>", PROVIDER_HELP.dir, folderOf)
    .addOption(new Option("--platform <os_arch>", PROVIDER_HELP.platform).choices(PLATFORMS).argParser(platformsOf))
    .option("--from <release>", PROVIDER_HELP.from, folderOf)
    .action(async ({ dir, platform, from }: InstallArguments) => {
      const where = {
        dir: path.resolve(io.cwd, dir),
        ...(platform === undefined ? {} : { platforms: platform }),
      };
      const placed =
        from === undefined
          ? installProvider({ ...where, from: io.installed() })
          : await fromRelease({ ...where, release: path.resolve(io.cwd, from), version: io.installed().version });
      for (const file of placed) io.stdout(`${file}\n`);
      ended(0);
    });
  const where = new Command("path").description(PROVIDER_HELP.path).action(() => {
    io.stdout(`${executablePath(io.installed())}\n`);
    ended(0);
  });
  return new Command("provider").description(PROVIDER_HELP.provider).addCommand(install).addCommand(where);
}

// What unpacks a release no other command needs.
async function fromRelease(options: InstallReleaseOptions): Promise<readonly string[]> {
  const { installRelease } = await import("../release/install-release");
  return installRelease(options);
}

// What is none is refused by the installing, for the constructs as well.
function platformsOf(platform: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), platform];
}
