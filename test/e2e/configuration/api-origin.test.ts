import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { openScene, type Scene } from "../../support/api/scene";
import { allocationOf, declare } from "../../support/terraform/configuration";
import { editInstances } from "../../support/terraform/saved-state";
import type { Outcome, TerraformFolder } from "../../support/terraform/terraform";

const A = "greenvn_allocation.a";
const TAKER = "greenvn_assignment.taker";
const HERE = "https://leadassist.exotel.in";
const THERE = "https://other.example";

/** An allocation and an assignment of it; `provider` is what its block sets. */
const both = (provider: object = {}, more: object = {}) => ({
  allocations: { a: allocationOf("a", { ...more }) },
  assignments: { taker: { greenvn_id: "${greenvn_allocation.a.id}" } },
  provider: { ...provider },
});

async function made(): Promise<Scene> {
  const scene = await openScene();
  await declare(scene.terraform, both());
  await scene.terraform.apply();
  expect(scene.sandbox.charged()).toBe(1);
  return scene;
}

/** As if state had been saved so; undefined: by a version that did not know the attribute. */
const savedAt = (terraform: TerraformFolder, origin: string | undefined): Promise<void> =>
  editInstances(terraform, ({ attributes }) => {
    delete attributes["api_origin"];
    if (origin !== undefined) attributes["api_origin"] = origin;
  });

async function originsIn(terraform: TerraformFolder): Promise<unknown[]> {
  return (await terraform.state()).map(({ values }) => values["api_origin"]);
}

const errorsOf = ({ diagnostics }: Outcome) => diagnostics.filter(({ severity }) => severity === "error");
const warningsOf = ({ diagnostics }: Outcome): string[] =>
  diagnostics.filter(({ severity }) => severity === "warning").map(({ summary }) => summary);

const others: TestSandbox[] = [];
afterAll(() => Promise.all(others.map((sandbox) => sandbox.close())));
async function anotherSandbox(): Promise<TestSandbox> {
  const sandbox = await startTestSandbox();
  others.push(sandbox);
  return sandbox;
}

test("where it was made is known in the plan, and kept", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, both());
  const plan = await terraform.plan();
  expect([A, TAKER].map((address) => plan.change(address).after?.["api_origin"])).toEqual([sandbox.url, sandbox.url]);
  await terraform.apply(plan.file);
  expect(await originsIn(terraform)).toEqual([sandbox.url, sandbox.url]);
});

test("a run for another API is an error before any call, in every step, and state stays", async () => {
  const { sandbox, terraform } = await made();
  const [calls, state] = [sandbox.calls().length, await terraform.state()];
  await declare(terraform, both({ base_url: `${THERE}/v9/` }, { preferences: { region: "MH" } }));
  const attempts = [
    () => terraform.planFails(),
    () => terraform.planFails("-refresh=false"),
    () => terraform.planFails("-refresh-only"),
    () => terraform.destroyFails(),
    () => terraform.destroyFails("-refresh=false"),
    () => terraform.planFails(`-replace=${A}`),
  ];
  for (const attempt of attempts) {
    const [first] = errorsOf(await attempt());
    expect(first?.detail).toMatch(
      /lives at "http:\/\/127\.0\.0\.1:\d+".*configured for "https:\/\/other\.example".*No call was made.*allow_base_url_change = true/s,
    );
  }
  expect([sandbox.calls().length, sandbox.charged(), await terraform.state()]).toEqual([calls, 1, state]);
});

test("a plan that was made for one API creates nothing at another", async () => {
  // Terraform stops by itself, and says in its log that the provider changed its mind: a plan at apply is asked anew.
  const { sandbox, terraform } = await openScene({ env: { TF_LOG: "off" } });
  await declare(terraform, { allocations: { a: allocationOf("a") }, provider: { skip_credentials_check: true } });
  const { file } = await terraform.plan();
  const other = await anotherSandbox();
  terraform.workspace.env["GREENVN_BASE_URL"] = other.url;
  expect(errorsOf(await terraform.applyFails(file)).map(({ detail }) => detail)).toEqual([
    expect.stringContaining(`.api_origin: was cty.StringVal("${sandbox.url}"), but now cty.StringVal("${other.url}")`),
  ]);
  expect([sandbox.calls(), other.calls(), await terraform.state()]).toEqual([[], [], []]);
});

