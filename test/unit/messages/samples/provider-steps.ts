import { UNKNOWN } from "../../../../src/domain/unknown";
import type * as messages from "../../../../src/provider/steps/messages";
import type { SamplesOf } from "../catalogue";
import { ALLOCATION, ASSIGNMENT, DRIFTED, NO_ANSWER, OTHER_NUMBER, REFUSED, UNREACHABLE, UNRESOLVED } from "../values";

const SEEN = { greenvnId: "gvn-41c0", greenVn: "+917205827365" };

export const samples: SamplesOf<typeof messages> = {
  didNotReadYet: [ALLOCATION, ["account_sid", "api_token"]],
  couldNotRead: [ALLOCATION, UNREACHABLE],
  answeredForAnother: [ALLOCATION, "driver-43", "driver-42"],
  isGone: {
    "An allocation": [ALLOCATION, "greenvn_allocation"],
    "An assignment": [ASSIGNMENT, "greenvn_assignment"],
  },
  goneBeforeUpdate: [ALLOCATION],

  isChangedByThisApply: [ALLOCATION],
  anotherRunIsAtIt: [ALLOCATION],
  anotherRunBegan: [ALLOCATION],
  endsBeforeLooking: [ALLOCATION],

  adoptedNumber: [ALLOCATION, OTHER_NUMBER, "+917205827365"],
  adoptedParties: {
    "No PINs were sent": [ALLOCATION, false],
    "PINs were sent": [ALLOCATION, true],
  },

  rotationContradictsPin: [ALLOCATION, "+917205827365"],
  anotherNumber: {
    "Any number": ["+917205827365", { greenVn: UNKNOWN, certain: true, pinned: null }, {}],
    "A number that is wished": ["+917205827365", { greenVn: UNKNOWN, certain: true, pinned: OTHER_NUMBER }, {}],
    "A number that is pinned": ["+917205827365", { greenVn: OTHER_NUMBER, certain: true, pinned: OTHER_NUMBER }, {}],
    "Values are unknown": ["+917205827365", { greenVn: UNKNOWN, certain: false, pinned: null }, {}],
    "Values are unknown, a number is pinned": [
      "+917205827365",
      { greenVn: OTHER_NUMBER, certain: false, pinned: OTHER_NUMBER },
      {},
    ],
    "After a lost answer": ["+917205827365", { greenVn: UNKNOWN, certain: true, pinned: null }, UNRESOLVED],
  },
  doubts: {
    "After a lost answer": [UNRESOLVED],
    "After an answer that was lost a day ago": [{ ...UNRESOLVED, unresolvedSince: "2026-01-30T10:00:00.000Z" }],
    "After a change by somebody else": [DRIFTED],
  },

  changeRefused: {
    "Of the number": ["vn", ALLOCATION, REFUSED],
    "Of the parties": ["call-party", ALLOCATION, REFUSED],
  },
  changeUnresolved: {
    "Of the number, seen as before": [
      "vn",
      ALLOCATION,
      { kind: "unresolved", failure: NO_ANSWER, seen: SEEN, landed: "no" },
    ],
    "Of the parties, seen as before": [
      "call-party",
      ALLOCATION,
      { kind: "unresolved", failure: NO_ANSWER, seen: SEEN, landed: "no" },
    ],
    "Not seen": ["vn", ALLOCATION, { kind: "unresolved", failure: NO_ANSWER, landed: "can-not-tell" }],
    "Seen, which tells nothing": [
      "call-party",
      ALLOCATION,
      { kind: "unresolved", failure: NO_ANSWER, seen: SEEN, landed: "can-not-tell" },
    ],
  },
  partiesNotSendable: [ALLOCATION],
  newNumberNotTold: [ALLOCATION],
  grantedNotStrictlyPinned: [OTHER_NUMBER, "+917205827365"],
  grantedNotWished: [OTHER_NUMBER, "+917205827365"],
  cameOutOtherwise: {
    "A creation": ["create", ALLOCATION, [{ kind: "text", name: "usage", planned: "twoway", told: "oneway" }]],
    "A number": ["vn", ALLOCATION, [{ kind: "number", planned: "+917205827365", told: OTHER_NUMBER }]],
    "The parties": [
      "call-party",
      ALLOCATION,
      [
        { kind: "numbers", name: "aparty_numbers", planned: ["+919876543210"], told: [] },
        { kind: "pins", name: "bparty_pins" },
      ],
    ],
  },
};
