import { type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { GreenVnAllocation, type GreenVnAllocationProps, GreenVnAssignment } from "../../../../src";
import { newStack, PARTIES, problemsOf, synth, synthOf } from "../synth";

const HOOK = { command: "true", using: "terraform_data" } as const;
const allocation = (scope: Construct, id: string, props: Partial<GreenVnAllocationProps> = {}) =>
  new GreenVnAllocation(scope, id, { ...PARTIES, ...props });

/** What a program says of its old and of its new construct. */
const MOVES: [string, (stack: TerraformStack) => void][] = [
  [
    "moveTo",
    (stack) => {
      const old = allocation(stack, "driver");
      old.onNumberChange("announce", HOOK);
      old.moveTo("the one");
      const taking = allocation(stack, "chauffeur");
      taking.addMoveTarget("the one");
      taking.onNumberChange("announce", HOOK);
    },
  ],
  [
    "moveToId",
    (stack) => {
      const old = allocation(stack, "driver");
      old.moveToId("greenvn_allocation.chauffeur");
      old.onNumberChange("announce", HOOK);
      allocation(stack, "chauffeur").onNumberChange("announce", HOOK);
    },
  ],
  [
    "moveFromId",
    (stack) => {
      const taking = allocation(stack, "chauffeur");
      taking.moveFromId("greenvn_allocation.driver");
      taking.onNumberChange("announce", HOOK);
    },
  ],
];

test.each(MOVES)(
  "%s: the allocation and its hook go along, and the old construct gives nothing else",
  (_how, declare) => {
    const json = synthOf(declare);
    expect(json.moved).toHaveLength(2);
    expect(json.moved).toEqual(
      expect.arrayContaining([
        { from: "greenvn_allocation.driver", to: "greenvn_allocation.chauffeur" },
        { from: "terraform_data.driver_announce", to: "terraform_data.chauffeur_announce" },
      ]),
    );
    expect(Object.keys(json.resource?.["greenvn_allocation"] ?? {})).toEqual(["chauffeur"]);
    expect(Object.keys(json.resource?.["terraform_data"] ?? {})).toEqual(["chauffeur_announce"]);
    expect(Object.keys(json.output ?? {})).toEqual(["chauffeur_allocation_id", "chauffeur_green_vn"]);
  },
);

test("a hook that has no successor ends", () => {
  const json = synthOf((stack) => {
    const old = allocation(stack, "driver");
    old.onNumberChange("announce", HOOK);
    old.moveTo("the one");
    allocation(stack, "chauffeur").addMoveTarget("the one");
  });
  expect(json.moved).toEqual([{ from: "greenvn_allocation.driver", to: "greenvn_allocation.chauffeur" }]);
  expect(json.resource).not.toHaveProperty("terraform_data");
});

test("into a construct, and into one of several", () => {
  const json = synthOf((stack) => {
    allocation(stack, "driver").moveTo("team");
    allocation(new Construct(stack, "team"), "driver").addMoveTarget("team");
    const rider = allocation(stack, "rider");
    rider.onNumberChange("announce", HOOK);
    rider.moveTo("riders", 0);
    allocation(stack, "riders", { count: 2, connectionId: "rider-${count.index}" }).addMoveTarget("riders");
    allocation(stack, "first").moveTo("riders", 1);
  });
  expect(json.moved).toEqual([
    {
      from: "greenvn_allocation.driver",
      to: expect.stringMatching(/^greenvn_allocation\.team_driver_[0-9A-F]{8}$/) as unknown,
    },
    // CDKTF leaves out an index of 0, which Terraform reads alike.
    { from: "greenvn_allocation.rider", to: "greenvn_allocation.riders" },
    { from: "greenvn_allocation.first", to: "greenvn_allocation.riders[1]" },
  ]);
});

test("a move that was declared on the resource underneath counts alike", () => {
  const json = synthOf((stack) => {
    allocation(stack, "driver").resource.moveToId("greenvn_allocation.chauffeur");
    allocation(stack, "chauffeur");
  });
  expect(Object.keys(json.output ?? {})).toEqual(["chauffeur_allocation_id", "chauffeur_green_vn"]);
});

test("what moved away is held to no check, neither alone nor across constructs", () => {
  const sentences = problemsOf((stack) => {
    const number = "+917205827365";
    allocation(stack, "driver", { connectionId: "cab-7", number, region: "Mumbai" }).moveToId(
      "greenvn_allocation.chauffeur",
    );
    allocation(stack, "chauffeur", { connectionId: "cab-7", number });
  });
  expect(sentences).toEqual([]);
});

test("an assignment becomes an allocation, which Terraform 1.8 can", () => {
  const json = synthOf((stack) => {
    const taking = allocation(stack, "driver");
    taking.onNumberChange("announce", HOOK); // Stays where it is.
    taking.moveFromId("greenvn_assignment.driver");
  });
  expect(json.moved).toEqual([{ from: "greenvn_assignment.driver", to: "greenvn_allocation.driver" }]);
});

test("an existing allocation is imported", () => {
  const json = synthOf((stack) => {
    allocation(stack, "driver").importFrom("gvn-1");
    new GreenVnAssignment(stack, "night", { allocationId: "gvn-2" }).importFrom("gvn-2");
  });
  expect(json.import).toEqual([
    { id: "gvn-1", to: "greenvn_allocation.driver" },
    { id: "gvn-2", to: "greenvn_assignment.night" },
  ]);
});

test("a made-up name differs after the move, and is ignored", () => {
  const [before, after] = ["driver", "chauffeur"].map((id) => {
    const stack = newStack();
    allocation(stack, id);
    return synth(stack).resource?.["greenvn_allocation"]?.[id];
  });
  expect(before?.["connection_id"]).not.toBe(after?.["connection_id"]);
  expect(after?.["lifecycle"]).toEqual({ ignore_changes: ["connection_id"] });
});
