import { send } from "../../support/api/sandbox";
import { openScene, type Scene } from "../../support/api/scene";
import { declare } from "../../support/terraform/configuration";

const NUMBER = "greenvn_assignment.n";

interface Owned extends Scene {
  readonly id: string;
  /** The number in force now. */
  readonly number: () => string;
}

/** An allocation that somebody else owns. */
async function owned(): Promise<Owned> {
  const scene = await openScene();
  const answer = await send(scene.sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    connection_id: "line",
    aparty_numbers: ["+919000000001"],
    bparty_numbers: ["+918000000001"],
    usage: "twoway",
  });
  const id = (answer.json as { data: { greenvn_id: string } }).data.greenvn_id;
  return { ...scene, id, number: () => String(scene.sandbox.allocations()[0]?.greenVn) };
}

const take = ({ terraform, id }: Owned, more: object = {}, greenvnId = id) =>
  declare(terraform, { assignments: { n: { greenvn_id: greenvnId, ...more } } });
const MH = { preferences: { region: "MH" } };

test("the plan names the number that would be given up, and the apply of that plan charges once", async () => {
  const scene = await owned();
  const { sandbox, terraform, number } = scene;
  await take(scene, MH);
  const plan = await terraform.plan();
  expect(plan.diagnostics.map(({ summary, detail }) => `${summary} ${detail}`)).toEqual([
    expect.stringMatching(/PUT …\/vn for allocation "line" .* may be charged as a new allocation/),
  ]);
  expect(plan.diagnostics[0]?.detail).toContain(`${number()} is given up for good`);
  expect([sandbox.charged("vn"), plan.change(NUMBER).actions]).toEqual([0, ["create"]]);
  await terraform.apply(plan.file);
  expect([sandbox.charged("vn"), (await terraform.resource(NUMBER))["green_vn"]]).toEqual([1, number()]);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("a pin that is in force is warned of by no plan, and charged by no apply", async () => {
  const scene = await owned();
  const { sandbox, terraform, number } = scene;
  await take(scene, { preferences: { greenvn: number() }, strictness: true });
  const plan = await terraform.plan();
  expect(plan.diagnostics).toEqual([]);
  await terraform.apply(plan.file);
  expect(sandbox.charged("vn")).toBe(0);
});

test("an id that never existed, and an outage, fail the plan before anything is charged", async () => {
  const scene = await owned();
  const { sandbox, terraform } = scene;
  await take(scene, MH, "no-such-id");
  const never = await terraform.planFails();
  expect(never.diagnostics.map(({ summary, detail, code }) => [summary, detail, code])).toEqual([
    [
      "Could not take on allocation no-such-id",
      expect.stringMatching(/it never existed, or is gone\. Nothing was changed or charged/),
      expect.stringContaining("greenvn_id"),
    ],
  ]);
  await take(scene, MH);
  sandbox.faults([{ on: "read", work: "none", answer: { kind: "status", status: 403, code: 8 }, times: 99 }]);
  expect((await terraform.planFails()).diagnostics.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/HTTP 403.*Nothing was changed or charged/),
  ]);
  expect(sandbox.charged("vn")).toBe(0);
});

test("a number that changed between plan and apply stops the apply, and nothing is charged", async () => {
  const scene = await owned();
  const { sandbox, terraform, id, number } = scene;
  await take(scene, MH);
  const plan = await terraform.plan();
  const [other = ""] = sandbox.freeNumbers({ region: "KL", type: "mobile" }, 1);
  sandbox.changeByHand(id, { greenVn: other });
  const failed = await terraform.applyFails(plan.file);
  expect(failed.diagnostics.map(({ summary }) => summary)).toContainEqual(
    expect.stringMatching(/changed since the plan/),
  );
  expect([sandbox.charged("vn"), number(), await terraform.state()]).toEqual([0, other, []]);

  await terraform.apply();
  expect(sandbox.charged("vn")).toBe(1);
});

/** Plans that stand on two numbers: the latest one on the number in force. */
async function plannedTwice() {
  const scene = await owned();
  await take(scene, MH);
  const saved = await scene.terraform.plan();
  const [other = ""] = scene.sandbox.freeNumbers({ region: "KL", type: "mobile" }, 1);
  scene.sandbox.changeByHand(scene.id, { greenVn: other });
  await scene.terraform.plan();
  return { ...scene, saved, other };
}

test("a saved plan gives up no number that it did not name, whatever was planned since", async () => {
  const { sandbox, terraform, number, saved, other } = await plannedTwice();
  const failed = await terraform.applyFails(saved.file);
  expect(failed.diagnostics.map(({ summary }) => summary)).toContainEqual(
    expect.stringMatching(/changed since the plan/),
  );
  expect([sandbox.charged("vn"), number(), await terraform.state()]).toEqual([0, other, []]);

  await terraform.apply((await terraform.plan()).file);
  expect(sandbox.charged("vn")).toBe(1);
});

test("an apply that plans by itself goes by that plan, whatever was planned before", async () => {
  const { sandbox, terraform } = await plannedTwice();
  await terraform.apply();
  expect(sandbox.charged("vn")).toBe(1);
});

test("a creation whose call stays unresolved is saved, not tainted, and charged once", async () => {
  const scene = await owned();
  const { sandbox, terraform, id, number } = scene;
  await take(scene, MH);
  const before = number();
  sandbox.faults([{ on: "vn", work: "none", answer: { kind: "status", status: 499 } }]);
  const { diagnostics } = await terraform.apply();
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect((await terraform.resource(NUMBER))["green_vn"]).toBe(before);
  const plan = await terraform.plan();
  expect([plan.change(NUMBER).actions, plan.change(NUMBER).before?.["id"], sandbox.charged("vn")]).toEqual([
    ["update"],
    id,
    0,
  ]);
  expect(plan.diagnostics[0]?.detail).toContain("may be charged again");
  await terraform.apply(plan.file);
  expect([sandbox.charged("vn"), (await terraform.plan()).isEmpty]).toEqual([1, true]);
});
