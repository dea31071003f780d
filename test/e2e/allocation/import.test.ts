import { readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { send, type TestSandbox } from "../../support/api/sandbox";
import { openScene } from "../../support/api/scene";
import { testOnNodeAlone } from "../../support/jest/on-node-alone";
import { kindOf } from "../../support/stories/transitions";
import { A, A2, allocationOf, B, declare } from "../../support/terraform/configuration";
import type { TerraformFolder } from "../../support/terraform/terraform";

const ADDRESS = "greenvn_allocation.a";
const SHIFTED_CLOCK = path.join(ROOT, "test", "support", "plugin", "shifted-clock.cjs");

async function madeElsewhere(
  sandbox: TestSandbox,
  more: Record<string, unknown> = {},
): Promise<{ id: string; number: string }> {
  const answer = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    connection_id: "a",
    aparty_numbers: [A],
    bparty_numbers: [B],
    usage: "oneway",
    strictness: "false",
    ...more,
  });
  const { greenvn_id: id, greenvn: number } = (answer.json as { data: { greenvn_id: string; greenvn: string } }).data;
  return { id, number };
}

/** From here on the provider's clock is so many hours ahead. */
function later(terraform: TerraformFolder, hours: number): void {
  terraform.workspace.env["NODE_OPTIONS"] = `--require=${SHIFTED_CLOCK}`;
  terraform.workspace.env["SHIFTED_CLOCK_MS"] = String(hours * 3_600_000);
}

const unlike = {
  preferences: { region: "MH", number_type: "mobile", pin_code: "400001" },
  strictness: true,
  rotation_triggers: { a: "1" },
  deallocation_policy: { duration: "30d" },
  flow_id: "f-1",
  bparty_pins: [2222],
  deletion_protection: true,
};

test("by command: what is told plans nothing, what is not told is recorded with no call", async () => {
  const { sandbox, terraform } = await openScene();
  const { id, number } = await madeElsewhere(sandbox, { aparty_pins: [1111] });
  await declare(terraform, { allocations: { a: allocationOf("a", { usage: "oneway" }) } });
  await terraform.import(ADDRESS, id);
  const first = await terraform.plan();
  expect([first.isEmpty, first.diagnostics]).toEqual([true, []]);

  await declare(terraform, { allocations: { a: allocationOf("a", unlike) } });
  const plan = await terraform.plan();
  const { actions, after, afterUnknown } = plan.change(ADDRESS);
  expect([actions, after?.["green_vn"], after?.["id"], afterUnknown["green_vn"]]).toEqual([
    ["update"],
    number,
    id,
    undefined,
  ]);
  expect(plan.diagnostics.map(kindOf)).toEqual(["recorded"]);
  expect(`${plan.diagnostics[0]?.summary} ${plan.diagnostics[0]?.detail}`).toMatch(
    /recorded, not requested: change rotation_triggers to take a number by it/i,
  );
  await terraform.apply(plan.file);
  expect([sandbox.charged(), sandbox.calls("vn").length + sandbox.calls("call-party").length]).toEqual([1, 0]);
  expect((await terraform.plan()).isEmpty).toBe(true);

  // The import is fresh no longer: from here on the VN rule and replacement hold as for any other.
  await declare(terraform, {
    allocations: { a: allocationOf("a", { ...unlike, deletion_protection: false, rotation_triggers: { a: "2" } }) },
  });
  const rotation = await terraform.plan();
  expect(rotation.diagnostics.map(kindOf)).toEqual(["charged:vn"]);
  await terraform.apply(rotation.file);
  expect(sandbox.ledger().charges.at(-1)?.request).toEqual({
    strictness: "true",
    preferences: { region: "MH", number_type: "mobile" },
  });
  await declare(terraform, {
    allocations: {
      a: allocationOf("a", {
        ...unlike,
        deletion_protection: false,
        rotation_triggers: { a: "2" },
        deallocation_policy: { duration: "31d" },
      }),
    },
  });
  expect((await terraform.plan()).diagnostics.map(kindOf)).toEqual(["released"]);
});

