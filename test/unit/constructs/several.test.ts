import { Fn, TerraformCount, TerraformIterator, TerraformOutput } from "cdktf";
import { GreenVnAllocation, GreenVnAssignment } from "../../../src";
import { PARTIES, problemsOf, synthOf } from "./synth";

const values = (output: Readonly<Record<string, { readonly value: unknown }>> = {}) =>
  Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]));

test("with count the outputs are lists", () => {
  const json = synthOf((stack) => {
    const drivers = new GreenVnAllocation(stack, "driver", {
      ...PARTIES,
      count: TerraformCount.of(3),
      connectionId: "driver-${count.index}",
    });
    new TerraformOutput(stack, "first", { value: Fn.element(drivers.greenVn, 0) as string });
  });
  expect(json.resource?.["greenvn_allocation"]?.["driver"]).toMatchObject({
    count: 3,
    connection_id: "driver-${count.index}",
  });
  expect(values(json.output)).toEqual({
    driver_green_vn: "${greenvn_allocation.driver[*].green_vn}",
    driver_allocation_id: "${greenvn_allocation.driver[*].id}",
    first: "${element(greenvn_allocation.driver[*].green_vn, 0)}",
  });
});

test("with forEach the outputs are maps by key", () => {
  const json = synthOf((stack) => {
    const ids = TerraformIterator.fromMap({ north: "gvn-1", south: "gvn-2" });
    new GreenVnAssignment(stack, "night", { allocationId: String(ids.value), forEach: ids });
  });
  expect(json.resource?.["greenvn_assignment"]?.["night"]).toEqual({
    for_each: { north: "gvn-1", south: "gvn-2" },
    greenvn_id: "${each.value}",
  });
  expect(values(json.output)).toEqual({
    night_green_vn: "${{ for key, each in greenvn_assignment.night : key => each.green_vn }}",
    night_allocation_id: "${{ for key, each in greenvn_assignment.night : key => each.id }}",
  });
});

test("a hook can't follow several numbers", () => {
  const sentences = problemsOf((stack) => {
    const drivers = new GreenVnAllocation(stack, "driver", {
      ...PARTIES,
      count: TerraformCount.of(3),
      connectionId: "driver-${count.index}",
    });
    drivers.onNumberChange("announce", { command: "true", using: "terraform_data" });
  });
  expect(sentences).toEqual([
    '[test/driver] onNumberChange("announce"): can\'t follow several numbers, and count makes several; write one construct for each number in a loop of your program instead',
  ]);
});
