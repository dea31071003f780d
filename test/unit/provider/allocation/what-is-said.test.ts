import type { Failure } from "../../../../src/exobridge/types";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { explain } from "../../../../src/provider/common/messages";
import { type Declared, journalFolder, TerraformDriver } from "../terraform-driver";

const A = "+919876500001";
const B = "+919876500002";
const declared = (more: Declared = {}): Declared => ({
  connection_id: "driver-42",
  aparty_numbers: [A],
  bparty_numbers: [B],
  ...more,
});
const refused = (status: number, code: number | null = null): Failure => ({
  kind: "refused",
  status,
  code,
  message: "no",
});
const text = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");

async function madeOne(more: Declared = {}, directory?: string): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation", directory === undefined ? {} : { directory });
  await driver.run(declared(more));
  return driver;
}

describe("a call that values unknown at plan decide on is told as one that may follow", () => {
  test.each<[string, Declared, Declared]>([
    ["of the number", { preferences: { region: "MH" } }, { preferences: { region: UNKNOWN } }],
    ["of the parties", { usage: "twoway" }, { usage: UNKNOWN }],
  ])("%s", async (_what, before, now) => {
    const driver = await madeOne(before);
    const plan = await driver.plan(declared(now));
    expect(text(plan.warnings)).toMatch(/may be charged/);
    expect(text(plan.warnings)).toMatch(/Should what is still unknown ask for it/);
  });

  test("a change that is certain is told as certain", async () => {
    const driver = await madeOne();
    expect(text((await driver.plan(declared({ preferences: { region: "MH" } }))).warnings)).not.toMatch(
      /Should what is still unknown/,
    );
  });
});

describe("what a fresh import records without a call is told beside a call, too", () => {
  test("beside a change of the number: all that the call does not carry", async () => {
    const driver = await madeOne();
    await driver.import(driver.value["id"] as string);
    const plan = await driver.plan(
      declared({
        preferences: { greenvn: "+911112223399", region: "MH", pin_code: "560001" },
        aparty_pins: [4],
        deallocation_policy: { duration: "30d" },
      }),
    );
    const recorded = plan.warnings.find(({ summary }) => summary.startsWith("Recorded, not requested"));
    expect(recorded?.summary).toBe(
      `Recorded, not requested: preferences.pin_code, aparty_pins, deallocation_policy of allocation "driver-42" (${driver.value["id"] as string})`,
    );
    expect(recorded?.detail).not.toMatch(/number stays/);
    expect(recorded?.detail).toMatch(/PINs are not sent/);
  });

  test("with no call", async () => {
    const driver = await madeOne();
    await driver.import(driver.value["id"] as string);
    const plan = await driver.plan(declared({ preferences: { region: "MH" } }));
    expect(text(plan.warnings)).toMatch(
      /number stays.*Recorded, not requested: change rotation_triggers to take a number by it/s,
    );
    expect(text(plan.warnings)).not.toMatch(/PINs/);
  });
});

test("a number that this state's own request obtained is no drift to beware of", async () => {
  const driver = await madeOne();
  const [pinned = "", granted = ""] = driver.api.freeNumbers({ region: "KL", type: "mobile" }, 2);
  const strictly = { strictness: true, preferences: { greenvn: pinned } };
  driver.api.next("vn", { kind: "bent", told: (told) => ({ ...told, greenVn: granted }) });
  await driver.run(declared(strictly));
  driver.api.changeByHand(driver.value["id"] as string, { greenVn: granted });
  const plan = await driver.plan(declared({ ...strictly, usage: "oneway" }));
  expect(driver.value["green_vn"]).toBe(granted);
  expect(text(plan.warnings)).toMatch(/is charged/);
  expect(text(plan.warnings)).not.toMatch(/outside of this state/);
});

describe("a destroy that failed says what became of the allocation", () => {
  test.each<[string, Failure, RegExp]>([
    ["refused", refused(403, 8), /was not deallocated/],
    ["never sent", { kind: "unreachable", message: "connect ECONNREFUSED" }, /was not deallocated/],
    ["no answer", { kind: "no-answer", message: "socket hang up" }, /may or may not be deallocated/],
    [
      "an answer that says nothing",
      { kind: "malformed", status: 200, message: "HTML" },
      /may or may not be deallocated/,
    ],
    ["a server error", refused(500, 0), /may or may not be deallocated/],
    ["a time-out of the platform", refused(499), /may or may not be deallocated/],
  ])("%s", async (_what, failure, says) => {
    const driver = await madeOne();
    driver.api.next("delete", { kind: "fails", failure });
    const applied = await driver.apply(await driver.plan(null));
    expect(text(applied.errors)).toMatch(says);
  });
});

