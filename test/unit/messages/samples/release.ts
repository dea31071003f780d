import type * as messages from "../../../../src/release/messages";
import type { SamplesOf } from "../catalogue";

const SUMS = "terraform-provider-greenvn_0.1.0_SHA256SUMS";
const ZIP = "terraform-provider-greenvn_0.1.0_linux_amd64.zip";

export const samples: SamplesOf<typeof messages> = {
  releaseUnreadable: {
    "An error": ["/srv/release", new Error("ENOENT: no such file or directory, scandir '/srv/release'")],
    "Whatever else was thrown": ["/srv/release", "no answer"],
  },
  noRelease: ["/srv/release", SUMS],
  releaseOfOtherVersion: {
    "Of another one": ["/srv/release", ["0.2.0"], "0.1.0"],
    "Of none": ["/srv/release", [], "0.1.0"],
  },
  sumsMalformed: [SUMS, 3],
  notInSums: [SUMS, ZIP],
  zipMissing: ["/srv/release", ZIP],
  checksumWrong: [ZIP, SUMS],
  zipRefused: [ZIP, "it does not hold terraform-provider-greenvn_v0.1.0"],
  notAPlainName: ["../../.bashrc"],
  notAPlainFile: ["terraform-provider-greenvn_v0.1.0"],
  tooLarge: [512],
  tooManyFiles: [16],
  heldTwice: ["LICENSE"],
  executableMissing: ["terraform-provider-greenvn_v0.1.0"],
  zipBroken: {
    "An error": [new Error("End of central directory record signature not found")],
    "Whatever else was thrown": ["cut off"],
  },
};
