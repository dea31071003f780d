import { openScene } from "../../support/api/scene";
import { kindOf } from "../../support/stories/transitions";
import { allocationOf, declare } from "../../support/terraform/configuration";

const NUMBER = "greenvn_assignment.n";

test("an assignment of an allocation in the same configuration may be charged, and is charged once", async () => {
  const { sandbox, terraform } = await openScene();
  const assignments = {
    n: { greenvn_id: "${greenvn_allocation.a.id}", preferences: { region: "MH" } },
    adopted: { greenvn_id: "${greenvn_allocation.a.id}" },
  };
  await declare(terraform, { allocations: { a: allocationOf("a") }, assignments });
  const plan = await terraform.plan();
  expect([plan.change(NUMBER).actions, plan.diagnostics.map(({ summary }) => summary)]).toEqual([
    ["create"],
    ["PUT …/vn for allocation (not known yet) may be charged as a new allocation"],
  ]);
  await terraform.apply(plan.file);
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 1, call_party: 0, charged: 2 });
  expect((await terraform.resource(NUMBER))["green_vn"]).toBe(sandbox.allocations()[0]?.greenVn);
  expect((await terraform.plan()).changes.flatMap(({ actions }) => actions)).toEqual([]);
  await terraform.apply("-destroy", "-target=greenvn_assignment.n");
  expect([sandbox.charged(), sandbox.calls("delete").length]).toEqual([2, 0]);
});

test("another greenvn_id makes another assignment, with no call for the former one", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, {
    allocations: { a: allocationOf("a"), b: allocationOf("b") },
    assignments: { n: { greenvn_id: "${greenvn_allocation.a.id}" } },
  });
  await terraform.apply();
  await declare(terraform, {
    allocations: { a: allocationOf("a"), b: allocationOf("b") },
    assignments: { n: { greenvn_id: "${greenvn_allocation.b.id}" } },
  });
  const plan = await terraform.plan();
  expect([plan.change(NUMBER).actions, plan.diagnostics]).toEqual([["delete", "create"], []]);
  await terraform.apply(plan.file);
  const b = sandbox.allocations().find(({ connectionId }) => connectionId === "b");
  expect([(await terraform.resource(NUMBER))["id"], sandbox.charged(), sandbox.calls("delete").length]).toEqual([
    b?.greenvnId,
    2,
    0,
  ]);
});

test("an allocation that is gone is an error at creation, and a removal with a warning at read", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { assignments: { n: { greenvn_id: "no-such-id", preferences: { region: "MH" } } } });
  const failed = await terraform.applyFails();
  const errors = failed.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ summary, code }) => [summary, code])).toEqual([
    ["Could not take on allocation no-such-id", expect.stringContaining("greenvn_id")],
  ]);
  expect([await terraform.state(), sandbox.calls("vn").length]).toEqual([[], 0]);

  await declare(terraform, {
    allocations: { a: allocationOf("a") },
    assignments: { n: { greenvn_id: "${greenvn_allocation.a.id}" } },
  });
  await terraform.apply();
  const { id, green_vn: number } = await terraform.resource(NUMBER);
  sandbox.changeByHand(String(id), { state: "vault" });
  const plan = await terraform.plan("-refresh-only");
  const warnings = plan.diagnostics.map(({ summary }) => summary);
  expect(warnings.filter((summary) => summary.startsWith(`${String(number)} is gone: `))).toHaveLength(2);
});

test("what the assignment can not get leaves no assignment, and the number as it was", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  await terraform.apply();
  const number = sandbox.allocations()[0]?.greenVn;
  await declare(terraform, {
    allocations: { a: allocationOf("a") },
    assignments: {
      n: { greenvn_id: "${greenvn_allocation.a.id}", preferences: { greenvn: "+919999999999" }, strictness: true },
    },
  });
  const failed = await terraform.applyFails();
  expect(failed.diagnostics.filter(({ severity }) => severity === "error").map(kindOf)).toEqual(["no-free-number"]);
  expect([
    sandbox.charged(),
    sandbox.allocations()[0]?.greenVn,
    (await terraform.state()).map(({ address }) => address),
  ]).toEqual([1, number, ["greenvn_allocation.a"]]);
});
