import { Aspects, TerraformResource, type TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { GreenVnAllocation } from "../../../../src";
import { connectionIdFor } from "../../../../src/constructs/names/connection-id";
import { newStack, only, PARTIES, synth, synthOf } from "../synth";

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
    connection_id: expect.stringMatching(/^test-driver-[0-9a-f]{10}$/) as unknown,
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
