import { type Expected, type Facts, type StackFacts } from "../../../src/doctor/found/facts";

export const EXPECTED: Expected = { version: "0.1.0", platform: "linux_amd64", hash: "h1:ours=" };

export const STACK: StackFacts = {
  folder: "numbers",
  installed: [
    {
      version: "0.1.0",
      platform: "linux_amd64",
      executable: "/srv/numbers/plugins/terraform-provider-greenvn_v0.1.0",
      isThere: true,
      mayRun: true,
      hash: "h1:ours=",
    },
  ],
  lock: { kind: "entry", version: "0.1.0", hashes: ["h1:ours="] },
  locks: [],
};

export const TERRAFORM = { file: "/usr/bin/terraform", kind: "terraform", version: "1.11.4" } as const;

/** A set-up with nothing to say of it. */
export const HEALTHY: Facts = {
  folder: "/srv",
  node: { file: "/usr/bin/node", version: "v20.1.0", ownFolder: "/opt/node/bin", ownVersion: "v20.1.0" },
  terraform: { asked: null, onPath: [TERRAFORM], elsewhere: [] },
  cliConfig: { kind: "none" },
  pluginCache: null,
  stacks: [STACK],
  policy: { kind: "none" },
  proxy: { kind: "none" },
  account: {
    sid: "environment",
    token: "environment",
    isSandboxSid: false,
    isSandboxToken: false,
    hasKey: false,
    url: { from: "default", origin: "https://leadassist.exotel.in", isLoopback: false, port: "443" },
    urlFlaw: null,
  },
  answer: { kind: "read", skewMs: 100 },
};
