import type { FaultAnswer } from "../../../src/sandbox";
import { openScene, type Scene } from "../../support/api/scene";
import { kindOf } from "../../support/stories/transitions";
import { A, A2, allocationOf, B, declare } from "../../support/terraform/configuration";

const ADDRESS = "greenvn_allocation.a";
const SETTINGS = { max_retries: 0, request_timeout: 2 };

async function withOne(more: Record<string, unknown> = {}): Promise<Scene & { readonly id: string }> {
  const scene = await openScene();
  await declare(scene.terraform, { allocations: { a: allocationOf("a", more) }, provider: SETTINGS });
  await scene.terraform.apply();
  return { ...scene, id: scene.sandbox.allocations()[0]?.greenvnId ?? "" };
}

describe("what is no longer there is removed from state, with a warning that names the number", () => {
  test.each<[string, (scene: Scene & { id: string }) => void]>([
    ["in the vault", ({ sandbox, id }) => sandbox.changeByHand(id, { state: "vault" })],
    ["404, code 1", ({ sandbox, id }) => sandbox.changeByHand(id, null)],
    [
      "410, code 22",
      ({ sandbox, id }) => {
        sandbox.changeByHand(id, { state: "vault" });
        sandbox.answers({ cooling_ms: 0, gone: 410 });
      },
    ],
  ])("%s", async (_what, lose) => {
    const scene = await withOne();
    const { terraform } = scene;
    const number = String((await terraform.resource(ADDRESS))["green_vn"]);
    lose(scene);
    const plan = await terraform.plan();
    expect(plan.change(ADDRESS).actions).toEqual(["create"]);
    expect(
      plan.diagnostics.map(({ severity, summary }) => [severity, summary.startsWith(`${number} is gone: `)]),
    ).toEqual([["warning", true]]);
    await terraform.apply("-refresh-only");
    expect(await terraform.state()).toEqual([]);
  });
});

/** Answers that prove nothing, and what of them a person is told. */
const PROVES_NOTHING: readonly (readonly [string, FaultAnswer, RegExp])[] = [
  ["401", { kind: "status", status: 401, code: 7, message: "authentication failed" }, /HTTP 401, code 7/],
  ["403", { kind: "status", status: 403, code: 8 }, /HTTP 403, code 8/],
  ["429", { kind: "status", status: 429, retry_after: 3600 }, /HTTP 429.*3600 s/s],
  ["500", { kind: "status", status: 500 }, /HTTP 500, code 0/],
  ["503 of a proxy", { kind: "html", status: 503 }, /HTTP 503/],
  ["a page with 200", { kind: "html" }, /HTTP 200/],
  ["nothing with 200", { kind: "empty" }, /HTTP 200/],
  ["half an answer", { kind: "cut", framing: "short" }, /HTTP 200/],
  ["an answer that ends too early", { kind: "cut", framing: "closed" }, /ExoBridge/],
  ["404 of a proxy", { kind: "html", status: 404 }, /HTTP 404/],
  ["404 of another code", { kind: "status", status: 404, code: 20 }, /HTTP 404, code 20/],
  ["410 without a code", { kind: "status", status: 410, code: null }, /HTTP 410/],
  [
    "not found, under a 200 of another status",
    { kind: "envelope", http_status: 503, status: 404, code: 1 },
    /HTTP 404/,
  ],
  ["wrong types", { kind: "wrong-types", field: "aparty_numbers" }, /aparty_numbers/],
  ["another id", { kind: "other-id" }, /greenvn_id/],
  ["another connection_id", { kind: "other-connection" }, /the connection_id "a\d+", not "a\d+"/],
  ["a reset", { kind: "reset" }, /gave no answer/],
  ["silence", { kind: "hang" }, /gave no answer/],
  ["a redirect", { kind: "redirect", location: "http://127.0.0.1:1/" }, /HTTP 302|HTTP 30\d/],
];

