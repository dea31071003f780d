import { openScene } from "../../support/api/scene";
import { A, allocationOf, B, declare } from "../../support/terraform/configuration";

const LOOKUP = "data.greenvn_allocation.seen";

test("the data source tells all that the API tells but PINs, and makes no write", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a", { aparty_pins: [1111], flow_id: "f-1" }) } });
  await terraform.apply();
  const [held] = sandbox.allocations();
  const lookups = { seen: { id: held?.greenvnId } };
  await declare(terraform, { allocations: { a: allocationOf("a", { aparty_pins: [1111], flow_id: "f-1" }) }, lookups });
  await terraform.apply();
  expect(await terraform.resource(LOOKUP)).toEqual({
    id: held?.greenvnId,
    account_sid: "sandbox",
    connection_id: "a",
    aparty_numbers: [A],
    bparty_numbers: [B],
    usage: "twoway",
    flow_id: "f-1",
    green_vn: held?.greenVn,
    state: "active",
  });
  sandbox.answers({
    state: "absent",
    usage: "absent",
    connection_id: "absent",
    flow: "absent",
    numbers: "no-plus",
  });
  await terraform.apply();
  expect(await terraform.resource(LOOKUP)).toMatchObject({
    usage: null,
    connection_id: null,
    flow_id: null,
    state: null,
    green_vn: held?.greenVn,
    aparty_numbers: [A],
  });
  expect(sandbox.charged()).toBe(1);
});

test("an allocation that is gone, or can not be read, is an error", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a"), b: allocationOf("b") } });
  await terraform.apply();
  const [gone, hidden] = sandbox.allocations();
  sandbox.changeByHand(gone?.greenvnId ?? "", { state: "vault" });
  sandbox.faults([
    {
      on: "read",
      greenvn_id: hidden?.greenvnId ?? "",
      times: "forever",
      answer: { kind: "status", status: 403, code: 8 },
    },
  ]);
  const lookups = {
    vault: { id: gone?.greenvnId },
    unknown: { id: "no-such-id" },
    hidden: { id: hidden?.greenvnId },
    empty: { id: " " },
  };
  await declare(terraform, { lookups: { ...lookups, empty: { id: "no-such-id-either" } } });
  const refused = await terraform.planFails("-refresh=false");
  const errors = refused.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ summary }) => summary).sort()).toEqual(
    [gone?.greenvnId, hidden?.greenvnId, "no-such-id", "no-such-id-either"]
      .map((id) => `Could not read allocation ${id}`)
      .sort(),
  );
  expect(errors.filter(({ detail }) => /gone/.test(detail))).toHaveLength(3);

  await declare(terraform, { lookups });
  expect((await terraform.validate()).diagnostics.map(({ summary, code }) => [summary, code])).toEqual([
    ["Invalid id", expect.stringContaining('"id"')],
  ]);
});
