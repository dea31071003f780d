import { readFileSync } from "node:fs";
import path from "node:path";
import { build } from "../../../scripts/build";
import { COMMAND_LINE, EXECUTABLE, PAGE_FOLDER, ROOT } from "../../../scripts/project";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { prepared } from "../../support/run/prepared";
import { run } from "../../support/run/run";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";
import { knowsActions, knowsFunctions } from "../../support/terraform/versions";

const read = (file: string): string => readFileSync(path.join(ROOT, "examples", file), "utf8");

/** The greenvn_id that examples show. */
const SHOWN_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const OTHER_ID = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
const DRIVER = {
  connection_id: "driver-42",
  aparty_numbers: ["+919876543210"],
  bparty_numbers: ["+919812345678", "+919812345679"],
  usage: "twoway",
  strictness: "false",
  preferences: { region: "MU", type: "mobile" },
  deallocation_policy: { duration: "30d" },
};

let sandbox: TestSandbox;
beforeAll(async () => {
  // Every number that a stock could hold is free, the pinned one too.
  sandbox = await startTestSandbox({ pool: 1_000_000 });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

/** Terraform with the example's configuration, the provider's own example included. */
async function open(example: string, env: Readonly<Record<string, string>> = {}): Promise<TerraformFolder> {
  const terraform = await openTerraform({ sandbox, env });
  await terraform.write({ "terraform.tf": read("provider/provider.tf"), "main.tf": read(example) });
  return terraform;
}

/** An allocation that somebody else made; the calls counted from here on are Terraform's. */
async function allocate(
  connectionId = DRIVER.connection_id,
): Promise<{ id: string; number: string; charges: () => string[]; writes: () => string[] }> {
  const { json } = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    ...DRIVER,
    connection_id: connectionId,
  });
  const { greenvn_id: id, greenvn: number } = (json as { data: { greenvn_id: string; greenvn: string } }).data;
  const [charged, called] = [sandbox.ledger().charges.length, sandbox.calls().length];
  return {
    id,
    number,
    charges: () =>
      sandbox
        .ledger()
        .charges.slice(charged)
        .map(({ operation }) => operation),
    writes: () =>
      sandbox
        .calls()
        .slice(called)
        .filter(({ method }) => method !== "GET")
        .map(({ operation }) => String(operation)),
  };
}

/** Runs an example's shell script as a reader would, with the id of an allocation that exists. */
async function runScript(
  terraform: TerraformFolder,
  script: string,
  id: string,
  shownId: string = SHOWN_ID,
): Promise<void> {
  const text = read(script);
  expect(text.split(shownId)).toHaveLength(2);
  await terraform.write({ "import.sh": text.replace(shownId, id) });
  const { env } = terraform.workspace;
  const { exitCode, stdout, stderr } = await run(
    "/bin/sh",
    ["-ec", 'terraform() { "$TERRAFORM" "$@"; }; . ./import.sh'],
    { cwd: terraform.folder, env: { ...env, TERRAFORM: prepared().terraform.path }, timeoutMs: 60_000 },
  );
  expect({ exitCode, output: exitCode === 0 ? "" : stdout + stderr }).toEqual({ exitCode: 0, output: "" });
}

const warnings = (outcome: { diagnostics: readonly { severity: string; summary: string }[] }): string[] =>
  outcome.diagnostics.filter(({ severity }) => severity === "warning").map(({ summary }) => summary);

test("the examples are formatted as terraform fmt does", async () => {
  const terraform = await openTerraform({ sandbox });
  for (const folder of ["provider", "resources", "data-sources", "functions", "actions"]) {
    expect(
      await terraform.run("fmt", "-check", "-recursive", "-diff", path.join(ROOT, "examples", folder)),
    ).toMatchObject({ exitCode: 0, stdout: "" });
  }
});

