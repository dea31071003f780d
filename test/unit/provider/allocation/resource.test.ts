import type { CreateRequest, Failure, RemoteAllocation } from "../../../../src/exobridge/types";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { plannedUses } from "../../../../src/provider/memory/planned-uses";
import { allocateElsewhere } from "../../../support/api/fake-exobridge";
import { kindOf } from "../../../support/stories/transitions";
import { type Declared, journalFolder, TerraformDriver } from "../terraform-driver";

const A = "+919876500001";
const B = "+919876500002";
const DAY_MS = 24 * 60 * 60 * 1000;
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
const summaries = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ summary }) => summary);
const kinds = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(kindOf);

async function madeOne(more: Declared = {}): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(declared(more));
  return driver;
}

function elsewhere({ api }: TerraformDriver, more: Partial<CreateRequest> = {}): Promise<string> {
  return allocateElsewhere(api, {
    connectionId: "driver-42",
    apartyNumbers: [A],
    bpartyNumbers: [B],
    usage: "oneway",
    ...more,
  });
}

describe("create", () => {
  test.each<[string, Failure]>([
    ["no free number", refused(452, 4)],
    ["wrong credentials", refused(401, 7)],
    ["unreachable", { kind: "unreachable", message: "connect ECONNREFUSED" }],
    ["stopped", { kind: "stopped", message: "Terraform asked the provider to stop" }],
  ])("%s: nothing is saved", async (_what, failure) => {
    const driver = new TerraformDriver("greenvn_allocation");
    driver.api.next("create", { kind: "fails", failure });
    const applied = await driver.apply(await driver.plan(declared()));
    expect([summaries(applied.errors), driver.held, driver.api.charged()]).toEqual([
      ['Could not create allocation "driver-42"'],
      null,
      0,
    ]);
    expect(applied.errors[0]?.detail).toContain("Nothing was created or charged");
  });

  test("a lost answer: nothing is saved, and the way out is told", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    driver.api.next("create", { kind: "lost", done: true });
    const applied = await driver.apply(await driver.plan(declared()));
    expect(driver.held).toBeNull();
    expect(applied.errors[0]?.detail).toMatch(
      /may or may not exist.*"driver-42".*terraform import ADDRESS GREENVN_ID.*another connection_id/s,
    );
    // The repeat meets the allocation that was made: it is somebody's, and never adopted unasked.
    const again = await driver.apply(await driver.plan(declared()));
    expect(again.errors[0]?.detail).toMatch(
      /HTTP 409, code 18.*"driver-42".*another address, workspace or state.*moved.*may well be your own.*live.*billing until its policy ends.*terraform import ADDRESS GREENVN_ID.*another connection_id/s,
    );
    expect([driver.held, driver.api.charged()]).toEqual([null, 1]);
  });

  test.each<[string, Parameters<TerraformDriver["api"]["next"]>[1], Record<string, unknown>, readonly string[]]>([
    [
      "another connection_id",
      { kind: "bent", told: (told) => ({ ...told, connectionId: "stranger" }) },
      { connection_id: "driver-42" },
      ["otherwise"],
    ],
    [
      "other parties",
      { kind: "bent", told: (told) => ({ ...told, apartyNumbers: ["+919999999999"] }) },
      { aparty_numbers: [A] },
      ["otherwise"],
    ],
    [
      "another usage",
      { kind: "bent", told: (told) => ({ ...told, usage: "oneway" }) },
      { usage: "twoway" },
      ["otherwise"],
    ],
    [
      "nothing but an id",
      { kind: "bent", told: ({ greenvnId }) => ({ greenvnId }) },
      { state: null, usage: "twoway" },
      [],
    ],
    [
      "odd fields",
      { kind: "bent", told: (told) => told, oddities: ["data.state is a number, expected a string"] },
      { usage: "twoway" },
      [expect.stringContaining("odd") as string],
    ],
  ])("an answer with an id never fails: %s", async (_what, script, saved, warnings) => {
    const driver = new TerraformDriver("greenvn_allocation");
    driver.api.next("create", script);
    const applied = await driver.apply(await driver.plan(declared()));
    expect([applied.errors, kinds(applied.warnings), driver.held?.tainted]).toEqual([[], warnings, false]);
    expect(driver.value).toMatchObject({ ...saved, green_vn: driver.api.allocations()[0]?.greenVn });
    expect((await driver.plan(declared())).action).toBe("no-op");
  });

  test("another number than the strict pin is saved as told, with a warning, and is not bought again", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    const [pinned = "", other = ""] = driver.api.freeNumbers({ region: "KL", type: "mobile" }, 2);
    driver.api.next("create", { kind: "bent", told: (told) => ({ ...told, greenVn: other }) });
    const strict = declared({ preferences: { greenvn: pinned }, strictness: true });
    const applied = await driver.apply(await driver.plan(strict));
    expect([driver.value["green_vn"], kinds(applied.warnings)]).toEqual([other, ["granted-another"]]);
  });

  test("what an interrupted run created is adopted, and what is there no more is created", async () => {
    const journal = journalFolder();
    const first = new TerraformDriver("greenvn_allocation", { directory: journal.directory });
    first.isListening = false;
    await first.run(declared({ preferences: { region: "MH" } }));
    // Killed: the remote system and the folder are all that is left.
    const second = new TerraformDriver("greenvn_allocation", { api: first.api, directory: journal.directory });
    const applied = await second.run(declared({ preferences: { region: "MH" } }));
    expect([second.value["id"], second.api.charged(), summaries(applied.warnings)]).toEqual([
      first.value["id"],
      1,
      [expect.stringMatching(/^Adopted allocation "driver-42"/)],
    ]);
    // The state shows it now: nobody else adopts it.
    await second.plan(declared({ preferences: { region: "MH" } }));
    const third = new TerraformDriver("greenvn_allocation", { api: first.api, directory: journal.directory });
    const refusedOne = await third.apply(await third.plan(declared()));
    expect([refusedOne.errors.length, third.held]).toEqual([1, null]);
    journal.remove();
  });
});

