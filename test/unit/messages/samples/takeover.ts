import type * as messages from "../../../../src/takeover/messages";
import type { SamplesOf } from "../catalogue";

const LISTED = { id: "gvn-41c0", name: "driver-42", where: "line 7" };

export const samples: SamplesOf<typeof messages> = {
  lineOf: [7],
  entryOf: [3],
  listIsEmpty: [],
  noListInJson: [],
  idIsMissing: [],
  idIsNoId: { "A path": ["../settings"], "A number": [41] },
  tooManyCells: [4, 2],
  doubled: ["gvn-41c0", "line 3"],
  missingVariable: ["GREENVN_API_TOKEN"],
  wrongVariable: ["GREENVN_BASE_URL", "must be a full URL such as https://leadassist.exotel.in"],
  outputIsThere: ["numbers.tf"],
  couldNotWrite: ["numbers.tf", new Error("ENOSPC: no space left on device, write")],
  foreignProgress: ["numbers.tf.progress"],
  progressOf: [41, 500],
  notRead: ["ids.csv", LISTED, "ExoBridge gave no answer: reset."],
  whyNotRead: {
    "Never sent": [{ kind: "unreachable", message: "connect ECONNREFUSED 127.0.0.1:8787" }],
    "No answer": [{ kind: "no-answer", message: "no answer within 30 s" }],
    Stopped: [{ kind: "stopped", message: "it was asked to stop" }],
    "Not as documented": [{ kind: "malformed", status: 200, message: "the answer is no JSON" }],
    Credentials: [{ kind: "refused", status: 401, code: 7, message: "Authentication failed" }],
    "Another account": [{ kind: "refused", status: 403, code: 8, message: "Not permitted" }],
    Throttled: [{ kind: "refused", status: 429, code: null, message: "Too many requests" }],
    "Any other": [{ kind: "refused", status: 500, code: 0, message: "Internal error" }],
  },
  stoppedAt: { "With a file": [41, 500, "numbers.tf"], "On standard output": [41, 500, null] },
  leftOut: ["ids.csv", LISTED, "it is deallocated"],
  whyGone: {
    Unknown: ["unknown", "exotel"],
    Deallocated: ["deallocated", "exotel"],
    Forbidden: ["forbidden", "exotel"],
  },
  notTold: ["connection_id"],
  toldNotDeclarable: {
    "A value": [
      { severity: "error", path: ["usage"], value: '"threeway"', expected: 'must be one of "oneway", "twoway"' },
    ],
    "No Unicode": [null],
  },
  nothingToWrite: [],
  written: { HCL: [497, "numbers.tf", "hcl"], Constructs: [1, null, "cdktf"] },
  notLeftOutOf: { One: [1], Several: [3] },
  hclIntroduction: [],
  constructsIntroduction: [],
};
