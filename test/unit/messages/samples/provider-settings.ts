import { UNKNOWN } from "../../../../src/domain/unknown";
import type * as messages from "../../../../src/provider/settings/messages";
import type { SamplesOf } from "../catalogue";
import { NO_ANSWER, REFUSED } from "../values";

const HERE = "https://leadassist.exotel.in";
const THERE = "https://other.example.com";

export const samples: SamplesOf<typeof messages> = {
  providerRefused: ["read", "exotel1"],
  providerNotKnownYet: {
    "An account that is known": ["change", "exotel1", ["api_token"]],
    "One that is not": ["adopt", null, ["account_sid"]],
  },
  didNotReadYet: ["exotel1", ["api_token"]],
  otherAccount: ["plan", "exotel1", "exotel2"],
  otherOrigin: ["read", "exotel1", HERE, THERE],
  originChanged: ["exotel1", HERE, THERE],
  settingsTwice: ["exotel1"],
  weightyChange: {
    "A change": ["max_deallocation_time", "exotel1", "170d", "30d"],
    "A change to what is not known yet": ["deletion_time", "exotel1", 86400, UNKNOWN],
    "A declaration": ["deletion_time", "exotel1", null, 3600],
    "A declaration for an account that is not known yet": ["max_deallocation_time", null, null, "-1"],
  },
  forgotten: ["exotel1"],
  couldNotRead: { "To read": ["read", "exotel1", NO_ANSWER], "To adopt": ["adopt", "exotel1", REFUSED] },
  couldNotChange: {
    "To adopt": ["adopt", "exotel1", ["country"], REFUSED],
    "To change": ["change", "exotel1", ["country", "timezone"], NO_ANSWER],
  },
  notTheAccount: ["exotel2", "exotel1"],
};
