import { type Facts } from "../../../src/doctor/found/facts";
import { type CheckName, CHECKS, type Verdict } from "../../../src/doctor/found/finding";
import { judge } from "../../../src/doctor/judge/judge";
import { EXPECTED, HEALTHY, STACK, TERRAFORM } from "./facts";

/** What a change of the facts makes of the verdict, and the lines that are told. */
type Row = readonly [string, Partial<Facts>, CheckName, Verdict, readonly string[]];

const account = (change: Partial<Facts["account"]>): Partial<Facts> => ({ account: { ...HEALTHY.account, ...change } });
const LOOPBACK = { from: "configuration", origin: "http://127.0.0.1:8787", isLoopback: true, port: "8787" } as const;
const onLoopback = (change: Partial<Facts>): Partial<Facts> => ({ ...account({ url: LOOPBACK }), ...change });
const stack = (change: Partial<(typeof HEALTHY.stacks)[number]>): Partial<Facts> => ({
  stacks: [{ ...STACK, ...change }],
});
const OLD = { ...TERRAFORM, version: "1.4.9" };
const TOFU = { file: "/usr/bin/tofu", kind: "tofu", version: "1.6.0" } as const;
const METHODS = (...methods: readonly object[]): Partial<Facts> => ({
  cliConfig: { kind: "read", file: "/home/me/.terraformrc", byVariable: false, methods } as Facts["cliConfig"],
});
const DIRECT = { kind: "direct", covers: true };
const ASK_TOKEN = "read -rs GREENVN_API_TOKEN && export GREENVN_API_TOKEN";
const ASK_SID = "read -r GREENVN_ACCOUNT_SID && export GREENVN_ACCOUNT_SID";
const NO_CONFIG = "export TF_CLI_CONFIG_FILE=/dev/null";

