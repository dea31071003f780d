import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import path from "node:path";
import { stringify } from "yaml";
import "../../../src/testing";
import { build } from "../../../scripts/build";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { copyInto, openProgram, type Program } from "../../support/stacks/synthesized";
import { openTerraform, type Plan, terraformIn } from "../../support/terraform/terraform";
import { writeFiles } from "../../support/terraform/workspace";

let sandbox: TestSandbox;
beforeAll(async () => {
  await build(["library"]); // The examples import the package as its users do.
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const summary = (plan: Plan) => plan.changes.map(({ address, actions }) => [address, actions.join()]);
const warnings = (plan: Plan) =>
  plan.diagnostics.filter(({ severity }) => severity === "warning").map(({ summary }) => summary);

/** Writes a file that an example reads, and returns its path. */
async function write(program: Program, name: string, content: unknown): Promise<string> {
  await writeFiles(program.workspace, {
    [name]: name.endsWith(".yaml") ? stringify(content) : JSON.stringify(content),
  });
  return path.join(program.workspace.folder, name);
}

/** The address of a row: its key, and a hash that keeps it from others. */
const rowAddress = (key: string): unknown =>
  expect.stringMatching(new RegExp(`^greenvn_allocation\\.numbers_${key}_[0-9A-F]{8}$`));

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A web address that keeps what it is told. */
async function hook(): Promise<{ url: string; told: unknown[] }> {
  const told: unknown[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      told.push(JSON.parse(body));
      response.end();
    });
  });
  closing.push(() => server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/numbers`, told };
}

test("fleet: one line of the file is one change of the plan", async () => {
  const program = await openProgram("examples/fleet/main.ts", { sandbox });
  await program.synth();
  const terraform = program.stack("fleet");
  await terraform.run("init", "-input=false");
  const first = await terraform.plan();
  expect(summary(first)).toEqual(
    ["delhi-hotline", "kochi", "pune-day", "pune-night"].map((key) => [rowAddress(key), "create"]),
  );
  expect(first.json).toChargeAtMost(4);
  expect(terraform.folder).toDeclareNumbers(4);
  expect(terraform.folder).toDeclareNumber({ region: "DL", numberType: "landline", deletionProtection: true });
  await terraform.apply(first.file);
  expect(Object.keys(await terraform.outputs())).toContain("numbers_pune-day_green_vn");

  const a = (phone: string) => ({ aPartyNumbers: [phone], bPartyNumbers: ["+919000000101"] });
  const changed = {
    "pune-night": { ...a("+919000000003"), region: "MH" },
    "delhi-hotline": {
      aPartyNumbers: ["+919000000004"],
      bPartyNumbers: ["+919000000102"],
      region: "DL",
      numberType: "landline",
      deletionProtection: true,
    },
    "pune-day": {
      ...a("+919000000001"),
      aPartyNumbers: ["+919000000002", "+919000000001"],
      region: "MU",
      numberType: "mobile",
    },
    jaipur: { ...a("+919000000006"), region: "RJ" },
  };
  await program.synth({ FLEET: await write(program, "fleet.yaml", changed) });
  const plan = await terraform.plan();
  expect(summary(plan)).toEqual([
    [rowAddress("jaipur"), "create"],
    [rowAddress("kochi"), "delete"],
    [rowAddress("pune-day"), "update"],
  ]);
  // One is created, one takes another number, one is released.
  expect(plan.json).toChargeAtMost(2);
  expect(plan.json).not.toChargeAtMost(1);
  expect(plan.json).not.toGiveUpNoNumber();
  await terraform.apply(plan.file);
  expect(sandbox.ledger().totals).toEqual({ create: 5, vn: 1, call_party: 0, charged: 6 });
  expect((await terraform.plan()).isEmpty).toBe(true);

  const file = path.join(program.workspace.folder, "fleet.yaml");
  await writeFiles(program.workspace, {
    "fleet.yaml":
      'pune-day: { aPartyNumbers: ["+919000000001"], bPartyNumbers: ["+919000000101"], number: 917205827365 }\n' +
      'kochi: { aPartyNumbers: ["+919000000005"], bPartyNumbers: ["+919000000103"], region: Kerala }\n',
  });
  const { stderr } = await program.synthFails({ FLEET: file });
  // As its README says.
  expect(stderr).toMatch(
    /\[fleet\/numbers\/pune-day\] .*fleet\.yaml, line 1, column 81: number: "917205827365" is not a number in E\.164; /,
  );
  expect(stderr).toMatch(
    /\[fleet\/numbers\/kochi\] .*fleet\.yaml, line 2, column 78: region: "Kerala" is not a region; use the two capitals of one: AP, /,
  );
});

test("assignment: numbers of allocations that others own", async () => {
  const [support, sales] = await Promise.all(
    ["support", "sales"].map(async (name) => {
      const { json } = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
        connection_id: name,
        aparty_numbers: ["+919876543210"],
        bparty_numbers: ["+919812345678"],
        usage: "twoway",
      });
      return (json as { data: { greenvn_id: string; greenvn: string } }).data;
    }),
  );
  const program = await openProgram("examples/assignment/main.ts", { sandbox });
  await program.synth({
    ASSIGNMENTS: await write(program, "assignments.json", {
      support: { allocationId: support?.greenvn_id, region: "KA", numberType: "mobile" },
      sales: { allocationId: sales?.greenvn_id },
    }),
  });
  const terraform = program.stack("assignment");
  await terraform.run("init", "-input=false");
  const plan = await terraform.plan();
  expect(summary(plan)).toEqual([["greenvn_assignment.support", "create"]]);
  expect(warnings(plan)).toEqual([expect.stringContaining("may be charged")]);
  await terraform.apply(plan.file);
  expect(await terraform.outputs()).toEqual({
    numbers: { support: expect.stringMatching(/^\+919845/) as string, sales: sales?.greenvn },
  });
  expect((await terraform.plan()).isEmpty).toBe(true);
  await terraform.destroy();
  expect(sandbox.ledger().totals).toEqual({ create: 2, vn: 1, call_party: 0, charged: 3 });
  expect(sandbox.calls("delete")).toEqual([]);
});

test("webhook: the script is told each number once", async () => {
  const { url: HOOK_URL, told } = await hook();
  const program = await openProgram("examples/webhook/main.ts", { sandbox });
  const terraform = program.stack("webhook");
  for (const REGION of ["MU", "KA"]) {
    await program.synth({ HOOK_URL, REGION });
    await terraform.run("init", "-input=false");
    await terraform.apply();
  }
  await terraform.apply();

  const { hotline_allocation_id: allocation, hotline_green_vn: number } = await terraform.outputs();
  const name = expect.stringMatching(/^webhook-hotline-[0-9a-f]{10}$/) as string;
  expect(told).toEqual([
    { allocation, name, number: sandbox.ledger().charges[0]?.number_after },
    { allocation, name, number },
  ]);
  expect(sandbox.charged()).toBe(2);
});

test("hcl: the provider alone", async () => {
  const { workspace } = await openTerraform({ sandbox });
  await rm(path.join(workspace.folder, "terraform.tf"));
  await copyInto(workspace, "examples/hcl");
  const terraform = terraformIn(workspace, workspace.folder);
  expect(await terraform.run("fmt", "-check", "-diff", ".")).toMatchObject({ exitCode: 0, stdout: "" });
  await terraform.apply();
  expect(await terraform.outputs()).toEqual({
    numbers: {
      "driver-7": expect.stringMatching(/^\+919820/) as string,
      "driver-8": expect.stringMatching(/^\+919810/) as string,
    },
  });
  expect((await terraform.plan()).isEmpty).toBe(true);

  const drivers = {
    "driver-7": { phone: "+919000000007", region: "GJ" },
    "driver-8": { phone: "+919000000008", region: "DL" },
  };
  const plan = await terraform.plan("-var", `drivers=${JSON.stringify(drivers)}`);
  expect(summary(plan)).toEqual([['greenvn_allocation.driver["driver-7"]', "update"]]);
  const fewer = await terraform.planFails("-var", `drivers=${JSON.stringify({ "driver-7": drivers["driver-7"] })}`);
  expect(fewer.diagnostics.map(({ summary }) => summary)).toContain("Instance cannot be destroyed");
});
