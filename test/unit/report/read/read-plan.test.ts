import { readFileSync } from "node:fs";
import fc from "fast-check";
import { MAX_DEPTH } from "../../../../src/report/read/json-scanner";
import { readPlan } from "../../../../src/report/read/read-plan";
import { planFileOf } from "../../../support/plan-scenarios/golden";
import { runs } from "../../../support/random/runs";
import { bytes, change, creation, deletion, held, planOf, reportOf, update } from "../plan-json";

const golden = readFileSync(planFileOf("module-and-keys"));

describe("refused, in one sentence", () => {
  test.each<[string, unknown, RegExp]>([
    ["nothing", "", /is empty/],
    ["text that is no JSON", "Error: no plan", /is no JSON, or is cut off/],
    ["a cut plan", golden.subarray(0, golden.length / 2).toString(), /is no JSON, or is cut off/],
    ["two plans one after the other", `${golden.toString()}${golden.toString()}`, /is no JSON/],
    ["a saved plan", "PK\u0003\u0004rest", /is a saved plan and not its JSON/],
    ["a list", [], /is not the JSON of a plan/],
    ["null", null, /is not the JSON of a plan/],
    ["a foreign object", { name: "cdktf-greenvn", version: "0.1.0" }, /has no format_version/],
    [
      "a line of terraform plan -json",
      { "@level": "info", "@message": "Terraform 1.11.4", type: "version" },
      /has no format_version/,
    ],
    [
      "a state",
      { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: {} } },
      /not the JSON of a whole plan but of a state/,
    ],
    ["schemas of providers", { format_version: "1.0", provider_schemas: {} }, /is not the JSON of a whole plan/],
    [
      "an older major",
      planOf([], { format_version: "0.2" }),
      /has format_version 0\.2; this version of greenvn reads 1\.x/,
    ],
    ["a newer major", planOf([], { format_version: "2.0" }), /has format_version 2\.0/],
    ["a version that is none", planOf([], { format_version: "1.x" }), /has no format_version/],
    ["a version as a number", planOf([], { format_version: 1.2 }), /has no format_version/],
    ["no configuration", planOf([], { configuration: undefined }), /is not the JSON of a whole plan/],
    ["changes that are no list", planOf([], { resource_changes: {} }), /"resource_changes" has not the type/],
    [
      "a change that is no object",
      planOf(["greenvn_allocation.support" as never]),
      /"resource_changes\[0\]" has not the type/,
    ],
    [
      "a change without a provider",
      planOf([creation({ entry: { provider_name: undefined } })]),
      /provider_name" has not the type/,
    ],
    ["a change without actions", planOf([change({ actions: [] })]), /actions" has not the type/],
    ["actions that are no list", planOf([creation({ change: { actions: "create" } })]), /actions" has not the type/],
    [
      "a number that is an object",
      planOf([creation({ actions: ["update"], before: held({ green_vn: {} }) })]),
      /change\.before\.green_vn" has not the type/,
    ],
    [
      "parties that are text",
      planOf([creation({ declared: { aparty_numbers: "+919000000001" } })]),
      /aparty_numbers" has not the type/,
    ],
    [
      "PINs that are texts",
      planOf([creation({ declared: { aparty_pins: ["1234"] } })]),
      /aparty_pins\[0\]" has not the type/,
    ],
    ["errored that is text", planOf([], { errored: "no" }), /"errored" has not the type/],
    ["complete that is text", planOf([], { complete: "yes" }), /"complete" has not the type/],
    [
      "planned resources without changes",
      planOf([], {
        resource_changes: undefined,
        planned_values: { root_module: { child_modules: [{ resources: [creation()] }] } },
      }),
      /holds "greenvn_allocation\.support" but does not list what becomes of it, so it is cut/,
    ],
    [
      "a planned resource without its change",
      planOf([creation({ address: "greenvn_allocation.sales" })], {
        planned_values: { root_module: { resources: [creation()] } },
      }),
      /does not list what becomes of it/,
    ],
    [
      "an empty list of changes beside a state",
      planOf([], { prior_state: stateOf(deletion()) }),
      /holds "greenvn_allocation\.support" but does not list/,
    ],
    [
      "null in the place of the changes",
      planOf([], { resource_changes: null, prior_state: stateOf(deletion()) }),
      /does not list what becomes of it/,
    ],
    [
      "a deposed object without its deletion",
      planOf([update({})], { prior_state: stateOf({ ...deletion(), deposed_key: "0a1b2c3d" }) }),
      /holds "greenvn_allocation\.support \(deposed 0a1b2c3d\)" but does not list/,
    ],
    ["a mode that is none", planOf([deletion({ mode: "unmanaged" })]), /mode" has not the type/],
    ["a data source that is deleted", planOf([deletion({ mode: "data" })]), /change\.actions" has not the type/],
    [
      "a data source with an unknown action",
      planOf([update({}, { actions: ["recreate"], mode: "data" })]),
      /change\.actions" has not the type/,
    ],
    ["a provider that is no address", planOf([deletion({ provider: "greenvn" })]), /provider_name" has not the type/],
    [
      "a creation cut within its values",
      planOf([creation({ after: {} })]),
      /change\.after\.preferences" has not the type/,
    ],
    [
      "preferences cut within",
      planOf([creation({ type: "greenvn_assignment", declared: { preferences: { number_type: null } } })]),
      /after\.preferences\.greenvn" has not the type/,
    ],
    [
      "a prior party of null",
      planOf([update({}, { was: { aparty_numbers: [null] } })]),
      /before\.aparty_numbers\[0\]" has not the type/,
    ],
    [
      "a change whose type is not that of its address",
      planOf([
        change({ type: "greenvn_assignment", address: "greenvn_allocation.a", actions: ["delete"], before: held() }),
      ]),
      /resource_changes\[0\]\.type" has not the type/,
    ],
    [
      "another provider's, likewise",
      planOf([
        change({
          type: "null_resource",
          provider: "registry.terraform.io/hashicorp/null",
          address: "greenvn_allocation.a",
          actions: ["delete"],
          before: held(),
        }),
      ]),
      /resource_changes\[0\]\.type" has not the type/,
    ],
    ["deep nesting", `${"[".repeat(MAX_DEPTH + 1)}${"]".repeat(MAX_DEPTH + 1)}`, /nested more than 512 levels/],
    ["hostile nesting", `{"a":${"[".repeat(2_000_000)}`, /nested more than 512 levels/],
  ])("%s", (_what, plan, why) => {
    const report = reportOf([plan]);
    expect(report).toEqual({ kind: "refused", sentence: expect.stringMatching(why) as string });
    expect(report.kind === "refused" && report.sentence).toMatch(/^"plan-1\.json" [^\n]+\.$/);
  });

  test("names out of it steer no terminal", () => {
    const report = reportOf([planOf([], { output_changes: { "a\u009b31m\u202eb": { actions: 1 } } })]);
    expect(report).toEqual({
      kind: "refused",
      sentence: expect.stringContaining('"output_changes.a31mb.change.actions"') as string,
    });
  });

  test("bytes that are no UTF-8", () =>
    expect(readPlan(Buffer.concat([bytes(planOf([])), Buffer.from([0xff])]))).toEqual({
      kind: "refused",
      why: expect.stringContaining("is no JSON") as string,
    }));

  test("a plan cut anywhere", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: golden.toString().trimEnd().length - 1 }), (length) =>
        expect(readPlan(golden.subarray(0, length)).kind).toBe("refused"),
      ),
    );
  });
});

