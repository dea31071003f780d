import type * as nullProvider from "@cdktf/provider-null/lib/provider";
import { Testing } from "cdktf";
import { GreenVnAllocation } from "../../../../src";
import type * as nullResource from "../../../../src/constructs/hooks/null-resource";
import { LIBRARY } from "../../../../src/constructs/library";
import { newStack, PARTIES, problemsOf, synth, synthOf } from "../synth";

function withCdktf(): void {
  const { NullProvider } = jest.requireActual<typeof nullProvider>("@cdktf/provider-null/lib/provider");

  test("the hook is a null_resource, and its provider is added once", () => {
    const json = synthOf((stack) => {
      for (const id of ["driver", "rider"])
        new GreenVnAllocation(stack, id, PARTIES).onNumberChange("announce", { command: "true" });
    });
    expect(json.resource?.["null_resource"]).toEqual({
      driver_announce: expect.objectContaining({
        triggers: { green_vn: "${greenvn_allocation.driver.green_vn}" },
      }) as unknown,
      rider_announce: expect.objectContaining({
        triggers: { green_vn: "${greenvn_allocation.rider.green_vn}" },
      }) as unknown,
    });
    expect(json.provider?.["null"]).toEqual([{}]);
    expect(json.terraform?.["required_providers"]).toMatchObject({ null: { source: "null", version: "3.2.4" } });
  });

  test.each([
    ["before", true],
    ["after", false],
  ])("a provider that the stack declares %s the hook is taken", (_when, first) => {
    const stack = newStack();
    const declare = () => new NullProvider(stack, "null", { alias: "mine" });
    if (first) declare();
    new GreenVnAllocation(stack, "driver", PARTIES).onNumberChange("announce", { command: "true" });
    if (!first) declare();
    Testing.fullSynth(stack);
    expect(synth(stack).provider?.["null"]).toEqual([{ alias: "mine" }]);
  });

  test("a stack without a hook has none of it", () => {
    expect(synthOf((stack) => new GreenVnAllocation(stack, "driver", PARTIES)).provider).not.toHaveProperty("null");
  });

  test("without the package, the hook says what to install, and what needs nothing", () => {
    jest.isolateModules(() => {
      jest.doMock("node:module", () => ({
        createRequire: () => ({
          resolve: () => {
            throw new Error("not found");
          },
        }),
      }));
      const { nullResourceProblem } = jest.requireActual<typeof nullResource>(
        "../../../../src/constructs/hooks/null-resource",
      );
      expect(nullResourceProblem()).toBe(
        'null_resource needs the package @cdktf/provider-null, which is not installed; run npm install @cdktf/provider-null, or use "terraform_data", which needs no package',
      );
    });
  });
}

function withCdktn(): void {
  test("null_resource is refused with the way out", () => {
    const sentences = problemsOf((stack) =>
      new GreenVnAllocation(stack, "driver", PARTIES).onNumberChange("announce", {
        command: "true",
        using: "null_resource",
      }),
    );
    expect(sentences).toEqual([
      '[test/driver] onNumberChange("announce") using: null_resource has no bindings for cdktn; use "terraform_data", which needs none',
    ]);
  });
}

// The same file runs in the project of either library: each has its own rows.
describe(`with ${LIBRARY}`, LIBRARY === "cdktf" ? withCdktf : withCdktn);
