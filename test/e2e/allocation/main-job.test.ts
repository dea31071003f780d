import type { TestSandbox } from "../../support/api/sandbox";
import { openScene } from "../../support/api/scene";
import { A, A2, allocationOf, declare } from "../../support/terraform/configuration";
import type { TerraformFolder } from "../../support/terraform/terraform";

const ADDRESS = "greenvn_allocation.ride";
const outputs = { ride_green_vn: `${ADDRESS}.green_vn`, ride_id: `${ADDRESS}.id` };

describe("the main job", () => {
  let sandbox: TestSandbox;
  let terraform: TerraformFolder;
  const declareRide = (more: Record<string, unknown>) =>
    declare(terraform, { allocations: { ride: allocationOf("ride-42", more) }, outputs });

  beforeAll(async () => {
    ({ sandbox, terraform } = await openScene());
  });

  test("an allocation is created, with one charge and its number as an output", async () => {
    await declareRide({ preferences: { region: "MU", number_type: "mobile" } });
    const plan = await terraform.plan();
    expect([plan.change(ADDRESS).actions, plan.diagnostics]).toEqual([["create"], []]);
    await terraform.apply(plan.file);
    const [held] = sandbox.allocations();
    expect(await terraform.outputs()).toEqual({ ride_green_vn: held?.greenVn, ride_id: held?.greenvnId });
    expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 0, call_party: 0, charged: 1 });
    expect(sandbox.ledger().charges[0]?.request).toEqual({
      connection_id: "ride-42",
      aparty_numbers: [A],
      bparty_numbers: ["+919876500002"],
      usage: "twoway",
      strictness: "false",
      preferences: { region: "MU", type: "mobile" },
    });
  });

  test("an unchanged declaration plans nothing and writes nothing", async () => {
    const plan = await terraform.plan();
    expect([plan.isEmpty, plan.diagnostics, sandbox.charged()]).toEqual([true, [], 1]);
  });

  test.each<[string, Record<string, unknown>, (free: string) => unknown]>([
    [
      "region",
      { preferences: { region: "MH", number_type: "mobile" } },
      () => ({ strictness: "false", preferences: { region: "MH", number_type: "mobile" } }),
    ],
    [
      "number_type",
      { preferences: { region: "MH", number_type: "landline" } },
      () => ({ strictness: "false", preferences: { region: "MH", number_type: "landline" } }),
    ],
    [
      "greenvn",
      { preferences: { greenvn: "FREE" } },
      (free) => ({ strictness: "false", preferences: { greenvn: free } }),
    ],
    [
      "greenvn, strictly",
      { preferences: { greenvn: "FREE" }, strictness: true },
      (free) => ({ strictness: "true", preferences: { greenvn: free } }),
    ],
  ])("a change of %s is planned in place, and makes exactly one call", async (_name, declared, body) => {
    const free = sandbox.freeNumbers({ region: "KL", type: "mobile" }, 9).at(-1) ?? "";
    await declareRide(JSON.parse(JSON.stringify(declared).replace("FREE", free)) as Record<string, unknown>);
    const [held] = sandbox.allocations();
    const callsBefore = sandbox.calls("vn").length;

    const plan = await terraform.plan();
    const change = plan.change(ADDRESS);
    expect(change.actions).toEqual(["update"]);
    expect([change.before?.["id"], change.after?.["id"], change.afterUnknown["id"]]).toEqual([
      held?.greenvnId,
      held?.greenvnId,
      undefined,
    ]);
    expect(change.before?.["green_vn"]).toBe(held?.greenVn);
    expect([change.afterUnknown["green_vn"], change.after?.["green_vn"]]).toEqual([true, undefined]);
    expect(plan.diagnostics.map(({ severity, summary }) => [severity, summary])).toEqual([
      ["warning", `PUT …/vn for allocation "ride-42" (${held?.greenvnId}) is charged as a new allocation`],
    ]);

    await terraform.apply(plan.file);
    const [now] = sandbox.allocations();
    expect(sandbox.calls("vn").length).toBe(callsBefore + 1);
    expect(sandbox.ledger().charges.at(-1)).toMatchObject({
      operation: "vn",
      request: body(free),
      number_before: held?.greenVn,
      number_after: now?.greenVn,
    });
    expect(now?.greenvnId).toBe(held?.greenvnId);
    expect((await terraform.outputs())["ride_green_vn"]).toBe(now?.greenVn);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test.each(["swapped", "both"] as const)("a number told under its other name is read alike (%s)", async (key) => {
    sandbox.answers({ vn_key: key });
    await declareRide({ rotation_triggers: { told: key } });
    await terraform.apply();
    expect((await terraform.outputs())["ride_green_vn"]).toBe(sandbox.allocations()[0]?.greenVn);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("other parties make one call-party, and the number is known to stay", async () => {
    await declareRide({ rotation_triggers: { told: "both" }, aparty_numbers: [A, A2] });
    const chargedBefore = sandbox.charged();
    const plan = await terraform.plan();
    const { before, after, afterUnknown } = plan.change(ADDRESS);
    expect([after?.["green_vn"], afterUnknown["green_vn"]]).toEqual([before?.["green_vn"], undefined]);
    await terraform.apply(plan.file);
    expect([sandbox.charged() - chargedBefore, sandbox.ledger().charges.at(-1)?.operation]).toEqual([1, "call-party"]);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("no free number: one diagnostic, no charge, state as it was", async () => {
    await declareRide({
      rotation_triggers: { told: "both" },
      aparty_numbers: [A, A2],
      preferences: { greenvn: "+919999999999" },
      strictness: true,
    });
    const [before, chargedBefore] = [await terraform.resource(ADDRESS), sandbox.charged()];
    const failed = await terraform.applyFails();
    const errors = failed.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ summary }) => summary)).toEqual([
      `Could not change the number of allocation "ride-42" (${String(before["id"])})`,
    ]);
    expect(errors[0]?.detail).toMatch(/HTTP 452, code 4: .*charged nothing/s);
    expect([await terraform.resource(ADDRESS), sandbox.charged()]).toEqual([before, chargedBefore]);
  });

  test("a strictly pinned number that is refused is never shown by terraform output", async () => {
    const held = sandbox.allocations()[0]?.greenVn;
    expect((await terraform.outputs())["ride_green_vn"]).toBe(held);
    const again = await terraform.plan();
    const failed = await terraform.applyFails(again.file);
    expect(failed.diagnostics.map(({ detail }) => detail).join()).toContain("HTTP 452");
    const shown = await terraform.outputs();
    expect(shown["ride_green_vn"]).toBe(held);
    expect(JSON.stringify(shown)).not.toContain("+919999999999");
  });
});