test("an abandoned allocation that keeps the connection_id of a tainted one is named with its id", async () => {
  const driver = await madeOne({ deletion_policy: "abandon" });
  const id = driver.value["id"] as string;
  driver.taint();
  const applied = await driver.apply(await driver.plan(declared({ deletion_policy: "abandon" })));
  expect(text(applied.errors)).toContain(`terraform import ADDRESS ${id}`);
  expect(text(applied.errors)).toMatch(/abandoned/);
  expect(text(applied.errors)).not.toMatch(/cooled off|somebody else/);
});

test("odd answers to a creation are told in whole sentences", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  driver.api.next("create", {
    kind: "bent",
    told: (told) => told,
    oddities: ["data.state is a number, expected a string", "data.usage is a list, expected a string"],
  });
  const applied = await driver.apply(await driver.plan(declared()));
  expect(text(applied.warnings)).toContain(
    "data.state is a number, expected a string. data.usage is a list, expected a string. The allocation exists",
  );
});

test("a region that is not supported is no matter of credentials", () => {
  expect(explain(refused(403, 15))).toMatch(/region/);
  expect(explain(refused(403, 15))).not.toMatch(/account_sid/);
  expect(explain(refused(403, 8))).toMatch(/account_sid/);
});

test("a change of what is gone says what follows", () => {
  expect([explain(refused(404, 1)), explain(refused(410, 22))]).toEqual([
    expect.stringMatching(/no longer there/),
    expect.stringMatching(/no longer there/),
  ]);
  expect(explain(refused(404))).not.toMatch(/no longer there/);
});

test("a protection that is not known yet is not said to be there", async () => {
  const driver = await madeOne();
  const plan = await driver.plan(declared({ connection_id: "other", deletion_protection: UNKNOWN }));
  expect(text(plan.errors)).toMatch(/not known yet/);
});

test("an allocation that moves to another key is not adopted from the journal by what is about to delete it", async () => {
  const folder = journalFolder();
  const driver = await madeOne({}, folder.directory);
  const removal = await driver.plan(null, { refresh: false });
  const other = new TerraformDriver("greenvn_allocation", { api: driver.api, directory: folder.directory });
  // Terraform gives the deletion of one key and the creation of another no order.
  const made = await other.apply(await other.plan(declared()));
  expect(text(made.errors)).toMatch(/code 18/);
  await driver.apply(removal);
  await other.run(declared());
  expect(
    driver.api
      .allocations()
      .filter(({ deallocatedAtMs }) => deallocatedAtMs === null)
      .map(({ greenvnId }) => greenvnId),
  ).toEqual([other.value["id"]]);
  folder.remove();
});

describe("an assignment of another allocation", () => {
  async function assigned(): Promise<{ driver: TerraformDriver; ids: readonly string[] }> {
    const driver = new TerraformDriver("greenvn_assignment");
    const outcomes = await Promise.all(
      ["a", "b"].map((connectionId) =>
        driver.api.create({ connectionId, apartyNumbers: [A], bpartyNumbers: [B], usage: "oneway", strictness: false }),
      ),
    );
    return { driver, ids: outcomes.map((outcome) => (outcome.kind === "done" ? outcome.allocation.greenvnId : "")) };
  }

  test("is warned of in the first plan, since Terraform drops what the second says", async () => {
    const { driver, ids } = await assigned();
    await driver.run({ greenvn_id: ids[0] });
    const plan = await driver.plan({ greenvn_id: ids[1], preferences: { region: "MH" } });
    expect([plan.action, plan.warnings.map(({ summary }) => summary)]).toEqual([
      "replace",
      [`PUT …/vn for allocation "b" (${ids[1]}) may be charged as a new allocation`],
    ]);
    expect((await driver.plan({ greenvn_id: UNKNOWN, preferences: { region: "MH" } })).warnings).toHaveLength(1);
    expect((await driver.plan({ greenvn_id: ids[1] })).warnings).toEqual([]);
  });

  test("is refused while an import is fresh, with both ids named", async () => {
    const { driver, ids } = await assigned();
    await driver.import(ids[0] ?? "");
    const plan = await driver.plan({ greenvn_id: ids[1] });
    expect(plan.warnings).toEqual([]);
    expect(text(plan.errors)).toMatch(new RegExp(`^Imported greenvn_id differs.*${ids[0]}.*${ids[1]}`, "s"));
  });
});