test.each<Row>([
  ["as it should be", {}, "node", "fine", []],
  [
    "no node on the PATH",
    { node: { ...HEALTHY.node, file: null, version: null } },
    "node",
    "fault",
    ['export PATH=/opt/node/bin:"$PATH"'],
  ],
  [
    "Node 18, and 18 runs this",
    { node: { ...HEALTHY.node, version: "v18.0.0", ownVersion: "v18.0.0" } },
    "node",
    "fault",
    [],
  ],

  [
    "an old Terraform, then OpenTofu",
    { terraform: { ...HEALTHY.terraform, onPath: [OLD, TOFU] } },
    "terraform",
    "fine",
    [],
  ],
  ["nothing anywhere", { terraform: { asked: null, onPath: [], elsewhere: [] } }, "terraform", "fault", []],
  [
    "the oldest that serves",
    { terraform: { ...HEALTHY.terraform, onPath: [{ ...TERRAFORM, version: "1.5.0" }] } },
    "terraform",
    "fine",
    [],
  ],
  [
    "old, and a good one is elsewhere",
    { terraform: { asked: null, onPath: [OLD], elsewhere: [TOFU] } },
    "terraform",
    "fault",
    ['export PATH=/usr/bin:"$PATH"'],
  ],
  [
    "what is asked for is too old",
    { terraform: { asked: { name: "t", found: OLD }, onPath: [TERRAFORM], elsewhere: [] } },
    "terraform",
    "fault",
    ["unset GREENVN_TERRAFORM"],
  ],
  [
    "what is asked for is none at all",
    {
      terraform: {
        asked: { name: "t", found: { ...OLD, kind: "neither", version: null } },
        onPath: [OLD],
        elsewhere: [TOFU],
      },
    },
    "terraform",
    "fault",
    ["export GREENVN_TERRAFORM=/usr/bin/tofu"],
  ],

  ["direct alone", METHODS(DIRECT), "cli-configuration", "fault", [NO_CONFIG]],
  ["no method at all", METHODS(), "cli-configuration", "fault", [NO_CONFIG]],
  [
    "a mirror that has it",
    METHODS(DIRECT, { kind: "filesystem_mirror", folder: "/m", covers: true, holds: true }),
    "cli-configuration",
    "fine",
    [],
  ],
  [
    "a mirror for others",
    METHODS({ kind: "filesystem_mirror", folder: "/m", covers: false, holds: true }),
    "cli-configuration",
    "fault",
    [NO_CONFIG],
  ],
  [
    "a mirror that lacks it",
    METHODS({ kind: "filesystem_mirror", folder: "/m", covers: true, holds: false }),
    "cli-configuration",
    "fault",
    [NO_CONFIG],
  ],
  ["a mirror on a network", METHODS({ kind: "network_mirror", covers: true }), "cli-configuration", "note", []],
  [
    "dev_overrides in force",
    METHODS({ kind: "dev_overrides", folder: "/d", holds: true }, DIRECT),
    "cli-configuration",
    "note",
    [],
  ],
  [
    "a file that is not understood",
    { cliConfig: { kind: "unreadable", file: "/f", byVariable: false } },
    "cli-configuration",
    "note",
    [],
  ],

  ["no stack", { stacks: [] }, "stack", "note", []],
  [
    "a newer version alone is installed",
    stack({ installed: STACK.installed.map((each) => ({ ...each, version: "0.2.0" })) }),
    "executable",
    "fault",
    ["npx greenvn provider install --dir /srv/numbers"],
  ],
  [
    "another build, as it was locked",
    stack({
      installed: STACK.installed.map((each) => ({ ...each, hash: "h1:b=" })),
      lock: { kind: "entry", version: "0.1.0", hashes: ["h1:b="] },
    }),
    "executable",
    "note",
    [],
  ],
  [
    "the same for the lock file",
    stack({
      installed: STACK.installed.map((each) => ({ ...each, hash: "h1:b=" })),
      lock: { kind: "entry", version: "0.1.0", hashes: ["h1:b="] },
    }),
    "lock-file",
    "fine",
    [],
  ],
  [
    "a lock of several platforms",
    stack({ lock: { kind: "entry", version: "0.1.0", hashes: ["h1:other=", "h1:ours="] } }),
    "lock-file",
    "fine",
    [],
  ],
  [
    "a folder with blanks",
    stack({ folder: "my numbers", lock: { kind: "none" } }),
    "lock-file",
    "fault",
    ["(cd '/srv/my numbers' && terraform init)"],
  ],
  [
    "with OpenTofu alone",
    { ...stack({ lock: { kind: "none" } }), terraform: { asked: null, onPath: [TOFU], elsewhere: [] } },
    "lock-file",
    "fault",
    ["(cd /srv/numbers && tofu init)"],
  ],
  [
    "with one that is named",
    {
      ...stack({ lock: { kind: "none" } }),
      terraform: { asked: { name: "x", found: { ...TERRAFORM, file: "/opt/my tf" } }, onPath: [], elsewhere: [] },
    },
    "lock-file",
    "fault",
    ["(cd /srv/numbers && '/opt/my tf' init)"],
  ],

  [
    "a lock of which nobody can tell",
    stack({
      locks: [{ file: "a", path: "/srv/a", id: null, who: null, operation: null, created: null, holder: "unknown" }],
    }),
    "state-lock",
    "fault",
    ["rm /srv/a"],
  ],

  ["a proxy", { proxy: { kind: "used", shown: "http://proxy:3128", variable: "https_proxy" } }, "proxy", "note", []],
  [
    "a proxy that is passed by",
    { proxy: { kind: "not-used", shown: "http://proxy:3128", why: "no-proxy" } },
    "proxy",
    "note",
    [],
  ],

  [
    "a configuration of variables",
    { ...account({ token: "not-literal" }), answer: { kind: "not-asked" } },
    "account",
    "note",
    [],
  ],
  [
    "an address of the configuration that is none",
    {
      ...account({ urlFlaw: "must be a full URL", url: { ...HEALTHY.account.url, from: "configuration" } }),
      answer: { kind: "not-asked" },
    },
    "account",
    "fault",
    [],
  ],
  [
    "a sandbox's token, and the address in the configuration",
    {
      ...account({ isSandboxToken: true, url: { ...HEALTHY.account.url, from: "configuration" } }),
      answer: { kind: "not-asked" },
    },
    "account",
    "fault",
    ["unset GREENVN_ACCOUNT_SID GREENVN_API_KEY GREENVN_API_TOKEN"],
  ],

  ["refused", { answer: { kind: "denied", status: 401, message: "", skewMs: null } }, "api", "fault", [ASK_TOKEN]],
  [
    "refused, with a key",
    { ...account({ hasKey: true }), answer: { kind: "denied", status: 401, message: "", skewMs: null } },
    "api",
    "fault",
    [ASK_TOKEN, "unset GREENVN_API_KEY"],
  ],
  [
    "of another account",
    { answer: { kind: "denied", status: 403, message: "", skewMs: null } },
    "api",
    "fault",
    [ASK_SID],
  ],
  [
    "of another account, in the configuration",
    { ...account({ sid: "configuration" }), answer: { kind: "denied", status: 403, message: "", skewMs: null } },
    "api",
    "fault",
    [],
  ],
  ["not to be reached", { answer: { kind: "unreachable", message: "DNS" } }, "api", "fault", []],
  [
    "not to be reached by a proxy",
    { answer: { kind: "unreachable", message: "DNS" }, proxy: { kind: "used", shown: "p", variable: "ALL_PROXY" } },
    "api",
    "fault",
    ["unset ALL_PROXY"],
  ],
  ["odd answers", { answer: { kind: "odd", message: "HTML", skewMs: null } }, "api", "fault", []],
  [
    "a sandbox that is gone",
    onLoopback({ answer: { kind: "unreachable", message: "" } }),
    "api",
    "fault",
    ["npx greenvn sandbox --port 8787 --quiet &"],
  ],

  ["five minutes", { answer: { kind: "read", skewMs: -300_000 } }, "clock", "fine", []],
  [
    "more than five minutes",
    { answer: { kind: "denied", status: 401, message: "", skewMs: -300_001 } },
    "clock",
    "fault",
    ["sudo timedatectl set-ntp true"],
  ],
])("%s", (_case, change, check, verdict, mend) => {
  const found = judge({ ...HEALTHY, ...change }, EXPECTED).find((finding) => finding.check === check);
  expect({ verdict: found?.verdict, mend: found?.mend }).toEqual({ verdict, mend });
});