describe("update", () => {
  test("an error before any call keeps state and what is remembered", async () => {
    const driver = await madeOne({ preferences: { region: "MU" } });
    const [value, notes] = [driver.value, driver.held?.notes];
    driver.api.next("vn", { kind: "fails", failure: refused(503) });
    const plan = await driver.plan(declared({ preferences: { region: "MH" } }));
    const applied = await driver.apply(plan);
    expect([summaries(applied.errors), driver.value]).toEqual([
      [`Could not change the number of allocation "driver-42" (${value["id"] as string})`],
      value,
    ]);
    expect(driver.held?.notes["obtained"]).toEqual(notes?.["obtained"]);
    // What is planned then is what was planned before.
    expect(kinds((await driver.plan(declared({ preferences: { region: "MH" } }))).warnings)).toEqual(["charged:vn"]);
  });

  test("a lost answer that landed is adopted by the look, with one charge", async () => {
    const driver = await madeOne();
    driver.api.next("vn", { kind: "lost", done: true });
    await driver.run(declared({ preferences: { region: "MH" } }));
    expect([
      driver.api.charged(),
      driver.value["green_vn"],
      (await driver.plan(declared({ preferences: { region: "MH" } }))).action,
    ]).toEqual([2, driver.api.allocations()[0]?.greenVn, "no-op"]);
  });

  test("a lost answer that lands after the looks is adopted by the next run, with no second charge", async () => {
    const driver = await madeOne();
    driver.api.next("vn", { kind: "lost", done: false });
    const plan = await driver.plan(declared({ preferences: { region: "MH" } }));
    const applied = await driver.apply(plan);
    expect(applied.errors[0]?.detail).toMatch(/may or may not have been carried out/);
    const [number = ""] = driver.api.freeNumbers({ region: "MH", type: "mobile" }, 1);
    driver.api.changeByHand(driver.value["id"] as string, { greenVn: number });
    const next = await driver.plan(declared({ preferences: { region: "MH" } }));
    expect([next.action, driver.value["green_vn"], driver.value["preferences"], driver.api.asked("vn")]).toEqual([
      "no-op",
      number,
      expect.objectContaining({ region: "MH" }),
      1,
    ]);
    expect(summaries(next.warnings)).toEqual([
      expect.stringMatching(/^An earlier change of .* was carried out after all$/),
    ]);
  });

  test("what the answer says otherwise is a warning; state has what was planned", async () => {
    const driver = await madeOne();
    driver.api.next("call-party", {
      kind: "bent",
      told: (told) => ({ ...told, usage: "twoway", greenVn: "+919999999999" }),
    });
    const applied = await driver.apply(await driver.plan(declared({ usage: "oneway" })));
    expect([kinds(applied.warnings), driver.value["usage"]]).toEqual([["otherwise"], "oneway"]);
    expect(applied.warnings[0]?.detail).toMatch(/usage is "twoway", not "oneway".*green_vn is \+919999999999/);
  });

  test("a provider that turns out to be another account's makes no call", async () => {
    const driver = await madeOne();
    const plan = await driver.plan(declared({ preferences: { region: "MH" } }));
    driver.session = (ready) => (ready.kind === "ready" ? { ...ready, accountSid: "other" } : ready);
    const applied = await driver.apply(plan);
    expect([applied.errors[0]?.detail, driver.api.asked("vn")]).toEqual([
      expect.stringMatching(/account "sandbox".*configured for "other".*No call was made/s),
      0,
    ]);
  });
});

