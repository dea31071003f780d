import { type StateLockFacts } from "../../../../src/doctor/found/facts";
import type * as messages from "../../../../src/doctor/say/messages";
import type { SamplesOf } from "../catalogue";

const TERRAFORM = { file: "/usr/local/bin/terraform", kind: "terraform", version: "1.11.4" } as const;
const OLD = { ...TERRAFORM, version: "1.4.7" };
const LOCK: StateLockFacts = {
  file: "numbers/.terraform.tfstate.lock.info",
  path: "/srv/numbers/.terraform.tfstate.lock.info",
  id: "e2cfc725-0f29-9fdf-7ba3-b9a55581b765",
  who: "meera@laptop",
  operation: "OperationTypeApply",
  created: "2026-06-30T09:30:00Z",
  holder: "nobody",
};
const RC = "/home/meera/.terraformrc";
const API = "https://leadassist.exotel.in";

export const samples: SamplesOf<typeof messages> = {
  diagnosis: {
    "All in order": [[{ check: "node", verdict: "fine", says: "v20.20.2, /usr/bin/node", mend: [] }]],
    "One fault": [
      [{ check: "plugin-cache", verdict: "fault", says: "/cache does not exist", mend: ["mkdir -p /cache"] }],
    ],
    "Several, and more ways than one": [
      [
        { check: "proxy", verdict: "note", says: "http://proxy.example.com:3128", mend: [] },
        { check: "account", verdict: "fault", says: "calls go elsewhere", mend: ["unset A", "export A=b"] },
        { check: "api", verdict: "fault", says: "it can't be reached", mend: [] },
      ],
    ],
  },
  noSuchFolder: ["/srv/numbers"],
  node: {
    fine: ["v20.20.2", "/usr/bin/node"],
    missing: [],
    old: ["v18.20.1", "/usr/bin/node"],
  },
  terraform: {
    fine: {
      "The first of the PATH": [TERRAFORM, false],
      "Asked for": [{ file: "/opt/tofu", kind: "tofu", version: "1.10.0" }, true],
    },
    askedIsNone: ["/opt/terraform"],
    askedIsWrong: ["/opt/terraform", { ...TERRAFORM, kind: "does-not-run", version: null }],
    none: [],
    noneServes: {
      "Too old": [[OLD, { file: "/usr/bin/tofu", kind: "tofu", version: "1.5.0" }]],
      "Another program": [[{ ...TERRAFORM, kind: "neither", version: null }]],
    },
  },
  cliConfiguration: {
    none: [],
    fine: [RC],
    mirrored: [RC],
    overridden: [RC, "/srv/dist/provider"],
    overriddenByNothing: [RC, "/srv/dist/provider"],
    maybeMirrored: [RC],
    hides: [RC],
    missing: ["/srv/dev.tfrc"],
    unreadable: [RC],
  },
  pluginCache: { fine: ["/var/cache/terraform"], missing: ["/var/cache/terraform", RC] },
  stack: { fine: [["numbers", "trial"]], none: [] },
  executable: {
    fine: ["numbers", "0.1.0", "linux_amd64"],
    missing: {
      Nothing: ["numbers", "0.1.0", "linux_amd64", []],
      Others: ["numbers", "0.1.0", "linux_amd64", ["0.0.9 for linux_amd64", "0.1.0 for darwin_arm64"]],
    },
    otherBuild: ["numbers", "0.1.0", "linux_amd64"],
    mayNotRun: ["/srv/numbers/terraform.d/plugins/terraform-provider-greenvn_v0.1.0"],
    altered: ["numbers"],
  },
  lockFile: {
    fine: ["numbers"],
    none: ["numbers"],
    unreadable: ["numbers"],
    withoutEntry: ["numbers"],
    otherVersion: ["numbers", "0.0.9", "0.1.0"],
    otherHash: ["numbers"],
  },
  stateLock: {
    fine: [],
    held: [LOCK, 4711],
    left: {
      "It says whose": [LOCK],
      "It says nothing": [{ ...LOCK, id: null, who: null, operation: null, created: null }],
    },
    open: [LOCK],
  },
  policy: {
    none: [],
    fine: [".greenvn-policy.yaml"],
    refused: [
      {
        kind: "refused",
        sentence: ".greenvn-policy.yaml: max_charge is no rule.",
        cause: { kind: "other", file: "/srv/.greenvn-policy.yaml" },
      },
    ],
  },
  proxy: {
    none: [],
    loopback: ["http://proxy.example.com:3128"],
    exempt: ["http://proxy.example.com:3128"],
    used: ["http://proxy.example.com:3128"],
    unusable: ["the proxy that the environment names is no URL", "HTTPS_PROXY"],
  },
  account: {
    fine: [],
    notLiteral: [],
    missing: ["GREENVN_API_TOKEN"],
    sandboxOnly: [API],
    badUrl: ["must be a full URL such as https://leadassist.exotel.in"],
  },
  api: {
    fine: { "ExoBridge's own": [API, false], "A sandbox": ["http://127.0.0.1:8787", true] },
    denied: { "With its words": [API, 401, "authentication failed"], Without: [API, 403, ""] },
    noSandbox: ["http://127.0.0.1:8787"],
    unreachable: [API, "the name could not be resolved"],
    odd: [API, "the answer is HTML"],
  },
  clock: { fine: [], off: { Ahead: [3600], Behind: [-3600] } },
};
