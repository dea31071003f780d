import type { PartiesRequest, VnRequest } from "../../../../src/exobridge/types";
import { NOTE_LIFE_MS, type SentWrite } from "../../../../src/provider/memory/notes";
import { hasLanded } from "../../../../src/provider/steps/adopt-lost-writes";
import { landing } from "../../../support/api/fake-exobridge";
import { type Applied, type Declared, type DrivenPlan, journalFolder, TerraformDriver } from "../terraform-driver";
import { killedAfter, killedDuring } from "./disturbed";

type Resource = "greenvn_allocation" | "greenvn_assignment";

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => (folder = journalFolder()));
afterEach(() => folder.remove());

const A = "+919000000001";
const A2 = "+919000000002";
const line = (more: object = {}): Declared => ({
  connection_id: "line",
  aparty_numbers: [A],
  bparty_numbers: ["+918000000001"],
  ...more,
});
const wishes = (region: string, more: object = {}) => line({ preferences: { region }, ...more });

/** A resource that exists, without a journal unless it is asked for. */
async function made(config = line(), directory?: string): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation", directory === undefined ? {} : { directory });
  await driver.run(config);
  return driver;
}

const lost = (driver: TerraformDriver, operation: "vn" | "call-party", done: boolean) =>
  driver.api.next(operation, { kind: "lost", done });
const toRegion = (region: string): VnRequest => ({ strictness: false, preferences: { region } });
const toParties = (number: string): PartiesRequest => ({ apartyNumbers: [number] });

/** What was sent lands now, late. */
async function landVn(driver: TerraformDriver, request: VnRequest): Promise<void> {
  await driver.api.changeVn(idOf(driver), request, landing);
}
async function landParties(driver: TerraformDriver, request: PartiesRequest): Promise<void> {
  await driver.api.changeParties(idOf(driver), request, landing);
}

async function fails(driver: TerraformDriver, config: Declared): Promise<Applied> {
  const applied = await driver.apply(await driver.plan(config));
  expect(applied.errors).toHaveLength(1);
  return applied;
}

async function settled(driver: TerraformDriver, config: Declared): Promise<void> {
  const { action, warnings, errors } = await driver.plan(config);
  expect({ action, warnings: warnings.map(({ summary }) => summary), errors }).toEqual({
    action: "no-op",
    warnings: [],
    errors: [],
  });
}

const idOf = (driver: TerraformDriver) => driver.value["id"] as string;
const texts = ({ warnings }: { readonly warnings: DrivenPlan["warnings"] }) =>
  warnings.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");

describe("whether a write has landed", () => {
  const N1 = "+917200000001";
  const N2 = "+917200000002";
  const before = { green_vn: N1, aparty_numbers: [A], bparty_numbers: [A2], usage: "twoway" };
  const vn = (wished: string | null, strictness: boolean): SentWrite["sent"] => ({
    operation: "vn",
    preferences: { greenvn: wished, region: null, number_type: null },
    strictness,
    rotation_triggers: { a: "1" },
  });
  const parties = (...changes: string[]): SentWrite["sent"] => ({
    operation: "call-party",
    aparty_numbers: [A2],
    bparty_numbers: [A],
    usage: "oneway",
    changes,
  });
  const seen = (more: object) => ({ greenvnId: "g", ...more });

  test.each<[string, SentWrite["sent"], object, string]>([
    ["any number, and another one", vn(null, false), { greenVn: N2 }, "yes"],
    ["any number, and the same one", vn(null, false), { greenVn: N1 }, "no"],
    ["any number, and none told", vn(null, false), {}, "can-not-tell"],
    ["a wish, and another one than before", vn(N2, false), { greenVn: "+917200000003" }, "yes"],
    [
      "a wish for the one in force, and the same one: it may have been granted again",
      vn(N1, false),
      { greenVn: N1 },
      "can-not-tell",
    ],
    ["a wish for the one in force, and another one", vn(N1, false), { greenVn: N2 }, "yes"],
    ["a strict pin, and it", vn(N2, true), { greenVn: "917200000002" }, "yes"],
    ["a strict pin, and another one", vn(N2, true), { greenVn: "+917200000003" }, "no"],
    [
      "parties, and they",
      parties("aparty_numbers", "bparty_numbers"),
      { apartyNumbers: [A2], bpartyNumbers: [A] },
      "yes",
    ],
    [
      "parties, and one side of them",
      parties("aparty_numbers", "bparty_numbers"),
      { apartyNumbers: [A2], bpartyNumbers: [A2] },
      "no",
    ],
    ["usage, and it", parties("usage"), { usage: "oneway" }, "yes"],
    ["usage, and none told", parties("usage"), {}, "can-not-tell"],
    ["PINs, and none told", parties("aparty_pins"), { apartyNumbers: [A] }, "can-not-tell"],
    ["PINs and parties, and the parties", parties("aparty_pins", "aparty_numbers"), { apartyNumbers: [A2] }, "yes"],
  ])("%s", (_name, sent, told, verdict) => expect(hasLanded({ before, sent }, seen(told))).toBe(verdict));
});