describe("docs/dependencies.md names what is bundled, and nothing else:", () => {
  const page = readFileSync(path.join(ROOT, "docs", "dependencies.md"), "utf8");
  beforeAll(() => build(["provider", "cli", "page"]));

  test.each([
    ["In the provider's executable", path.join(path.dirname(EXECUTABLE), "THIRD_PARTY_LICENSES.txt")],
    ["In the `greenvn` command", path.join(path.dirname(COMMAND_LINE), "CLI_THIRD_PARTY_LICENSES.txt")],
    ["In the sandbox's page", path.join(PAGE_FOLDER, "THIRD_PARTY_LICENSES.txt")],
  ])("%s", (heading, licences) => {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
    const named = [...section.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) =>
      [...(cell as string).matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    const bundled = [...readFileSync(licences, "utf8").matchAll(/^(\S+) \d[\w.-]* \(.+\)$/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...new Set(bundled)].sort());
  });
});

describe("greenvn_allocation", () => {
  const PINS = { TF_VAR_supplier_pins: "[4711, 815]", TF_VAR_hotline_number: "+911146205827" };

  test("the example creates two allocations by two charged calls, and then plans nothing", async () => {
    const terraform = await open("resources/greenvn_allocation/resource.tf", PINS);
    const plan = await terraform.plan();
    expect(plan.changes.map(({ address, actions }) => [address, actions])).toEqual([
      ["greenvn_allocation.driver_42", ["create"]],
      ["greenvn_allocation.hotline", ["create"]],
    ]);
    expect(warnings(plan)).toEqual([]);
    await terraform.apply(plan.file);

    expect(sandbox.ledger().totals).toEqual({ create: 2, vn: 0, call_party: 0, charged: 2 });
    expect(await terraform.outputs()).toEqual({
      numbers: { driver_42: expect.stringMatching(/^\+919820\d{6}$/) as string, hotline: "+911146205827" },
    });
    expect((await terraform.plan()).isEmpty).toBe(true);

    // What the comments of the example say.
    await terraform.write({
      "main.tf": read("resources/greenvn_allocation/resource.tf").replace('region      = "MU"', 'region      = "MH"'),
    });
    const before = await terraform.resource("greenvn_allocation.driver_42");
    await terraform.apply();
    expect(sandbox.ledger().totals).toEqual({ create: 2, vn: 1, call_party: 0, charged: 3 });
    expect(await terraform.resource("greenvn_allocation.driver_42")).toEqual({
      ...before,
      preferences: { greenvn: null, region: "MH", number_type: "mobile", pin_code: null },
      green_vn: expect.stringMatching(/^\+919822\d{6}$/) as string,
    });

    const refused = await terraform.destroyFails();
    expect(refused.diagnostics.filter(({ severity }) => severity === "error").map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^Refused to destroy allocation "hotline" /),
    ]);
    expect(sandbox.calls("delete")).toEqual([]);
  });

  test("import.sh takes in what exists with no charge, and keeps its number", async () => {
    const terraform = await open("resources/greenvn_allocation/resource.tf", PINS);
    const { id, number, charges, writes } = await allocate();
    await runScript(terraform, "resources/greenvn_allocation/import.sh", id);

    const plan = await terraform.plan();
    expect(plan.change("greenvn_allocation.driver_42")).toMatchObject({
      actions: ["update"],
      before: { id, green_vn: number },
      after: { id, green_vn: number },
    });
    expect(warnings(plan)).toEqual([
      expect.stringMatching(
        /^Recorded, not requested: preferences\.region, preferences\.number_type, deallocation_policy of allocation "driver-42"/,
      ),
    ]);
    await terraform.apply(plan.file);
    expect([charges(), writes()]).toEqual([["create"], ["create"]]); // The hotline of the same example is new.
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("the import block does the same within one apply", async () => {
    const terraform = await open("resources/greenvn_allocation/resource.tf", PINS);
    const { id, number, charges, writes } = await allocate();
    await terraform.write({
      "import.tf": read("resources/greenvn_allocation/import-by-string-id.tf").replace(SHOWN_ID, id),
    });
    await terraform.apply();
    expect([charges(), writes()]).toEqual([["create"], ["create"]]);
    expect(await terraform.resource("greenvn_allocation.driver_42")).toMatchObject({ id, green_vn: number });
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});

describe("greenvn_assignment", () => {
  test("the example changes the number by one charged call, and rotates by one more", async () => {
    const { id, charges, writes } = await allocate();
    const terraform = await open("resources/greenvn_assignment/resource.tf", { TF_VAR_greenvn_id: id });
    await terraform.apply();
    expect(charges()).toEqual(["vn"]);
    expect(await terraform.outputs()).toEqual({ support_number: expect.stringMatching(/^\+918046\d{6}$/) as string });
    expect((await terraform.plan()).isEmpty).toBe(true);

    await terraform.write({
      "main.tf": read("resources/greenvn_assignment/resource.tf").replace("2025-03-14", "2025-03-15"),
    });
    await terraform.apply();
    expect(charges()).toEqual(["vn", "vn"]);
    expect((await terraform.plan()).isEmpty).toBe(true);

    await terraform.destroy();
    expect([charges(), writes()]).toEqual([
      ["vn", "vn"],
      ["vn", "vn"],
    ]);
  });

  test.each([
    [
      "import.sh",
      async (terraform: TerraformFolder, id: string) =>
        runScript(terraform, "resources/greenvn_assignment/import.sh", id),
    ],
    [
      "the import block",
      async (terraform: TerraformFolder, id: string) =>
        terraform.write({
          "import.tf": read("resources/greenvn_assignment/import-by-string-id.tf").replace(SHOWN_ID, id),
        }),
    ],
  ])("%s adopts the number in force with no charge", async (_way, takeIn) => {
    const { id, number, charges, writes } = await allocate();
    const terraform = await open("resources/greenvn_assignment/resource.tf", { TF_VAR_greenvn_id: id });
    await takeIn(terraform, id);
    await terraform.apply();
    expect([charges(), writes()]).toEqual([[], []]);
    expect(await terraform.outputs()).toEqual({ support_number: number });
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});

describe("greenvn_account_settings", () => {
  const KEY = { TF_VAR_webhook_key: "hunter2" };

  test("the example sends what it declares, and is charged for the allocation alone", async () => {
    const terraform = await open("resources/greenvn_account_settings/resource.tf", KEY);
    await terraform.apply();
    expect([sandbox.charged(), sandbox.charged("create")]).toEqual([1, 1]);
    expect((await terraform.plan()).isEmpty).toBe(true);
    await terraform.destroy();
    expect(sandbox.charged()).toBe(1);
  });

  test.each([
    [
      "import.sh",
      (terraform: TerraformFolder) =>
        runScript(terraform, "resources/greenvn_account_settings/import.sh", "sandbox", "exotel1"),
    ],
    [
      "the import block",
      (terraform: TerraformFolder) =>
        terraform.write({
          "import.tf": read("resources/greenvn_account_settings/import-by-string-id.tf").replace("exotel1", "sandbox"),
        }),
    ],
  ])("%s takes them in, with no charge", async (_way, takeIn) => {
    const terraform = await open("resources/greenvn_account_settings/resource.tf", KEY);
    await takeIn(terraform);
    await terraform.apply();
    expect(await terraform.resource("greenvn_account_settings.this")).toMatchObject({ id: "sandbox", timezone: "IST" });
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});

test("greenvn_allocation, the data source, reads with no charge", async () => {
  const { id, number, charges, writes } = await allocate();
  const terraform = await open("data-sources/greenvn_allocation/data-source.tf", { TF_VAR_greenvn_id: id });
  await terraform.apply();
  expect([charges(), writes()]).toEqual([[], []]);
  expect(await terraform.outputs()).toEqual({ support_number: number });
});

(knowsFunctions() ? describe : describe.skip)("functions, with no account:", () => {
  test.each([
    ["e164", { drivers: { asha: "+919876543210", vikas: "+919876543211" } }],
    ["same_number", { outside_callers: ["+919876543210"] }],
    ["region_name", { title: "Support line in Mumbai" }],
  ])("%s", async (name, outputs) => {
    const terraform = await openTerraform();
    await terraform.declare(read(`functions/${name}/function.tf`));
    await terraform.apply();
    expect(await terraform.outputs()).toEqual(outputs);
  });
});

(knowsActions() ? test : test.skip)(
  "greenvn_rotate, the action, takes another number by one charged call",
  async () => {
    const { id, number, charges } = await allocate();
    const terraform = await open("actions/greenvn_rotate/action.tf", { TF_VAR_greenvn_id: id });
    await terraform.apply("-invoke=action.greenvn_rotate.leaked");
    expect(charges()).toEqual(["vn"]);
    expect(sandbox.allocations()[0]?.greenVn).not.toBe(number);
  },
);

describe("the guide on import and move", () => {
  const blocks = [
    ...readFileSync(path.join(ROOT, "docs", "guides", "import-and-move.md"), "utf8").matchAll(
      /^```terraform\n([^]*?)^```/gm,
    ),
  ].map(([, text]) => text as string);
  /** The one block that moves to a resource which it declares. */
  const moveTo = (type: string): string => {
    const found = blocks.filter((block) => block.includes("moved {") && block.includes(`resource "${type}"`));
    expect(found).toHaveLength(1);
    return found[0] as string;
  };
  /** The declaration alone, without the move. */
  const declared = (block: string): string => block.slice(block.indexOf("resource "));

  test("moves an allocation to an assignment and back with no call", async () => {
    const terraform = await openTerraform({ sandbox });
    await terraform.declare(declared(moveTo("greenvn_allocation")));
    await terraform.apply();
    const before = await terraform.resource("greenvn_allocation.support");
    const calls = sandbox.calls().length;

    await terraform.declare(moveTo("greenvn_assignment").replace(SHOWN_ID, String(before["id"])));
    await terraform.apply();
    expect(await terraform.resource("greenvn_assignment.support")).toMatchObject({
      id: before["id"],
      green_vn: before["green_vn"],
    });
    expect((await terraform.plan()).isEmpty).toBe(true);

    await terraform.declare(moveTo("greenvn_allocation"));
    await terraform.apply();
    expect(await terraform.resource("greenvn_allocation.support")).toEqual(before);
    expect((await terraform.plan()).isEmpty).toBe(true);
    expect(
      sandbox
        .calls()
        .slice(calls)
        .filter(({ method }) => method !== "GET"),
    ).toEqual([]);
  });

  test("imports as it says: by the block, with a declaration that Terraform writes", async () => {
    const { id, number, writes } = await allocate();
    const terraform = await openTerraform({ sandbox });
    await terraform.declare((blocks.find((block) => block.startsWith("import {")) as string).replace(SHOWN_ID, id));
    await terraform.plan("-generate-config-out=generated.tf");
    await terraform.apply();
    expect(await terraform.resource("greenvn_allocation.support")).toMatchObject({
      id,
      green_vn: number,
      connection_id: "driver-42",
    });
    expect((await terraform.plan()).isEmpty).toBe(true);
    expect(writes()).toEqual([]);
  });
});

test("the guide on migration takes in many numbers at once with no call", async () => {
  const text =
    /^```terraform\n([^]*?)^```/m.exec(
      readFileSync(path.join(ROOT, "docs", "guides", "migration-from-scripts.md"), "utf8"),
    )?.[1] ?? "";
  const support = await allocate("support");
  const sales = await allocate("sales");
  const terraform = await openTerraform({ sandbox });
  await terraform.declare(text.replace(SHOWN_ID, support.id).replace(OTHER_ID, sales.id));
  const plan = await terraform.plan();
  expect(plan.changes.map(({ actions, importingId }) => [actions, importingId])).toEqual([
    [["update"], sales.id],
    [["update"], support.id],
  ]);
  expect(warnings(plan)).toEqual([
    expect.stringMatching(/^Recorded, not requested: preferences\.region /),
    expect.stringMatching(/^Recorded, not requested: preferences\.region /),
  ]);
  await terraform.apply(plan.file);
  expect(sales.writes()).toEqual([]);
  expect(await terraform.outputs()).toEqual({ numbers: { sales: sales.number, support: support.number } });

  // Once the import block is out, a change is one charged call.
  const declared = text
    .replace(/^import [^]*?^}\n/m, "")
    .replace(SHOWN_ID, support.id)
    .replace(OTHER_ID, sales.id);
  await terraform.declare(declared);
  expect((await terraform.plan()).isEmpty).toBe(true);
  await terraform.declare(declared.replace('region = "KA"', 'region = "MH"'));
  await terraform.apply();
  expect(sales.charges()).toEqual(["vn"]);
});
