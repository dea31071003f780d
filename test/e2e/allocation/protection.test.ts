import type { TestSandbox } from "../../support/api/sandbox";
import { openScene } from "../../support/api/scene";
import { kindOf } from "../../support/stories/transitions";
import { allocationOf, declare } from "../../support/terraform/configuration";
import type { Outcome, TerraformFolder } from "../../support/terraform/terraform";
import { knowsRemoved } from "../../support/terraform/versions";

const errorsOf = ({ diagnostics }: Outcome): string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(kindOf);
const summaries = ({ diagnostics }: Outcome): string[] => diagnostics.map(({ summary }) => summary);

describe("deletion_protection", () => {
  let sandbox: TestSandbox;
  let terraform: TerraformFolder;
  const A = "greenvn_allocation.a";
  const protectedOnes = (more: Record<string, unknown> = {}) => ({
    a: allocationOf("a", { deletion_protection: true, ...more }),
    b: allocationOf("b"),
  });
  /** Writes that reached the API, refused ones too. */
  const writes = () =>
    sandbox.calls().filter(({ operation }) => operation !== "read" && operation !== "settings").length;
  let writesBefore = 0;

  beforeAll(async () => {
    ({ sandbox, terraform } = await openScene());
    await declare(terraform, { allocations: protectedOnes() });
    await terraform.apply();
    writesBefore = writes();
  });
  const expectNothingWritten = async () => {
    expect(writes()).toBe(writesBefore);
    expect((await terraform.state()).map(({ address }) => address)).toEqual([A, "greenvn_allocation.b"]);
  };

  test("a replacement is refused at plan", async () => {
    await declare(terraform, { allocations: protectedOnes({ connection_id: "a-2" }) });
    expect(errorsOf(await terraform.planFails())).toEqual(["protected"]);
    await expectNothingWritten();
  });

  test("-replace is refused at plan", async () => {
    await declare(terraform, { allocations: protectedOnes() });
    expect(errorsOf(await terraform.planFails(`-replace=${A}`))).toEqual(["protected"]);
    await expectNothingWritten();
  });

  test("-replace of one that only the declaration protects is refused at plan", async () => {
    await declare(terraform, {
      allocations: { ...protectedOnes(), b: allocationOf("b", { deletion_protection: true }) },
    });
    expect(errorsOf(await terraform.planFails("-replace=greenvn_allocation.b"))).toEqual(["protected"]);
    await expectNothingWritten();
  });

  test("a destroy of the whole stack is refused, and the unprotected one beside it stays too", async () => {
    await declare(terraform, { allocations: protectedOnes() });
    const refused = await terraform.destroyFails();
    expect(errorsOf(refused)).toEqual(["protected"]);
    expect(refused.diagnostics.find(({ severity }) => severity === "error")?.detail).toMatch(
      /\+91\d{10}.*deletion_protection = false.*apply/s,
    );
    await expectNothingWritten();
  });

  test("a removed block is refused at plan", async () => {
    await declare(terraform, { allocations: { b: allocationOf("b") } });
    expect(errorsOf(await terraform.planFails())).toEqual(["protected"]);
    await expectNothingWritten();
  });

  test("a removed block that can not be read is refused too", async () => {
    sandbox.faults([{ on: "read", times: "forever", answer: { kind: "status", status: 403, code: 8 } }]);
    const refused = await terraform.planFails();
    expect(summaries(refused)).toContainEqual(
      // Newer ones than 1.11, and OpenTofu, read before they ask about the destroy.
      expect.stringMatching(
        /^Could not (?:destroy allocation "a".*: it is protected, and could not be read|read allocation "a" .*)$/,
      ),
    );
    sandbox.faults([]);
    await expectNothingWritten();
  });

  test("a tainted one is refused at apply, before any call of that step", async () => {
    await declare(terraform, { allocations: protectedOnes() });
    await terraform.run("taint", A);
    const plan = await terraform.plan();
    expect(plan.change(A).actions).toEqual(["delete", "create"]);
    expect(errorsOf(await terraform.applyFails(plan.file))).toEqual(["protected"]);
    await expectNothingWritten();
    await terraform.run("untaint", A);
  });

  test("one that is gone already may be forgotten", async () => {
    const a = sandbox.allocations().find(({ connectionId }) => connectionId === "a"); // The two are made at once, in either order.
    sandbox.changeByHand(a?.greenvnId ?? "", { state: "vault" });
    await declare(terraform, { allocations: { b: allocationOf("b") } });
    await terraform.apply();
    expect(writes()).toBe(writesBefore);
    expect((await terraform.state()).map(({ address }) => address)).toEqual(["greenvn_allocation.b"]);
  });

  test("protection is set with no call, and lifted and destroyed in two steps", async () => {
    await declare(terraform, { allocations: { b: allocationOf("b", { deletion_protection: true }) } });
    await terraform.apply();
    await declare(terraform, { allocations: { b: allocationOf("b") } });
    await terraform.apply();
    expect(writes()).toBe(writesBefore);
    const number = String((await terraform.resource("greenvn_allocation.b"))["green_vn"]);
    const destroyed = await terraform.destroy();
    expect(summaries(destroyed)).toEqual([
      expect.stringContaining(`${number} will be released and can not be had back`),
    ]);
    expect([sandbox.calls("delete").length, await terraform.state()]).toEqual([1, []]);
  });
});