test("an answer that proves nothing is an error, and never a removal", async () => {
  const { sandbox, terraform } = await openScene();
  const names = PROVES_NOTHING.map((_row, at) => `a${at}`);
  await declare(terraform, {
    allocations: Object.fromEntries(names.map((name) => [name, allocationOf(name)])),
    provider: SETTINGS,
  });
  await terraform.apply();
  const before = await terraform.state();
  sandbox.faults(
    PROVES_NOTHING.map(([, answer], at) => ({ on: "read", connection_id: `a${at}`, times: "forever", answer })),
  );
  const refused = await terraform.planFails("-parallelism=20");
  const told = PROVES_NOTHING.map(([what, , detail], at) => {
    const about = refused.diagnostics.filter(({ summary }) =>
      summary.startsWith(`Could not read allocation "a${at}" (`),
    );
    return {
      what,
      severities: about.map(({ severity }) => severity),
      isTold: about.every((one) => detail.test(one.detail) && /nothing was changed or charged/i.test(one.detail)),
    };
  });
  expect(told).toEqual(PROVES_NOTHING.map(([what]) => ({ what, severities: ["error"], isTold: true })));
  expect(refused.diagnostics).toHaveLength(PROVES_NOTHING.length);
  expect(await terraform.state()).toEqual(before);
});

describe("what somebody changed by hand", () => {
  test("a party is shown as drift, and repaired with one call", async () => {
    const { sandbox, terraform, id } = await withOne();
    sandbox.changeByHand(id, { apartyNumbers: [A, A2] });
    const plan = await terraform.plan();
    expect(
      plan.json.resource_drift?.map(({ change }) => [
        change.before?.["aparty_numbers"],
        change.after?.["aparty_numbers"],
      ]),
    ).toEqual([[[A], [A, A2]]]);
    expect([plan.change(ADDRESS).actions, plan.diagnostics.map(kindOf)]).toEqual([["update"], ["charged:call-party"]]);
    await terraform.apply(plan.file);
    expect([sandbox.charged("call-party"), sandbox.charged("vn"), sandbox.allocations()[0]?.apartyNumbers]).toEqual([
      1,
      0,
      [A],
    ]);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("order and form are no drift", async () => {
    const { sandbox, terraform } = await withOne({
      aparty_numbers: [A, A2],
      bparty_numbers: [B],
      aparty_pins: [1111, 2222],
    });
    for (const numbers of ["no-plus", "zero", "national"] as const) {
      sandbox.answers({ numbers, party_order: "reversed", unknown_fields: true });
      const plan = await terraform.plan();
      expect([plan.isEmpty, plan.json.resource_drift ?? [], plan.diagnostics]).toEqual([true, [], []]);
    }
  });

  test("what is not told is kept", async () => {
    const { sandbox, terraform } = await withOne({ aparty_pins: [1111], usage: "oneway", flow_id: "f-1" });
    for (const pins of ["never", "empty", "null"] as const) {
      sandbox.answers({
        pins,
        state: "absent",
        usage: "absent",
        flow: "absent",
        connection_id: "absent",
        vn_key: "absent",
      });
      const plan = await terraform.plan();
      expect([plan.isEmpty, plan.json.resource_drift ?? [], plan.diagnostics]).toEqual([true, [], []]);
    }
  });

  test("another number under a strict pin is shown, and its repair planned, which asks for the pinned one", async () => {
    const scene = await openScene();
    const { sandbox, terraform } = scene;
    const [pinned = "", taken = ""] = sandbox.freeNumbers({ region: "KL", type: "mobile" }, 2);
    await declare(terraform, {
      allocations: { a: allocationOf("a", { preferences: { greenvn: pinned }, strictness: true }) },
    });
    await terraform.apply();
    sandbox.changeByHand(sandbox.allocations()[0]?.greenvnId ?? "", { greenVn: taken });
    const plan = await terraform.plan();
    const { actions, before, afterUnknown } = plan.change(ADDRESS);
    expect([actions, before?.["green_vn"], afterUnknown["green_vn"], plan.diagnostics.map(kindOf)]).toEqual([
      ["update"],
      taken,
      true,
      ["in-doubt", "charged:vn"],
    ]);
    const [inDoubt, charged] = plan.diagnostics;
    expect(inDoubt?.detail).toContain(`not ${pinned}, which is strictly pinned`);
    expect(charged?.detail).toContain(`${taken} is given up for good. Strictly asked for: ${pinned}.`);
    // On another machine there is no journal: the drift may be the work of an apply that was interrupted there.
    expect(charged?.detail).toContain(`${pinned} to ${taken}`);
    expect(charged?.detail).toContain("interrupted apply");
  });
});
