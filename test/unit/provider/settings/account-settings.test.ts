import fc from "fast-check";
import type { Failure } from "../../../../src/exobridge/types";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { plannedUses } from "../../../../src/provider/memory/planned-uses";
import { sameSetting } from "../../../../src/provider/settings/fields";
import { type Declared, TerraformDriver } from "../terraform-driver";

const HOOK = "greencall_complete_event_endpoint";
const SECRET = "https://hooks.example.com/in?key=hunter2";
const FIRST = {
  id: "sandbox",
  account_sid: "sandbox",
  country: "IN",
  intl_num_sup: false,
  max_deallocation_time: "170d",
  timezone: "IST",
  deletion_time: 86_400,
  default_region: "KA",
  default_flow_id: "100001",
  [HOOK]: null,
};
const summaries = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ summary }) => summary);
const details = (diagnostics: readonly Diagnostic[]): string => diagnostics.map(({ detail }) => detail).join("\n");

const drive = (): TerraformDriver => new TerraformDriver("greenvn_account_settings");
const sent = ({ api }: TerraformDriver): number => api.asked("settings-change");
async function made(config: Declared = {}): Promise<TerraformDriver> {
  const driver = drive();
  await driver.run(config);
  return driver;
}

test("creating with nothing declared adopts what is there, and sends nothing", async () => {
  const driver = await made();
  expect(driver.value).toMatchObject(FIRST);
  expect([sent(driver), driver.api.charged(), (await driver.plan({})).action]).toEqual([0, 0, "no-op"]);
});

test("creating sends what is declared otherwise, in one call, and nothing else", async () => {
  const driver = await made({ country: "IN", timezone: "UTC", [HOOK]: SECRET });
  expect(driver.value).toMatchObject({ ...FIRST, timezone: "UTC", [HOOK]: SECRET });
  expect(driver.api.settings()).toMatchObject({ timezone: "UTC", [HOOK]: SECRET, country: "IN" });
  expect([sent(driver), driver.api.charged()]).toEqual([1, 0]);
});

test("a change sends what changed, and what is left out stays as it is", async () => {
  const driver = await made({ timezone: "UTC" });
  await driver.run({ timezone: "UTC", default_region: "MU" });
  await driver.run({ default_region: "MU" });
  expect(driver.api.settings()).toMatchObject({ timezone: "UTC", default_region: "MU" });
  expect(sent(driver)).toBe(2);
});

test("an empty address clears one, and is no drift afterwards", async () => {
  const driver = await made({ [HOOK]: SECRET });
  await driver.run({ [HOOK]: "" });
  expect([driver.api.settings()[HOOK], driver.value[HOOK]]).toEqual([null, ""]);
  expect((await driver.plan({ [HOOK]: "" })).action).toBe("no-op");
  expect(driver.value[HOOK]).toBe("");
  const none = await made({ [HOOK]: "" });
  expect([none.value[HOOK], sent(none), (await none.plan({ [HOOK]: "" })).action]).toEqual(["", 0, "no-op"]);
});

test("a length that is written otherwise is none", async () => {
  const driver = await made({ max_deallocation_time: "4080h" });
  expect([sent(driver), (await driver.plan({ max_deallocation_time: "170d" })).action]).toEqual([0, "no-op"]);
});

test("what somebody else changes is drift: shown, and taken back where it is declared", async () => {
  const driver = await made({ timezone: "UTC" });
  driver.api.changeSettingsByHand({ timezone: "IST", default_region: "MU" });
  const plan = await driver.plan({ timezone: "UTC" });
  expect([plan.action, plan.before?.["timezone"], plan.after?.["timezone"]]).toEqual(["update", "IST", "UTC"]);
  await driver.apply(plan);
  expect(driver.api.settings()).toMatchObject({ timezone: "UTC", default_region: "MU" });
});

test("what is not known at plan is sent once it is", async () => {
  const driver = await made();
  const plan = await driver.plan({ timezone: UNKNOWN });
  expect(plan.after?.["timezone"]).toBe(UNKNOWN);
  await driver.apply(plan, { timezone: "UTC" });
  expect([driver.value["timezone"], sent(driver)]).toEqual(["UTC", 1]);
  const creating = drive();
  await creating.apply(await creating.plan({ [HOOK]: UNKNOWN }), { [HOOK]: SECRET });
  expect(creating.api.settings()[HOOK]).toBe(SECRET);
});

test.each<[string, Declared, string[]]>([
  [
    "the longest life",
    { max_deallocation_time: "30d" },
    ['max_deallocation_time of the settings of account "sandbox" changes'],
  ],
  ["the cooling off", { deletion_time: 60 }, ['deletion_time of the settings of account "sandbox" changes']],
  [
    "the longest life, not known yet",
    { max_deallocation_time: UNKNOWN },
    ['max_deallocation_time of the settings of account "sandbox" changes'],
  ],
  ["the same length", { max_deallocation_time: "4080h" }, []],
  ["anything else", { country: "AE" }, []],
])("a change of %s warns", async (_what, config, expected) => {
  const driver = await made();
  const plan = await driver.plan(config);
  expect([summaries(plan.errors), summaries(plan.warnings)]).toEqual([[], expected]);
});

test("a creation that declares them warns too", async () => {
  const { warnings } = await drive().plan({ deletion_time: 60, max_deallocation_time: "-1" });
  expect(summaries(warnings)).toEqual([
    'max_deallocation_time of the settings of account "sandbox" is declared',
    'deletion_time of the settings of account "sandbox" is declared',
  ]);
});

