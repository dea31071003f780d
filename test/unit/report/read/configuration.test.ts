import type { Flags, Policy } from "../../../../src/report/judge/rules";
import { change, creation, deletion, failedGates, judgementOf, planOf, PROVIDER_NAME } from "../plan-json";

const OURS = { name: "greenvn", full_name: PROVIDER_NAME };
const configured = (expressions: unknown, more: Record<string, unknown> = {}, root: unknown = {}) =>
  planOf([], {
    configuration: { provider_config: { greenvn: { ...OURS, expressions, ...more } }, root_module: root },
    variables: {
      host: { value: "https://listed.example" },
      other: { value: "https://evil.example" },
      unset: { value: null },
    },
  });
const constant = (value: unknown) => ({ constant_value: value });

describe("where the token goes", () => {
  const policy: Policy = { endpoints: ["https://listed.example"] };
  test.each<[string, unknown, string, "sandbox" | "real", boolean]>([
    ["no base_url", undefined, "own", "real", true],
    ["null", constant(null), "own", "real", true],
    ["ExoBridge's own", constant("https://leadassist.exotel.in"), "own", "real", true],
    ["in another spelling", constant("https://LeadAssist.exotel.in:443/"), "own", "real", true],
    ["listed", constant("https://listed.example/api"), "listed", "real", true],
    ["this machine", constant("http://127.0.0.1:8787"), "sandbox", "sandbox", true],
    ["this machine by name", constant("http://localhost:8787"), "sandbox", "sandbox", true],
    ["another one", constant("https://evil.example"), "not listed", "real", false],
    ["one that begins like it", constant("https://leadassist.exotel.in.evil.example"), "not listed", "real", false],
    ["one that looks like it", constant("https://le\u0430dassist.exotel.in"), "not listed", "real", false],
    ["another port", constant("https://leadassist.exotel.in:8443"), "not listed", "real", false],
    ["this machine's name in front", constant("https://localhost.evil.example"), "not listed", "real", false],
    ["a user that looks like a host", constant("https://leadassist.exotel.in@evil.example"), "not told", "real", false],
    ["in clear text", constant("http://listed.example"), "not told", "real", false],
    ["no URL", constant("leadassist.exotel.in"), "not told", "real", false],
    ["no text", constant(["https://leadassist.exotel.in"]), "not told", "real", false],
    ["a function of constants", {}, "not told", "real", false],
    ["a variable in HCL, which may be a part of it", { references: ["var.host"] }, "not told", "real", false],
    ["a template over constants", constant('${"https://evil.example"}'), "not told", "real", false],
    ["a variable in JSON", { ...constant("${var.host}"), references: ["var.host"] }, "listed", "real", true],
    [
      "another variable in JSON",
      { ...constant("${var.other}"), references: ["var.other"] },
      "not listed",
      "real",
      false,
    ],
    ["one that is null", { ...constant("${var.unset}"), references: ["var.unset"] }, "own", "real", true],
    ["one that is not told", { ...constant("${var.none}"), references: ["var.none"] }, "not told", "real", false],
    ["a part of it in JSON", { ...constant("${var.host}.x"), references: ["var.host"] }, "not told", "real", false],
    [
      "more than it refers to",
      { ...constant("${var.host}"), references: ["var.host", "var.other"] },
      "not told",
      "real",
      false,
    ],
    ["what is no expression", "https://leadassist.exotel.in", "not told", "real", false],
  ])("%s", (_what, expression, standing, where, passes) => {
    const plan = configured(expression === undefined ? {} : { base_url: expression });
    const { endpoints, verdict } = judgementOf([plan], {}, policy);
    expect(endpoints).toMatchObject([{ where: "greenvn", standing }]);
    expect(verdict.sandbox).toBe(where === "sandbox" ? "wholly" : "no");
    expect(failedGates([plan], {}, policy)).toEqual(passes ? [] : ["endpoint"]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["under another name", { name: "vn" }],
    ["without its full name", { full_name: undefined }],
    ["in a module, where the root's variables say nothing", { module_address: "module.desk" }],
  ])("a block %s", (_what, more) => {
    const expression = { ...constant("${var.host}"), references: ["var.host"] };
    const url = "module_address" in more ? expression : constant("https://evil.example");
    expect(failedGates([configured({ base_url: url }, more)], {}, policy)).toEqual(["endpoint"]);
  });

  test("another provider's block says nothing", () =>
    expect(
      judgementOf([
        configured({ base_url: constant("https://evil.example") }, { full_name: "registry.terraform.io/a/b" }),
      ]).endpoints,
    ).toEqual([]));

  test("some here and some there are partly a sandbox", () => {
    const plans = ["http://127.0.0.1:1", "https://leadassist.exotel.in"].map((url) =>
      configured({ base_url: constant(url) }),
    );
    expect(judgementOf(plans).verdict.sandbox).toBe("partly");
  });

  test.each([
    ["true", constant(true), 1],
    ["what a variable says", { references: ["var.move"] }, 1],
    ["false", constant(false), 0],
    ["null", constant(null), 0],
  ])("allow_base_url_change as %s", (_what, expression, found) =>
    expect(judgementOf([configured({ allow_base_url_change: expression })]).cautions).toHaveLength(found),
  );

  test("the accounts are told", () =>
    expect(judgementOf([configured({ account_sid: constant("acme") }), planOf([creation()])]).accounts).toEqual([
      { plan: 0, sid: "acme" },
    ]));
});

describe("a token in clear text", () => {
  const variable = (name: string) => ({ references: [`var.${name}`] });
  const module = (given: unknown, variables: unknown) => ({
    variables: { secret: { default: "not-a-token" } },
    module_calls: { desk: { module: { variables }, expressions: { token: given } } },
  });
  test.each<[string, unknown, unknown, Record<string, unknown>, (string | null)[]]>([
    ["in the block", constant("not-a-token"), {}, {}, [null]],
    ["by a variable with a default", variable("token"), { variables: { token: { default: "x" } } }, {}, ["token"]],
    [
      "by a part of such a one",
      variable("all.token"),
      { variables: { all: { default: { token: "x" } } } },
      {},
      ["all"],
    ],
    ["by a variable without one", variable("token"), { variables: { token: { sensitive: true } } }, {}, []],
    ["by a variable whose default is null", variable("token"), { variables: { token: { default: null } } }, {}, []],
    ["by a variable whose default is empty", variable("token"), { variables: { token: { default: "" } } }, {}, []],
    [
      "handed to a module",
      variable("token"),
      module(constant("x"), { token: {} }),
      { module_address: "module.desk" },
      ["token"],
    ],
    [
      "handed to it by a variable with a default",
      variable("token"),
      module(variable("secret"), { token: {} }),
      { module_address: "module.desk" },
      ["secret"],
    ],
    [
      "handed to it by one without",
      variable("token"),
      module(variable("none"), { token: {} }),
      { module_address: "module.desk" },
      [],
    ],
  ])("%s", (_what, expression, root, more, variables) => {
    const { cautions } = judgementOf([configured({ api_token: expression }, more, root)]);
    expect(cautions).toEqual(
      variables.map((name) => ({ kind: "literal-token", plan: 0, where: "greenvn", variable: name })),
    );
    expect(JSON.stringify(cautions)).not.toContain("not-a-token");
  });
});

describe("keys of preferences that Terraform drops", () => {
  const resource = (type: string, preferences: unknown) => ({
    resources: [{ address: `${type}.x`, mode: "managed", type, name: "x", expressions: { preferences } }],
  });
  test.each<[string, string, unknown, string[]]>([
    ["a misspelt one", "greenvn_allocation", constant({ regoin: "KA", region: "KA" }), ["regoin"]],
    ["one of the API", "greenvn_allocation", constant({ type: "mobile" }), ["type"]],
    [
      "one named like a part of JavaScript",
      "greenvn_allocation",
      JSON.parse('{"constant_value":{"__proto__":"KA"}}'),
      ["__proto__"],
    ],
    [
      "all that there are",
      "greenvn_allocation",
      constant({ greenvn: null, region: "", number_type: "", pin_code: "" }),
      [],
    ],
    ["an assignment's pin_code", "greenvn_assignment", constant({ pin_code: "560001" }), ["pin_code"]],
    ["what is referred to", "greenvn_allocation", { references: ["var.preferences"] }, []],
    ["another type's", "aws_instance", constant({ regoin: "KA" }), []],
  ])("%s", (_what, type, preferences, keys) => {
    const root = { module_calls: { desk: { module: resource(type, preferences) } } };
    const { cautions } = judgementOf([configured({}, {}, root)]);
    expect(cautions).toEqual(
      keys.length === 0 ? [] : [{ kind: "unknown-preferences", plan: 0, address: `module.desk.${type}.x`, keys }],
    );
  });
});

describe("commands", () => {
  const NULL = { type: "null_resource", provider: "registry.terraform.io/hashicorp/null" };
  const root = {
    resources: [
      { address: "null_resource.hook", mode: "managed", type: "null_resource", provisioners: [{ type: "local-exec" }] },
      { address: "null_resource.plain", mode: "managed", type: "null_resource" },
    ],
  };
  const gates = (
    changes: readonly Record<string, unknown>[],
    here: unknown = root,
    more: Record<string, unknown> = {},
  ) => {
    const flags: Flags = { failOn: ["commands"] };
    const plan = { ...planOf(changes, more), configuration: { root_module: here } };
    const { commands, foreign } = judgementOf([plan], flags);
    return {
      failed: failedGates([plan], flags),
      commands: commands.map(({ kind, type, runs }) => ({ kind, type, runs })),
      foreign,
    };
  };
  const hook = (actions: string[], address = "null_resource.hook") =>
    change({ ...NULL, address, actions, before: {}, after: {} });

  test.each<[string, string[], boolean]>([
    ["created", ["create"], true],
    ["replaced", ["delete", "create"], true],
    ["deleted", ["delete"], true],
    ["with an unknown action", ["recreate"], true],
    ["unchanged", ["no-op"], false],
    ["updated, at which no provisioner runs", ["update"], false],
  ])("a provisioner of a resource that is %s", (_what, actions, runs) =>
    expect(gates([hook(actions, 'null_resource.hook["a.b"]')])).toMatchObject({
      failed: runs ? ["commands"] : [],
      commands: [{ kind: "provisioner", type: "local-exec", runs }],
    }),
  );

  test("a provisioner of a resource in any script runs", () =>
    expect(
      gates([hook(["create"], "null_resource.हिन्दी[0]")], {
        resources: [{ ...root.resources[0], address: "null_resource.हिन्दी" }, root.resources[1]],
      }),
    ).toMatchObject({ failed: ["commands"], commands: [{ runs: true }] }));

  test.each<[string, string[], boolean]>([
    ["created", ["create"], true],
    ["unchanged", ["no-op"], false],
  ])("a resource whose address can't be read may be any that has provisioners: %s", (_what, actions, runs) => {
    expect(gates([hook(actions, "null_resource.a b")])).toMatchObject({
      failed: runs ? ["commands"] : [],
      commands: [{ runs }],
    });
    expect(gates([hook(actions, "null_resource.a b")], { resources: [root.resources[1]] }).failed).toEqual([]);
  });

  test("one that can't be read, is planned and not listed says that the plan was cut", () => {
    const resources = [
      { address: "null_resource.a b", mode: "managed", type: "null_resource", provider_name: NULL.provider },
    ];
    const plan = {
      ...planOf([], { planned_values: { root_module: { resources } } }),
      configuration: { root_module: root },
    };
    expect(() => judgementOf([plan])).toThrow(/does not list what becomes of it/);
  });

  test("what moves from where nobody can tell to another provider may have been GreenVN's", () =>
    expect(failedGates([planOf([{ ...hook(["no-op"], "null_resource.b"), previous_address: "a b" }])])).toEqual([
      "strangers",
    ]));

  test("a resource without provisioners runs none, and is counted", () => {
    const { failed, commands, foreign } = gates([hook(["create"], "null_resource.plain")]);
    expect(failed).toEqual([]);
    expect(commands.filter(({ runs }) => runs)).toEqual([]);
    expect(foreign.created).toBe(1);
  });

  test("an external data source always runs", () =>
    expect(gates([], { resources: [{ address: "data.external.x", mode: "data", type: "external" }] })).toMatchObject({
      failed: ["commands"],
      commands: [{ kind: "external", runs: true }],
    }));

  const removed = { failed: ["commands"], commands: [{ kind: "removed", type: "removed", runs: true }] };
  const none = { resources: [] };
  test.each<[string, Record<string, unknown>, unknown, string, unknown]>([
    ["deleted", hook(["delete"], "null_resource.gone[0]"), none, "1.11.4", removed],
    ["of GreenVN", deletion(), none, "1.11.4", removed],
    ["left by a replacement", { ...hook(["delete"]), deposed: "0a1b2c3d" }, none, "1.11.4", removed],
    ["with an unknown action", hook(["recreate"]), none, "1.11.4", removed],
    ["whose address can't be read", hook(["delete"], "a b"), none, "1.11.4", removed],
    ["of a version that can't be read", hook(["delete"]), none, "next", removed],
    ["of a version without such blocks", hook(["delete"]), none, "1.8.5", { failed: [], commands: [] }],
    ["forgotten", hook(["forget"]), none, "1.11.4", { failed: [], commands: [] }],
    ["that is still configured", hook(["delete"], "null_resource.plain[1]"), root, "1.11.4", { failed: [] }],
    ["that is a data source", { ...hook(["delete"]), mode: "data" }, none, "1.11.4", { failed: [], commands: [] }],
  ])("a removed block may run a command for a resource %s", (_what, entry, here, terraform_version, expected) =>
    expect(gates([entry], here, { terraform_version })).toMatchObject(expected as object),
  );

  test("so does an action of another provider", () =>
    expect(
      gates(
        [],
        {},
        {
          action_invocations: [
            {
              address: "action.local_command.x",
              type: "local_command",
              provider_name: "registry.terraform.io/hashicorp/local",
              invoke_action_trigger: {},
            },
          ],
        },
      ),
    ).toMatchObject({ failed: ["commands"], commands: [{ kind: "action", type: "local_command", runs: true }] }));

  test("a resource with provisioners that is planned and not listed says that the plan was cut", () => {
    const hooked = {
      address: "null_resource.hook",
      mode: "managed",
      type: "null_resource",
      provider_name: NULL.provider,
    };
    const plan = {
      ...planOf([], { planned_values: { root_module: { resources: [hooked] } } }),
      configuration: { root_module: root },
    };
    expect(() => judgementOf([plan])).toThrow(/does not list what becomes of it/);
  });
});

test.each<[string, Record<string, unknown>, boolean]>([
  ["with its provider's", { greenvn: OURS }, true],
  ["with none", {}, false],
  ["with another provider's", { other: { name: "other", full_name: "registry.terraform.io/a/b" } }, false],
])("a resource of ours %s configuration", (_what, provider_config, isWhole) => {
  const resource = {
    address: "greenvn_allocation.x",
    mode: "managed",
    type: "greenvn_allocation",
    provider_config_key: "greenvn",
  };
  const plan = planOf([], { configuration: { provider_config, root_module: { resources: [resource] } } });
  if (isWhole) expect(judgementOf([plan]).passed).toBe(true);
  else expect(() => judgementOf([plan])).toThrow(/but not the configuration of its provider/);
});

test.each<[string, unknown, unknown, boolean]>([
  ["the time of planning", "2026-01-01T00:00:00Z", {}, true],
  ["a map with it", { made: "on 2026-01-01T00:00:00Z" }, {}, true],
  ["an expression that asks for it", "year", { constant_value: '${formatdate("YYYY", plantimestamp())}' }, true],
  ["anything else", "2025-01-01T00:00:00Z", { constant_value: "x" }, false],
])("an output that holds %s", (_what, after, expression, isFound) => {
  const plan = planOf([], {
    timestamp: "2026-01-01T00:00:00Z",
    configuration: { root_module: { outputs: { made: { expression } } } },
    output_changes: { made: { actions: ["update"], before: "x", after, after_unknown: false } },
  });
  expect(judgementOf([plan]).cautions).toEqual(isFound ? [{ kind: "time-in-output", plan: 0, name: "made" }] : []);
});