describe("read", () => {
  test.each([
    ["a targeted plan", { complete: false }],
    ["an older format, which does not tell whether it is targeted", { complete: undefined }],
    ["a plan that only refreshes", { resource_changes: undefined, resource_drift: [deletion()] }],
    ["a plan that only refreshes and finds nothing", { resource_changes: undefined, applyable: false }],
  ])("%s lists not all of the state", (_what, more) =>
    expect(readPlan(bytes(planOf([], { prior_state: stateOf(deletion()), ...more }))).kind).toBe("plan"),
  );

  test("brackets and quotes within texts are no nesting", () =>
    expect(readPlan(bytes(planOf([], { note: `"\\"${"[{".repeat(1_000)}\\` }))).kind).toBe("plan"));

  test("a byte order mark is no fault", () =>
    expect(readPlan(bytes(`\ufeff${JSON.stringify(planOf([]))}`)).kind).toBe("plan"));

  test("older formats tell neither errored nor complete", () => {
    const read = readPlan(bytes(planOf([], { complete: undefined, errored: undefined })));
    expect(read).toMatchObject({ kind: "plan", plan: { complete: null, errored: false } });
  });

  test("only this provider's resources are read, whatever their type is called", () => {
    const foreign = creation({
      provider: "registry.terraform.io/elsewhere/greenvn",
      address: "greenvn_allocation.foreign",
    });
    const read = readPlan(
      bytes(
        planOf([
          creation(),
          foreign,
          change({ type: "aws_instance", provider: "registry.terraform.io/hashicorp/aws", actions: ["explode"] }),
        ]),
      ),
    );
    expect(read).toMatchObject({
      kind: "plan",
      plan: {
        changes: [{ address: "greenvn_allocation.support" }],
        strangers: [{ address: "greenvn_allocation.foreign", provider: "registry.terraform.io/elsewhere/greenvn" }],
      },
    });
  });

  test.each<[string, unknown, string[]]>([
    ["a constant", { constant_value: "secret" }, ["greenvn"]],
    ["a function over constants", {}, ["greenvn"]],
    ["a variable", { references: ["var.token"] }, []],
    ["a variable in JSON", { constant_value: "${var.token}", references: ["var.token"] }, []],
    ["an element in JSON", { constant_value: '${var.tokens["prod"]}', references: ["var.tokens"] }, []],
    ["a text beside a variable in JSON", { constant_value: "sec${var.token}", references: ["var.token"] }, ["greenvn"]],
    [
      "a text within a function of a variable in JSON",
      { constant_value: '${coalesce(var.token, "secret")}', references: ["var.token"] },
      ["greenvn"],
    ],
    ["null", { constant_value: null }, []],
  ])("api_token as %s", (_what, expression, found) => {
    const provider = {
      name: "greenvn",
      full_name: "registry.terraform.io/cdktf-greenvn/greenvn",
      expressions: { api_token: expression },
    };
    const stranger = { ...provider, full_name: "registry.terraform.io/elsewhere/greenvn" };
    const read = readPlan(
      bytes(planOf([], { configuration: { provider_config: { greenvn: provider, stranger }, root_module: {} } })),
    );
    expect(read).toMatchObject({
      kind: "plan",
      plan: { literalTokens: found.map((where) => ({ where, variable: null })) },
    });
  });
});

test("no mutilated plan makes it throw", () => {
  const plan = JSON.parse(golden.toString()) as Record<string, unknown>;
  const places = pathsIn(plan);
  const junk = fc.oneof(fc.jsonValue(), fc.constant(undefined));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), junk), { minLength: 1, maxLength: 4 }), (changes) => {
      const mutilated = structuredClone(plan);
      for (const [place, value] of changes) put(mutilated, place, value);
      expect(["report", "refused"]).toContain(
        reportOf([mutilated], { failOn: ["replace", "delete", "id-change"], maxCharges: 0 }).kind,
      );
    }),
    runs(60),
  );
});

function stateOf(...resources: readonly unknown[]): unknown {
  return { format_version: "1.0", values: { root_module: { child_modules: [{ address: "module.a", resources }] } } };
}

function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, [...path, name])),
  ];
}

function put(target: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined) return;
  const inner = target[first];
  if (rest.length === 0) target[first] = value;
  else if (typeof inner === "object" && inner !== null) put(inner as Record<string, unknown>, rest, value);
}
