import { type PlainExoBridge, startPlainExoBridge } from "../../support/api/plain-exobridge";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";

let api: PlainExoBridge;
let terraform: TerraformFolder;
beforeEach(async () => {
  api = await startPlainExoBridge();
  terraform = await openTerraform({ sandbox: api });
});
afterEach(async () => {
  await terraform.expectNoComplaints();
  await api.close();
});

const NAME = "greenvn_allocation.line";
const allocation = (more = "") => `
resource "greenvn_allocation" "line" {
  connection_id  = "line 1/ä"
  aparty_numbers = ["+919000000001", "+14155550100"]
  bparty_numbers = ["+918000000001"]
  ${more}
}
output "number" {
  value = greenvn_allocation.line.green_vn
}
`;

const since = (from: number) => api.requests.slice(from).filter(({ call }) => !call.startsWith("GET"));

test("the whole life of an allocation, by an API that answers otherwise", async () => {
  const full = `aparty_pins = [918273]\n  deallocation_policy = { duration = "30d" }\n  flow_id = "flow-7"`;
  await terraform.declare(
    allocation(`${full}\n  preferences = { region = "MH", number_type = "landline", pin_code = "400001" }`),
  );
  await terraform.apply();
  expect(await terraform.resource(NAME)).toMatchObject({
    id: "70000000000",
    account_sid: "acme1m",
    green_vn: expect.stringMatching(/^\+91701210000/) as string,
    usage: "twoway",
    state: "active",
    aparty_pins: [918273],
  });

  const changes: readonly [string, readonly string[]][] = [
    [`${full}\n  preferences = { region = "KA" }`, ["vn"]],
    [`${full}\n  preferences = { greenvn = "+917099999999" }\n  strictness = true`, ["vn"]],
    [`${full}\n  preferences = { greenvn = "+917099999999" }\n  strictness = true\n  usage = "oneway"`, ["call-party"]],
    [
      `${full.replace("918273", "918274")}\n  usage = "oneway"\n  rotation_triggers = { month = "1" }`,
      ["call-party", "vn"],
    ],
    [`${full.replace("918273", "918274")}\n  usage = "oneway"`, []],
  ];
  for (const [declaration, calls] of changes) {
    const [charged, asked] = [api.charges.length, api.requests.length];
    await terraform.declare(allocation(declaration));
    const plan = await terraform.plan();
    expect(plan.change(NAME)).toMatchObject({ actions: ["update"] });
    await terraform.apply(plan.file);
    expect(api.charges.slice(charged)).toEqual(calls);
    expect(since(asked)).toHaveLength(calls.length);
  }
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect((await terraform.resource(NAME))["id"]).toBe("70000000000");

  await terraform.destroy();
  expect([...api.held.values()].map(({ isGone }) => isGone)).toEqual([true]);
  expect(await terraform.state()).toEqual([]);
});

test("an import, a data source, an assignment, and what is gone", async () => {
  await terraform.declare(allocation());
  await terraform.apply();
  await terraform.run("state", "rm", NAME);
  const known = `
    data "greenvn_allocation" "line" {
      id = "70000000000"
    }
    resource "greenvn_assignment" "line" {
      greenvn_id  = data.greenvn_allocation.line.id
      preferences = { region = "TN" }
    }`;
  await terraform.declare(known);
  await terraform.apply();
  expect(await terraform.resource("data.greenvn_allocation.line")).toMatchObject({
    connection_id: "line 1/ä",
    bparty_numbers: ["+918000000001"],
  });
  expect((await terraform.resource("greenvn_assignment.line"))["green_vn"]).toMatch(/^\+917015/);
  expect(api.charges).toEqual(["create", "vn"]);
  expect((await terraform.plan()).isEmpty).toBe(true);

  await terraform.declare(`${known}\nimport {\n  to = ${NAME}\n  id = "70000000000"\n}\n${allocation()}`);
  await terraform.apply();
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(api.charges).toEqual(["create", "vn"]);

  for (const one of api.held.values()) one.isGone = true;
  await terraform.declare(allocation());
  const plan = await terraform.plan();
  expect(plan.diagnostics.map(({ summary }) => summary)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^\+917015.* is gone/)]),
  );
  expect(plan.change(NAME).actions).toEqual(["create"]);
});

test("wrong credentials and another account end in one clear error each", async () => {
  await terraform.declare(`provider "greenvn" {\n  api_key = "other"\n}\n${allocation()}`);
  const { diagnostics } = await terraform.applyFails();
  expect(diagnostics.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/HTTP 402, code 7: authentication failed\. Check api_key and api_token/),
  ]);
  await terraform.declare(`provider "greenvn" {\n  account_sid = "other"\n  api_key = "3f1c0de"\n}\n${allocation()}`);
  expect((await terraform.applyFails()).diagnostics.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/HTTP 403, code 8.*Check account_sid/),
  ]);
  expect(api.charges).toEqual([]);
});
