import type * as messages from "../../../../src/cli/messages";
import { KEY_VARIABLES } from "../../../../src/cli/plan-digest";
import { POLICY_FIELD, POLICY_FILE } from "../../../../src/cli/policy-file";
import { RULE_NAMES } from "../../../../src/report/judge/policy";
import { FAIL_ON } from "../../../../src/report/judge/rules";
import { type CallView, SANDBOX_ACCOUNT } from "../../../../src/sandbox";
import type { SamplesOf } from "../catalogue";

const CALL: CallView = {
  seq: 3,
  // In the time of whoever makes the page.
  time: new Date(2025, 0, 1, 9, 30, 0).toISOString(),
  method: "PUT",
  path: "/v1/tenants/sandbox/greenvn/0b8f5656-dcbc-4835-a231-c17007aba74a/vn",
  operation: "vn",
  greenvn_id: "0b8f5656-dcbc-4835-a231-c17007aba74a",
  connection_id: "support-+919000000001",
  status: 200,
  charged: true,
  fault: null,
  answered: true,
  took_ms: 2,
  number_before: "+919810164426",
  number_after: "+919845531249",
};

export const samples: SamplesOf<typeof messages> = {
  initEpilogue: [],
  commandHeading: {
    "A command that comes first": ["sandbox"],
    "Any other": ["completion"],
  },
  commandExample: {
    "A command": ["plan-report"],
    "One that is typed with what it is to do": ["provider install"],
    None: ["help"],
  },
  commandSummary: {
    "With an example": ["print where the executable lies", "greenvn provider path"],
    Without: ["print the help of a command", ""],
  },
  commandExampleEpilogue: ["greenvn provider path"],
  programEpilogue: ["greenvn sandbox --port 8787"],
  completionEpilogue: [],
  doctorEpilogue: [],
  planReportEpilogue: [POLICY_FILE, POLICY_FIELD, RULE_NAMES],
  planDigestEpilogue: [KEY_VARIABLES],
  importConfigEpilogue: [],
  sandboxEpilogue: [SANDBOX_ACCOUNT.sid],

  notAWholeNumber: [0, 65_535],
  notEmpty: [],
  notAmong: {
    "One that is near": [["hcl", "cdktf", "cdktn"], "cdktf"],
    "None that is": [["hcl", "cdktf", "cdktn"], null],
  },
  notALimit: [],
  notKindsToFailOn: [FAIL_ON],
  notAName: [200],
  notACommit: [],
  notATree: [],
  notAFolder: [],

  planFilesDoNotPair: [1, 2],
  standardInputTwice: [],
  couldNotReadFile: ["plan.json", "ENOENT: no such file or directory, open 'plan.json'"],
  policyLinkLeadsNowhere: [POLICY_FILE],
  couldNotReadPolicy: {
    "An error, of which the first line is told": [new Error("Unexpected end of JSON input\nat line 3")],
    "Whatever else was thrown": ["no reason"],
  },
  wrongPolicy: [POLICY_FILE, "max_charges must be a whole number, 0 or more"],
  misnamedPolicy: [".greenvn-policy.yml", POLICY_FILE],
  misnamedPolicyField: ["greenvn-policy", POLICY_FIELD],
  policyTwice: [POLICY_FILE, POLICY_FIELD],
  policyFieldWithoutRules: [POLICY_FIELD],
  policyIsNoYaml: [POLICY_FILE, "Map keys must be unique at line 3, column 1"],

  noDigestKey: [KEY_VARIABLES],
  planIsTooLarge: [256 * 1024 * 1024],
  planHasNoDigest: {
    "No JSON": ["not JSON"],
    "Other JSON": ["no plan"],
    "Nested too deeply": ["too deep"],
    "One part is too large": ["too large"],
    "A key twice": ["repeated key"],
  },
  keptDigestRefused: {
    "Something else": ["no digest"],
    "Made with another key": ["another key"],
    "Changed since": ["damaged"],
  },
  planIsTheReviewedOne: [],
  plansDiffer: {
    "One thing of each kind": [
      [
        { kind: "terraform", name: "", where: "both" },
        { kind: "tree", name: "", where: "both" },
        { kind: "provider", name: "greenvn", where: "both" },
        { kind: "resource", name: "greenvn_allocation.support", where: "fresh" },
        { kind: "output", name: "support_green_vn", where: "reviewed" },
      ],
    ],
    "More than are named": [
      Array.from({ length: 25 }, (_, index) => ({
        kind: "resource" as const,
        name: `greenvn_allocation.a[${index}]`,
        where: "both" as const,
      })),
    ],
  },

  programFailed: ["the provider can not be put into /srv/numbers: EACCES: permission denied"],
  unexpectedError: {
    "An error": [new Error("Maximum call stack size exceeded")],
    "Whatever else was thrown": ["no reason"],
  },
  causeOf: {
    "An error": [new Error("EISDIR: illegal operation on a directory, read")],
    "Whatever else was thrown": ["no reason"],
    Nothing: [null],
  },

  listeningOn: ["http://127.0.0.1:8787"],
  howToWatch: ["http://127.0.0.1:8787"],
  callLine: {
    "A charged change of a number": [CALL, "answered"],
    "Its answer was lost": [{ ...CALL, status: null, fault: "reset" }, "answered"],
    "It landed after its answer": [{ ...CALL, status: 504, fault: "status" }, "landed"],
    "A read": [{ ...CALL, operation: "read", charged: false, number_before: null, number_after: null }, "answered"],
    "No call of the API": [
      {
        ...CALL,
        operation: null,
        method: "GET",
        path: "/robots.txt",
        status: 404,
        charged: false,
        connection_id: null,
        number_before: null,
        number_after: null,
      },
      "answered",
    ],
    "Before the answer, nothing": [CALL, "under way"],
  },
  policyFieldName: [POLICY_FIELD],
};
