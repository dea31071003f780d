import { existsSync } from "node:fs";
import { cp, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
let terraform: TerraformFolder;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox });
});
afterEach(() => sandbox.close());

const NAME = "greenvn_allocation.line";
const line = (more = "", name = "line") => `
resource "greenvn_allocation" "${name}" {
  connection_id  = "line"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  ${more}
}`;
const wishing = (region: string) => line(`preferences = { region = "${region}" }`);

/** An apply whose Terraform is killed while a call is under way; the provider sees it through. */
async function killedDuring(operation: Operation): Promise<void> {
  sandbox.faults([{ on: operation, work: "done", answer: { kind: "delayed", delay_ms: 1_500 } }]);
  const seen = sandbox.calls(operation).length;
  const running = terraform.start("apply", "-auto-approve", "-no-color", "-input=false");
  while (sandbox.calls(operation).length === seen) await sleep(20);
  terraform.workspace.killedOnPurpose = true;
  running.signal("SIGKILL");
  await running.ended;
  expect(await untilNone(() => processesIn(terraform.folder), 8_000)).toEqual([]);
  await rm(path.join(terraform.folder, ".terraform.tfstate.lock.info"), { force: true });
  await rm(path.join(terraform.folder, "terraform.tfstate.d", "staging", ".terraform.tfstate.lock.info"), {
    force: true,
  });
  sandbox.faults([]);
}

test("with Terraform's data elsewhere, it lies there, and ends once state shows all", async () => {
  const data = path.join(path.dirname(terraform.folder), "h", "data of terraform");
  await cp(path.join(terraform.folder, ".terraform"), data, { recursive: true, verbatimSymlinks: true });
  await rm(path.join(terraform.folder, ".terraform"), { recursive: true });
  terraform.workspace.env["TF_DATA_DIR"] = data;
  await terraform.declare(line());
  await killedDuring("create");
  expect(await readdir(path.join(data, "greenvn-journal"))).toHaveLength(1);
  await terraform.apply();
  await terraform.plan();
  expect([
    sandbox.charged(),
    await readdir(path.join(data, "greenvn-journal")),
    existsSync(path.join(terraform.folder, ".terraform")),
  ]).toEqual([1, [], false]);
});

test("where it can not be written, everything goes on without it", async () => {
  await writeFile(path.join(terraform.folder, ".terraform", "greenvn-journal"), "no folder");
  await terraform.declare(line());
  await terraform.apply();
  await terraform.declare(wishing("MH"));
  await terraform.apply();
  expect(sandbox.charged()).toBe(2);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("of two workspaces in one directory none takes what is another's; what a killed run made is nobody's yet", async () => {
  await terraform.declare(line());
  await terraform.apply();
  const id = (await terraform.resource(NAME))["id"] as string;
  await terraform.run("workspace", "new", "staging");
  const { diagnostics } = await terraform.applyFails();
  expect(
    diagnostics.map(({ summary, detail }) => [summary, detail.includes(`terraform import ADDRESS ${id}.`)]),
  ).toEqual([['Could not create allocation "line"', true]]);
  expect([await terraform.state(), sandbox.calls("create").length]).toEqual([[], 1]);

  terraform.workspace.env["TF_WORKSPACE"] = "default";
  await terraform.destroy();
  terraform.workspace.env["TF_WORKSPACE"] = undefined;
  await killedDuring("create");
  terraform.workspace.env["TF_WORKSPACE"] = "default";
  expect((await terraform.apply()).diagnostics.map(({ summary }) => summary)).toContainEqual(
    expect.stringMatching(/^Adopted allocation "line"/),
  );
  terraform.workspace.env["TF_WORKSPACE"] = "staging";
  await terraform.applyFails();
  expect([sandbox.charged(), await terraform.state()]).toEqual([2, []]);
});

test("an allocation and an assignment of it, side by side: what one sends is no change of the other", async () => {
  const both = (region: string) =>
    `${wishing("MU")}\nresource "greenvn_assignment" "line" {\n  greenvn_id  = ${NAME}.id\n  preferences = { region = "${region}" }\n}`;
  await terraform.declare(both("KA"));
  await terraform.apply();
  await terraform.declare(both("MH"));
  await killedDuring("vn");
  await terraform.apply();
  const plan = await terraform.plan();
  expect([plan.isEmpty, sandbox.charged("create"), sandbox.charged("vn")]).toEqual([true, 1, 2]);
});

test("a replacement that is created first does not take in what it replaces", async () => {
  await terraform.declare(line("lifecycle {\n    create_before_destroy = true\n  }"));
  await terraform.apply();
  const id = (await terraform.resource(NAME))["id"];
  const { diagnostics } = await terraform.applyFails(`-replace=${NAME}`, "-refresh=false");
  expect(diagnostics.map(({ detail }) => detail).join()).toMatch(
    /the one that this plan replaces where create_before_destroy is set/,
  );
  expect([sandbox.calls("delete").length, (await terraform.resource(NAME))["id"]]).toEqual([0, id]);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

describe("a lost change of the number that lands late", () => {
  beforeEach(async () => {
    await terraform.declare(`provider "greenvn" {\n  max_retries = 0\n}\n${wishing("MU")}`);
    await terraform.apply();
    await terraform.declare(`provider "greenvn" {\n  max_retries = 0\n}\n${wishing("MH")}`);
    sandbox.faults([{ on: "vn", work: "late", late_ms: 5_000, answer: { kind: "reset" } }]);
    await terraform.applyFails();
    expect(sandbox.charged("vn")).toBe(0);
  });

  const landed = async () => {
    while (sandbox.charged("vn") === 0) await sleep(50);
  };

  test("is adopted by a plan that was saved before", async () => {
    const plan = await terraform.plan();
    await landed();
    await terraform.apply(plan.file);
    expect(sandbox.charged("vn")).toBe(1);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("is what an import finds, after the resource was removed from state", async () => {
    const id = (await terraform.resource(NAME))["id"] as string;
    await terraform.run("state", "rm", NAME);
    await landed();
    await terraform.import(NAME, id);
    await terraform.apply();
    expect(sandbox.charged("vn")).toBe(1);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});
