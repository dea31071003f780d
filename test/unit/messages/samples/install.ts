import { CDKTF, CDKTN } from "../../../../src/install/libraries";
import type * as messages from "../../../../src/install/messages";
import { PLATFORMS } from "../../../../src/install/platform";
import type { SamplesOf } from "../catalogue";

const EXECUTABLE = "node_modules/cdktf-greenvn/dist/provider/terraform-provider-greenvn_v0.1.0";

export const samples: SamplesOf<typeof messages> = {
  packageNotFound: ["cdktf-greenvn", "/srv/numbers/bundle"],
  executableNotBuilt: [`/srv/numbers/${EXECUTABLE}`, "cdktf-greenvn", "0.1.0"],
  couldNotInstall: {
    "An error": ["/srv/numbers", new Error("EACCES: permission denied, mkdir '/srv/numbers/terraform.d'")],
    "Whatever else was thrown": ["/srv/numbers", "no space left"],
  },
  couldNotRunCommand: {
    "An error": ["/srv/numbers/node_modules/cdktf-greenvn/dist/cli.js", new Error("spawnSync node ENOENT\nat spawn")],
    "Whatever else was thrown": ["/srv/numbers/node_modules/cdktf-greenvn/dist/cli.js", "killed"],
  },
  couldNotLock: {
    "An error": ["/srv/numbers/.terraform.lock.hcl", new Error("EACCES: permission denied")],
    "Whatever else was thrown": ["/srv/numbers/.terraform.lock.hcl", "no space left"],
  },
  othersNotLocked: [["null", "hashicorp/aws"]],
  unknownPlatform: ["win32_amd64", PLATFORMS],
  isNoPlatform: ["win32_amd64", PLATFORMS],

  libraryMissing: {
    "For cdktf": [CDKTF],
    "For cdktn": [CDKTN],
  },
  libraryOfOtherEntry: {
    "cdktn alone is installed": [CDKTF, CDKTN],
    "cdktf alone is installed": [CDKTN, CDKTF],
  },
  libraryOutOfRange: [CDKTN, "0.25.1"],
  libraryOfOtherApp: [CDKTF, CDKTN, "numbers/greenvn"],
};