describe("read", () => {
  test("while the provider's configuration is not known, state is kept with a warning", async () => {
    const driver = await madeOne();
    driver.session = ({ now }) => ({ kind: "waiting", names: ["base_url"], now, planned: plannedUses(true) });
    const plan = await driver.plan(declared({ preferences: { region: "MH" } }));
    expect([plan.action, plan.after?.["id"], summaries(plan.warnings)]).toEqual([
      "update",
      driver.value["id"],
      [expect.stringContaining("Did not read"), expect.stringContaining("is charged")],
    ]);
  });

  test.each<[string, Failure]>([
    ["401", refused(401, 7)],
    ["404 of another code", refused(404, 20)],
    ["410 without a code", refused(410)],
    ["a page", { kind: "malformed", status: 200, message: "the answer is not JSON" }],
    ["silence", { kind: "no-answer", message: "timed out" }],
  ])("%s is an error, and no removal", async (_what, failure) => {
    const driver = await madeOne();
    const before = driver.held;
    driver.api.next("read", { kind: "fails", failure });
    const plan = await driver.plan(declared());
    expect([plan.errors.length, driver.held]).toEqual([1, before]);
  });

  test("numbers are compared in whatever form, and kept in the one they had", async () => {
    const driver = await madeOne();
    const before = driver.value;
    for (const numbers of ["no-plus", "zero", "national"] as const) {
      driver.api.answers({ numbers, party_order: "reversed", pins: "null", state: "absent", usage: "absent" });
      expect((await driver.plan(declared())).action).toBe("no-op");
      expect(driver.value).toEqual(before);
    }
  });

  test("PINs that are told enter state where it holds a set for their side, and nowhere else", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    await driver.run(declared({ aparty_pins: [1111] }));
    const id = driver.value["id"] as string;
    driver.api.changeByHand(id, { apartyPins: [2222], bpartyPins: [3333] });
    expect((await driver.plan(declared({ aparty_pins: [1111] }))).action).toBe("update");
    expect([driver.value["aparty_pins"], driver.value["bparty_pins"]]).toEqual([[2222], null]);
    expect(driver.api.charged()).toBe(1);
  });

  test("[] declares none: PINs that are told all the same are drift", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    await driver.run(declared({ aparty_pins: [], bparty_pins: [] }));
    expect((await driver.plan(declared({ aparty_pins: [], bparty_pins: [] }))).action).toBe("no-op");
    driver.api.changeByHand(driver.value["id"] as string, { bpartyPins: [3333] });
    const plan = await driver.plan(declared({ aparty_pins: [], bparty_pins: [] }));
    expect([plan.before?.["bparty_pins"], kinds(plan.warnings)]).toEqual([[3333], ["charged:call-party"]]);
  });

  test("whatever the answers tell, undeclared PINs stand in no state: not at creation, read, change or import", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    const telling = (told: RemoteAllocation): RemoteAllocation => ({ ...told, apartyPins: [1111], bpartyPins: [2222] });
    const always = Array.from({ length: 9 }, () => ({ kind: "bent", told: telling }) as const);
    for (const operation of ["create", "read", "vn", "call-party"] as const) driver.api.next(operation, ...always);
    const held = () => [driver.value["aparty_pins"], driver.value["bparty_pins"]];
    await driver.run(declared());
    expect(held()).toEqual([null, null]);
    await driver.run(declared({ preferences: { region: "MH" }, usage: "oneway" }));
    await driver.refresh();
    expect(held()).toEqual([null, null]);
    const importing = new TerraformDriver("greenvn_allocation", { api: driver.api });
    await importing.import(driver.value["id"] as string);
    expect([importing.value["aparty_pins"], importing.value["bparty_pins"]]).toEqual([null, null]);
    expect(importing.api.charged()).toBe(3);
  });

  test("a drift is remembered, and said where a charged call is pending", async () => {
    const driver = await madeOne();
    const [number = ""] = driver.api.freeNumbers({ region: "KL", type: "mobile" }, 1);
    const before = driver.value["green_vn"] as string;
    driver.api.changeByHand(driver.value["id"] as string, { greenVn: number });
    expect((await driver.plan(declared())).warnings).toEqual([]);
    const plan = await driver.plan(declared({ preferences: { region: "MH" } }));
    expect(plan.warnings[0]?.detail).toMatch(new RegExp(`\\${before} to \\${number}.*interrupted apply`));
    await driver.apply(plan);
    const later = await driver.plan(declared({ preferences: { region: "MU" } }));
    expect(later.warnings[0]?.detail).not.toContain("interrupted");
  });
});

