import { openScene } from "../../support/api/scene";
import { allocationOf, declare } from "../../support/terraform/configuration";

const WRONG = "wr0ng-t0ken";

/** So many new allocations. */
const creations = (count: number) => ({
  allocations: { many: { count, ...allocationOf("many-${count.index}") } },
});

test("a wrong token is one error of a plan that only creates, whatever it creates, and nothing else is called", async () => {
  const { sandbox, terraform } = await openScene({ env: { GREENVN_API_TOKEN: WRONG } });
  // An assignment's plan reads its allocation, too: that it is refused is told once, by the check.
  await declare(terraform, { ...creations(12), assignments: { one: { greenvn_id: "some-id" } } });
  const refused = await terraform.planFails();
  expect(refused.diagnostics.map(({ severity, summary }) => [severity, summary])).toEqual([
    ["error", "ExoBridge refuses the credentials"],
  ]);
  expect(refused.diagnostics[0]?.detail).toMatch(
    /HTTP 401, code 7.*GREENVN_API_TOKEN.*Nothing was changed or charged/s,
  );
  expect(new Set(sandbox.calls().map(({ operation, status }) => `${operation} ${status}`))).toEqual(
    new Set(["settings 401", "read 401"]),
  );
  expect(sandbox.calls()).toHaveLength(2);
  expect(refused.stdout + refused.stderr + (await terraform.log())).not.toContain(WRONG);
  expect(sandbox.charged()).toBe(0);
});

test("skip_credentials_check plans with no call at all", async () => {
  const { sandbox, terraform } = await openScene({ env: { GREENVN_API_TOKEN: WRONG } });
  await declare(terraform, { ...creations(2), provider: { skip_credentials_check: true } });
  const { diagnostics } = await terraform.plan();
  expect([diagnostics, sandbox.calls()]).toEqual([[], []]);
});

test("one free call for each run that creates, and none for one that does not", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a"), b: allocationOf("b") } });
  const { file } = await terraform.plan();
  expect(sandbox.calls().map(({ operation }) => operation)).toEqual(["settings"]);
  await terraform.apply(file);
  // Terraform plans each creation once more in the process that applies it.
  expect([sandbox.calls("settings").length, sandbox.calls("create").length]).toEqual([2, 2]);
  expect((await terraform.plan()).isEmpty).toBe(true);
  await terraform.destroy();
  expect([sandbox.calls("settings").length, sandbox.charged()]).toEqual([2, 2]);
});

test.each([
  ["403", { kind: "status", status: 403, code: 8 }],
  ["404", { kind: "status", status: 404, body: "html" }],
  ["500", { kind: "status", status: 500 }],
  ["HTML", { kind: "html" }],
  ["a reset", { kind: "reset" }],
] as const)("%s is not held against the credentials, and not asked again", async (_what, answer) => {
  const { sandbox, terraform } = await openScene();
  sandbox.faults([{ on: "settings", times: "forever", answer }]);
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  expect((await terraform.plan()).diagnostics).toEqual([]);
  expect(sandbox.calls()).toHaveLength(1);
});

test("a plan of 1,000 new allocations takes at most 6 s longer where the API answers nothing", async () => {
  const { sandbox, terraform } = await openScene({ log: "warn" });
  sandbox.faults([{ times: "forever", answer: { kind: "hang" } }]);
  const seconds = async (skip: boolean): Promise<number> => {
    await declare(terraform, { ...creations(1000), provider: { skip_credentials_check: skip } });
    const before = performance.now();
    const { exitCode, stderr } = await terraform.run("plan");
    expect([exitCode, stderr]).toEqual([0, ""]);
    return (performance.now() - before) / 1000;
  };
  const without = await seconds(true);
  expect((await seconds(false)) - without).toBeLessThan(6);
  expect(sandbox.calls().map(({ operation }) => operation)).toEqual(["settings"]);
});