test("by import blocks: importing and recording stand in one plan, and a pinned number is a change", async () => {
  const { sandbox, terraform } = await openScene();
  const one = await madeElsewhere(sandbox);
  const two = await madeElsewhere(sandbox, { connection_id: "b" });
  const three = await madeElsewhere(sandbox, { connection_id: "c" });
  const [wanted = ""] = sandbox.freeNumbers({ region: "KL", type: "mobile" }, 1);
  await declare(terraform, {
    allocations: {
      a: allocationOf("a", unlike),
      b: allocationOf("b", { preferences: { greenvn: wanted }, strictness: true }),
      c: allocationOf("c"),
    },
    imports: { [ADDRESS]: one.id, "greenvn_allocation.b": two.id, "greenvn_allocation.c": three.id },
  });
  const plan = await terraform.plan();
  expect(
    ["a", "b", "c"]
      .map((name) => plan.change(`greenvn_allocation.${name}`))
      .map(({ actions, importingId, after }) => [actions.join(), importingId, after?.["green_vn"]]),
  ).toEqual([
    ["update", one.id, one.number],
    ["update", two.id, undefined], // What is granted is known once it is.
    ["no-op", three.id, three.number],
  ]);
  expect(plan.diagnostics.map(kindOf).sort()).toEqual(["charged:vn", "recorded"]);
  await terraform.apply(plan.file);
  expect(sandbox.ledger().totals).toEqual({ create: 3, vn: 1, call_party: 0, charged: 4 });
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("PINs that nobody declared stand in no state and no plan, however often they are told", async () => {
  const { sandbox, terraform } = await openScene();
  const { id } = await madeElsewhere(sandbox, { aparty_pins: [482913], bparty_pins: [735104] });
  const config = {
    allocations: { a: allocationOf("a", { usage: "oneway" }), b: allocationOf("b", { bparty_pins: [] }) },
    lookups: { seen: { id } },
  };
  await declare(terraform, { ...config, imports: { [ADDRESS]: id } });
  await terraform.apply();
  sandbox.changeByHand(id, { apartyNumbers: [A2] });
  const plan = await terraform.plan();
  expect(plan.diagnostics.map(kindOf)).toEqual(["charged:call-party"]);
  await terraform.apply(plan.file);
  const { stdout } = await terraform.run("state", "pull");
  expect(stdout).toContain(id);
  expect(`${stdout} ${JSON.stringify(plan.json)}`).not.toMatch(/482913|735104/);
  expect(sandbox.allocations().find(({ greenvnId }) => greenvnId === id)).toMatchObject({
    apartyPins: [482913],
    bpartyPins: [735104],
  });
  expect([sandbox.ledger().totals, (await terraform.plan()).isEmpty]).toEqual([
    { create: 2, vn: 0, call_party: 1, charged: 3 },
    true,
  ]);
});

test("with -generate-config-out: the configuration that Terraform writes plans nothing", async () => {
  const { sandbox, terraform } = await openScene();
  const { id } = await madeElsewhere(sandbox, { aparty_pins: [1111], flow_id: "f-1" });
  await declare(terraform, { imports: { [ADDRESS]: id, "greenvn_assignment.n": id } });
  const generated = path.join(terraform.folder, "generated.tf");
  const plan = await terraform.plan(`-generate-config-out=${generated}`);
  expect([
    plan.change(ADDRESS).actions,
    plan.change("greenvn_assignment.n").actions,
    plan.diagnostics.filter(({ severity }) => severity === "error"),
  ]).toEqual([["no-op"], ["no-op"], []]);
  expect(await readFile(generated, "utf8")).not.toContain("1111");
  await terraform.apply(plan.file);
  await declare(terraform, {});
  const again = await terraform.plan();
  expect([
    again.isEmpty,
    sandbox.calls().filter(({ operation }) => operation !== "read" && operation !== "create").length,
  ]).toEqual([true, 0]);
});

test("a plan of an import that is applied a day later is carried out as it was planned, with no charge", async () => {
  const { sandbox, terraform } = await openScene();
  const { id, number } = await madeElsewhere(sandbox);
  const config = { allocations: { a: allocationOf("a", unlike) } };
  await declare(terraform, { ...config, imports: { [ADDRESS]: id } });
  const plan = await terraform.plan();
  expect([plan.change(ADDRESS).actions, plan.diagnostics.map(kindOf)]).toEqual([["update"], ["recorded"]]);
  later(terraform, 25);
  await terraform.apply(plan.file);
  expect([(await terraform.resource(ADDRESS))["green_vn"], sandbox.charged()]).toEqual([number, 1]);
  expect([(await terraform.plan()).isEmpty, sandbox.charged()]).toEqual([true, 1]);
});

testOnNodeAlone("a day after an import by command the VN rule holds, in the plan as in its apply", async () => {
  const { sandbox, terraform } = await openScene();
  const { id, number } = await madeElsewhere(sandbox);
  await declare(terraform, { allocations: { a: allocationOf("a", { preferences: { region: "MH" } }) } });
  await terraform.import(ADDRESS, id);
  later(terraform, 25);
  const plan = await terraform.plan();
  expect(plan.diagnostics.map(kindOf)).toEqual(["charged:vn"]);
  later(terraform, 0);
  await terraform.apply(plan.file);
  expect([sandbox.charged(), sandbox.charged("vn")]).toEqual([2, 1]);
  expect((await terraform.resource(ADDRESS))["green_vn"]).not.toBe(number);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("a fresh import is never replaced: what differs is an error that names both values", async () => {
  const { sandbox, terraform } = await openScene();
  const { id, number } = await madeElsewhere(sandbox, { flow_id: "f-1" });
  await declare(terraform, { allocations: { a: allocationOf("b", { flow_id: "f-2" }) }, imports: { [ADDRESS]: id } });
  const refused = await terraform.planFails();
  expect(refused.diagnostics.map(kindOf)).toEqual(["import-differs", "import-differs"]);
  expect(refused.diagnostics.map(({ detail }) => detail).join("\n")).toMatch(/"a".*"b".*"f-1".*"f-2"/s);
  expect(refused.diagnostics[0]?.detail).toContain(number);
  expect(refused.diagnostics[0]?.code).toContain("connection_id");

  await declare(terraform, { allocations: { a: allocationOf("a", { flow_id: "f-1" }) } });
  await terraform.import(ADDRESS, id);
  expect((await terraform.planFails(`-replace=${ADDRESS}`)).diagnostics.map(kindOf)).toEqual(["just-imported"]);
  expect(sandbox.calls("delete")).toEqual([]);
});

test.each<[string, string, RegExp]>([
  ["an unknown id", "no-such-id", /Cannot import non-existent remote object|is gone/],
  ["an empty id", " ", /empty/],
  ["an id that can not stand in a URL", "..", /can not stand in a URL path|Could not/],
])("%s can not be imported", async (_what, id, said) => {
  const { terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  const failed = await terraform.importFails(ADDRESS, id);
  expect(failed.stderr + failed.stdout).toMatch(said);
  expect(await terraform.state()).toEqual([]);
});

test("numbers without their country code are imported as told, and equal the declared ones", async () => {
  const { sandbox, terraform } = await openScene();
  const { id } = await madeElsewhere(sandbox);
  sandbox.answers({ numbers: "national", pins: "null", state: "absent", usage: "absent", connection_id: "absent" });
  await declare(terraform, { allocations: { a: allocationOf("a") }, imports: { [ADDRESS]: id } });
  const plan = await terraform.plan();
  expect(plan.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(plan.change(ADDRESS).actions).not.toContain("delete");
  await terraform.apply(plan.file);
  expect([(await terraform.plan()).isEmpty, sandbox.charged()]).toEqual([true, 1]);
});
