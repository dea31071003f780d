import type * as messages from "../../../../src/provider/rotate/messages";
import type { SamplesOf } from "../catalogue";
import { MALFORMED, NO_ANSWER, OTHER_NUMBER, UNREACHABLE } from "../values";

const ID = "gvn-41c0";
const NUMBER = "+917205827365";
const WISH = { greenvn: null, region: "DL", number_type: null };

export const samples: SamplesOf<typeof messages> = {
  willRotate: {
    "Any number": [ID, { preferences: null, strictness: null }, false],
    "By preferences": [ID, { preferences: WISH, strictness: false }, true],
    "Not known yet of which": [null, { preferences: null, strictness: null }, false],
  },
  wouldBeTakenBack: [ID, NUMBER],
  looksAt: [ID],
  journalCanNotBeWritten: [],
  takesAnother: { "The number is told": [ID, NUMBER], "It is not": [ID, null] },
  hasAnother: { "The number before is told": [ID, OTHER_NUMBER, NUMBER], "It is not": [ID, OTHER_NUMBER, null] },
  earlierOneLanded: { "The number is told": [ID, OTHER_NUMBER, NUMBER], "It is not": [ID, null, null] },
  noAllocationToRotate: { "Never there": [ID, { kind: "gone", isUnknownId: true }], Gone: [ID, { kind: "gone" }] },
  couldNotLookAt: [ID, UNREACHABLE],
  isInForceAlready: [ID, NUMBER],
  rotationRefused: [ID, { kind: "refused", status: 452, code: 4, message: "no free GreenVN can be allocated" }],
  rotationUnresolved: {
    "Seen as before": [
      ID,
      { kind: "unresolved", failure: NO_ANSWER, landed: "no", seen: { greenvnId: ID, greenVn: NUMBER } },
      { isRemembered: true },
    ],
    "Not seen": [ID, { kind: "unresolved", failure: MALFORMED, landed: "can-not-tell" }, { isRemembered: true }],
    "With no journal": [
      ID,
      { kind: "unresolved", failure: MALFORMED, landed: "can-not-tell" },
      { isRemembered: false },
    ],
  },
  stillInDoubt: [ID, "2026-03-14T09:26:53.000Z"],
  resourceIsInDoubt: [ID],
  anotherIsAtIt: [ID],
  stoppedBeforeLooking: [ID],
  numberNotTold: [ID],
};