describe("when the API can not be used", () => {
  test.each<[string, Record<string, string>, string, RegExp]>([
    [
      "wrong credentials",
      { GREENVN_API_TOKEN: "wrong-s3cret" },
      "ExoBridge refuses the credentials",
      /HTTP 401, code 7: .*GREENVN_API_TOKEN.*Nothing was changed or charged/s,
    ],
    [
      "another tenant",
      { GREENVN_ACCOUNT_SID: "stranger", GREENVN_API_KEY: "sandbox" },
      'Could not create allocation "ride-42"',
      /HTTP 403, code 8: .*GREENVN_ACCOUNT_SID.*Nothing was created or charged/s,
    ],
    [
      "a server that is down",
      { GREENVN_BASE_URL: "http://127.0.0.1:9" },
      'Could not create allocation "ride-42"',
      /could not be reached.*never sent.*Nothing was created or charged/s,
    ],
  ])("%s: one diagnostic, nothing charged, nothing secret", async (_what, env, summary, detail) => {
    const { sandbox, terraform } = await openScene({ env });
    await declare(terraform, { allocations: { ride: allocationOf("ride-42") }, provider: { max_retries: 0 } });
    const failed = await terraform.applyFails();
    expect(failed.diagnostics.map((each) => each.summary)).toEqual([summary]);
    expect(failed.diagnostics[0]?.detail).toMatch(detail);
    expect([sandbox.charged(), await terraform.state()]).toEqual([0, []]);
    const told = failed.stdout + failed.stderr + (await terraform.log());
    expect(told).not.toMatch(/wrong-s3cret|sandbox-token|Basic [A-Za-z0-9+/]{8}/);
  });
});
