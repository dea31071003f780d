import { openScene } from "../../support/api/scene";
import { kindOf } from "../../support/stories/transitions";
import { A, A2, allocationOf, declare } from "../../support/terraform/configuration";

const ADDRESS = "greenvn_allocation.a";
const TAKEN = "+919999999999";

test("several changes at once: call-party first, and after a refusal of the second the next plan shows only what is missing", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a", { preferences: { region: "MU" } }) } });
  await terraform.apply();
  const all = (greenvn: string) => ({
    a: allocationOf("a", {
      aparty_numbers: [A, A2],
      preferences: { greenvn },
      strictness: true,
      deletion_protection: true,
      deletion_policy: "abandon",
    }),
  });
  await declare(terraform, { allocations: all(TAKEN) });
  const failed = await terraform.applyFails();
  expect(failed.diagnostics.filter(({ severity }) => severity === "error").map(kindOf)).toEqual(["no-free-number"]);
  expect(await terraform.resource(ADDRESS)).toMatchObject({
    aparty_numbers: [A, A2],
    deletion_protection: true,
    deletion_policy: "abandon",
    preferences: { region: "MU" },
    strictness: false,
  });

  const [free = ""] = sandbox.freeNumbers({ region: "KL", type: "mobile" }, 1);
  await declare(terraform, { allocations: all(free) });
  const plan = await terraform.plan();
  expect(plan.diagnostics.map(kindOf)).toEqual(["charged:vn"]);
  await terraform.apply(plan.file);
  expect([
    sandbox.ledger().totals,
    (await terraform.resource(ADDRESS))["green_vn"],
    (await terraform.plan()).isEmpty,
  ]).toEqual([{ create: 1, vn: 1, call_party: 1, charged: 3 }, free, true]);
  const order = sandbox.ledger().requests.filter(({ operation }) => operation === "vn" || operation === "call-party");
  expect(order.map(({ operation, status }) => [operation, status])).toEqual([
    ["call-party", 200],
    ["vn", 452],
    ["vn", 200],
  ]);
});

test("ignore_changes: what is ignored is neither planned nor sent, whatever the raw configuration says", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, {
    allocations: { a: allocationOf("a", { preferences: { region: "MU", number_type: "mobile" } }) },
  });
  await terraform.apply();
  const ignoring = (names: string[], more: Record<string, unknown>) => ({
    a: { ...allocationOf("b", more), lifecycle: { ignore_changes: names } },
  });
  await declare(terraform, {
    allocations: ignoring(["connection_id", "preferences", "usage"], {
      preferences: { region: "MH" },
      usage: "oneway",
      aparty_numbers: [A, A2],
      rotation_triggers: { a: "1" },
    }),
  });
  const plan = await terraform.plan();
  expect([plan.change(ADDRESS).actions, plan.diagnostics.map(kindOf)]).toEqual([
    ["update"],
    ["charged:call-party", "charged:vn"],
  ]);
  await terraform.apply(plan.file);
  expect(
    sandbox
      .ledger()
      .charges.slice(1)
      .map(({ request }) => request),
  ).toEqual([
    { aparty_numbers: [A, A2] },
    { strictness: "false", preferences: { region: "MU", number_type: "mobile" } },
  ]);
  expect((await terraform.plan()).isEmpty).toBe(true);

  // One preference of several: the rest of them is followed.
  await declare(terraform, {
    allocations: ignoring(["connection_id", "usage", "preferences.region"], {
      preferences: { region: "MH", number_type: "landline" },
      usage: "oneway",
      aparty_numbers: [A, A2],
      rotation_triggers: { a: "1" },
    }),
  });
  await terraform.apply();
  expect(sandbox.ledger().charges.at(-1)?.request).toEqual({
    strictness: "false",
    preferences: { region: "MU", number_type: "landline" },
  });
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("create_before_destroy: the new one is made before the old number is given up, both told", async () => {
  const { sandbox, terraform } = await openScene();
  const one = (name: string) => ({ a: { ...allocationOf(name), lifecycle: { create_before_destroy: true } } });
  await declare(terraform, { allocations: one("a") });
  await terraform.apply();
  await declare(terraform, { allocations: one("a-2") });
  const plan = await terraform.plan();
  expect([plan.change(ADDRESS).actions, plan.diagnostics.map(kindOf)]).toEqual([["create", "delete"], ["released"]]);
  await terraform.apply(plan.file);
  const writes = sandbox
    .ledger()
    .requests.filter(({ operation }) => operation !== "read" && operation !== "settings")
    .map(({ operation, connection_id: name }) => `${operation} ${name}`);
  expect(writes).toEqual(["create a", "create a-2", "delete a"]);
  expect((await terraform.plan()).isEmpty).toBe(true);

  // The same name twice can't live at once: the API refuses the second, and the first stays as it was.
  const held = (await terraform.resource(ADDRESS))["green_vn"];
  const failed = await terraform.applyFails(`-replace=${ADDRESS}`);
  const [error] = failed.diagnostics.filter(({ severity }) => severity === "error");
  expect(error?.detail).toMatch(
    /HTTP 409, code 18.*"a-2".*terraform import ADDRESS GREENVN_ID.*another connection_id/s,
  );
  expect([(await terraform.resource(ADDRESS))["green_vn"], sandbox.charged()]).toEqual([held, 2]);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("values that another resource still has to make: what may be charged is said, and what turns out to be the same is not", async () => {
  const { sandbox, terraform } = await openScene();
  const later = (salt: string, region: string) => ({ region: { input: region, triggers_replace: salt } });
  const one = { a: allocationOf("a", { preferences: { region: "${terraform_data.region.output}" } }) };
  await declare(terraform, { terraformData: later("1", "MU"), allocations: one });
  await terraform.apply();
  await declare(terraform, { terraformData: later("2", "MU"), allocations: one });
  const same = await terraform.plan();
  expect([
    same.change(ADDRESS).actions,
    same.change(ADDRESS).afterUnknown["green_vn"],
    same.diagnostics.map(kindOf),
  ]).toEqual([["update"], true, ["maybe:vn"]]);
  await terraform.apply(same.file);
  expect(sandbox.charged()).toBe(1);
  await declare(terraform, { terraformData: later("3", "MH"), allocations: one });
  await terraform.apply();
  expect([sandbox.charged("vn"), sandbox.ledger().charges.at(-1)?.request, (await terraform.plan()).isEmpty]).toEqual([
    1,
    { strictness: "false", preferences: { region: "MH" } },
    true,
  ]);
});

test("count and a shared declaration: each is charged for itself, and each warning names its own", async () => {
  const { sandbox, terraform } = await openScene();
  const some = (count: number, more: Record<string, unknown> = {}) => ({
    a: { ...allocationOf("a-${count.index}", more), count },
  });
  await declare(terraform, { allocations: some(3) });
  await terraform.apply();
  await declare(terraform, { allocations: some(3, { preferences: { region: "MH" } }) });
  const plan = await terraform.plan();
  expect(new Set(plan.diagnostics.map(({ summary }) => summary)).size).toBe(3);
  await terraform.apply(plan.file);
  expect(sandbox.charged("vn")).toBe(3);
  await declare(terraform, { allocations: some(2, { preferences: { region: "MH" } }) });
  const fewer = await terraform.plan();
  expect([
    fewer.changes.map(({ address, actions }) => [address, actions.join()]),
    fewer.diagnostics.map(kindOf),
  ]).toEqual([[[`${ADDRESS}[2]`, "delete"]], ["released"]]);
});
