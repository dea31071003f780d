import type { VnRequest } from "../../../../src/exobridge/types";
import { allocateElsewhere, type FakeExoBridge, fakeExoBridge, landing } from "../../../support/api/fake-exobridge";
import { killedAfter, killedDuring } from "../memory/disturbed";
import { type Declared, journalFolder, TerraformDriver } from "../terraform-driver";

let api: FakeExoBridge;
let id: string;
let folder: ReturnType<typeof journalFolder>;
beforeEach(async () => {
  api = fakeExoBridge();
  folder = journalFolder();
  id = await allocateElsewhere(api);
});
afterEach(() => folder.remove());

const MH: VnRequest = { strictness: false, preferences: { region: "MH" } };
const wishes = (region: string | null): Declared => ({
  greenvn_id: id,
  ...(region === null ? {} : { preferences: { region } }),
});
const drive = (journal: boolean) =>
  new TerraformDriver("greenvn_assignment", { api, ...(journal ? { directory: folder.directory } : {}) });
const land = () => api.changeVn(id, MH, landing);
/** Changes of the number that were charged; the allocation itself was one more. */
const charged = () => api.charged() - 1;

async function lostCreation(journal: boolean): Promise<TerraformDriver> {
  const driver = drive(journal);
  api.next("vn", { kind: "lost", done: false });
  const { errors, warnings } = await driver.apply(await driver.plan(wishes("MH")));
  expect([errors, warnings.map(({ summary }) => summary)]).toEqual([
    [],
    [expect.stringMatching(/^Could not change the number of allocation/)],
  ]);
  expect([driver.held?.tainted, driver.value["green_vn"]]).toEqual([false, api.allocation(id).greenVn]);
  return driver;
}

async function converges(driver: TerraformDriver, region: string | null = "MH"): Promise<void> {
  const plan = await driver.plan(wishes(region));
  expect({ action: plan.action, warnings: plan.warnings }).toEqual({ action: "no-op", warnings: [] });
  expect(driver.value["green_vn"]).toBe(api.allocation(id).greenVn);
}

describe.each([
  ["with a journal", true],
  ["without a journal", false],
])("a creation whose answer is lost, %s", (_name, journal) => {
  test("and that a look sees carried out is done", async () => {
    const driver = drive(journal);
    api.next("vn", { kind: "lost", done: true });
    await driver.run(wishes("MH"));
    await converges(driver);
    expect(charged()).toBe(1);
  });

  test("and that never lands is sent again by the next apply", async () => {
    const driver = await lostCreation(journal);
    await driver.run(wishes("MH"));
    await converges(driver);
    expect(charged()).toBe(1);
  });

  test("and that lands before the next run is adopted by it", async () => {
    const driver = await lostCreation(journal);
    await land();
    await driver.run(wishes("MH"));
    await converges(driver);
    expect(charged()).toBe(1);
  });

  test("and then another region is declared: one call for it", async () => {
    const driver = await lostCreation(journal);
    await land();
    await driver.run(wishes("KA"));
    await converges(driver, "KA");
    expect(charged()).toBe(2);
  });

  test("and then nothing is preferred any more: the number in force is adopted", async () => {
    const driver = await lostCreation(journal);
    await land();
    await driver.run(wishes(null));
    await converges(driver, null);
    expect(charged()).toBe(1);
  });

  test("and then the block is removed: no call", async () => {
    const driver = await lostCreation(journal);
    await driver.run(null);
    expect(charged()).toBe(0);
    expect(api.asked("delete")).toBe(0);
  });
});

test("a lost creation that lands between plan and apply is adopted by what the journal knows", async () => {
  const driver = await lostCreation(true);
  const plan = await driver.plan(wishes("MH"));
  await land();
  expect((await driver.apply(plan)).errors).toEqual([]);
  await converges(driver);
  expect(charged()).toBe(1);
});

test.each([
  ["refused", { kind: "fails", failure: { kind: "refused", status: 452, code: 4, message: "none free" } } as const],
])("a creation that is %s leaves nothing in state, and the next one begins afresh", async (_name, script) => {
  const driver = drive(true);
  api.next("vn", script);
  const { errors } = await driver.apply(await driver.plan(wishes("MH")));
  expect(errors).toHaveLength(1);
  expect(driver.held).toBeNull();
  await driver.run(wishes("MH"));
  await converges(driver);
  expect(charged()).toBe(1);
});

describe("a killed run", () => {
  test("at creation, after the answer: the next one adopts", async () => {
    const driver = drive(true);
    await killedAfter(driver, wishes("MH"));
    await driver.run(wishes("MH"));
    await converges(driver);
    expect(charged()).toBe(1);
  });

  test.each([
    ["carried out: the next one adopts, and its plan says so", true, true, 1, [/was carried out after all/]],
    [
      "not carried out: the next one sends it, and its plan says so",
      false,
      true,
      1,
      [/may be charged.*sending it again/],
    ],
    ["carried out, and nobody remembers: it is sent again, as its plan said", true, false, 2, [/may be charged/]],
  ])("at creation, on its way, %s", async (_name, landed, journal, charges, said) => {
    const driver = drive(journal);
    await killedDuring(driver, wishes("MH"), landed);
    const { plan } = await driver.run(wishes("MH"));
    expect(plan.warnings.map(({ summary, detail }) => `${summary} ${detail}`)).toEqual(
      said.map((one) => expect.stringMatching(one) as string),
    );
    await converges(driver);
    expect(charged()).toBe(charges);
  });

  test.each([
    ["carried out: the next one adopts", true, true],
    ["not carried out: the next one sends it", false, true],
    ["carried out, and nobody remembers: the warning says that it may have been", true, false],
  ])("at a change, on its way, %s", async (_name, landed, journal) => {
    const driver = drive(journal);
    await driver.run(wishes(null));
    await killedDuring(driver, wishes("MH"), landed);
    const plan = await driver.plan(wishes("MH"));
    if (!journal)
      return expect(plan.warnings.map(({ detail }) => detail).join()).toMatch(
        /may be the work of an interrupted apply/,
      );
    await driver.apply(plan);
    await converges(driver);
    expect(charged()).toBe(1);
    return undefined;
  });

  test("between a lost creation and the next one", async () => {
    const driver = await lostCreation(true);
    await killedDuring(driver, wishes("MH"), true);
    await driver.run(wishes("MH"));
    await converges(driver);
    expect(charged()).toBe(1);
  });
});

describe("a replacement of the same allocation's assignment", () => {
  test("asked for by -replace makes no call", async () => {
    const driver = drive(true);
    await driver.run(wishes("MH"));
    await driver.run(wishes("MH"), { replace: true });
    await converges(driver);
    expect(charged()).toBe(1);
  });

  test("that is tainted makes no call", async () => {
    const driver = drive(true);
    await driver.run(wishes("MH"));
    driver.taint();
    await driver.run(wishes("MH"));
    await converges(driver);
    expect(charged()).toBe(1);
  });
});