describe("a lost change of what answers do not tell", () => {
  test.each<[string, object, boolean, number]>([
    ["PINs, carried out", { aparty_pins: [4711] }, true, 3],
    ["PINs, not carried out", { aparty_pins: [4711] }, false, 2],
    ["usage, carried out", { usage: "oneway" }, true, 3],
    ["usage, not carried out", { usage: "oneway" }, false, 2],
  ])("%s: an error, a warning before it is sent again, and then it is done", async (_name, change, done, charges) => {
    const driver = await made();
    driver.api.answers({ pins: "never", usage: "absent" });
    lost(driver, "call-party", done);
    const { errors } = await fails(driver, line(change));
    expect(errors[0]?.detail).toMatch(/can not be seen.*it may be charged once more/);
    expect(driver.value["usage"]).toBe("twoway");
    expect(driver.value["aparty_pins"]).toBeNull();

    const plan = await driver.plan(line(change));
    expect(texts(plan)).toMatch(/An earlier call got no answer.*sending it again may be charged again/);
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect(driver.api.charged()).toBe(charges);
    await settled(driver, line(change));
  });

  test("a rotation whose number is seen as before says that sending again may be charged again", async () => {
    const driver = await made();
    lost(driver, "vn", false);
    const { errors } = await fails(driver, line({ rotation_triggers: { a: "1" } }));
    expect(errors[0]?.detail).toMatch(/may then be charged once more/);
  });
});

