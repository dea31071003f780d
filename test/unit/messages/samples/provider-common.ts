import { UNKNOWN } from "../../../../src/domain/unknown";
import type * as messages from "../../../../src/provider/common/messages";
import type { SamplesOf } from "../catalogue";
import {
  ALLOCATION,
  callsFor,
  FORBIDDEN,
  MALFORMED,
  NO_ANSWER,
  OTHER_NUMBER,
  PLANNED,
  problemOf,
  REFUSED,
  refused,
  STOPPED,
  STOPPED_AFTER,
  UNREACHABLE,
  WRONG_DECLARATIONS,
} from "../values";

const ORIGINS = { actual: "https://leadassist.exotel.in", configured: "https://gateway.example.com" };

export const samples: SamplesOf<typeof messages> = {
  nameOf: {
    "Both names": [ALLOCATION],
    "Before its creation": [PLANNED],
    "The id alone": [{ id: "gvn-41c0" }],
    "No name yet": [{ id: UNKNOWN, connection_id: UNKNOWN }],
  },
  quoted: ["driver-42"],
  numberOf: {
    "A number": ["+917205827365"],
    "Not known yet": [UNKNOWN],
  },
  otherwise: {
    "A text": [{ kind: "text", name: "usage", planned: "twoway", told: "oneway" }],
    Numbers: [
      { kind: "numbers", name: "aparty_numbers", planned: ["+919876543210"], told: ["+919812345678", "+912212345678"] },
    ],
    "No numbers": [{ kind: "numbers", name: "aparty_numbers", planned: ["+919876543210"], told: [] }],
    PINs: [{ kind: "pins", name: "bparty_pins" }],
    "The number": [{ kind: "number", planned: "+917205827365", told: OTHER_NUMBER }],
  },

  couldNot: {
    "A state": ["change the number of", ALLOCATION],
    "An id": ["take on", "gvn-41c0"],
  },
  explain: {
    "Not reached": [UNREACHABLE],
    "Not answered": [NO_ANSWER],
    "Not understood": [MALFORMED],
    "The run ends": [STOPPED],
    "The run ends after a refusal": [STOPPED_AFTER],
    "Refused for a region": [refused(403, 15, "the region is not enabled for this account")],
    "Refused, since it is not there": [refused(404, 1, "allocation not found")],
    "Refused, since it is gone": [refused(410, 22, "the allocation is in the vault")],
    "Refused for want of credentials": [refused(401, 7, "authentication is missing or failed")],
    "Refused for another account": [FORBIDDEN],
    "Refused for too many calls": [refused(429, null, "too many requests")],
    "Refused for want of a number": [REFUSED],
    "Refused for any other reason": [refused(500, null, "Internal server error!")],
  },

  credentialsRefused: {
    "By an answer with its code": [refused(401, 7, "authentication is missing or failed")],
    "By code 7 alone": [refused(400, 7, "authentication is missing or failed")],
  },
  providerRefused: ["update", ALLOCATION],
  providerNotKnownYet: ["import", "gvn-41c0", ["account_sid", "api_token"]],
  otherAccount: ["update", ALLOCATION, { actual: "exotel1", configured: "exotel2" }],

  otherOrigin: ["read", ALLOCATION, ORIGINS],
  plannedForOtherOrigin: ["create", PLANNED, ORIGINS],
  baseUrlChanged: {
    "On purpose": [ALLOCATION, { ...ORIGINS, onThisMachine: false }],
    "On one machine": [
      ALLOCATION,
      { actual: "http://127.0.0.1:8787", configured: "http://127.0.0.1:8788", onThisMachine: true },
    ],
  },
  notFoundAtOrigin: {
    "State tells where it lives": ["destroy", ALLOCATION, ORIGINS],
    "State does not tell": ["read", ALLOCATION, { ...ORIGINS, actual: null }],
  },

  declaredWrongly: callsFor(WRONG_DECLARATIONS, (declared) => [problemOf(declared)]),
  nothingPreferred: [["greenvn", "region", "number_type", "pin_code"]],
  notADeletionPolicy: ["keep", ["deallocate", "abandon"]],

  willBeCharged: {
    "A creation": [{ operation: "create", certainty: "exact" }, PLANNED, []],
    "The number": [
      { operation: "vn", certainty: "exact" },
      ALLOCATION,
      ["Another number is taken in place, and +917205827365 is given up for good."],
    ],
    "The parties, perhaps": [{ operation: "call-party", certainty: "open" }, ALLOCATION, []],
  },
};
