import { send, type TestSandbox } from "../../support/api/sandbox";
import { openScene } from "../../support/api/scene";
import { declare } from "../../support/terraform/configuration";
import type { Plan } from "../../support/terraform/terraform";

// Every order in which Terraform replaces an assignment: the charged calls are counted, and each was told by a plan.

const NUMBER = "greenvn_assignment.n";
const CBD = { create_before_destroy: true };

async function owned(sandbox: TestSandbox, name: string): Promise<string> {
  const digit = name.charCodeAt(0) % 10;
  const answer = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    connection_id: name,
    aparty_numbers: [`+91900000000${digit}`],
    bparty_numbers: [`+91800000000${digit}`],
    usage: "twoway",
  });
  return (answer.json as { data: { greenvn_id: string } }).data.greenvn_id;
}

const warnings = ({ diagnostics }: Plan) =>
  diagnostics.filter(({ severity }) => severity === "warning").map(({ summary }) => summary);

/** How Terraform comes to replace it: what stands beside `greenvn_id`, other blocks, arguments of the plan. */
interface Order {
  readonly lifecycle?: object;
  readonly data?: (turn: number) => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly args?: readonly string[];
  readonly actions: readonly string[];
}

const ORDERS: readonly (readonly [string, Order])[] = [
  ["-replace", { args: [`-replace=${NUMBER}`], actions: ["delete", "create"] }],
  ["-replace, create_before_destroy", { lifecycle: CBD, args: [`-replace=${NUMBER}`], actions: ["create", "delete"] }],
  [
    "-replace, create_before_destroy propagated by a dependent",
    {
      args: [`-replace=${NUMBER}`],
      data: () => ({ follower: { input: `\${${NUMBER}.id}`, lifecycle: CBD } }),
      actions: ["create", "delete"],
    },
  ],
  [
    "replace_triggered_by, create_before_destroy",
    {
      lifecycle: { ...CBD, replace_triggered_by: ["terraform_data.trigger"] },
      data: (turn) => ({ trigger: { input: String(turn) } }),
      actions: ["create", "delete"],
    },
  ],
  [
    "replace_triggered_by",
    {
      lifecycle: { replace_triggered_by: ["terraform_data.trigger"] },
      data: (turn) => ({ trigger: { input: String(turn) } }),
      actions: ["delete", "create"],
    },
  ],
];

describe.each(ORDERS)("%s", (_name, { lifecycle, data, args = [], actions }) => {
  test("with the same declaration charges nothing; with another one, the one call that its plan warned of", async () => {
    const { sandbox, terraform } = await openScene();
    const id = await owned(sandbox, "line");
    const take = (turn: number, region: string) =>
      declare(terraform, {
        assignments: { n: { greenvn_id: id, preferences: { region }, ...(lifecycle ? { lifecycle } : {}) } },
        ...(data ? { terraformData: data(turn) } : {}),
      });
    await take(1, "MH");
    await terraform.apply();
    expect(sandbox.charged("vn")).toBe(1);

    await take(2, "MH");
    const same = await terraform.plan(...args);
    expect([same.change(NUMBER).actions, warnings(same)]).toEqual([actions, []]);
    await terraform.apply(same.file);
    expect(sandbox.charged("vn")).toBe(1);
    expect((await terraform.plan()).isEmpty).toBe(true);

    await take(3, "KA");
    const other = await terraform.plan(...args);
    expect([other.change(NUMBER).actions, warnings(other)]).toEqual([
      actions,
      [expect.stringMatching(/^PUT …\/vn for allocation "line" .* is charged as a new allocation$/)],
    ]);
    await terraform.apply(other.file);
    expect(sandbox.charged("vn")).toBe(2);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});

test.each([
  ["destroyed first", {}, ["delete", "create"]],
  ["created first", { lifecycle: CBD }, ["create", "delete"]],
])(
  "another greenvn_id, %s: the plan names the number that is given up, and one call is charged",
  async (_order, more, actions) => {
    const { sandbox, terraform } = await openScene();
    const [one, two] = [await owned(sandbox, "one"), await owned(sandbox, "two")];
    const take = (id: string) =>
      declare(terraform, { assignments: { n: { greenvn_id: id, preferences: { region: "MH" }, ...more } } });
    await take(one);
    await terraform.apply();
    await take(two);
    const plan = await terraform.plan();
    const number = sandbox.allocations().find(({ greenvnId }) => greenvnId === two)?.greenVn;
    expect([plan.change(NUMBER).actions, warnings(plan)]).toEqual([
      actions,
      [expect.stringMatching(/^PUT …\/vn for allocation "two" .* may be charged as a new allocation$/)],
    ]);
    expect(plan.diagnostics[0]?.detail).toContain(`${number} is given up for good`);
    await terraform.apply(plan.file);
    expect(sandbox.charged("vn")).toBe(2);
    expect((await terraform.plan()).isEmpty).toBe(true);
  },
);

test.each([
  ["destroyed first", {}],
  ["created first", { lifecycle: CBD }],
])("the owner's replacement, %s: the plan warns, and one call is charged", async (_order, more) => {
  const { sandbox, terraform } = await openScene();
  const take = (connectionId: string) =>
    declare(terraform, {
      allocations: {
        a: { connection_id: connectionId, aparty_numbers: ["+919000000001"], bparty_numbers: ["+918000000001"] },
      },
      assignments: { n: { greenvn_id: "${greenvn_allocation.a.id}", preferences: { region: "MH" }, ...more } },
    });
  await take("first");
  await terraform.apply();
  expect(sandbox.charged("vn")).toBe(1);
  await take("second");
  const plan = await terraform.plan();
  expect(warnings(plan)).toContainEqual(expect.stringMatching(/^PUT …\/vn for allocation .* may be charged/));
  await terraform.apply(plan.file);
  expect(sandbox.charged("vn")).toBe(2);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("a tainted one, created first: Terraform tells nothing of what it was, so the plan warns of the call that is charged", async () => {
  const { sandbox, terraform } = await openScene();
  const id = await owned(sandbox, "line");
  await declare(terraform, {
    assignments: { n: { greenvn_id: id, preferences: { region: "MH" }, lifecycle: CBD } },
  });
  await terraform.apply();
  await terraform.run("taint", NUMBER);
  const plan = await terraform.plan();
  expect(warnings(plan)).toEqual([expect.stringMatching(/^PUT …\/vn for allocation "line" .* may be charged/)]);
  await terraform.apply(plan.file);
  expect(sandbox.charged("vn")).toBe(2);
  expect((await terraform.plan()).isEmpty).toBe(true);
});
