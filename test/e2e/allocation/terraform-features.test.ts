import { openScene } from "../../support/api/scene";
import { kindOf } from "../../support/stories/transitions";
import { A, A2, allocationOf, declare } from "../../support/terraform/configuration";
import { knowsMovesOfTypes } from "../../support/terraform/versions";

const ADDRESS = "greenvn_allocation.a";

test("for_each of 50 with -parallelism=20: one call for each planned change, ids stay, the next plan is empty", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  const each = Object.fromEntries(
    Array.from({ length: 50 }, (_none, at) => [`driver-${at}`, at % 5 === 0 ? "MU" : "MH"]),
  );
  const fleet = (region: string) => ({
    fleet: { for_each: each, ...allocationOf("${each.key}", { preferences: { region } }) },
  });
  await declare(terraform, { allocations: fleet("MU") });
  await terraform.apply("-parallelism=20");
  const ids = (await terraform.state()).map(({ values }) => values["id"]);
  expect([new Set(ids).size, sandbox.charged()]).toEqual([50, 50]);
  await declare(terraform, { allocations: fleet("${each.value}") });
  const plan = await terraform.plan("-parallelism=20");
  expect([
    plan.changes.length,
    plan.diagnostics.length,
    new Set(plan.diagnostics.map(({ summary }) => summary)).size,
  ]).toEqual([40, 40, 40]);
  await terraform.apply("-parallelism=20", plan.file);
  expect(sandbox.ledger().totals).toEqual({ create: 50, vn: 40, call_party: 0, charged: 90 });
  const state = await terraform.state();
  const held = new Map(sandbox.allocations().map(({ greenvnId, greenVn }) => [greenvnId, greenVn]));
  expect([
    state.map(({ values }) => values["id"]),
    state.every(({ values }) => values["green_vn"] === held.get(String(values["id"]))),
  ]).toEqual([ids, true]);
  expect((await terraform.plan("-parallelism=20")).isEmpty).toBe(true);
});

test("a saved plan is carried out as it was shown; a stale one makes no call", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  await terraform.apply();
  await declare(terraform, { allocations: { a: allocationOf("a", { preferences: { region: "MH" } }) } });
  const [first, second] = [await terraform.plan(), await terraform.plan()];
  // What is declared afterwards does not matter to a saved plan.
  await declare(terraform, { allocations: { a: allocationOf("a", { preferences: { region: "KA" } }) } });
  await terraform.apply(first.file);
  expect(sandbox.ledger().charges.at(-1)?.request).toEqual({ strictness: "false", preferences: { region: "MH" } });
  const stale = await terraform.applyFails(second.file);
  expect(stale.diagnostics.map(({ summary }) => summary)).toEqual(["Saved plan is stale"]);
  expect(sandbox.charged()).toBe(2);
});

test("-refresh-only and -target: drift is taken in with no call, and what is not targeted is not touched", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a"), b: allocationOf("b") } });
  await terraform.apply();
  const id = String((await terraform.resource(ADDRESS))["id"]);
  sandbox.changeByHand(id, { apartyNumbers: [A, A2] });
  const drift = await terraform.plan("-refresh-only");
  expect([drift.json.resource_drift?.length, drift.changes]).toEqual([1, []]);
  await terraform.apply("-refresh-only");
  expect([(await terraform.resource(ADDRESS))["aparty_numbers"], sandbox.charged()]).toEqual([[A, A2], 2]);

  await declare(terraform, {
    allocations: {
      a: allocationOf("a", { preferences: { region: "MH" } }),
      b: allocationOf("b", { preferences: { region: "MH" } }),
    },
  });
  const targeted = await terraform.plan(`-target=${ADDRESS}`);
  expect([
    targeted.changes.map(({ address }) => address),
    targeted.diagnostics.map(kindOf).filter((kind) => kind.startsWith("charged")),
  ]).toEqual([[ADDRESS], ["charged:call-party", "charged:vn"]]);
  await terraform.apply(targeted.file);
  expect(
    sandbox
      .ledger()
      .charges.slice(2)
      .map(({ connection_id: name }) => name),
  ).toEqual(["a", "a"]);
});

