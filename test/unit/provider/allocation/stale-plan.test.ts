import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import type { ChangeByHand } from "../../../../src/sandbox";
import { type Declared, TerraformDriver } from "../terraform-driver";

const [A, A2, B] = ["+919876500001", "+919876500003", "+918000000001"];
const line = (more: object = {}): Declared => ({
  connection_id: "line",
  aparty_numbers: [A],
  bparty_numbers: [B],
  ...more,
});
const region = (name: string, more: object = {}) => line({ preferences: { region: name }, ...more });
const pinned = (greenvn: string, strictness = true, more: object = {}) =>
  line({ preferences: { greenvn }, strictness, ...more });

async function made(config = line()): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(config);
  return driver;
}

const idOf = (driver: TerraformDriver) => driver.value["id"] as string;
const inForce = (driver: TerraformDriver) => driver.api.allocation(idOf(driver)).greenVn;
const free = (driver: TerraformDriver, count = 1) =>
  driver.api.freeNumbers({ region: "KL", type: "mobile" }, 40 + count).slice(40);
const elsewhere = (driver: TerraformDriver, change: ChangeByHand | null) =>
  driver.api.changeByHand(idOf(driver), change);
const textOf = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");

describe("a plan that the number was changed after", () => {
  test.each<[string, (pin: string) => Declared]>([
    ["a region", () => region("MH")],
    ["a strict pin on another number", (pin) => pinned(pin)],
    ["a rotation", () => line({ rotation_triggers: { leak: "1" } })],
  ])("%s: it stops, says what changed, and charges nothing", async (_case, next) => {
    const driver = await made();
    const [other = "", pin = ""] = free(driver, 2);
    const [before, held] = [driver.held?.value, inForce(driver)];
    const plan = await driver.plan(next(pin));
    elsewhere(driver, { greenVn: other });

    const { errors } = await driver.apply(plan);

    expect(errors).toHaveLength(1);
    expect(textOf(errors)).toMatch(/^Could not change the number of .*it changed since the plan/);
    expect(textOf(errors)).toContain(`green_vn is ${other}, not ${held}`);
    expect(textOf(errors)).toMatch(/nothing was charged.*terraform plan again/);
    expect([driver.api.charged(), inForce(driver), driver.held?.value]).toEqual([1, other, before]);
  });

  test("to the very number that is pinned: done, with no charge, and it counts as obtained", async () => {
    const driver = await made();
    const [pin = ""] = free(driver);
    const plan = await driver.plan(pinned(pin));
    elsewhere(driver, { greenVn: pin });

    const { errors, warnings } = await driver.apply(plan);

    expect(errors).toEqual([]);
    expect(textOf(warnings)).toMatch(/is in force already: .*not sent, and nothing was charged/);
    expect([driver.api.charged(), driver.value["green_vn"]]).toEqual([1, pin]);
    expect(driver.held?.notes["obtained"]).toMatchObject({ green_vn: pin, preferences: { greenvn: pin } });
    expect((await driver.plan(pinned(pin))).action).toBe("no-op");
  });

  test("a rotation with a wish for the number that is in force by now stops", async () => {
    const driver = await made();
    const [other = ""] = free(driver);
    const plan = await driver.plan(pinned(other, false, { rotation_triggers: { leak: "1" } }));
    elsewhere(driver, { greenVn: other });
    expect((await driver.apply(plan)).errors).toHaveLength(1);
    expect(driver.api.charged()).toBe(1);
  });

  test("what needs no call is recorded all the same", async () => {
    const driver = await made();
    const plan = await driver.plan(region("MH", { deletion_protection: true }));
    elsewhere(driver, { greenVn: free(driver)[0] ?? "" });
    expect((await driver.apply(plan)).errors).toHaveLength(1);
    expect([driver.value["deletion_protection"], driver.value["preferences"]]).toEqual([true, null]);
  });

  test("a further plan and apply go on from what is in force", async () => {
    const driver = await made();
    const stale = await driver.plan(region("MH"));
    elsewhere(driver, { greenVn: free(driver)[0] ?? "" });
    await driver.apply(stale);
    await driver.run(region("MH"));
    expect([driver.api.charged(), driver.value["green_vn"]]).toEqual([2, inForce(driver)]);
  });
});

describe("a plan that the parties were changed after", () => {
  const widened = line({ aparty_numbers: [A, A2] });

  test("it stops, says what changed, and charges nothing", async () => {
    const driver = await made();
    const before = driver.held?.value;
    const plan = await driver.plan(widened);
    elsewhere(driver, { bpartyNumbers: ["+918000000009"], usage: "oneway" });

    const { errors } = await driver.apply(plan);

    expect(textOf(errors)).toMatch(/^Could not change the parties of .*it changed since the plan/);
    expect(textOf(errors)).toContain("bparty_numbers are +918000000009, not +918000000001");
    expect([driver.api.charged(), driver.held?.value]).toEqual([1, before]);
  });

  test("to those that are declared: done, with no charge", async () => {
    const driver = await made();
    const plan = await driver.plan(widened);
    elsewhere(driver, { apartyNumbers: [A2, A] });

    const { errors, warnings } = await driver.apply(plan);

    expect([errors, driver.api.charged()]).toEqual([[], 1]);
    expect(textOf(warnings)).toMatch(/are in force already: .*nothing was charged/);
    expect((await driver.plan(widened)).action).toBe("no-op");
  });

  test("to those that are declared, but PINs are to be sent: it stops", async () => {
    const driver = await made();
    const plan = await driver.plan(line({ aparty_numbers: [A, A2], aparty_pins: [1234] }));
    elsewhere(driver, { apartyNumbers: [A, A2] });
    expect((await driver.apply(plan)).errors).toHaveLength(1);
    expect(driver.api.charged()).toBe(1);
  });

  test("a number that changed elsewhere is no matter of theirs", async () => {
    const driver = await made();
    const plan = await driver.plan(widened);
    elsewhere(driver, { greenVn: free(driver)[0] ?? "" });
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect(driver.api.charged()).toBe(2);
  });
});

