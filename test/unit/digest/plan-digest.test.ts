import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { ROOT } from "../../../scripts/project";
import { compareDigests, readDigest } from "../../../src/digest/compare";
import { digestOf, type PlanDigest } from "../../../src/digest/plan-digest";
import { maskText } from "../../../src/domain/mask-text";

type Json = Record<string, unknown>;
interface Change {
  readonly change: Json & { readonly actions: string[]; readonly before: Json; readonly after: Json };
  readonly [name: string]: unknown;
}

const KEY = Buffer.from("k".repeat(32));
const TREE = "a".repeat(40);
const LOCK = Buffer.from('provider "registry.terraform.io/cdktf-greenvn/greenvn" {}\n');
const PLAN_TIME = "2026-11-26T09:00:00Z";
const ID = "0b8f5656-dcbc-4835-a231-c17007aba74a";

/** A number that changes, beside a resource of somebody else, with one output and two provider blocks. */
const plan = (): Json => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  timestamp: PLAN_TIME,
  applyable: true,
  complete: true,
  errored: false,
  variables: { pins: { value: [4711] } },
  planned_values: { outputs: {} },
  prior_state: { format_version: "1.0" },
  resource_changes: [
    {
      address: "greenvn_allocation.support",
      mode: "managed",
      type: "greenvn_allocation",
      name: "support",
      provider_name: "registry.terraform.io/cdktf-greenvn/greenvn",
      change: {
        actions: ["update"],
        before: { id: ID, green_vn: "+919810164426", region: "DL", aparty_pins: [4711] },
        after: { id: ID, region: "KA", aparty_pins: [4711], made: PLAN_TIME },
        after_unknown: { green_vn: true, preferences: {} },
        before_sensitive: { aparty_pins: true },
        after_sensitive: { aparty_pins: true },
      },
    },
    {
      address: "null_resource.hook",
      mode: "managed",
      type: "null_resource",
      name: "hook",
      provider_name: "registry.terraform.io/hashicorp/null",
      change: { actions: ["no-op"], before: { id: "1" }, after: { id: "1" }, after_unknown: {} },
    },
  ],
  resource_drift: [],
  relevant_attributes: [],
  output_changes: {
    green_vn: { actions: ["update"], before: "+919810164426", after_unknown: true },
    deployed: { actions: ["update"], before: "2026-11-25T09:00:00Z", after: PLAN_TIME, after_unknown: false },
  },
  configuration: {
    provider_config: {
      greenvn: {
        name: "greenvn",
        full_name: "registry.terraform.io/cdktf-greenvn/greenvn",
        expressions: { base_url: { constant_value: "https://leadassist.exotel.in" } },
      },
      null: { name: "null", full_name: "registry.terraform.io/hashicorp/null" },
    },
    root_module: {
      resources: [
        {
          address: "null_resource.hook",
          expressions: {
            triggers: { references: ["greenvn_allocation.support.green_vn", "greenvn_allocation.support"] },
          },
          provisioners: [{ type: "local-exec", expressions: { command: { constant_value: "node notify.mjs" } } }],
        },
      ],
    },
  },
});

function taken(
  json: string,
  from: { readonly lockFile?: Uint8Array; readonly tree?: string } = {},
  key = KEY,
): PlanDigest {
  const made = digestOf(
    { json: Buffer.from(json), lockFile: from.lockFile ?? LOCK, tree: from.tree ?? TREE },
    key,
    (name) => name,
  );
  if (made.kind === "refused") throw new Error(made.why);
  return made.digest;
}

const REVIEWED = taken(JSON.stringify(plan()));

function differing(fresh: PlanDigest): string[] | string {
  const compared = compareDigests(REVIEWED, fresh);
  return compared.kind === "differs"
    ? compared.differences.map(({ kind, name, where }) => `${kind} ${name} ${where}`.replace("  ", " "))
    : compared.kind;
}

const support = (of: Json): Change => (of["resource_changes"] as Change[])[0] as Change;
const inside = (of: unknown, ...names: readonly string[]): Json =>
  names.reduce((here, name) => (here as Json)[name], of) as Json;

const SUPPORT = "resource greenvn_allocation.support";