describe("PINs that were sent with a killed change", () => {
  const PINS = { aparty_numbers: [A2], aparty_pins: [4711] };

  test("are recorded where no answer tells them, and changed ones are sent afterwards", async () => {
    const driver = await made(line({ aparty_pins: [1234] }), folder.directory);
    driver.api.answers({ pins: "never" });
    await killedAfter(driver, line(PINS));
    await driver.run(line(PINS));
    expect(driver.api.charged()).toBe(2);
    await driver.run(line({ ...PINS, aparty_pins: [9999] }));
    expect(driver.api.charged()).toBe(3);
    await settled(driver, line({ ...PINS, aparty_pins: [9999] }));
  });

  test("are recorded however late the next apply comes: nothing is sent twice for a weekend between", async () => {
    const driver = await made(line({ aparty_pins: [1234] }), folder.directory);
    driver.api.answers({ pins: "never" });
    await killedAfter(driver, line(PINS));
    const plan = await driver.plan(line(PINS));
    driver.nowMs += 3 * NOTE_LIFE_MS;
    expect((await driver.apply(plan, line(PINS))).errors).toEqual([]);
    expect(driver.api.charged()).toBe(2);

    await killedAfter(driver, line({ ...PINS, aparty_pins: [2222] }));
    await driver.refresh();
    driver.nowMs += 3 * NOTE_LIFE_MS;
    await driver.run(line({ ...PINS, aparty_pins: [2222] }));
    expect(driver.api.charged()).toBe(3);
    await settled(driver, line({ ...PINS, aparty_pins: [2222] }));
  });

  test("take the place of those before them, which are sent where they are declared again", async () => {
    const driver = await made(line({ aparty_pins: [1234] }), folder.directory);
    driver.api.answers({ pins: "never" });
    await killedAfter(driver, line(PINS));
    const unmanaged = { aparty_numbers: [A2], deletion_protection: true };
    await driver.run(line(unmanaged));
    expect([driver.value["aparty_pins"], driver.api.charged()]).toEqual([null, 2]);
    await driver.run(line({ ...unmanaged, aparty_pins: [1234] }));
    expect([driver.api.allocations()[0]?.apartyPins, driver.api.charged()]).toEqual([[1234], 3]);
  });

  test("are taken from the answer where it tells them: PINs that were changed since are sent", async () => {
    const driver = await made(line({ aparty_pins: [1234] }), folder.directory);
    await killedAfter(driver, line(PINS));
    const { plan } = await driver.run(line({ ...PINS, aparty_pins: [9999] }));
    expect(texts(plan)).toMatch(/is charged as a new allocation/);
    expect(driver.api.charged()).toBe(3);
    expect(driver.api.allocations()[0]?.apartyPins).toEqual([9999]);
  });

  test("are taken from the answer also where they were the first that were ever declared", async () => {
    const driver = await made(line(), folder.directory);
    await killedAfter(driver, line(PINS));
    await driver.refresh();
    await settled(driver, line(PINS));
    expect([driver.value["aparty_pins"], driver.value["bparty_pins"], driver.api.charged()]).toEqual([[4711], null, 2]);
  });

  test("are taken from a later answer that tells them, with no apply between", async () => {
    const driver = await made(line(), folder.directory);
    driver.api.answers({ pins: "never" });
    await killedAfter(driver, line(PINS));
    await driver.refresh();
    expect(driver.value["aparty_pins"]).toBeNull();
    driver.api.answers({ pins: "given" });
    await settled(driver, line(PINS));
    expect([driver.value["aparty_pins"], driver.api.charged()]).toEqual([[4711], 2]);
  });

  test("do not excuse later ones, once an answer told them and nothing was left to change", async () => {
    const driver = await made(line({ aparty_pins: [1234] }), folder.directory);
    await killedAfter(driver, line(PINS));
    expect((await driver.plan(line(PINS))).action).toBe("no-op");
    await driver.run(line({ ...PINS, aparty_pins: [9999] }));
    expect(driver.api.allocations()[0]?.apartyPins).toEqual([9999]);
  });
});