describe("import", () => {
  async function imported(
    more: { readonly style?: Parameters<TerraformDriver["api"]["answers"]>[0] } = {},
  ): Promise<TerraformDriver> {
    const driver = new TerraformDriver("greenvn_allocation");
    const id = await elsewhere(driver);
    if (more.style) driver.api.answers(more.style);
    expect(await driver.import(id)).toEqual([]);
    return driver;
  }

  test("usage and flow that are not told are recorded with no call", async () => {
    const driver = await imported({ style: { usage: "absent", flow: "absent", connection_id: "absent" } });
    const config = declared({ usage: "oneway", flow_id: "f-1" });
    const plan = await driver.plan(config);
    expect([plan.action, kinds(plan.warnings), plan.requiresReplace]).toEqual(["update", ["recorded"], []]);
    await driver.apply(plan);
    expect([driver.api.charged(), (await driver.plan(config)).action]).toEqual([1, "no-op"]);
  });

  test("after 24 hours what differs is a change, and what forces a replacement replaces", async () => {
    const driver = await imported();
    driver.nowMs += DAY_MS - 60_000;
    expect(kinds((await driver.plan(declared({ preferences: { region: "MH" } }))).warnings)).toEqual(["recorded"]);
    driver.nowMs += 120_000;
    expect(kinds((await driver.plan(declared({ preferences: { region: "MH" } }))).warnings)).toEqual(["charged:vn"]);
    const replaced = await driver.plan(declared({ connection_id: "other" }));
    expect([replaced.action, replaced.requiresReplace, kinds(replaced.warnings)]).toEqual([
      "replace",
      ["connection_id"],
      ["released"],
    ]);
  });

  test("a plan that is applied a day later is carried out as it was planned: no call, and no charge", async () => {
    const driver = await imported();
    const config = declared({ preferences: { region: "MH" } });
    const plan = await driver.plan(config);
    driver.nowMs += 2 * DAY_MS;
    const applied = await driver.apply(plan, config);
    expect([applied.errors, driver.api.charged(), (await driver.plan(config)).action]).toEqual([[], 1, "no-op"]);
  });

  test("fresh is what the last read found it to be: no clock that is set back afterwards changes a plan", async () => {
    const driver = await imported();
    const config = declared({ preferences: { region: "MH" } });
    driver.nowMs += DAY_MS + 60_000;
    const plan = await driver.plan(config);
    expect([kinds(plan.warnings), driver.held?.notes["imported"]]).toEqual([["charged:vn"], undefined]);
    driver.nowMs -= DAY_MS;
    const applied = await driver.apply(plan, config);
    expect([applied.errors, driver.api.charged(), (await driver.plan(config)).action]).toEqual([[], 2, "no-op"]);
  });

  test("with no read there is no verdict: what was fresh is", async () => {
    const driver = await imported();
    driver.nowMs += 2 * DAY_MS;
    const plan = await driver.plan(declared({ preferences: { region: "MH" } }), { refresh: false });
    expect(kinds(plan.warnings)).toEqual(["recorded"]);
  });

  test("PINs are recorded as declared, told or not; from then on what is told is held against them", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    const id = await elsewhere(driver, { apartyPins: [1111] });
    await driver.import(id);
    const config = declared({ aparty_pins: [2222], usage: "oneway" });
    const plan = await driver.plan(config);
    expect([plan.before?.["aparty_pins"], kinds(plan.warnings)]).toEqual([null, ["recorded"]]);
    await driver.apply(plan);
    expect([driver.value["aparty_pins"], driver.api.charged()]).toEqual([[2222], 1]);
    const next = await driver.plan(config);
    expect([next.before?.["aparty_pins"], kinds(next.warnings)]).toEqual([[1111], ["charged:call-party"]]);
  });

  test("after the first apply it is fresh no longer", async () => {
    const driver = await imported();
    await driver.run(declared({ deletion_protection: true }));
    expect(kinds((await driver.plan(declared({ preferences: { region: "MH" } }))).warnings)).toEqual(["charged:vn"]);
    expect(
      (await driver.plan(declared({ deletion_protection: true, connection_id: "other" }))).errors.map(kindOf),
    ).toEqual(["protected"]);
  });

  test("preferences that are not known yet may be charged only where they may pin another number", async () => {
    const driver = await imported();
    const region = await driver.plan(declared({ preferences: { region: UNKNOWN } }));
    expect([region.after?.["green_vn"], kinds(region.warnings)]).toEqual([driver.value["green_vn"], ["recorded"]]);
    const plan = await driver.plan(declared({ preferences: UNKNOWN }));
    expect([plan.after?.["green_vn"], kinds(plan.warnings)]).toEqual([UNKNOWN, ["maybe:vn"]]);
    await driver.apply(plan, declared({ preferences: { region: "MH" } }));
    expect([driver.api.charged(), (await driver.plan(declared({ preferences: { region: "MH" } }))).action]).toEqual([
      1,
      "no-op",
    ]);
  });

  test("-replace of a fresh import is refused", async () => {
    const driver = await imported();
    expect((await driver.plan(declared(), { replace: true })).errors.map(kindOf)).toEqual(["just-imported"]);
  });

  test("nothing is imported that is gone, or while the configuration is not known", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    await driver.import("no-such-id");
    expect(driver.held).toBeNull();
    driver.session = ({ now }) => ({ kind: "waiting", names: ["api_token"], now, planned: plannedUses(true) });
    const other = new TerraformDriver("greenvn_allocation", { api: driver.api });
    other.session = driver.session;
    expect((await other.import("any"))[0]?.detail).toMatch(/not known yet \(api_token\).*can not wait/);
  });
});