describe("what fails", () => {
  const failure: Failure = { kind: "refused", status: 403, code: 15, message: "that region is not supported" };

  test("adopting leaves nothing in state, so that it is not tainted", async () => {
    const driver = drive();
    driver.api.next("settings-change", { kind: "fails", failure });
    const applied = await driver.apply(await driver.plan({ default_region: "ZZ" }));
    expect([summaries(applied.errors), driver.held]).toEqual([
      ['Could not adopt the settings of account "sandbox"'],
      null,
    ]);
    expect(details(applied.errors)).toContain("that region is not supported");
    const unread = drive();
    unread.api.next("settings", { kind: "lost", done: true }, { kind: "fails", failure });
    const plan = await unread.plan({ timezone: "UTC" });
    expect([summaries((await unread.apply(plan)).errors).length, sent(unread)]).toEqual([1, 0]);
  });

  test("a change keeps the state as it was, and applying again converges", async () => {
    const driver = await made();
    driver.api.next("settings-change", { kind: "lost", done: true });
    const applied = await driver.apply(await driver.plan({ timezone: "UTC" }));
    expect([summaries(applied.errors), driver.value["timezone"]]).toEqual([
      ['Could not change the settings of account "sandbox"'],
      "IST",
    ]);
    // It was carried out after all.
    expect((await driver.plan({ timezone: "UTC" })).action).toBe("no-op");
    expect(sent(driver)).toBe(1);
  });

  test("a read keeps the state", async () => {
    const driver = await made();
    driver.api.next("settings", { kind: "fails", failure });
    expect(summaries(await driver.refresh())).toEqual(['Could not read the settings of account "sandbox"']);
    expect(driver.value).toMatchObject(FIRST);
  });
});

test("another account's are an error before any call: at read, plan, change and import", async () => {
  const driver = await made();
  if (driver.held !== null) driver.held = { ...driver.held, value: { ...driver.value, account_sid: "acme" } };
  const asked = driver.api.asked("settings");
  const plan = await driver.plan({ timezone: "UTC" });
  expect(details(plan.errors)).toContain('They are those of the account "acme"');
  expect(details(await drive().import("acme"))).toContain('not "acme"');
  expect([driver.api.asked("settings"), sent(driver)]).toEqual([asked, 0]);
});

test("an import by the account's SID takes over what is told, and plans nothing", async () => {
  const driver = drive();
  driver.api.changeSettingsByHand({ [HOOK]: SECRET, timezone: "UTC" });
  expect(await driver.import("sandbox")).toEqual([]);
  expect(driver.value).toMatchObject({ ...FIRST, timezone: "UTC", [HOOK]: SECRET });
  expect((await driver.plan({})).action).toBe("no-op");
  expect((await driver.plan({ timezone: "UTC", [HOOK]: SECRET })).action).toBe("no-op");
});

test("destroying makes no call, says so, and forgets", async () => {
  const driver = await made({ timezone: "UTC" });
  const plan = await driver.plan(null);
  expect(summaries(plan.warnings)).toEqual(['The settings of account "sandbox" stay as they are']);
  await driver.apply(plan);
  expect([driver.held, driver.api.settings().timezone, sent(driver)]).toEqual([null, "UTC", 1]);
});

test("a second one in a plan is an error, one that is planned twice is not, and under a debugger nobody can tell", async () => {
  const uses = plannedUses(true);
  const driver = drive();
  driver.session = (ready) => (ready.kind === "refused" ? ready : { ...ready, planned: uses });
  expect((await driver.plan({})).errors).toEqual([]);
  expect(summaries((await driver.plan({})).errors)).toEqual([
    'Two greenvn_account_settings hold the settings of account "sandbox"',
  ]);
  const replaced = await made();
  expect((await replaced.plan({}, { replace: true })).errors).toEqual([]);
  const shared = plannedUses(false);
  expect([shared.addSettings(), shared.addSettings()]).toEqual([false, false]);
});

test("wrong values are named all at once, and no address is shown", async () => {
  const problems = drive().validate({
    country: "India",
    max_deallocation_time: "soon",
    timezone: "CET",
    deletion_time: -1,
    default_region: "Mumbai",
    default_flow_id: " ",
    [HOOK]: "hunter2",
  });
  expect(summaries(problems)).toEqual([
    "Invalid country",
    "Invalid max_deallocation_time",
    "Invalid timezone",
    "Invalid deletion_time",
    "Invalid default_region",
    "Invalid default_flow_id",
    `Invalid ${HOOK}`,
  ]);
  expect(JSON.stringify(problems)).not.toContain("hunter2");
  expect(drive().validate({ country: UNKNOWN, max_deallocation_time: "-1", [HOOK]: "", deletion_time: 0 })).toEqual([]);
});

test("whatever is declared after whatever was: the account is as declared, and the next plan is empty", async () => {
  const declaration = fc.record(
    {
      timezone: fc.constantFrom("IST", "UTC"),
      max_deallocation_time: fc.constantFrom("-1", "1d", "24h", "170d"),
      deletion_time: fc.constantFrom(0, 60),
      [HOOK]: fc.constantFrom("", "https://a.example.com", "https://b.example.com"),
      intl_num_sup: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(declaration, { minLength: 1, maxLength: 4 }), async (lives) => {
      const driver = drive();
      for (const [at, config] of lives.entries()) {
        const before = sent(driver);
        await driver.run(config);
        expect(sent(driver) - before).toBeLessThanOrEqual(1);
        const told: Readonly<Record<string, unknown>> = { ...driver.api.settings() };
        for (const [name, value] of Object.entries(config))
          expect([at, name, sameSetting(name as "timezone", told[name], value)]).toEqual([at, name, true]);
        expect((await driver.plan(config)).action).toBe("no-op");
      }
      expect(driver.api.charged()).toBe(0);
    }),
    { numRuns: 15 },
  );
});
