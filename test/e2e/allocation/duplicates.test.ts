import { openScene, type Scene } from "../../support/api/scene";
import { kindOf } from "../../support/stories/transitions";
import { A, allocationOf, B, declare } from "../../support/terraform/configuration";
import type { Diagnostic } from "../../support/terraform/terraform";

const errors = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ summary }) => summary);
const line = (name: string, connection: string, more = ""): string => `
resource "greenvn_allocation" "${name}" {
  connection_id  = ${connection}
  aparty_numbers = ["${A}"]
  bparty_numbers = ["${B}"]
  ${more}
}`;

/** What was asked of any allocation: whether the credentials are taken is asked beside it. */
const called = (sandbox: Scene["sandbox"]) => sandbox.calls().filter(({ operation }) => operation !== "settings");

/** A scene in which `a` is in state, by the name "a". */
async function withOne(more = ""): Promise<Scene & { readonly id: string }> {
  const scene = await openScene();
  await scene.terraform.declare(line("a", '"a"', more));
  await scene.terraform.apply();
  return { ...scene, id: String((await scene.terraform.resource("greenvn_allocation.a"))["id"]) };
}

function expectUntouched({ sandbox }: Scene): void {
  expect([sandbox.charged(), sandbox.calls("delete")]).toEqual([1, []]);
}

describe("two that are planned under one connection_id: an error from the second, and no call", () => {
  test.each<[string, string]>([
    ["two blocks", `${line("a", '"same"')}${line("b", '"same"')}`],
    ["instances of one block", line("a", '"same"', "count = 2")],
    ["a block and a module", `${line("a", '"same"')}\nmodule "m" {\n  source = "./m"\n}`],
  ])("%s", async (_what, hcl) => {
    const { sandbox, terraform } = await openScene();
    await terraform.write({
      "m/main.tf": `${line("b", '"same"')}\nterraform {\n  required_providers {\n    greenvn = { source = "registry.terraform.io/cdktf-greenvn/greenvn" }\n  }\n}`,
    });
    await terraform.declare(hcl);
    await terraform.init();
    const { diagnostics } = await terraform.planFails();
    expect(errors(diagnostics)).toEqual(['Two greenvn_allocations are planned under the connection_id "same"']);
    expect([diagnostics[0]?.address, called(sandbox)]).toEqual([expect.stringContaining("greenvn_allocation."), []]);
  });

  test("beside one that is in state: its id is named, or it is told itself", async () => {
    const scene = await withOne();
    await scene.terraform.declare(`${line("a", '"a"')}${line("b", '"a"')}`);
    const { diagnostics } = await scene.terraform.planFails();
    expect(errors(diagnostics)).toEqual(['Two greenvn_allocations are planned under the connection_id "a"']);
    expectUntouched(scene);
  });

  test("a name that is known only after apply: at apply, before the call", async () => {
    const { sandbox, terraform } = await openScene();
    await terraform.declare(
      `resource "terraform_data" "name" {\n  input = "same"\n}${line("a", "terraform_data.name.output")}${line("b", "terraform_data.name.output")}`,
    );
    const { diagnostics } = await terraform.applyFails();
    expect(errors(diagnostics)).toEqual(['Two greenvn_allocations are planned under the connection_id "same"']);
    expect(sandbox.charged()).toBe(1);
  });

  test("under two aliases each is planned by itself: the API will refuse the second", async () => {
    const { sandbox, terraform } = await openScene();
    await terraform.declare(
      `provider "greenvn" {}\nprovider "greenvn" {\n  alias = "other"\n}${line("a", '"same"')}${line("b", '"same"', "provider = greenvn.other")}`,
    );
    expect((await terraform.plan()).diagnostics).toEqual([]);
    expect(sandbox.charged()).toBe(0);
  });
});

