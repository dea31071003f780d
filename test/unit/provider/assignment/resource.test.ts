import type { Failure } from "../../../../src/exobridge/types";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { allocateElsewhere } from "../../../support/api/fake-exobridge";
import { kindOf } from "../../../support/stories/transitions";
import { type Declared, TerraformDriver } from "../terraform-driver";

const refused = (status: number, code: number | null = null): Failure => ({
  kind: "refused",
  status,
  code,
  message: "no",
});
const kinds = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(kindOf);
const wishing = (id: string, more: Declared = {}): Declared => ({
  greenvn_id: id,
  preferences: { region: "MH" },
  ...more,
});

interface Owned {
  readonly driver: TerraformDriver;
  readonly id: string;
  readonly number: string;
}

async function owned(): Promise<Owned> {
  const driver = new TerraformDriver("greenvn_assignment");
  const id = await allocateElsewhere(driver.api);
  return { driver, id, number: driver.api.allocation(id).greenVn };
}

const changes = ({ driver }: Owned): number => driver.api.writes.length - 1;

describe("create", () => {
  test.each<[string, (scene: Owned) => void, RegExp]>([
    ["gone", ({ driver, id }) => driver.api.changeByHand(id, null), /it never existed, or is gone/],
    ["in the vault", ({ driver, id }) => driver.api.changeByHand(id, { state: "vault" }), /It is gone/],
    [
      "not readable",
      ({ driver }) => driver.api.next("read", { kind: "fails", failure: refused(403, 8) }),
      /HTTP 403, code 8.*Nothing was changed or charged/s,
    ],
  ])(
    "an allocation that is %s is an error, of the plan and of the apply, before any call",
    async (_what, prepare, detail) => {
      const scene = await owned();
      const { driver, id } = scene;
      const plan = await driver.plan(wishing(id));
      prepare(scene);
      const applied = await driver.apply(plan);
      prepare(scene);
      const refused = await driver.plan(wishing(id));
      const told = (errors: readonly Diagnostic[]) => errors.map((error) => error.detail);
      expect([told(applied.errors), told(refused.errors), driver.held, changes(scene)]).toEqual([
        [expect.stringMatching(detail)],
        [expect.stringMatching(detail)],
        null,
        0,
      ]);
    },
  );

  test("a number that the API refuses leaves no assignment", async () => {
    const scene = await owned();
    const applied = await scene.driver.apply(
      await scene.driver.plan(wishing(scene.id, { preferences: { greenvn: "+919999999999" }, strictness: true })),
    );
    expect([
      kinds(applied.errors),
      scene.driver.held,
      changes(scene),
      scene.driver.api.allocation(scene.id).greenVn,
    ]).toEqual([["no-free-number"], null, 0, scene.number]);
  });

  test("a lost answer is not sent again by the next apply once the change has landed", async () => {
    const scene = await owned();
    const { driver, id } = scene;
    driver.api.next("vn", { kind: "lost", done: true, seen: false });
    const applied = await driver.apply(await driver.plan(wishing(id)));
    expect([applied.errors.length, applied.warnings.length, driver.held?.tainted]).toEqual([0, 1, false]);
    await driver.run(wishing(id));
    await driver.run(wishing(id));
    expect([driver.value["green_vn"], (await driver.plan(wishing(id))).action]).toEqual([
      driver.api.allocation(id).greenVn,
      "no-op",
    ]);
  });

  test("numbers in another form than the pinned one are the pinned one", async () => {
    const scene = await owned();
    const { driver, id, number } = scene;
    driver.api.answers({ numbers: "national" });
    await driver.run(wishing(id, { preferences: { greenvn: number, region: "MH" }, strictness: true }));
    expect([changes(scene), driver.value["green_vn"]]).toEqual([0, number]);
  });
});

describe("later", () => {
  test("another greenvn_id, and an unknown one that turns out to be the same, make no call for the former", async () => {
    const scene = await owned();
    const { driver, id } = scene;
    await driver.run(wishing(id));
    const plan = await driver.plan(wishing(UNKNOWN as never));
    expect([plan.action, plan.requiresReplace]).toEqual(["replace", ["greenvn_id"]]);
    await driver.apply(plan, wishing(id));
    expect([changes(scene), driver.value["id"]]).toEqual([1, id]);
  });

  test("-replace and a tainted one go on where the former stopped, with no call", async () => {
    const scene = await owned();
    const { driver, id } = scene;
    await driver.run(wishing(id, { rotation_triggers: { a: "1" } }));
    await driver.run(wishing(id, { rotation_triggers: { a: "1" } }), { replace: true });
    driver.taint();
    await driver.run(wishing(id, { rotation_triggers: { a: "1" } }));
    expect([changes(scene), (await driver.plan(wishing(id, { rotation_triggers: { a: "1" } }))).action]).toEqual([
      1,
      "no-op",
    ]);
  });

  test("a destroy makes no call, also where the allocation is gone", async () => {
    const scene = await owned();
    await scene.driver.run(wishing(scene.id));
    scene.driver.api.changeByHand(scene.id, null);
    await scene.driver.run(null);
    expect([scene.driver.held, scene.driver.api.asked("delete")]).toEqual([null, 0]);
  });

  test("an allocation that is gone is removed with a warning, which says that no assignment of it can be made", async () => {
    const scene = await owned();
    await scene.driver.run({ greenvn_id: scene.id });
    scene.driver.api.changeByHand(scene.id, { state: "vault" });
    const [warning] = await scene.driver.refresh();
    expect([scene.driver.held, warning?.summary, warning?.detail]).toEqual([
      null,
      expect.stringContaining(`${scene.number} is gone`),
      expect.stringContaining("another greenvn_id"),
    ]);
  });

  test("what the owner changes is followed, and a drift of a strict pin repaired", async () => {
    const scene = await owned();
    const { driver, id, number } = scene;
    const strict = wishing(id, { preferences: { greenvn: number }, strictness: true });
    await driver.run(strict);
    const [other = ""] = driver.api.freeNumbers({ region: "KL", type: "mobile" }, 1);
    driver.api.changeByHand(id, { apartyNumbers: ["+919876500009"], usage: "oneway", greenVn: other });
    const plan = await driver.plan(strict);
    expect([
      plan.action,
      plan.after?.["green_vn"],
      plan.after?.["usage"],
      plan.after?.["aparty_numbers"],
      kinds(plan.warnings),
    ]).toEqual(["update", UNKNOWN, "oneway", ["+919876500009"], ["in-doubt", "charged:vn"]]);
  });

  test("import of an unknown id saves nothing", async () => {
    const { driver } = await owned();
    await driver.import("no-such-id");
    expect(driver.held).toBeNull();
  });
});