describe("each kind of tampering changes the digest, and is named", () => {
  test.each<[what: string, tamper: (of: Json) => void, named: readonly string[]]>([
    ["an action", (of) => (support(of).change.actions[0] = "delete"), [`${SUPPORT} both`]],
    ["the order of a replacement", (of) => support(of).change.actions.push("delete"), [`${SUPPORT} both`]],
    ["a value before", (of) => (support(of).change.before["green_vn"] = "+919810164427"), [`${SUPPORT} both`]],
    ["a value after", (of) => (support(of).change.after["region"] = "MH"), [`${SUPPORT} both`]],
    ["a sensitive value", (of) => (support(of).change.after["aparty_pins"] = [4712]), [`${SUPPORT} both`]],
    ["a value that is added", (of) => (support(of).change.after["strictness"] = true), [`${SUPPORT} both`]],
    ["a value that is taken out", (of) => delete support(of).change.after["region"], [`${SUPPORT} both`]],
    ["null for a value", (of) => (support(of).change.after["region"] = null), [`${SUPPORT} both`]],
    ["a text for a number", (of) => (support(of).change.after["aparty_pins"] = ["4711"]), [`${SUPPORT} both`]],
    ["an unknown", (of) => (support(of).change["after_unknown"] = {}), [`${SUPPORT} both`]],
    ["an unknown that is added", (of) => (support(of).change["after_unknown"] = { id: true }), [`${SUPPORT} both`]],
    ["the order of a list's values", (of) => (support(of).change.after["made"] = [2, 1]), [`${SUPPORT} both`]],
    [
      "an address",
      (of) => Object.assign(support(of), { address: "greenvn_allocation.other" }),
      ["resource greenvn_allocation.support reviewed", "resource greenvn_allocation.other fresh"],
    ],
    ["a previous address", (of) => Object.assign(support(of), { previous_address: "a.b" }), [`${SUPPORT} both`]],
    ["another provider", (of) => Object.assign(support(of), { provider_name: "evil/evil/evil" }), [`${SUPPORT} both`]],
    ["an import", (of) => (support(of).change["importing"] = { id: ID }), [`${SUPPORT} both`]],
    [
      "a deposed object",
      (of) => Object.assign(support(of), { deposed: "ab12" }),
      [`${SUPPORT} reviewed`, `${SUPPORT} (deposed ab12) fresh`],
    ],
    ["a resource left out", (of) => (of["resource_changes"] as unknown[]).shift(), [`${SUPPORT} reviewed`]],
    ["a resource twice", (of) => (of["resource_changes"] as unknown[]).push(support(of)), [`${SUPPORT} both`]],
    [
      "a resource that is added",
      (of) => (of["resource_changes"] as unknown[]).push({ ...support(of), address: "greenvn_allocation.more" }),
      ["resource greenvn_allocation.more fresh"],
    ],
    [
      "an unchanged resource",
      (of) => (inside(of, "resource_changes", "1", "change", "after")["id"] = "2"),
      ["resource null_resource.hook both"],
    ],
    ["an output", (of) => (inside(of, "output_changes", "green_vn")["before"] = "+911"), ["output green_vn both"]],
    [
      "an output's unknown",
      (of) => (inside(of, "output_changes", "green_vn")["after_unknown"] = false),
      ["output green_vn both"],
    ],
    ["an output left out", (of) => delete inside(of, "output_changes")["green_vn"], ["output green_vn reviewed"]],
    [
      "the endpoint of a provider",
      (of) =>
        (inside(of, "configuration", "provider_config", "greenvn", "expressions", "base_url")["constant_value"] =
          "https://evil.example"),
      ["provider greenvn both"],
    ],
    [
      "a provider block left out",
      (of) => delete inside(of, "configuration", "provider_config")["null"],
      ["provider null reviewed"],
    ],
    [
      "a command",
      (of) =>
        (inside(of, "configuration", "root_module", "resources", "0", "provisioners", "0", "expressions", "command")[
          "constant_value"
        ] = "curl evil.example"),
      ["configuration root_module both"],
    ],
    ["Terraform's version", (of) => (of["terraform_version"] = "1.11.5"), ["terraform both"]],
    ["a targeted plan", (of) => (of["complete"] = false), ["wholeness both"]],
    ["a plan that does not tell", (of) => delete of["complete"], ["wholeness both"]],
    ["a plan with errors", (of) => (of["errored"] = true), ["wholeness both"]],
    [
      "an action that is invoked",
      (of) => (of["action_invocations"] = [{ address: "action.greenvn_rotate.now" }]),
      ["action action.greenvn_rotate.now fresh"],
    ],
    [
      "what is put off",
      (of) => (of["deferred_changes"] = [{ reason: "unknown", resource_change: { address: "a.b" } }]),
      ["deferred a.b fresh"],
    ],
    [
      "an action that is put off",
      (of) =>
        (of["deferred_action_invocations"] = [{ reason: "unknown", action_invocation: { address: "action.a.b" } }]),
      ["deferred action.a.b fresh"],
    ],
    [
      "a variable, which may reach commands alone",
      (of) => (inside(of, "variables", "pins")["value"] = [1]),
      ["variable pins both"],
    ],
    ["a variable that is added", (of) => (inside(of, "variables")["more"] = { value: "x" }), ["variable more fresh"]],
    ["the variables left out", (of) => delete of["variables"], ["variable pins reviewed"]],
  ])("%s", (_what, tamper, named) => {
    const tampered = plan();
    tamper(tampered);
    const fresh = taken(JSON.stringify(tampered));
    expect(fresh.digest).not.toBe(REVIEWED.digest);
    expect([...(differing(fresh) as string[])].sort()).toEqual([...named].sort());
  });

  test("a digit that a number of JavaScript can not hold", () => {
    const text = JSON.stringify(plan());
    // Both are one number to JSON.parse.
    const [one, other] = ["9007199254740993", "9007199254740992"].map((digits) =>
      taken(text.replace('"region":"KA"', `"size":${digits}`)),
    ) as [PlanDigest, PlanDigest];
    expect(one.digest).not.toBe(other.digest);
  });

  test("the lock file", () =>
    expect(differing(taken(JSON.stringify(plan()), { lockFile: Buffer.from("# other\n") }))).toEqual([
      "lock-file both",
    ]));

  test("the files of the stack's folder", () =>
    expect(differing(taken(JSON.stringify(plan()), { tree: "b".repeat(40) }))).toEqual(["tree both"]));
});

