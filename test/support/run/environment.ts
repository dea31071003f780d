import path from "node:path";
import { standaloneUnderTest } from "./standalone";

/** The variables that let Terraform run alone: nothing of the machine's own settings, no network but loopback. */
export function terraformEnvironment(folders: { home: string; temporary: string }): Record<string, string> {
  return {
    // The provider's first line asks for `node`, a standalone one has to do without.
    PATH: [...(standaloneUnderTest() === null ? [path.dirname(process.execPath)] : []), "/usr/bin", "/bin"].join(
      path.delimiter,
    ),
    HOME: folders.home,
    TMPDIR: folders.temporary,
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: "",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    // OpenTofu 1.6 shows no state otherwise whose provider is of registry.terraform.io.
    OPENTOFU_STATEFILE_PROVIDER_ADDRESS_TRANSLATION: "0",
  };
}
