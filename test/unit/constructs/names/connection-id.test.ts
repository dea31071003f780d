import {
  Aspects,
  TerraformResource,
  type TerraformResourceLifecycle,
  TerraformStack,
  TerraformVariable,
  Testing,
} from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { GreenVnAllocation, GreenvnProvider, type GreenvnProviderProps } from "../../../../src";
import { connectionIdFor } from "../../../../src/constructs/names/connection-id";
import { newStack, only, PARTIES, problemsOf, synth, synthOf } from "../synth";

function at(...ids: string[]): string {
  return connectionIdFor(
    ids.reduce<Construct>((scope, id) => new Construct(scope, id), new Construct(undefined as never, "")),
  );
}

test.each([
  [["prod", "driver"], "prod-driver-cadffafaca"],
  [["prod", "north team", "driver.7"], "prod-north-team-driver-7-7932f27f79"],
  [["prod", "चालक"], "prod-708c8aac70"],
  [["चालक"], "vn-b65634136c"],
])("the path %j gives the same readable name everywhere", (ids, name) => {
  expect(at(...ids)).toBe(name);
});

test("a long path gives a name of bounded length", () => {
  expect(at("prod", ...Array.from({ length: 40 }, (_, i) => `level-${i}`)).length).toBeLessThanOrEqual(75);
});

test("two paths never share a name, however alike they look", () => {
  const id = fc
    .string({ minLength: 1, maxLength: 8 })
    .filter((text) => text.trim() !== "" && !text.includes("/") && !(text in {}));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.array(id, { minLength: 1, maxLength: 4 }), {
        selector: (ids) => ids.join("/"),
        minLength: 2,
        maxLength: 10,
      }),
      (paths) => {
        expect(new Set(paths.map((ids) => at(...ids))).size).toBe(paths.length);
      },
    ),
  );
});

test.each<[string, TerraformResourceLifecycle | undefined, unknown]>([
  ["nothing", undefined, { ignore_changes: ["connection_id"] }],
  ["other lifecycle rules", { preventDestroy: true }, { prevent_destroy: true, ignore_changes: ["connection_id"] }],
  [
    "attributes",
    { ignoreChanges: ["usage", "strictness"] },
    { ignore_changes: ["usage", "strictness", "connection_id"] },
  ],
  ["connection_id itself", { ignoreChanges: ["connection_id"] }, { ignore_changes: ["connection_id"] }],
  ["everything", { ignoreChanges: "all" }, { ignore_changes: "all" }],
  ["undefined", { ignoreChanges: undefined } as never, { ignore_changes: ["connection_id"] }],
])("a made-up name counts at creation only, also where the user ignores %s", (_what, lifecycle, expected) => {
  const json = synthOf(
    (stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, ...(lifecycle && { lifecycle }) }),
  );
  expect(only(json, "greenvn_allocation")).toMatchObject({
    connection_id: expect.stringMatching(
      /^test-driver-[0-9a-f]{10}\$\{terraform\.workspace == "default" \? "" : "-\$\{terraform\.workspace\}"\}$/,
    ) as unknown,
    lifecycle: expected,
  });
});

test("a made-up name still counts at creation only where an aspect sets the lifecycle", () => {
  const stack = newStack();
  new GreenVnAllocation(stack, "driver", PARTIES);
  Aspects.of(stack).add({
    visit(node) {
      if (TerraformResource.isTerraformResource(node)) node.lifecycle = { preventDestroy: true };
    },
  });
  expect(only(synth(stack), "greenvn_allocation")["lifecycle"]).toEqual({
    prevent_destroy: true,
    ignore_changes: ["connection_id"],
  });
});

test("a name that was given is not ignored", () => {
  const json = synthOf((stack) => new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "mine" }));
  expect(only(json, "greenvn_allocation")).not.toHaveProperty("lifecycle");
});

const WORKSPACE = '${terraform.workspace == "default" ? "" : "-${terraform.workspace}"}';

describe("the workspace", () => {
  test("is in a made-up name as an expression, whatever workspace the synthesis runs in", () => {
    const before = process.env["TF_WORKSPACE"];
    process.env["TF_WORKSPACE"] = "staging";
    const { connection_id } = only(
      synthOf((stack) => new GreenVnAllocation(stack, "driver", PARTIES)),
      "greenvn_allocation",
    );
    if (before === undefined) delete process.env["TF_WORKSPACE"];
    else process.env["TF_WORKSPACE"] = before;
    expect(connection_id).toBe(`test-driver-a0f8b9d4e0${WORKSPACE}`);
  });

  test("is in HCL alike", () => {
    const stack = newStack();
    new GreenVnAllocation(stack, "driver", PARTIES);
    expect(Testing.synthHcl(stack, true)).toContain(`connection_id = "test-driver-a0f8b9d4e0${WORKSPACE}"`);
  });

  test("does not hide one name given twice", () =>
    expect(
      problemsOf((stack) => {
        new GreenVnAllocation(stack, "driver", PARTIES);
        new GreenVnAllocation(stack, "rider", { ...PARTIES, connectionId: "test-driver-a0f8b9d4e0" });
      }),
    ).toEqual([
      '[test] connectionId: "test-driver-a0f8b9d4e0" stands in test/driver and test/rider; every allocation needs a name of its own: leave it out to have one made from the construct\'s path',
    ]));
});

