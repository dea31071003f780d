import { TerraformOutput, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { GreenVnAllocation, GreenVnAssignment, GreenvnProvider } from "../../../../src";
import { newStack, PARTIES, problemsOf, synth } from "../synth";

const [A, B] = ["+917205827365", "+917205827366"];

describe("refused", () => {
  test.each<[string, (stack: TerraformStack) => void, string[]]>([
    [
      "a number pinned by an allocation and by an assignment of another",
      (stack) => {
        new GreenVnAllocation(stack, "driver", { ...PARTIES, number: A });
        new GreenVnAssignment(stack, "night", { allocationId: "gvn-1", number: A });
      },
      [
        `[test] number: "${A}" is asked for by test/driver and test/night; one number can serve one allocation only: give the others another number, or a region`,
      ],
    ],
    [
      "two assignments of one allocation that both pin",
      (stack) => {
        new GreenVnAssignment(stack, "day", { allocationId: "gvn-1", number: A });
        new GreenVnAssignment(stack, "night", { allocationId: "gvn-1", number: B });
      },
      [
        "[test] number: test/day and test/night are about the same allocation, and each asks for a number of its own; they would take turns, at a charge each time: leave number to one of them",
      ],
    ],
    [
      "an imported allocation and an assignment of the same id that both pin",
      (stack) => {
        new GreenVnAllocation(stack, "driver", { ...PARTIES, number: A }).importFrom("gvn-1");
        new GreenVnAssignment(stack, "night", { allocationId: "gvn-1", number: B });
      },
      [
        "[test] number: test/driver and test/night are about the same allocation, and each asks for a number of its own; they would take turns, at a charge each time: leave number to one of them",
      ],
    ],
    [
      "one id imported by two allocations",
      (stack) => {
        for (const id of ["driver", "rider"])
          new GreenVnAllocation(stack, id, { ...PARTIES, outputs: false, importFrom: "gvn-1" });
      },
      [
        '[test] importFrom: "gvn-1" is imported by test/driver and test/rider; an allocation can be managed at one place only',
      ],
    ],
    [
      "a look-up of an allocation that the stack imports",
      (stack) => {
        new GreenVnAllocation(stack, "driver", PARTIES).importFrom("gvn-1");
        GreenVnAllocation.fromAllocationId(stack, "found", "gvn-1");
      },
      [
        '[test] allocationId: test/found looks up "gvn-1", which test/driver manages; Terraform would read it before the change: use the greenVn of that construct',
      ],
    ],
    [
      "a look-up of an allocation that the stack assigns",
      (stack) => {
        GreenVnAllocation.fromAllocationId(stack, "found", "gvn-1");
        new GreenVnAssignment(stack, "night", { allocationId: "gvn-1" });
      },
      [
        '[test] allocationId: test/found looks up "gvn-1", which test/night manages; Terraform would read it before the change: use the greenVn of that construct',
      ],
    ],
    [
      "two ids that CDKTF makes one name of",
      (stack) => ["driver.1", "driver1"].map((id) => new GreenVnAllocation(stack, id, { ...PARTIES, outputs: false })),
      ["[test] test/driver.1 and test/driver1 would both become greenvn_allocation.driver1; rename one of them"],
    ],
    [
      "two outputs of one name",
      (stack) => {
        new GreenVnAllocation(new Construct(stack, "north"), "driver", PARTIES);
        new GreenVnAllocation(stack, "north_driver", PARTIES);
        new TerraformOutput(stack, "north_driver_allocation_id", { value: "mine" });
      },
      [
        "[test] outputs: test/north/driver/green_vn and test/north_driver/green_vn would both write the output north_driver_green_vn; pass outputs: false to one of them",
        "[test] outputs: test/north/driver/allocation_id and test/north_driver/allocation_id and test/north_driver_allocation_id would both write the output north_driver_allocation_id; pass outputs: false to one of them",
      ],
    ],
  ])("%s", (_what, declare, sentences) => expect(problemsOf(declare)).toEqual(sentences));
});

describe("allowed", () => {
  test.each<[string, (stack: TerraformStack) => void]>([
    [
      "an assignment that pins the number of an allocation that does not",
      (stack) => {
        const driver = new GreenVnAllocation(stack, "driver", PARTIES);
        new GreenVnAssignment(stack, "night", { allocationId: driver.allocationId, number: A });
      },
    ],
    [
      "one name in two accounts",
      (stack) => {
        const provider = new GreenvnProvider(stack, "other", { alias: "other", vendorProvider: false });
        new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "cab-7" });
        new GreenVnAllocation(stack, "rider", { ...PARTIES, connectionId: "cab-7", provider });
      },
    ],
    [
      "one number, one import and one look-up in two accounts",
      (stack) => {
        const provider = new GreenvnProvider(stack, "other", { alias: "other", vendorProvider: false });
        new GreenVnAllocation(stack, "driver", { ...PARTIES, number: A, importFrom: "gvn-1" });
        new GreenVnAllocation(stack, "rider", { ...PARTIES, number: A, importFrom: "gvn-1", provider });
        GreenVnAllocation.fromAllocationId(stack, "found", "gvn-2");
        new GreenVnAssignment(stack, "night", { allocationId: "gvn-2", provider });
      },
    ],
    [
      "a look-up by a token",
      (stack) => {
        const driver = new GreenVnAllocation(stack, "driver", PARTIES);
        GreenVnAllocation.fromAllocationId(stack, "found", driver.allocationId);
      },
    ],
    [
      "one token for two names",
      (stack) =>
        ["driver", "rider"].map(
          (id) =>
            new GreenVnAllocation(stack, id, { ...PARTIES, connectionId: "${var.name}", number: "${var.number}" }),
        ),
    ],
    [
      "an id that was overridden to be another",
      (stack) => {
        new GreenVnAllocation(stack, "driver.1", { ...PARTIES, outputs: false }).resource.overrideLogicalId("other");
        new GreenVnAllocation(stack, "driver1", { ...PARTIES, outputs: false });
      },
    ],
  ])("%s", (_what, declare) => expect(problemsOf(declare)).toEqual([]));

  test("the same in two stacks", () => {
    const stacks = ["one", "two"].map((id) => newStack(id));
    for (const stack of stacks)
      new GreenVnAllocation(stack, "driver", { ...PARTIES, connectionId: "cab-7", number: A });
    expect(() => stacks.map(synth)).not.toThrow();
  });
});