describe("ways around a destroy", () => {
  (knowsRemoved() ? test : test.skip)(
    "a replacement that another resource triggers is refused; a removed block that only forgets is not",
    async () => {
      const { sandbox, terraform } = await openScene();
      const triggered = (input: string) => ({
        terraformData: { trigger: { input } },
        allocations: {
          a: {
            ...allocationOf("a", { deletion_protection: true }),
            lifecycle: { replace_triggered_by: ["terraform_data.trigger"] },
          },
        },
      });
      await declare(terraform, triggered("1"));
      await terraform.apply();
      await declare(terraform, triggered("2"));
      expect(errorsOf(await terraform.planFails())).toEqual(["protected"]);
      expect(errorsOf(await terraform.planFails("-refresh=false"))).toEqual(["protected"]);

      await terraform.write({
        "main.tf.json": JSON.stringify({ removed: [{ from: "greenvn_allocation.a", lifecycle: { destroy: false } }] }),
      });
      await terraform.apply();
      expect([
        (await terraform.state()).filter(({ type }) => type === "greenvn_allocation"),
        sandbox.calls("delete").length,
        sandbox.allocations()[0]?.deallocatedAtMs,
      ]).toEqual([[], 0, null]);
    },
  );
});

describe("what is given up is told", () => {
  test("-replace and a tainted one are told at the destroy step; every other release in the plan", async () => {
    const { sandbox, terraform } = await openScene();
    await declare(terraform, { allocations: { a: allocationOf("a") } });
    await terraform.apply();
    const number = () =>
      sandbox
        .allocations()
        .find(({ connectionId, deallocatedAtMs }) => connectionId.startsWith("a") && deallocatedAtMs === null)
        ?.greenVn ?? "none";

    let before = number();
    const replace = await terraform.plan("-replace=greenvn_allocation.a");
    expect([replace.change("greenvn_allocation.a").actions, replace.diagnostics]).toEqual([["delete", "create"], []]);
    expect(summaries(await terraform.apply(replace.file))).toEqual([
      expect.stringContaining(`${before} will be released`),
    ]);

    before = number();
    await terraform.run("taint", "greenvn_allocation.a");
    expect(summaries(await terraform.apply())).toEqual([expect.stringContaining(`${before} will be released`)]);

    before = number();
    await declare(terraform, { allocations: { a: allocationOf("a-2") } });
    const moved = await terraform.plan();
    expect(summaries(moved)).toEqual([expect.stringContaining(`${before} will be released`)]);
    expect(moved.diagnostics[0]?.detail).toMatch(/keep connection_id = "a".*ignore_changes/s);
    await terraform.apply(moved.file);
    expect([sandbox.charged("create"), sandbox.calls("delete").length]).toEqual([4, 3]);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("an abandoned one lives on: a destroy only forgets it, and its name is not taken again", async () => {
    const { sandbox, terraform } = await openScene();
    const abandoned = (more = {}) => ({ a: allocationOf("a", { deletion_policy: "abandon", ...more }) });
    await declare(terraform, { allocations: abandoned() });
    await terraform.apply();
    await declare(terraform, { allocations: abandoned({ deallocation_policy: { duration: "30d" } }) });
    const refused = await terraform.planFails();
    expect([errorsOf(refused), refused.diagnostics[0]?.detail]).toEqual([
      ["abandoned"],
      expect.stringMatching(/another connection_id.*deallocate/s),
    ]);
    await declare(terraform, { allocations: abandoned() });
    expect(errorsOf(await terraform.planFails("-replace=greenvn_allocation.a"))).toEqual(["abandoned"]);
    expect((await terraform.destroy()).diagnostics).toEqual([]);
    expect([
      sandbox.calls("delete").length,
      sandbox.allocations()[0]?.deallocatedAtMs,
      await terraform.state(),
    ]).toEqual([0, null, []]);
  });

  test("a run for another account stops before any call", async () => {
    const { sandbox, terraform } = await openScene();
    await declare(terraform, { allocations: { a: allocationOf("a") } });
    await terraform.apply();
    const callsBefore = sandbox.calls().length;
    await declare(terraform, {
      allocations: { a: allocationOf("a", { preferences: { region: "MH" } }) },
      provider: { account_sid: "other", api_key: "sandbox" },
    });
    const attempts = [
      () => terraform.planFails(),
      () => terraform.planFails("-refresh=false"),
      () => terraform.destroyFails(),
      () => terraform.destroyFails("-refresh=false"),
    ];
    for (const attempt of attempts) {
      const refused = await attempt();
      expect(
        refused.diagnostics.map(({ severity, detail }) => [
          severity,
          /account "sandbox".*configured for "other".*No call was made/s.test(detail),
        ]),
      ).toEqual([["error", true]]);
    }
    expect([sandbox.calls().length, (await terraform.state()).length]).toEqual([callsBefore, 1]);
  });
});