describe("the provider's prefix", () => {
  const provider = (stack: TerraformStack, id: string, props: GreenvnProviderProps) =>
    new GreenvnProvider(stack, id, { alias: id, vendorProvider: false, ...props });
  const nameOf = (declare: (stack: TerraformStack) => void) =>
    only(synthOf(declare), "greenvn_allocation")["connection_id"];

  test.each<[string, (stack: TerraformStack) => void, string]>([
    [
      "of the provider that was passed",
      (stack) =>
        new GreenVnAllocation(stack, "driver", {
          ...PARTIES,
          provider: provider(stack, "north", { connectionIdPrefix: "north" }),
        }),
      "north-test-driver-a0f8b9d4e0",
    ],
    [
      "set by an aspect that changes the provider",
      (stack) => {
        const north = provider(stack, "north", { connectionIdPrefix: "north" });
        const { resource } = new GreenVnAllocation(stack, "driver", PARTIES);
        resource.provider = north;
      },
      "north-test-driver-a0f8b9d4e0",
    ],
    [
      "a token",
      (stack) =>
        new GreenVnAllocation(stack, "driver", {
          ...PARTIES,
          provider: provider(stack, "north", {
            connectionIdPrefix: new TerraformVariable(stack, "team", {}).stringValue,
          }),
        }),
      "${var.team}-test-driver-a0f8b9d4e0",
    ],
    [
      "of another provider than its own",
      (stack) => {
        provider(stack, "north", { connectionIdPrefix: "north" });
        new GreenVnAllocation(stack, "driver", PARTIES);
      },
      "test-driver-a0f8b9d4e0",
    ],
  ])("stands before a made-up name: %s", (_what, declare, name) => expect(nameOf(declare)).toBe(`${name}${WORKSPACE}`));

  test("is that of the default provider, declared before or after", () => {
    const stack = new TerraformStack(Testing.app(), "test");
    new GreenVnAllocation(stack, "driver", PARTIES);
    new GreenvnProvider(stack, "greenvn", { vendorProvider: false, connectionIdPrefix: "north" });
    new GreenVnAllocation(stack, "rider", PARTIES);
    const names = Object.values(synth(stack).resource?.["greenvn_allocation"] ?? {}).map((one) => one["connection_id"]);
    expect(names).toEqual([
      expect.stringMatching(/^north-test-driver-/) as unknown,
      expect.stringMatching(/^north-test-rider-/) as unknown,
    ]);
  });

  test("leaves a name of one's own as it is", () =>
    expect(
      nameOf(
        (stack) =>
          new GreenVnAllocation(stack, "driver", {
            ...PARTIES,
            connectionId: "cab-7",
            provider: provider(stack, "north", { connectionIdPrefix: "north" }),
          }),
      ),
    ).toBe("cab-7"));

  test.each(["", "team north", "-x", "a".repeat(41), "नॉर्थ"])("%p is refused", (connectionIdPrefix) =>
    expect(problemsOf((stack) => provider(stack, "north", { connectionIdPrefix }))).toEqual([
      `[test/north] connectionIdPrefix: ${JSON.stringify(connectionIdPrefix)} is no prefix; write letters, digits, dots, dashes and underscores, at most 40, such as team-north`,
    ]),
  );
});

describe("while moveFromId stands in the program, its old name is reserved", () => {
  const moved = (stack: TerraformStack) => {
    new GreenVnAllocation(stack, "chauffeur", { ...PARTIES, outputs: false }).moveFromId("greenvn_allocation.driver");
  };

  test("another construct that would derive it is refused", () =>
    expect(
      problemsOf((stack) => {
        moved(stack);
        new GreenVnAllocation(stack, "driver", PARTIES).resource.overrideLogicalId("another");
      }),
    ).toEqual([
      "[test] connectionId: test/driver would be named as test/chauffeur, which moved here from greenvn_allocation.driver and keeps its name; give it another id, or a connectionId of its own",
    ]));

  test.each<[string, string, object]>([
    ["one with another id", "rider", {}],
    ["one with a name of its own", "driver", { connectionId: "cab-8" }],
  ])("%s passes", (_what, id, props) =>
    expect(
      problemsOf((stack) => {
        moved(stack);
        new GreenVnAllocation(stack, id, { ...PARTIES, ...props }).resource.overrideLogicalId("another");
      }),
    ).toEqual([]),
  );
});