describe("what became of a lost change of the number, and of the declaration since", () => {
  const FROM = wishes("MU");
  const TO = wishes("MH");

  test.each<[string, boolean, Declared, { readonly charges: number; readonly region: string | null }]>([
    ["landed; the same", true, TO, { charges: 2, region: "MH" }],
    ["not landed; the same", false, TO, { charges: 2, region: "MH" }],
    ["landed; another region", true, wishes("KA"), { charges: 3, region: "KA" }],
    ["not landed; another region", false, wishes("KA"), { charges: 2, region: "KA" }],
    ["landed; taken back, which takes a number of the former region", true, FROM, { charges: 3, region: "MU" }],
    ["not landed; taken back", false, FROM, { charges: 1, region: "MU" }],
    ["landed; no preference any more", true, line(), { charges: 2, region: null }],
    ["not landed; no preference any more", false, line(), { charges: 1, region: null }],
  ])("%s", async (_name, landed, next, { charges, region }) => {
    const driver = await made(FROM);
    lost(driver, "vn", false);
    await fails(driver, TO);
    if (landed) await landVn(driver, toRegion("MH"));
    await driver.run(next);
    expect(driver.api.charged()).toBe(charges);
    expect((driver.value["preferences"] as { region?: string } | null)?.region ?? null).toBe(region);
    await settled(driver, next);
    expect(driver.value["green_vn"]).toBe(driver.api.allocations()[0]?.greenVn);
  });

  test.each<[string, boolean, Declared, number]>([
    ["landed; the same", true, line({ aparty_numbers: [A2] }), 2],
    ["not landed; the same", false, line({ aparty_numbers: [A2] }), 2],
    ["landed; taken back", true, line(), 3],
    ["not landed; taken back", false, line(), 1],
    ["landed; and a region", true, wishes("MH", { aparty_numbers: [A2] }), 3],
  ])("of the parties: %s", async (_name, landed, next, charges) => {
    const driver = await made();
    lost(driver, "call-party", false);
    await fails(driver, line({ aparty_numbers: [A2] }));
    if (landed) await landParties(driver, toParties(A2));
    await driver.run(next);
    expect(driver.api.charged()).toBe(charges);
    await settled(driver, next);
  });

  test("lost parties stop before the number is changed, and the next apply makes both", async () => {
    const driver = await made();
    const next = wishes("MH", { aparty_numbers: [A2] });
    lost(driver, "call-party", false);
    await fails(driver, next);
    expect(driver.api.asked("vn")).toBe(0);
    await landParties(driver, toParties(A2));
    await driver.run(next);
    expect(driver.api.charged()).toBe(3);
    await settled(driver, next);
  });

  test("parties that were changed are saved where the number's answer is lost", async () => {
    const driver = await made();
    const next = wishes("MH", { aparty_numbers: [A2] });
    lost(driver, "vn", false);
    await fails(driver, next);
    expect(driver.value["aparty_numbers"]).toEqual([A2]);
    await landVn(driver, toRegion("MH"));
    await driver.run(next);
    expect(driver.api.charged()).toBe(3);
    await settled(driver, next);
  });
});

describe("a plan that is older than the landing", () => {
  test.each<[string, boolean]>([
    ["saved", true],
    ["made without a refresh", false],
  ])("%s: the apply looks, adopts and sends nothing", async (_name, refresh) => {
    const driver = await made(wishes("MU"));
    lost(driver, "vn", false);
    await fails(driver, wishes("MH"));
    const plan = await driver.plan(wishes("MH"), { refresh });
    expect(plan.after?.["green_vn"]).not.toBe(plan.before?.["green_vn"]);
    await landVn(driver, toRegion("MH"));
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect(driver.api.charged()).toBe(2);
    await settled(driver, wishes("MH"));
  });

  test("and than what somebody changed since: state has the number in force, and a warning says so", async () => {
    const driver = await made(wishes("MU"), folder.directory);
    await killedAfter(driver, wishes("MH"));
    const plan = await driver.plan(wishes("MH"), { refresh: false });
    const [theirs = ""] = driver.api.freeNumbers({ region: "KL", type: "mobile" }, 1);
    driver.api.changeByHand(idOf(driver), { greenVn: theirs });
    const applied = await driver.apply(plan);
    expect([applied.errors, driver.value["green_vn"], driver.api.charged()]).toEqual([[], theirs, 2]);
    expect(texts(applied)).toMatch(/is in force, and not known to meet the declaration/);
    await settled(driver, wishes("MH"));
  });

  test("of the parties alone, while a number landed: no call but that of the parties", async () => {
    const driver = await made(wishes("MU"));
    lost(driver, "vn", false);
    await fails(driver, wishes("MH"));
    const next = wishes("MU", { aparty_numbers: [A2] });
    const plan = await driver.plan(next);
    await landVn(driver, toRegion("MH"));
    const applied = await driver.apply(plan);
    expect(applied.errors).toEqual([]);
    expect(texts(applied)).toMatch(/carried out after all/);
    expect(driver.api.charged()).toBe(3);
  });
});