describe("one allocation that a plan gives up and keeps: an error, whichever Terraform plans first", () => {
  const imported = (id: string) => `\nimport {\n  to = greenvn_allocation.b\n  id = "${id}"\n}${line("b", '"a"')}`;

  test.each<[string, string]>([
    ["its block is removed", ""],
    [
      "it is removed by a block that says so",
      "removed {\n  from = greenvn_allocation.a\n  lifecycle {\n    destroy = true\n  }\n}",
    ],
    ["it is replaced by another name", line("a", '"other"')],
    ["it is replaced for its policy", line("a", '"other"', 'deallocation_policy = { duration = "30d" }')],
  ])("%s, and it is imported", async (_what, hcl) => {
    const scene = await withOne();
    await scene.terraform.declare(`${hcl}${imported(scene.id)}`);
    const { diagnostics } = await scene.terraform.planFails();
    expect(errors(diagnostics)).toEqual([`Refused: this plan gives up and keeps allocation "a" (${scene.id})`]);
    expect(diagnostics.map(({ detail }) => detail).join()).toMatch(/moved \{.*lifecycle \{ destroy = false \}/s);
    expectUntouched(scene);
  });

  test("it is replaced by -replace, and imported", async () => {
    const scene = await withOne();
    await scene.terraform.declare(`${line("a", '"a"')}${imported(scene.id)}`);
    const { diagnostics } = await scene.terraform.planFails("-replace=greenvn_allocation.a");
    expect(errors(diagnostics)).toContainEqual(expect.stringContaining(scene.id));
    expectUntouched(scene);
  });

  test("moved takes it along: nothing is planned, released or charged", async () => {
    const scene = await withOne();
    await scene.terraform.declare(
      `moved {\n  from = greenvn_allocation.a\n  to   = greenvn_allocation.b\n}${line("b", '"a"')}`,
    );
    await scene.terraform.apply();
    expect((await scene.terraform.resource("greenvn_allocation.b"))["id"]).toBe(scene.id);
    expectUntouched(scene);
  });

  test("removed without a destroy lets it go, and the import takes it in", async () => {
    const scene = await withOne();
    await scene.terraform.declare(
      `removed {\n  from = greenvn_allocation.a\n  lifecycle {\n    destroy = false\n  }\n}${imported(scene.id)}`,
    );
    await scene.terraform.apply();
    expect((await scene.terraform.state()).map(({ address, values }) => [address, values["id"]])).toEqual([
      ["greenvn_allocation.b", scene.id],
    ]);
    expectUntouched(scene);
  });

  test("abandoned is given up by state alone: another address may import it", async () => {
    const scene = await withOne('deletion_policy = "abandon"');
    await scene.terraform.declare(imported(scene.id));
    await scene.terraform.apply();
    expect((await scene.terraform.resource("greenvn_allocation.b"))["id"]).toBe(scene.id);
    expectUntouched(scene);
  });

  test("one that stands at two addresses is an error, and is let go of with no call", async () => {
    const scene = await withOne();
    await scene.terraform.declare(`${line("a", '"a"')}${imported(scene.id)}`);
    expect(errors((await scene.terraform.planFails()).diagnostics)).toEqual([
      `Two greenvn_allocations hold allocation "a" (${scene.id})`,
    ]);
    // By command the second address gets it all the same: nothing is planned then.
    await scene.terraform.declare(`${line("a", '"a"')}${line("b", '"a"')}`);
    await scene.terraform.import("greenvn_allocation.b", scene.id);
    expect(errors((await scene.terraform.planFails()).diagnostics)).toEqual([
      `Two greenvn_allocations hold allocation "a" (${scene.id})`,
    ]);
    await scene.terraform.declare(
      `removed {\n  from = greenvn_allocation.b\n  lifecycle {\n    destroy = false\n  }\n}${line("a", '"a"')}`,
    );
    await scene.terraform.apply();
    expect((await scene.terraform.plan()).isEmpty).toBe(true);
    expectUntouched(scene);
  });
});

describe("no duplicate", () => {
  test.each<[string, string, readonly string[]]>([
    ["a replacement by another name", line("a", '"b"'), []],
    ["a replacement that keeps its name", line("a", '"a"', 'deallocation_policy = { duration = "30d" }'), []],
    ["-replace", line("a", '"a"'), ["-replace=greenvn_allocation.a"]],
    [
      "-replace, its name ignored",
      line("a", '"other"', "lifecycle {\n    ignore_changes = [connection_id]\n  }"),
      ["-replace=greenvn_allocation.a"],
    ],
    ["created before it is destroyed", line("a", '"b"', "lifecycle {\n    create_before_destroy = true\n  }"), []],
  ])("%s is carried out as planned", async (_what, hcl, args) => {
    const { sandbox, terraform } = await withOne();
    await terraform.declare(hcl);
    const plan = await terraform.plan(...args);
    expect(plan.change("greenvn_allocation.a").actions).toHaveLength(2);
    await terraform.apply(plan.file);
    expect([sandbox.ledger().totals, sandbox.calls("delete").length, (await terraform.plan()).isEmpty]).toEqual([
      { create: 2, vn: 0, call_party: 0, charged: 2 },
      1,
      true,
    ]);
  });

  test("a tainted one is made anew, by its own name", async () => {
    const { sandbox, terraform } = await withOne();
    await terraform.run("taint", "greenvn_allocation.a");
    await terraform.apply();
    expect([sandbox.charged(), sandbox.calls("delete").length, (await terraform.plan()).isEmpty]).toEqual([2, 1, true]);
  });

  test("a whole destroy, after a refresh of what it destroys", async () => {
    const { sandbox, terraform } = await openScene();
    await terraform.declare(line("a", '"a-${count.index}"', "count = 3"));
    await terraform.apply();
    await terraform.destroy();
    expect([sandbox.charged(), sandbox.calls("delete").length, await terraform.state()]).toEqual([3, 3, []]);
  });
});

test("a name that the same plan gives up is a warning, which says what moves: the apply may need another", async () => {
  const { sandbox, terraform } = await withOne();
  await terraform.declare(line("b", '"a"'));
  const plan = await terraform.plan();
  expect(plan.diagnostics.map(({ summary }) => summary).sort()).toEqual([
    expect.stringMatching(/^\+91\d+ will be released and can not be had back/),
    expect.stringMatching(/^allocation "a" \(.*\) is given up, and another is created by its connection_id$/),
  ]);
  expect(plan.diagnostics.map(({ detail }) => detail).join()).toMatch(/moved \{.*terraform apply again/s);
  const applied = await terraform.run("apply", "-json", "-input=false", "-auto-approve", plan.file);
  if (applied.exitCode !== 0) {
    expect(applied.stdout).toMatch(/run terraform apply again/);
    await terraform.apply();
  }
  expect([sandbox.ledger().totals.charged, sandbox.calls("delete").length, (await terraform.plan()).isEmpty]).toEqual([
    2,
    1,
    true,
  ]);
});

test("an allocation and an assignment of it stand side by side: an error only where both pin a number", async () => {
  const { sandbox, terraform } = await openScene();
  const region = { preferences: { region: "MH" } };
  await declare(terraform, { allocations: { a: allocationOf("a", region) } });
  await terraform.apply();
  const { id, green_vn: number } = await terraform.resource("greenvn_allocation.a");
  const side = { greenvn_id: id, ...region };
  await declare(terraform, { allocations: { a: allocationOf("a", region) }, assignments: { n: { greenvn_id: id } } });
  await terraform.apply();
  await declare(terraform, { allocations: { a: allocationOf("a", region) }, assignments: { n: side } });
  expect((await terraform.plan()).diagnostics.map(kindOf)).toEqual(["charged:vn"]);

  const [other = ""] = sandbox.freeNumbers({ region: "KL", type: "mobile" }, 1);
  const pin = (greenvn: unknown) => ({ preferences: { greenvn }, strictness: true });
  const allocations = { a: allocationOf("a", pin(number)) };
  await declare(terraform, { allocations, assignments: { n: side } });
  await terraform.plan();
  await declare(terraform, { allocations, assignments: { n: { greenvn_id: id, ...pin(other) } } });
  expect(errors((await terraform.planFails()).diagnostics)).toEqual([
    `A greenvn_allocation and a greenvn_assignment both pin the number of allocation ${String(id)}`,
  ]);
  expect(sandbox.charged()).toBe(1);
});