describe("destroy and replacement", () => {
  test("a failing deallocation keeps the state, and the next attempt does it", async () => {
    const driver = await madeOne();
    const value = driver.value;
    driver.api.next("delete", { kind: "fails", failure: refused(403, 8) });
    const applied = await driver.apply(await driver.plan(null));
    expect([summaries(applied.errors), driver.value]).toEqual([[expect.stringMatching(/^Could not destroy /)], value]);
    await driver.run(null);
    expect([driver.held, driver.api.asked("delete")]).toEqual([null, 2]);
  });

  test("one that is gone already counts as destroyed", async () => {
    const driver = await madeOne();
    driver.api.changeByHand(driver.value["id"] as string, { state: "vault" });
    expect((await driver.apply(await driver.plan(null))).errors).toEqual([]);
    expect(driver.held).toBeNull();
  });

  test("a protected one: removed, replaced, -replaced, tainted", async () => {
    const driver = await madeOne({ deletion_protection: true });
    const shielded = declared({ deletion_protection: true });
    expect(kinds((await driver.plan(null)).errors)).toEqual(["protected"]);
    expect(kinds((await driver.plan({ ...shielded, connection_id: "other" })).errors)).toEqual(["protected"]);
    expect(kinds((await driver.plan(shielded, { replace: true })).errors)).toEqual(["protected"]);
    expect(kinds((await driver.plan(declared(), { replace: true })).errors)).toEqual(["protected"]);
    driver.taint();
    const applied = await driver.apply(await driver.plan(shielded));
    expect([kinds(applied.errors), driver.api.asked("delete"), driver.held === null]).toEqual([
      ["protected"],
      0,
      false,
    ]);
  });

  test("protection that is not known yet protects", async () => {
    const driver = await madeOne();
    expect(
      kinds((await driver.plan(declared({ deletion_protection: UNKNOWN, connection_id: "other" }))).errors),
    ).toEqual(["protected"]);
  });

  test("a protected one that can't be read may not be forgotten; one that is gone may", async () => {
    const driver = await madeOne({ deletion_protection: true });
    driver.api.next("read", { kind: "fails", failure: refused(500, 0) });
    expect(summaries((await driver.plan(null)).errors)).toEqual([
      expect.stringMatching(/it is protected, and could not be read$/),
    ]);
    driver.api.changeByHand(driver.value["id"] as string, null);
    await driver.run(null);
    expect([driver.held, driver.api.asked("delete")]).toEqual([null, 0]);
  });

  test("-replace and a tainted one warn at the destroy step, others in the plan alone", async () => {
    const driver = await madeOne();
    const forced = await driver.plan(declared(), { replace: true });
    expect(forced.warnings).toEqual([]);
    expect(kinds((await driver.apply(forced)).warnings)).toEqual(["released"]);
    driver.taint();
    const tainted = await driver.plan(declared());
    expect([tainted.action, tainted.warnings]).toEqual(["replace", []]);
    expect(kinds((await driver.apply(tainted)).warnings)).toEqual(["released"]);
    const plain = await driver.plan(declared({ connection_id: "other" }));
    expect(kinds(plain.warnings)).toEqual(["released"]);
    expect((await driver.apply(plain)).warnings).toEqual([]);
    const gone = await driver.plan(null);
    expect(kinds(gone.warnings)).toEqual(["released"]);
    expect((await driver.apply(gone)).warnings).toEqual([]);
  });

  test("an abandoned one that was tainted or -replaced by the same name is refused, by another name is forgotten", async () => {
    const driver = await madeOne({ deletion_policy: "abandon" });
    const abandoned = declared({ deletion_policy: "abandon" });
    expect(kinds((await driver.plan(abandoned, { replace: true })).errors)).toEqual(["abandoned"]);
    expect(kinds((await driver.plan({ ...abandoned, connection_id: UNKNOWN })).errors)).toEqual(["abandoned"]);
    await driver.run({ ...abandoned, connection_id: "other" }, { replace: true });
    expect([
      driver.api.asked("delete"),
      driver.api.allocations().map(({ deallocatedAtMs }) => deallocatedAtMs),
    ]).toEqual([0, [null, null]]);
  });

  test("a replacement by the same name that the API still holds says why", async () => {
    const driver = await madeOne();
    driver.api.next("create", { kind: "fails", failure: refused(409, 18) });
    const applied = await driver.apply(await driver.plan(declared({ deallocation_policy: { duration: "30d" } })));
    expect([driver.held, applied.errors[0]?.detail]).toEqual([
      null,
      expect.stringMatching(/HTTP 409, code 18.*"driver-42"/s),
    ]);
  });
});
