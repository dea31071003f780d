import {
  GreenVnAllocation,
  GreenVnAssignment,
  type GreenVnAssignmentProps,
  GreenvnProvider,
  Region,
} from "../../../src";
import { type Json, only, PARTIES, synthOf } from "./synth";

test.each<[string, Partial<GreenVnAssignmentProps>, Json]>([
  ["no wish", {}, {}],
  ["a number", { number: "+917205827365" }, { preferences: { greenvn: "+917205827365" }, strictness: true }],
  [
    "a number that is only a wish",
    { number: "+917205827365", strict: false },
    { preferences: { greenvn: "+917205827365" }, strictness: false },
  ],
  [
    "a region and a kind",
    { region: Region.KA, numberType: "mobile" },
    { preferences: { region: "KA", number_type: "mobile" } },
  ],
  ["a rotation", { rotateOn: { quarter: "2026-Q1" } }, { rotation_triggers: { quarter: "2026-Q1" } }],
  ["protection by the lifecycle", { lifecycle: { preventDestroy: true } }, { lifecycle: { prevent_destroy: true } }],
])("%s", (_what, props, expected) => {
  const json = synthOf((stack) => new GreenVnAssignment(stack, "night", { allocationId: "gvn-1", ...props }));
  expect(only(json, "greenvn_assignment")).toEqual({ greenvn_id: "gvn-1", ...expected });
});

test("its outputs are those of an allocation", () => {
  const json = synthOf((stack) => new GreenVnAssignment(stack, "night", { allocationId: "gvn-1" }));
  expect(json.output).toMatchObject({
    night_green_vn: { value: "${greenvn_assignment.night.green_vn}" },
    night_allocation_id: { value: "${greenvn_assignment.night.id}" },
  });
});

test("an allocation is looked up by its id, by the provider that is asked", () => {
  const json = synthOf((stack) => {
    const provider = new GreenvnProvider(stack, "other", { alias: "other", vendorProvider: false });
    const driver = new GreenVnAllocation(stack, "driver", { ...PARTIES, outputs: false });
    const found = GreenVnAllocation.fromAllocationId(stack, "found", "gvn-1", { provider, dependsOn: [driver] });
    new GreenVnAssignment(stack, "night", { allocationId: found.allocationId, dependsOn: [found], outputs: false });
  });
  expect(json.data).toEqual({
    greenvn_allocation: {
      found: { id: "gvn-1", provider: "greenvn.other", depends_on: ["greenvn_allocation.driver"] },
    },
  });
  expect(json.output).toBeUndefined();
  expect(only(json, "greenvn_assignment")).toEqual({
    greenvn_id: "${data.greenvn_allocation.found.id}",
    depends_on: ["data.greenvn_allocation.found"],
  });
});
