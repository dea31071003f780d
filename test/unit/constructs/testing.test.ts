import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import { GreenVnAllocation, GreenVnAssignment, GreenvnProvider, GreenVnTesting } from "../../../src";
import { newStack, PARTIES } from "./synth";

test("a snapshot holds nothing of this machine or this run", () => {
  const outdir = mkdtempSync(path.join(os.tmpdir(), "greenvn-snapshot-"));
  const stack = new TerraformStack(new App({ outdir }), "prod");
  new GreenvnProvider(stack, "greenvn");
  new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "MU" });
  stack.prepareStack();
  const snapshot = GreenVnTesting.snapshot(stack);
  rmSync(outdir, { recursive: true });
  expect(snapshot).not.toContain(outdir);
  expect(snapshot).not.toContain(process.cwd());
  expect(JSON.parse(snapshot)).toEqual({
    output: {
      driver_allocation_id: {
        description: "The id of the allocation, which stays when the number changes: prod/driver",
        value: "${greenvn_allocation.driver.id}",
      },
      driver_green_vn: {
        description: "The number (VN) in force: prod/driver",
        value: "${greenvn_allocation.driver.green_vn}",
      },
    },
    provider: { greenvn: [{}] },
    resource: {
      greenvn_allocation: {
        driver: {
          aparty_numbers: ["+919876543210"],
          bparty_numbers: ["+919812345678"],
          connection_id: expect.stringMatching(/^prod-driver-/) as unknown,
          lifecycle: { ignore_changes: ["connection_id"] },
          preferences: { region: "MU" },
        },
      },
    },
    terraform: {
      backend: { local: { path: "terraform.prod.tfstate" } },
      required_providers: { greenvn: { source: "registry.terraform.io/cdktf-greenvn/greenvn", version: "0.1.0" } },
    },
  });
});

test("a snapshot of a wrong stack throws what synthesis would", () => {
  const stack = newStack();
  new GreenVnAllocation(stack, "driver", { ...PARTIES, region: "Mumbai" });
  expect(() => GreenVnTesting.snapshot(stack)).toThrow('region: "Mumbai" is not a region');
});

function declared(): TerraformStack {
  const stack = newStack();
  const number = new TerraformVariable(stack, "number", {}).stringValue;
  new GreenVnAllocation(stack, "driver", {
    aPartyNumbers: ["+919876543211", "+919876543210"],
    bPartyNumbers: ["+919812345678"],
    connectionId: "cab-7",
    number,
    rotateOn: { year: "2026", quarter: "1" },
    onDestroy: "abandon",
  });
  new GreenVnAssignment(stack, "night", { allocationId: "gvn-1", region: "KA" });
  return stack;
}

test.each([
  {},
  { connectionId: "cab-7" },
  { aPartyNumbers: ["+919876543210", "+919876543211"], bPartyNumbers: ["+919812345678"] },
  { number: "${var.number}", strict: "${var.number != null}" as never },
  { rotateOn: { quarter: "1", year: "2026" }, onDestroy: "abandon" as const, deletionProtection: false },
])("the stack has an allocation with %j", (expected) =>
  expect(() => GreenVnTesting.hasAllocation(declared(), expected)).not.toThrow(),
);

test("the stack has an assignment", () => {
  expect(() =>
    GreenVnTesting.hasAssignment(declared(), { allocationId: "gvn-1", region: "KA", strict: false }),
  ).not.toThrow();
});

test("what is not there is told with what is", () => {
  expect(() => GreenVnTesting.hasAllocation(declared(), { region: "MU" })).toThrow(
    'The stack has no allocation with {"region":"MU"}. It has these:\n  driver: {"aPartyNumbers":["+919876543211","+919876543210"],"bPartyNumbers":["+919812345678"],"connectionId":"cab-7","number":"${var.number}"',
  );
  expect(() => GreenVnTesting.hasAssignment(newStack(), { allocationId: "gvn-2" })).toThrow(
    'The stack has no assignment with {"allocationId":"gvn-2"}. It has none.',
  );
});