describe("a note outlasts a weekend", () => {
  const DAYS_MS = 3 * NOTE_LIFE_MS;

  test.each([
    ["in state", undefined],
    ["in the journal", "a journal"],
  ])("%s: what landed meanwhile is adopted, with no second charge", async (_where, journal) => {
    const driver = await made(wishes("MU"), journal && folder.directory);
    if (journal) await killedDuring(driver, wishes("MH"), false);
    else {
      lost(driver, "vn", false);
      await fails(driver, wishes("MH"));
    }
    await landVn(driver, toRegion("MH"));
    driver.nowMs += DAYS_MS;
    await driver.run(wishes("MH"));
    expect(driver.api.charged()).toBe(2);
    await settled(driver, wishes("MH"));
  });

  test("what did not land is told with its date, and how to take another number all the same", async () => {
    const driver = await made(wishes("MU"));
    lost(driver, "vn", false);
    await fails(driver, wishes("MH"));
    expect(texts(await driver.plan(wishes("MH")))).not.toMatch(/It was sent at/);
    driver.nowMs += DAYS_MS;
    const plan = await driver.plan(wishes("MH"));
    expect(texts(plan)).toMatch(/It was sent at 2025-01-01T.*change rotation_triggers/);
    await driver.apply(plan);
    expect(driver.api.charged()).toBe(2);
  });

  test("PINs of a change that landed are still not sent again", async () => {
    const PINS = line({ aparty_numbers: [A2], aparty_pins: [4711] });
    const driver = await made(line({ aparty_pins: [1234] }), folder.directory);
    driver.api.answers({ pins: "never" });
    await killedAfter(driver, PINS);
    await driver.refresh();
    driver.nowMs += DAYS_MS;
    await driver.run(PINS);
    expect(driver.api.charged()).toBe(2);
  });
});

describe("a note ends", () => {
  test("with the next write that succeeds", async () => {
    const driver = await made(wishes("MU"), folder.directory);
    lost(driver, "vn", false);
    await fails(driver, wishes("MH"));
    await driver.run(wishes("KA"));
    await settled(driver, wishes("KA"));
    expect(driver.held?.notes["unresolved"]).toBeUndefined();
    expect((driver.value["preferences"] as { region: string }).region).toBe("KA");
  });

  test.each([true, false])(
    "not with one of another call (journal: %s): what lands late is adopted",
    async (hasJournal) => {
      const driver = await made(wishes("MU"), hasJournal ? folder.directory : undefined);
      lost(driver, "vn", false);
      await fails(driver, wishes("MH"));
      await driver.run(wishes("MU", { aparty_numbers: [A2] }));
      await landVn(driver, toRegion("MH"));
      const charged = driver.api.charged();
      await driver.run(wishes("MH", { aparty_numbers: [A2] }));
      await settled(driver, wishes("MH", { aparty_numbers: [A2] }));
      expect(driver.api.charged()).toBe(charged);
    },
  );

  test("in the journal, too: a killed run's number is adopted after another killed run changed the parties", async () => {
    const driver = await made(line(), folder.directory);
    await killedDuring(driver, wishes("MU"), true, "changeVn");
    await killedAfter(driver, wishes("MU", { aparty_numbers: [A2] }));
    await driver.run(wishes("MU"));
    expect(driver.api.asked("vn")).toBe(1);
    await settled(driver, wishes("MU"));
  });

  test("with the resource: a destroy deletes it, and a replacement begins with none", async () => {
    for (const now of [null, line({ connection_id: "line-2" })]) {
      const driver = await made(wishes("MU"), folder.directory);
      lost(driver, "vn", false);
      await fails(driver, wishes("MH"));
      await driver.run(now);
      expect(driver.held?.notes["unresolved"]).toBeUndefined();
      if (now !== null) await settled(driver, now);
    }
  });

  test("with -replace, whose creation knows nothing of it", async () => {
    const driver = await made(wishes("MU"), folder.directory);
    lost(driver, "vn", false);
    await fails(driver, wishes("MH"));
    await driver.run(wishes("MH"), { replace: true });
    expect(driver.held?.notes["unresolved"]).toBeUndefined();
    expect(driver.held?.notes["predecessor"]).toBeUndefined();
    await settled(driver, wishes("MH"));
    expect(driver.api.charged()).toBe(2);
  });
});

