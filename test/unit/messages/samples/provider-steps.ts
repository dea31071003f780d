import { UNKNOWN } from "../../../../src/domain/unknown";
import type * as messages from "../../../../src/provider/steps/messages";
import type { SamplesOf } from "../catalogue";
import { ALLOCATION, ASSIGNMENT, DRIFTED, NO_ANSWER, OTHER_NUMBER, REFUSED, UNREACHABLE, UNRESOLVED } from "../values";

const ANY = { preferences: null, strictness: false, rotation_triggers: null };
const PINS = { greenvn: OTHER_NUMBER, region: null, number_type: null };
const SEEN = { greenvnId: "gvn-41c0", greenVn: "+917205827365" };

export const samples: SamplesOf<typeof messages> = {
  allocationTwice: {
    "By id and name": [{ id: "gvn-41c0", name: "driver-42" }],
    "By id alone": [{ id: "gvn-41c0", name: null }],
  },
  keptAndGivenUp: [{ id: "gvn-41c0", name: "driver-42" }],
  nameTwice: {
    "Two creations": [{ name: "driver-42", id: null }],
    "A creation beside one that is there": [{ name: "driver-42", id: "gvn-41c0" }],
  },
  nameGivenUp: [{ id: "gvn-41c0", name: "driver-42" }],
  bothPin: [{ id: "gvn-41c0" }],

  didNotReadYet: [ALLOCATION, ["account_sid", "api_token"]],
  couldNotRead: [ALLOCATION, UNREACHABLE],
  answeredForAnother: [ALLOCATION, { told: "driver-43", held: "driver-42" }],
  isGone: {
    "An allocation": [ALLOCATION, "greenvn_allocation"],
    "An assignment": [ASSIGNMENT, "greenvn_assignment"],
  },
  goneBeforeUpdate: [ALLOCATION],
  notKnownToMeet: {
    "Of a region": [ALLOCATION, { from: "+917205827365", to: OTHER_NUMBER, pinned: null }],
    "Of a strict pin": [ALLOCATION, { from: "+917205827365", to: OTHER_NUMBER, pinned: "+917205827365" }],
  },

  isChangedByThisApply: [ALLOCATION],
  anotherRunIsAtIt: [ALLOCATION],
  anotherRunBegan: [ALLOCATION],
  endsBeforeLooking: [ALLOCATION],

  rotationSeen: [ALLOCATION, OTHER_NUMBER],
  adoptedNumber: [ALLOCATION, OTHER_NUMBER, "+917205827365"],
  adoptedParties: {
    "No PINs were sent": [ALLOCATION, false],
    "PINs were sent": [ALLOCATION, true],
  },

  rotationContradictsPin: [ALLOCATION, "+917205827365"],
  anotherNumber: {
    "Any number": ["+917205827365", ANY, true, {}],
    "A number that is wished": ["+917205827365", { ...ANY, preferences: PINS }, true, {}],
    "A number that is pinned": ["+917205827365", { ...ANY, preferences: PINS, strictness: true }, true, {}],
    "Values are unknown": ["+917205827365", { ...ANY, preferences: UNKNOWN }, false, {}],
    "After a lost answer": ["+917205827365", ANY, true, UNRESOLVED],
  },
  askedFor: {
    "Any number": [ANY],
    "A region and a type": [{ ...ANY, preferences: { ...PINS, greenvn: null, region: "MU", number_type: "mobile" } }],
    "A region that is not known yet": [{ preferences: { ...PINS, region: UNKNOWN }, strictness: UNKNOWN }],
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
  changedSincePlan: {
    "Of the number": ["vn", ALLOCATION, [{ kind: "number", planned: "+917205827365", told: OTHER_NUMBER }]],
    "Of the parties": ["call-party", ALLOCATION, [{ kind: "text", name: "usage", planned: "twoway", told: "oneway" }]],
  },
  checkFailed: ["vn", ALLOCATION, UNREACHABLE],
  metBefore: {
    "Of the number": ["vn", ALLOCATION],
    "Of the parties": ["call-party", ALLOCATION],
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
  noPinsToSend: [ALLOCATION],
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
