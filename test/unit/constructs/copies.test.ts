import type * as ours from "../../../src";
import { GreenVnAllocation, GreenVnAssignment, GreenVnFleet, GreenvnProvider } from "../../../src";
import { newStack, PARTIES, problemsOf, synth } from "./synth";

/** Another copy of this package, as a second installation of it makes one. */
function anotherCopy(): typeof ours {
  let copy: typeof ours | undefined;
  jest.isolateModules(() => {
    // Its constructs stand on the same library.
    for (const shared of ["cdktf", "constructs"]) jest.doMock(shared, () => jest.requireActual<object>(shared));
    copy = jest.requireActual<typeof ours>("../../../src");
  });
  if (copy === undefined) throw new Error("the modules were not loaded");
  return copy;
}

test("what a construct is can be told across two copies of the package", () => {
  const copy = anotherCopy();
  const stack = newStack();
  const made = {
    allocation: new GreenVnAllocation(stack, "driver", PARTIES),
    assignment: new GreenVnAssignment(stack, "night", { allocationId: "gvn-1" }),
    provider: new GreenvnProvider(stack, "other", { alias: "other", vendorProvider: false }),
    lookUp: GreenVnAllocation.fromAllocationId(stack, "found", "gvn-2"),
    fleet: new GreenVnFleet(stack, "fleet", { from: [{ key: "a", ...PARTIES }] }),
    nothing: null,
    text: "GreenVnAllocation",
  };
  expect(made.allocation instanceof copy.GreenVnAllocation).toBe(false);
  const told = (guard: (value: unknown) => boolean) =>
    Object.entries(made)
      .filter(([, value]) => guard(value))
      .map(([name]) => name);
  for (const { GreenVnAllocation, GreenVnAssignment, GreenvnProvider } of [
    copy,
    {
      GreenVnAllocation: copy.GreenVnAllocation,
      GreenVnAssignment: copy.GreenVnAssignment,
      GreenvnProvider: copy.GreenvnProvider,
    },
  ]) {
    expect(told((value) => GreenVnAllocation.isGreenVnAllocation(value))).toEqual(["allocation"]);
    expect(told((value) => GreenVnAssignment.isGreenVnAssignment(value))).toEqual(["assignment"]);
    expect(told((value) => GreenvnProvider.isGreenvnProvider(value))).toEqual(["provider"]);
  }
  expect(told((value) => copy.GreenVnFleet.isGreenVnFleet(value))).toEqual(["fleet"]);
});

test("a stack with constructs of two copies is checked once, as a whole", () => {
  const copy = anotherCopy();
  const problems = problemsOf((stack) => {
    new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "cab-7" });
    new copy.GreenVnAllocation(stack, "rider", { ...PARTIES, connectionId: "cab-7" });
  });
  expect(problems).toEqual([
    '[test] connectionId: "cab-7" stands in test/driver and test/rider; every allocation needs a name of its own: leave it out to have one made from the construct\'s path',
  ]);
});

test("the prefix of a provider of one copy serves the constructs of the other", () => {
  const copy = anotherCopy();
  const stack = newStack();
  const provider = new GreenvnProvider(stack, "north", {
    alias: "north",
    vendorProvider: false,
    connectionIdPrefix: "north",
  });
  new copy.GreenVnAllocation(stack, "driver", { ...PARTIES, provider });
  expect(synth(stack).resource?.["greenvn_allocation"]?.["driver"]).toMatchObject({
    connection_id: expect.stringMatching(/^north-test-driver-/) as unknown,
  });
});