test("a refused write leaves the note of an earlier one alone", async () => {
  const driver = await made(wishes("MU"));
  lost(driver, "vn", false);
  await fails(driver, wishes("MH"));
  driver.api.next("vn", { kind: "fails", failure: { kind: "refused", status: 452, code: 4, message: "none free" } });
  await fails(driver, wishes("MH"));
  await landVn(driver, toRegion("MH"));
  await driver.run(wishes("MH"));
  expect(driver.api.charged()).toBe(2);
});

describe("runs that are killed one after another", () => {
  test("PINs of the first are not sent again after the second", async () => {
    const driver = await made(line(), folder.directory);
    driver.api.answers({ pins: "never" });
    const first = line({ aparty_numbers: [A2], aparty_pins: [4711] });
    await killedAfter(driver, first);
    const second = wishes("MH", { aparty_numbers: [A2], aparty_pins: [4711] });
    await killedDuring(driver, second, false);
    await killedDuring(driver, second, true);
    await driver.run(second);
    expect(driver.api.charged()).toBe(3);
    await settled(driver, second);
  });

  test.each(["greenvn_allocation", "greenvn_assignment"] as const)(
    "%s: a number that is killed on its way is adopted whenever it lands",
    async (type: Resource) => {
      const owner = await made();
      const driver = new TerraformDriver(type, { api: owner.api, directory: folder.directory });
      const declare = (more: object): Declared =>
        type === "greenvn_allocation"
          ? line({ connection_id: "other", ...more })
          : { greenvn_id: owner.value["id"], ...more };
      await driver.run(declare({}));
      const charged = owner.api.charged();
      const next = declare({ preferences: { region: "MH" } });
      await killedDuring(driver, next, false);
      const plan = await driver.plan(next);
      expect(texts(plan)).toMatch(/may be charged again/);
      await owner.api.changeVn(idOf(driver), toRegion("MH"), landing);
      expect((await driver.apply(plan)).errors).toEqual([]);
      expect(owner.api.charged()).toBe(charged + 1);
      await settled(driver, next);
    },
  );
});

describe("a note travels with a moved block", () => {
  test.each<[string, boolean]>([
    ["landed", true],
    ["not landed", false],
  ])("from an allocation to an assignment: %s", async (_name, landed) => {
    const driver = await made(line({ preferences: { region: "MU", pin_code: "400001" } }));
    lost(driver, "vn", false);
    await fails(driver, line({ preferences: { region: "MH", pin_code: "400001" } }));
    if (landed) await landVn(driver, toRegion("MH"));
    expect(driver.move("greenvn_assignment")).toEqual([]);
    const next = { greenvn_id: idOf(driver), preferences: { region: "MH" } };
    await driver.run(next);
    expect(driver.api.charged()).toBe(2);
    await settled(driver, next);
  });

  test.each<[string, boolean]>([
    ["landed", true],
    ["not landed", false],
  ])("from an assignment to an allocation: %s", async (_name, landed) => {
    const owner = await made();
    const driver = new TerraformDriver("greenvn_assignment", { api: owner.api });
    await driver.run({ greenvn_id: idOf(owner) });
    lost(driver, "vn", false);
    await fails(driver, { greenvn_id: idOf(owner), preferences: { region: "MH" } });
    if (landed) await landVn(driver, toRegion("MH"));
    expect(driver.move("greenvn_allocation")).toEqual([]);
    await driver.run(wishes("MH"));
    // What is moved is taken over as an import is: with no call, unless the note is known to have landed.
    expect(driver.api.charged()).toBe(landed ? 2 : 1);
    await settled(driver, wishes("MH"));
  });

  test("lost parties of an allocation that becomes an assignment are its owner's", async () => {
    const driver = await made();
    driver.api.answers({ pins: "never" });
    lost(driver, "call-party", false);
    await fails(driver, line({ aparty_numbers: [A2], aparty_pins: [4711] }));
    await landParties(driver, toParties(A2));
    driver.move("greenvn_assignment");
    await driver.run({ greenvn_id: idOf(driver) });
    await settled(driver, { greenvn_id: idOf(driver) });
    expect(driver.api.charged()).toBe(2);
  });
});
