import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import type { Ready, Session } from "../../../../src/provider/common/session";
import { type Declared, TerraformDriver } from "../terraform-driver";

const HERE = "https://leadassist.exotel.in";
const THERE = "https://other.example";
const ALLOCATION: Declared = {
  connection_id: "driver-42",
  aparty_numbers: ["+919876500001"],
  bparty_numbers: ["+919876500002"],
};
const CHANGED: Declared = { ...ALLOCATION, preferences: { region: "MH" } };

type Type = ConstructorParameters<typeof TerraformDriver>[0];

/** Runs of the provider that are configured so. */
function configured(driver: TerraformDriver, apiOrigin: string, settings: Partial<Ready> = {}): TerraformDriver {
  driver.session = (session: Session): Session =>
    session.kind === "ready" ? { ...session, apiOrigin, mayChangeBaseUrl: false, ...settings } : session;
  return driver;
}
const allowed = { mayChangeBaseUrl: true };

/** One that was made, or taken on, in a run for `HERE`. */
async function heldBy(type: Type): Promise<{ readonly driver: TerraformDriver; readonly declared: Declared }> {
  const driver = configured(new TerraformDriver("greenvn_allocation"), HERE);
  await driver.run(ALLOCATION);
  if (type === "greenvn_allocation") return { driver, declared: ALLOCATION };
  const taker = configured(new TerraformDriver(type, { api: driver.api }), HERE);
  const declared = { greenvn_id: driver.value["id"] };
  await taker.run(declared);
  return { driver: taker, declared };
}

/** As if its state had been saved so. */
function heldAt(driver: TerraformDriver, api_origin: string | null): void {
  if (driver.held !== null) driver.held = { ...driver.held, value: { ...driver.value, api_origin } };
}

const summaries = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ summary }) => summary);
const TYPES = ["greenvn_allocation", "greenvn_assignment"] as const;

describe.each(TYPES)("api_origin of %s", (type) => {
  test("is known in the plan of a creation, and set by it", async () => {
    const { driver, declared } = await heldBy(type);
    expect(driver.value["api_origin"]).toBe(HERE);
    const other = configured(new TerraformDriver(type, { api: driver.api }), THERE);
    expect((await other.plan({ ...declared, connection_id: "driver-43" })).after?.["api_origin"]).toBe(THERE);
  });

  test("in a run for another one is an error before any call, that names both and the way to move", async () => {
    const { driver, declared } = await heldBy(type);
    configured(driver, THERE);
    const before = driver.value;
    const reads = driver.api.asked("read");
    const plans = [
      await driver.plan(declared),
      await driver.plan({ ...declared, preferences: { region: "MH" } }, { refresh: false }),
    ];
    for (const { errors, action } of plans) {
      expect([action === "create", errors.length]).toEqual([false, 1]);
      expect(errors[0]?.detail).toMatch(
        /lives at "https:\/\/leadassist\.exotel\.in".*configured for "https:\/\/other\.example".*No call was made.*allow_base_url_change = true/s,
      );
    }
    expect([driver.api.asked("read"), driver.value]).toEqual([reads, before]);
  });

  test("that moves on purpose is taken over by the first read that finds it, with a warning", async () => {
    const { driver, declared } = await heldBy(type);
    configured(driver, THERE, allowed);
    const plan = await driver.plan(declared);
    expect([plan.action, plan.errors, driver.value["api_origin"]]).toEqual(["no-op", [], THERE]);
    expect(plan.warnings.map(({ summary, detail }) => [summary, detail])).toEqual([
      [
        `base_url changed: the API is at ${THERE} now, and was at ${HERE}`,
        expect.stringMatching(/driver-42.*found there.*Take allow_base_url_change out/s),
      ],
    ]);
    // From now on it lives there.
    configured(driver, THERE);
    expect((await driver.plan(declared)).warnings).toEqual([]);
    configured(driver, HERE);
    expect((await driver.plan(declared)).errors).toHaveLength(1);
  });

  test.each(["not there", "vault"])("where it is to be moved to, %s is an error and no removal", async (what) => {
    const { driver, declared } = await heldBy(type);
    configured(driver, THERE, allowed);
    const before = driver.value;
    if (what === "vault") driver.api.next("read", { kind: "bent", told: (told) => ({ ...told, state: "vault" }) });
    else driver.session = gone(THERE, allowed);
    const plan = await driver.plan(declared);
    expect([plan.errors.length, driver.value]).toEqual([1, before]);
    expect(plan.errors[0]?.detail).toMatch(
      /other\.example.*no such allocation.*lives at "https:\/\/leadassist\.exotel\.in".*State is as it was/s,
    );
  });

  test("between two loopback origins the change is a warning, and what is gone is gone", async () => {
    const { driver, declared } = await heldBy(type);
    configured(driver, HERE, {});
    heldAt(driver, "http://127.0.0.1:1");
    configured(driver, "http://localhost:2");
    const plan = await driver.plan(declared);
    expect([plan.action, plan.errors, summaries(plan.warnings), driver.value["api_origin"]]).toEqual([
      "no-op",
      [],
      ["base_url changed: the API is at http://localhost:2 now, and was at http://127.0.0.1:1"],
      "http://localhost:2",
    ]);
    heldAt(driver, "http://127.0.0.1:1");
    driver.session = gone("http://localhost:2");
    expect(summaries((await driver.plan(declared)).warnings)).toEqual([
      expect.stringContaining("base_url changed"),
      expect.stringContaining("is gone"),
    ]);
    expect(driver.held).toBeNull();
  });

  test("that an older version did not record is set by the first read that finds it, and plans nothing", async () => {
    const { driver, declared } = await heldBy(type);
    heldAt(driver, null);
    const unread = await driver.plan(declared, { refresh: false });
    expect([unread.action, unread.after?.["api_origin"], unread.warnings]).toEqual(["no-op", null, []]);

    const asked = driver.api.charged();
    const changed = await driver.run({ ...declared, rotation_triggers: { day: "1" } }, { refresh: false });
    expect([changed.plan.action, driver.value["api_origin"], driver.api.charged()]).toEqual([
      "update",
      null,
      asked + 1,
    ]);

    const found = await driver.plan({ ...declared, rotation_triggers: { day: "1" } });
    expect([found.action, found.warnings, driver.value["api_origin"]]).toEqual(["no-op", [], HERE]);

    // Where moving is allowed, one that is not told to have been anywhere may have been elsewhere.
    heldAt(driver, null);
    driver.session = gone(THERE, allowed);
    expect((await driver.plan(declared)).errors[0]?.detail).toMatch(/State does not tell where it lives/);
    driver.session = gone(THERE);
    await driver.plan(declared);
    expect(driver.held).toBeNull();
  });

  test("is set by the read of an import, and checked from then on", async () => {
    const { driver, declared } = await heldBy(type);
    const id = driver.value["id"];
    const other = configured(new TerraformDriver(type, { api: driver.api }), THERE);
    await other.import(typeof id === "string" ? id : "");
    expect([other.value["api_origin"], (await other.plan(declared)).errors]).toEqual([THERE, []]);
  });
});