test("state mv and moved within a type: nothing is planned, and what was remembered goes with it", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a", { preferences: { region: "MH" } }) } });
  await terraform.apply();
  // The request that obtained the number is remembered: taking a removal back costs nothing.
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  await terraform.apply();
  await terraform.run("state", "mv", ADDRESS, "greenvn_allocation.b");
  await declare(terraform, { allocations: { b: allocationOf("a") } });
  expect((await terraform.plan()).isEmpty).toBe(true);
  await declare(terraform, {
    allocations: { c: allocationOf("a", { preferences: { region: "MH" } }) },
    moves: [["greenvn_allocation.b", "greenvn_allocation.c"]],
  });
  const plan = await terraform.plan();
  expect([plan.change("greenvn_allocation.c").actions, plan.diagnostics]).toEqual([["update"], []]);
  await terraform.apply(plan.file);
  expect([sandbox.charged(), (await terraform.plan()).isEmpty]).toEqual([1, true]);
});

(knowsMovesOfTypes() ? test : test.skip)(
  "moved between the two types, there and back: no call, and the number stays",
  async () => {
    const { sandbox, terraform } = await openScene();
    const wishes = { preferences: { region: "MH" }, rotation_triggers: { a: "1" } };
    await declare(terraform, {
      allocations: {
        a: allocationOf("a", { ...wishes, deallocation_policy: { duration: "30d" }, aparty_pins: [1111] }),
      },
    });
    await terraform.apply();
    const { id, green_vn: number } = await terraform.resource(ADDRESS);
    await declare(terraform, {
      assignments: { n: { greenvn_id: id, ...wishes } },
      moves: [[ADDRESS, "greenvn_assignment.n"]],
    });
    const there = await terraform.plan();
    expect([
      there.change("greenvn_assignment.n").actions,
      there.change("greenvn_assignment.n").previousAddress,
      there.diagnostics,
    ]).toEqual([["no-op"], ADDRESS, []]);
    await terraform.apply(there.file);
    expect((await terraform.plan()).isEmpty).toBe(true);

    await declare(terraform, {
      allocations: {
        b: allocationOf("a", { ...wishes, deallocation_policy: { duration: "30d" }, aparty_pins: [1111] }),
      },
      moves: [["greenvn_assignment.n", "greenvn_allocation.b"]],
    });
    const back = await terraform.plan();
    expect([back.change("greenvn_allocation.b").actions, back.diagnostics.map(kindOf)]).toEqual([
      ["update"],
      ["recorded"],
    ]);
    await terraform.apply(back.file);
    expect(await terraform.resource("greenvn_allocation.b")).toMatchObject({ id, green_vn: number });
    expect([sandbox.charged(), sandbox.calls("delete").length, (await terraform.plan()).isEmpty]).toEqual([1, 0, true]);

    // What would force a replacement right after the move is refused: it would delete what was just taken over.
    await declare(terraform, {
      assignments: { m: { greenvn_id: id, ...wishes } },
      moves: [["greenvn_allocation.b", "greenvn_assignment.m"]],
    });
    await terraform.apply();
    await declare(terraform, {
      allocations: { d: allocationOf("other", wishes) },
      moves: [["greenvn_assignment.m", "greenvn_allocation.d"]],
    });
    expect((await terraform.planFails()).diagnostics.map(kindOf)).toEqual(["import-differs"]);
    expect(sandbox.calls("delete").length).toBe(0);
  },
);

test("-replace of one that is not protected: a new id, a new number, one charge", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a", { preferences: { region: "MH" } }) } });
  await terraform.apply();
  const before = await terraform.resource(ADDRESS);
  const plan = await terraform.plan(`-replace=${ADDRESS}`);
  const { actions, actionReason, afterUnknown } = plan.change(ADDRESS);
  expect([actions, actionReason, afterUnknown["id"], afterUnknown["green_vn"]]).toEqual([
    ["delete", "create"],
    "replace_by_request",
    true,
    true,
  ]);
  await terraform.apply(plan.file);
  const after = await terraform.resource(ADDRESS);
  expect([after["id"] === before["id"], after["green_vn"] === before["green_vn"], sandbox.ledger().totals]).toEqual([
    false,
    false,
    { create: 2, vn: 0, call_party: 0, charged: 2 },
  ]);
  expect((await terraform.plan()).isEmpty).toBe(true);
});
