import type * as messages from "../../../../src/provider/messages";
import type { SamplesOf } from "../catalogue";
import { callsFor, problemOf, settingProblemOf, UNREACHABLE, WRONG_SETTINGS } from "../values";

export const samples: SamplesOf<typeof messages> = {
  invalidSetting: callsFor(WRONG_SETTINGS, (declared): [string, string | undefined, string] => {
    const { path, value, expected } = settingProblemOf(declared);
    return [path.join(".").replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`), value, expected];
  }),
  missingSetting: {
    "The account": ["account_sid"],
    "The token": ["api_token"],
  },

  invalidId: [problemOf({ greenvnId: "" }).expected],
  noAllocationToRead: ["gvn-41c0"],
  couldNotReadAllocation: ["gvn-41c0", UNREACHABLE],

  noPhoneNumber: [],
  noRegionCode: [],
};