describe("a tainted one, under another base_url and with -refresh=false", () => {
  test.each<[string, object, RegExp]>([
    ["not allowed: no call", {}, /No call was made/],
    ["allowed: a 404 completes nothing", { allow_base_url_change: true }, /no such allocation.*State is as it was/s],
  ])("%s, and no other is bought", async (_what, provider, said) => {
    const { sandbox, terraform } = await made();
    await terraform.run("taint", A);
    await savedAt(terraform, HERE);
    const other = await anotherSandbox();
    await declare(terraform, {
      allocations: { a: allocationOf("a") },
      provider: { base_url: other.url, ...provider },
    });
    const refused = await terraform.applyFails("-refresh=false");
    expect(errorsOf(refused).map(({ detail }) => detail)).toEqual([expect.stringMatching(said)]);
    expect([other.charged(), sandbox.charged(), sandbox.calls("delete").length]).toEqual([0, 1, 0]);
    const left = (await terraform.state()).find(({ address }) => address === A);
    expect(left?.values).toMatchObject({ api_origin: HERE, green_vn: sandbox.allocations()[0]?.greenVn });
  });
});

test("moved on purpose: the first read that finds it records the new origin, and nothing is planned or charged", async () => {
  const { sandbox, terraform } = await made();
  await savedAt(terraform, HERE);
  expect(errorsOf(await terraform.planFails())).toHaveLength(1);
  await declare(terraform, both({ allow_base_url_change: true }));
  const plan = await terraform.plan();
  expect([plan.isEmpty, warningsOf(plan)]).toEqual([
    true,
    Array(2).fill(`base_url changed: the API is at ${sandbox.url} now, and was at ${HERE}`),
  ]);
  await terraform.apply();
  expect(await originsIn(terraform)).toEqual([sandbox.url, sandbox.url]);
  await declare(terraform, both());
  const after = await terraform.plan();
  expect([after.isEmpty, after.diagnostics, sandbox.charged()]).toEqual([true, [], 1]);
});

test.each([
  ["404", { gone: 404 as const, cooling_ms: 0 }],
  ["410", { gone: 410 as const, cooling_ms: 0 }],
  ["vault", {}],
])("moved on purpose, and %s there: an error, and no removal", async (_what, style) => {
  const { sandbox, terraform } = await made();
  const [one] = sandbox.allocations();
  sandbox.changeByHand(one?.greenvnId ?? "", { state: "vault" });
  sandbox.answers(style);
  await savedAt(terraform, HERE);
  await declare(terraform, both({ allow_base_url_change: true }));
  const before = await terraform.state();
  for (const attempt of [() => terraform.planFails(), () => terraform.applyFails()])
    expect(errorsOf(await attempt()).map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/no such allocation.*lives at "https:\/\/leadassist/s),
    ]);
  expect([await terraform.state(), sandbox.charged()]).toEqual([before, 1]);
});

describe("between two loopback addresses", () => {
  test("the change is a warning, and the new one is recorded", async () => {
    const { sandbox, terraform } = await made();
    const url = `http://localhost:${sandbox.port}`;
    await declare(terraform, both({ base_url: url }));
    const plan = await terraform.plan();
    expect([plan.isEmpty, warningsOf(plan)[0]]).toEqual([
      true,
      `base_url changed: the API is at ${url} now, and was at ${sandbox.url}`,
    ]);
    await terraform.apply();
    expect([await originsIn(terraform), sandbox.charged()]).toEqual([[url, url], 1]);
  });

  test("what another sandbox does not know is gone, as ever", async () => {
    const { sandbox, terraform } = await made();
    const other = await anotherSandbox();
    await declare(terraform, { allocations: { a: allocationOf("a") }, provider: { base_url: other.url } });
    const plan = await terraform.plan();
    expect([plan.change(A).actions, warningsOf(plan).map((summary) => summary.split(" ")[0])]).toEqual([
      ["create"],
      expect.arrayContaining(["base_url", expect.stringMatching(/^\+91/)]),
    ]);
    await terraform.apply(plan.file);
    expect([await originsIn(terraform), other.charged(), sandbox.charged()]).toEqual([[other.url], 1, 1]);
  });
});

test("state of an older version has none: it is filled in by a refresh, and nothing is planned, warned of or charged", async () => {
  const { sandbox, terraform } = await made();
  await savedAt(terraform, undefined);
  const unread = await terraform.plan("-refresh=false");
  expect([unread.isEmpty, unread.diagnostics]).toEqual([true, []]);
  const plan = await terraform.plan();
  expect([plan.isEmpty, plan.diagnostics]).toEqual([true, []]);
  await terraform.apply();
  expect([await originsIn(terraform), sandbox.charged()]).toEqual([[sandbox.url, sandbox.url], 1]);

  await savedAt(terraform, undefined);
  await declare(terraform, both({}, { usage: "oneway" }));
  await terraform.apply("-refresh=false");
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 0, call_party: 1, charged: 2 });
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("an import records it by its read", async () => {
  const { sandbox, terraform } = await made();
  const id = sandbox.allocations()[0]?.greenvnId ?? "";
  await terraform.run("state", "rm", A, TAKER);
  await terraform.import(A, id);
  await terraform.import(TAKER, id);
  expect(await originsIn(terraform)).toEqual([sandbox.url, sandbox.url]);
  const plan = await terraform.plan();
  expect([plan.isEmpty, sandbox.charged()]).toEqual([true, 1]);
});