describe("two calls in one apply", () => {
  const both = region("MH", { aparty_numbers: [A, A2] });

  test("have a check each", async () => {
    const driver = await made();
    const plan = await driver.plan(both);
    const readBefore = driver.api.asked("read");
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect([driver.api.asked("read") - readBefore, driver.api.charged()]).toEqual([2, 3]);
  });

  test("what the first one answered is no baseline of the second: a number that changed elsewhere stops it", async () => {
    const driver = await made();
    const plan = await driver.plan(both);
    elsewhere(driver, { greenVn: free(driver)[0] ?? "" });
    const { errors } = await driver.apply(plan);
    expect(textOf(errors)).toMatch(/^Could not change the number of .*it changed since the plan/);
    expect([driver.api.charged(), driver.value["aparty_numbers"], driver.value["preferences"]]).toEqual([
      2,
      [A, A2],
      null,
    ]);
  });

  test("what the first one's answer tells of the number does not stop the second", async () => {
    const driver = await made();
    const plan = await driver.plan(both);
    driver.api.next("call-party", { kind: "bent", told: (told) => ({ ...told, greenVn: "+919999999999" }) });
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect(driver.api.charged()).toBe(3);
  });
});

describe("the check itself", () => {
  test.each<[string, ChangeByHand | null]>([
    ["gone", null],
    ["in the vault", { state: "vault" }],
  ])("%s: nothing is sent, and state is kept", async (_case, change) => {
    const driver = await made();
    const before = driver.held?.value;
    const plan = await driver.plan(region("MH"));
    elsewhere(driver, change);
    const { errors } = await driver.apply(plan);
    expect(textOf(errors)).toMatch(/no longer there\. Nothing was sent/);
    expect([driver.api.charged(), driver.api.asked("vn"), driver.held?.value]).toEqual([1, 0, before]);
  });

  test("failed: nothing is sent, and state is kept", async () => {
    const driver = await made();
    const before = driver.held?.value;
    const plan = await driver.plan(region("MH"));
    driver.api.next("read", {
      kind: "fails",
      failure: { kind: "refused", status: 500, code: null, message: "Internal server error" },
    });
    const { errors } = await driver.apply(plan);
    expect(textOf(errors)).toMatch(/read before each charged call.*HTTP 500.*was not sent/);
    expect([driver.api.charged(), driver.api.asked("vn"), driver.held?.value]).toEqual([1, 0, before]);
  });

  test("a number that is told in another form is the plan's", async () => {
    const driver = await made();
    const plan = await driver.plan(region("MH"));
    driver.api.answers({ numbers: "national" });
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect(driver.api.charged()).toBe(2);
  });

  test("a number that is not told is not compared", async () => {
    const driver = await made();
    const plan = await driver.plan(region("MH"));
    const untold = ({ greenVn: _number, ...told }: { readonly greenVn?: string; readonly greenvnId: string }) => told;
    driver.api.next("read", { kind: "bent", told: untold });
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect(driver.api.charged()).toBe(2);
  });

  test("a look for an earlier call is the check of the next one", async () => {
    const driver = await made();
    driver.api.next("vn", { kind: "lost", done: false });
    expect((await driver.apply(await driver.plan(region("MH")))).errors).toHaveLength(1);
    const plan = await driver.plan(region("MH"));
    const readBefore = driver.api.asked("read");
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect([driver.api.asked("read") - readBefore, driver.api.charged()]).toEqual([1, 2]);
  });

  test("an earlier call that landed since the plan meets what is planned, or stops it", async () => {
    const [meets, stops] = [await made(), await made()];
    for (const driver of [meets, stops]) {
      driver.api.next("vn", { kind: "lost", done: false });
      await driver.apply(await driver.plan(region("MH")));
    }
    const [same, another] = [await meets.plan(region("MH")), await stops.plan(region("TN"))];
    for (const driver of [meets, stops])
      elsewhere(driver, { greenVn: driver.api.freeNumbers({ region: "MH", type: "mobile" }, 1)[0] ?? "" });
    expect((await meets.apply(same)).errors).toEqual([]);
    expect(textOf((await stops.apply(another)).errors)).toMatch(/it changed since the plan/);
    expect([meets.api.charged(), stops.api.charged()]).toEqual([1, 1]);
  });

  test("a lost answer is held against what the check saw, also where state had no number", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    const untold = ({ greenVn: _number, ...told }: { readonly greenVn?: string; readonly greenvnId: string }) => told;
    driver.api.next("create", { kind: "bent", told: untold });
    driver.api.next("read", { kind: "bent", told: untold });
    await driver.run(line());
    expect(driver.value["green_vn"]).toBeNull();
    const plan = await driver.plan(region("MH"), { refresh: false });
    driver.api.next("vn", { kind: "lost", done: true });
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect([driver.value["green_vn"], driver.api.charged()]).toEqual([inForce(driver), 2]);
  });
});
