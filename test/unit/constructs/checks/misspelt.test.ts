import { GreenVnAllocation, GreenVnAssignment } from "../../../../src";
import { misspeltProps } from "../../../../src/constructs/checks/misspelt";
import { PARTIES, problemsOf } from "../synth";

test.each([
  ["regoin", "region"],
  ["Region", "region"],
  ["apartyNumbers", "aPartyNumbers"],
  ["aPartyNumber", "aPartyNumbers"],
  ["deletionProtecton", "deletionProtection"],
  ["deallocatAfter", "deallocateAfter"],
  ["conectionId", "connectionId"],
  ["lifeCycle", "lifecycle"],
])("a name misspelt in a file: %s", (prop, meant) => {
  const { aPartyNumbers, bPartyNumbers } = PARTIES;
  const given = { ...(meant === "aPartyNumbers" ? {} : { aPartyNumbers }), bPartyNumbers, [prop]: "x" };
  expect(problemsOf((stack) => new GreenVnAllocation(stack, "driver", given as never))[0]).toBe(
    `[test/driver] ${prop}: is no property; write ${meant}`,
  );
});

test("an assignment too", () => {
  expect(problemsOf((stack) => new GreenVnAssignment(stack, "support", { greenvnID: "gvn-1" } as never))[0]).toBe(
    "[test/support] greenvnID: is no property; write greenvnId",
  );
});

test.each<[string, object]>([
  ["properties of a wider object", { ...PARTIES, team: "north", owner: "a", description: "b" }],
  ["a like name beside the right one", { ...PARTIES, number: "+917205827365", numbers: ["+917205827365"] }],
  ["a like name without a value", { ...PARTIES, regions: undefined }],
  ["every name there is", { region: "KA", count: 1, lifecycle: {} }],
])("%s pass", (_what, props) =>
  expect(misspeltProps(["aPartyNumbers", "bPartyNumbers", "number", "region"], props)).toEqual([]),
);
