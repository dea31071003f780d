import type { FaultRule } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { type Diagnostic, openTerraform, type TerraformFolder } from "../../support/terraform/terraform";

/** How an answer is lost, and how often the call is charged once all is done. */
const LOST: Readonly<Record<string, { readonly fault: Pick<FaultRule, "work" | "answer">; readonly charges: number }>> =
  {
    "reset before": { fault: { work: "none", answer: { kind: "reset" } }, charges: 1 },
    "reset after": { fault: { work: "done", answer: { kind: "reset" } }, charges: 2 },
    "504 after": { fault: { work: "done", answer: { kind: "status", status: 504 } }, charges: 2 },
    "503 before": { fault: { work: "none", answer: { kind: "status", status: 503 } }, charges: 1 },
    "503 after": { fault: { work: "done", answer: { kind: "status", status: 503 } }, charges: 2 },
  };
const PARALLEL = "-parallelism=40";
const names = Object.keys(LOST);

let sandbox: TestSandbox;
let terraform: TerraformFolder;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox });
});
afterEach(() => sandbox.close());

/** Two allocations for each way: one whose PINs change, one whose usage does. */
const declare = (pins: number, usage: string) =>
  terraform.declare(`
locals {
  names = ${JSON.stringify(names)}
}
resource "greenvn_allocation" "pins" {
  for_each       = toset(local.names)
  connection_id  = "pins \${each.key}"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  aparty_pins    = [${pins}]
}
resource "greenvn_allocation" "usage" {
  for_each       = toset(local.names)
  connection_id  = "usage \${each.key}"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  usage          = "${usage}"
}`);

const all = names.flatMap((name) => [`pins ${name}`, `usage ${name}`]);
const of = (each: (charges: number) => number) =>
  Object.fromEntries(all.map((name) => [name, each(LOST[name.replace(/^\w+ /, "")]?.charges ?? 0)]));

function charges(): Record<string, number> {
  const made = sandbox.ledger().charges.filter(({ operation }) => operation === "call-party");
  return Object.fromEntries(
    all.map((name) => [name, made.filter(({ connection_id }) => connection_id === name).length]),
  );
}

function namedIn(diagnostics: readonly Diagnostic[], severity: "error" | "warning", pattern: RegExp): string[] {
  const fitting = diagnostics.filter((one) => one.severity === severity && pattern.test(one.detail));
  return all.filter((name) => fitting.some(({ summary }) => summary.includes(JSON.stringify(name)))).sort();
}

test("a lost change that no answer shows stops, is noted, and is warned of before it is sent again", async () => {
  sandbox.answers({ pins: "never", usage: "absent" });
  await declare(1111, "twoway");
  await terraform.apply(PARALLEL);

  await declare(2222, "oneway");
  sandbox.faults(
    all.map((name) => ({ ...LOST[name.replace(/^\w+ /, "")]!.fault, on: "call-party", connection_id: name })),
  );
  const lost = await terraform.applyFails(PARALLEL);
  expect(
    namedIn(lost.diagnostics, "error", /can not be seen in what the API tells.*may be charged once more/s),
  ).toEqual([...all].sort());
  expect(charges()).toEqual(of((count) => count - 1));
  expect((await terraform.resource('greenvn_allocation.usage["503 after"]'))["usage"]).toBe("twoway");

  const plan = await terraform.plan(PARALLEL);
  expect(namedIn(plan.diagnostics, "warning", /sending it again may be charged again/)).toEqual([...all].sort());
  expect(charges()).toEqual(of((count) => count - 1));
  await terraform.apply(plan.file);
  expect(charges()).toEqual(of((count) => count));
  expect((await terraform.plan(PARALLEL)).isEmpty).toBe(true);
  expect(
    sandbox
      .allocations()
      .every(({ apartyPins, usage, connectionId }) =>
        connectionId.startsWith("pins") ? apartyPins.join() === "2222" : usage === "oneway",
      ),
  ).toBe(true);
});

test("with answers that tell, the same changes are seen: one charge each, and no doubt", async () => {
  await declare(1111, "twoway");
  await terraform.apply(PARALLEL);
  await declare(2222, "oneway");
  sandbox.faults(
    all.map((name) => ({ ...LOST[name.replace(/^\w+ /, "")]!.fault, on: "call-party", connection_id: name })),
  );
  await terraform.applyFails(PARALLEL);
  const { diagnostics } = await terraform.apply(PARALLEL);
  expect(namedIn(diagnostics, "warning", /may be charged again/)).toEqual(["pins reset before", "usage reset before"]);
  expect(charges()).toEqual(of(() => 1));
  expect((await terraform.plan(PARALLEL)).isEmpty).toBe(true);
});