describe("noise changes nothing", () => {
  test.each<[what: string, change: (of: Json) => Json]>([
    [
      "the time of the plan, wherever it stands",
      (of) => JSON.parse(JSON.stringify(of).replaceAll(PLAN_TIME, "2026-12-01T23:59:59Z")) as Json,
    ],
    [
      "the time of the last apply in an output",
      (of) => ((inside(of, "output_changes", "deployed")["before"] = "2026-11-20T01:02:03Z"), of),
    ],
    ["the order of resources", (of) => ((of["resource_changes"] as unknown[]).reverse(), of)],
    ["the order of keys", (of) => reversed(of) as Json],
    [
      "the order of references",
      (of) => (
        (
          inside(of, "configuration", "root_module", "resources", "0", "expressions", "triggers")[
            "references"
          ] as unknown[]
        ).reverse(),
        of
      ),
    ],
    ["what was there before, told again", (of) => ({ ...of, prior_state: { values: {} }, planned_values: {} })],
    ["which attributes mattered", (of) => ({ ...of, relevant_attributes: [{ resource: "a.b" }] })],
  ])("%s", (_what, change) => expect(differing(taken(JSON.stringify(change(plan()))))).toBe("same"));

  test("white space", () => expect(differing(taken(JSON.stringify(plan(), null, 4)))).toBe("same"));

  test("a fixed time in a resource is none", () => {
    const tampered = plan();
    support(tampered).change.after["expires"] = "2030-01-01T00:00:00Z";
    const other = plan();
    support(other).change.after["expires"] = "2031-01-01T00:00:00Z";
    expect(taken(JSON.stringify(tampered)).digest).not.toBe(taken(JSON.stringify(other)).digest);
  });
});