test("nothing is wrong with what is right, and each check has its say", () => {
  const findings = judge(HEALTHY, EXPECTED);
  expect(findings.map(({ verdict }) => verdict)).toEqual(findings.map(() => "fine"));
  expect(findings.map(({ check }) => check)).toEqual(CHECKS.filter((check) => check !== "plugin-cache"));
});

test("with dev_overrides in force neither executable nor lock file is asked for", () => {
  const facts = {
    ...HEALTHY,
    ...METHODS({ kind: "dev_overrides", folder: "/d", holds: true }),
    ...stack({ installed: [], lock: { kind: "none" } }),
  };
  const checks = judge(facts, EXPECTED).map(({ check }) => check);
  expect(checks).not.toContain("executable");
  expect(checks).not.toContain("lock-file");
});

test("on a Mac the clock is set as it is there", () => {
  const facts: Facts = { ...HEALTHY, answer: { kind: "read", skewMs: 400_000 } };
  expect(judge(facts, { ...EXPECTED, platform: "darwin_arm64" }).find(({ check }) => check === "clock")?.mend).toEqual([
    "sudo sntp -sS time.apple.com",
  ]);
});

test("no line asks for a token on the screen, or holds one but a sandbox's", () => {
  for (const answer of [{ kind: "denied", status: 401, message: "", skewMs: null }, { kind: "not-asked" }] as const)
    for (const { mend } of judge({ ...HEALTHY, ...account({ token: "nowhere" }), answer }, EXPECTED))
      for (const line of mend) expect(line).not.toMatch(/read -r GREENVN_API_TOKEN|API_TOKEN=/);
});
