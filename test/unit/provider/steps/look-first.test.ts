import { killedDuring } from "../memory/disturbed";
import { journalFolder, TerraformDriver } from "../terraform-driver";

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => (folder = journalFolder()));
afterEach(() => folder.remove());

const line = (region: string) => ({
  connection_id: "line",
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  preferences: { region },
});

/** A change that is planned, and a run that is killed in the middle of another before it is applied. */
async function plannedBeforeAnother() {
  const driver = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
  await driver.run(line("MU"));
  const plan = await driver.plan(line("MH"));
  await killedDuring(driver, line("KA"), false);
  return { driver, plan, id: driver.value["id"] as string, charged: driver.api.charged() };
}

describe("where another run may have sent a change since the plan, it is looked for first", () => {
  test("none landed: the planned one is made", async () => {
    const { driver, plan, charged } = await plannedBeforeAnother();
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect(driver.api.charged()).toBe(charged + 1);
  });

  test("an allocation that is gone: nothing is sent", async () => {
    const { driver, plan, id, charged } = await plannedBeforeAnother();
    driver.api.changeByHand(id, null);
    const { errors } = await driver.apply(plan);
    expect(errors.map(({ detail }) => detail)).toEqual([expect.stringMatching(/no longer there\. Nothing was sent/)]);
    expect([driver.value["id"], driver.api.charged(), driver.api.asked("vn")]).toEqual([id, charged, 0]);
  });

  test("a look that fails: nothing is sent", async () => {
    const { driver, plan, id, charged } = await plannedBeforeAnother();
    driver.api.next("read", { kind: "fails", failure: { kind: "unreachable", message: "no route" } });
    const { errors } = await driver.apply(plan);
    expect(errors).toHaveLength(1);
    expect([driver.value["id"], driver.api.charged(), driver.api.asked("vn")]).toEqual([id, charged, 0]);
  });
});