/** All objects with their keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

test("any value after that is another one gives another digest", () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [first, second] = [one, other].map((value) => {
        const changed = plan();
        support(changed).change.after["region"] = value;
        return changed;
      }) as [Json, Json];
      const same = JSON.stringify(sortedKeys(one)) === JSON.stringify(sortedKeys(other));
      expect(taken(JSON.stringify(first)).digest === taken(JSON.stringify(second)).digest).toBe(same);
    }),
  ));

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return { members: members.map(([name, member]) => [name, sortedKeys(member)]) };
}

describe("what is kept", () => {
  const kept = JSON.stringify(REVIEWED);

  test("it holds no value of the plan", () => {
    for (const value of ["4711", "+91", "9810164426", "leadassist", "notify", ID]) expect(kept).not.toContain(value);
  });

  test("and can not be guessed from, for the same plan has another digest under another key", () => {
    const other = taken(JSON.stringify(plan()), {}, Buffer.from("o".repeat(32)));
    const digests = (of: PlanDigest): string[] => of.parts.map(({ digest }) => digest);
    expect(digests(other).filter((digest) => digests(REVIEWED).includes(digest))).toEqual([]);
  });

  test("numbers in addresses can be hidden, and are still told apart", () => {
    const lines = ["+919810164426", "+917210164426"].map((number) => ({
      address: `greenvn_allocation.l["${number}"]`,
    }));
    const one = digestOf(
      { json: Buffer.from(JSON.stringify({ ...plan(), resource_changes: lines })), lockFile: LOCK, tree: TREE },
      KEY,
      maskText,
    );
    const other = digestOf(
      {
        json: Buffer.from(JSON.stringify({ ...plan(), resource_changes: [lines[0], lines[0]] })),
        lockFile: LOCK,
        tree: TREE,
      },
      KEY,
      maskText,
    );
    if (one.kind === "refused" || other.kind === "refused") throw new Error("refused");
    for (const number of ["9810164426", "7210164426"]) expect(JSON.stringify(one)).not.toContain(number);
    expect(compareDigests(one.digest, other.digest)).toEqual({
      kind: "differs",
      differences: [{ kind: "resource", name: 'greenvn_allocation.l["+91******4426"]', where: "both" }],
    });
  });

  test("it is read back as it was", () => expect(readDigest(kept, KEY)).toEqual({ kind: "digest", digest: REVIEWED }));

  test.each<[what: string, text: string, why: string]>([
    ["nothing", "", "no digest"],
    ["null", "null", "no digest"],
    ["a list", "[]", "no digest"],
    ["another format", JSON.stringify({ ...REVIEWED, format: "2" }), "no digest"],
    [
      "a part of a kind that is none",
      JSON.stringify({ ...REVIEWED, parts: [{ ...REVIEWED.parts[0], kind: "x" }] }),
      "no digest",
    ],
    ["one made with another key", JSON.stringify(taken(JSON.stringify(plan()), {}, Buffer.from("o"))), "another key"],
    ["a part taken out", JSON.stringify({ ...REVIEWED, parts: REVIEWED.parts.slice(1) }), "damaged"],
    [
      "a part put in for another",
      JSON.stringify({ ...REVIEWED, parts: REVIEWED.parts.map((part) => ({ ...part, name: "a.b" })) }),
      "damaged",
    ],
    ["a digest that is none of its parts", JSON.stringify({ ...REVIEWED, digest: "0".repeat(64) }), "damaged"],
  ])("%s is refused", (_what, text, why) => expect(readDigest(text, KEY)).toEqual({ kind: "refused", why }));
});

test.each<[what: string, json: string, why: string]>([
  ["no JSON", "{", "not JSON"],
  ["a number that is none", '{"a":01}', "not JSON"],
  ["two numbers in one", '{"a":1-2}', "not JSON"],
  ["JSON that is no plan", "{}", "no plan"],
  ["a state", '{"terraform_version":"1.11.4","values":{}}', "no plan"],
  ["a list", "[]", "no plan"],
  ["a key twice", JSON.stringify(plan()).replace('"complete"', '"timestamp":"a","complete"'), "repeated key"],
  ["entries that are no resources", JSON.stringify({ ...plan(), resource_changes: [[], []] }), "no plan"],
  ["a configuration that is none", JSON.stringify({ ...plan(), configuration: [] }), "no plan"],
  ["resources that are no list", JSON.stringify({ ...plan(), resource_changes: {} }), "no plan"],
  [
    "a plan that is nested without end",
    JSON.stringify(plan()).replace('"region":"KA"', `"region":${"[".repeat(50_000)}${"]".repeat(50_000)}`),
    "too deep",
  ],
])("%s has no digest", (_what, json, why) =>
  expect(digestOf({ json: Buffer.from(json), lockFile: LOCK, tree: TREE }, KEY, (name) => name)).toEqual({
    kind: "refused",
    why,
  }),
);

test("keys that every object has are keys like others", () => {
  const [one, other] = ["a", "b"].map((value) =>
    taken(JSON.stringify(plan()).replace('"region":"KA"', `"__proto__":{"x":"${value}"},"constructor":"${value}"`)),
  ) as [PlanDigest, PlanDigest];
  expect(one.digest).not.toBe(other.digest);
});

const GOLDEN = path.join(ROOT, "test", "golden", "plan-report");

test.each(readdirSync(GOLDEN).filter((name) => name.endsWith(".plan.json")))(
  "%s has one, and another without its first resource",
  (name) => {
    const json = readFileSync(path.join(GOLDEN, name), "utf8");
    const { resource_changes: changes = [], ...rest } = JSON.parse(json) as { readonly resource_changes?: unknown[] };
    const whole = taken(json);
    expect(whole.parts.filter(({ kind }) => kind === "resource")).toHaveLength(changes.length);
    expect(taken(JSON.stringify({ ...rest, resource_changes: changes })).digest).toBe(whole.digest);
    expect(taken(JSON.stringify({ ...rest, resource_changes: changes.slice(1) })).digest === whole.digest).toBe(
      changes.length === 0,
    );
  },
);