/** A run whose API knows nothing. */
function gone(apiOrigin: string, settings: Partial<Ready> = {}) {
  return (session: Session): Session =>
    session.kind === "ready"
      ? {
          ...session,
          apiOrigin,
          mayChangeBaseUrl: false,
          ...settings,
          api: {
            ...session.api,
            read: async () => ({ kind: "gone" }),
            deallocate: async () => ({ kind: "gone" }),
          },
        }
      : session;
}

describe("an allocation's destroy under another origin", () => {
  test("is an error at plan and at apply, before any call", async () => {
    const { driver } = await heldBy("greenvn_allocation");
    const plan = await driver.plan(null);
    configured(driver, THERE);
    expect((await driver.plan(null)).errors).toHaveLength(1);
    expect((await driver.apply(plan)).errors[0]?.detail).toMatch(/No call was made/);
    expect([driver.api.asked("delete"), driver.held?.value["api_origin"]]).toEqual([0, HERE]);
  });

  test("that is allowed is not done by a 404: of a tainted one no other is made", async () => {
    const { driver } = await heldBy("greenvn_allocation");
    driver.taint();
    driver.session = gone(THERE, allowed);
    const plan = await driver.plan(ALLOCATION, { refresh: false });
    expect([plan.action, plan.errors]).toEqual(["replace", []]);
    const applied = await driver.apply(plan);
    expect(applied.errors.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/other\.example.*no such allocation.*leadassist.*State is as it was/s),
    ]);
    expect([driver.held?.value["id"] !== undefined, driver.api.charged(), driver.api.asked("create")]).toEqual([
      true,
      1,
      1,
    ]);
  });

  test("that is allowed is done by an answer that says so", async () => {
    const { driver } = await heldBy("greenvn_allocation");
    configured(driver, THERE, allowed);
    const { errors } = await driver.apply(await driver.plan(null));
    expect([errors, driver.held, driver.api.asked("delete")]).toEqual([[], null, 1]);
  });

  test("of a protected one is not taken for gone", async () => {
    const driver = configured(new TerraformDriver("greenvn_allocation"), HERE);
    await driver.run({ ...ALLOCATION, deletion_protection: true });
    driver.session = gone(THERE, allowed);
    expect(summaries((await driver.plan(null)).errors)).toEqual([expect.stringContaining("Could not destroy")]);
    driver.session = gone(HERE);
    const plan = await driver.plan(null);
    expect(plan.errors).toEqual([]);
    driver.session = gone(THERE, allowed);
    expect([(await driver.apply(plan)).errors.length, driver.held === null]).toEqual([1, false]);
  });

  test("between two loopback origins is told, and a 404 is done", async () => {
    const { driver } = await heldBy("greenvn_allocation");
    heldAt(driver, "http://127.0.0.1:1");
    driver.session = gone("http://127.0.0.1:2");
    const plan = await driver.plan(null);
    expect(summaries(plan.warnings)).toEqual([
      expect.stringContaining("base_url changed"),
      expect.stringContaining("will be released"),
    ]);
    expect([(await driver.apply(plan)).errors, driver.held]).toEqual([[], null]);
  });
});

test.each<[string, Partial<Ready>]>([
  ["by itself", {}],
  ["though moving is allowed: what is yet to be created moves nowhere", allowed],
])("a creation that was planned for another origin is not made: %s", async (_what, settings) => {
  for (const type of TYPES) {
    const { driver, declared } = await heldBy(type);
    const maker = configured(new TerraformDriver(type, { api: driver.api }), HERE);
    const plan = await maker.plan({ ...declared, connection_id: "driver-43" });
    const calls = [driver.api.asked("create"), driver.api.asked("read")];
    configured(maker, THERE, settings);
    const applied = await maker.apply(plan);
    expect([applied.errors.length, maker.held]).toEqual([1, null]);
    expect(applied.errors[0]?.detail).toMatch(/planned for "https:\/\/leadassist.*Plan again/s);
    expect([driver.api.asked("create"), driver.api.asked("read")]).toEqual(calls);
  }
});

test("a change in place is not sent elsewhere", async () => {
  const { driver } = await heldBy("greenvn_allocation");
  const plan = await driver.plan(CHANGED);
  configured(driver, THERE);
  const applied = await driver.apply(plan);
  expect([applied.errors[0]?.detail, driver.api.charged()]).toEqual([expect.stringContaining("No call was made"), 1]);
});
