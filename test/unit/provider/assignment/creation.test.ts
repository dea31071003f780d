import { UNKNOWN } from "../../../../src/domain/unknown";
import type { Failure } from "../../../../src/exobridge/types";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { plannedUses } from "../../../../src/provider/memory/planned-uses";
import { allocateElsewhere, type FakeExoBridge, fakeExoBridge } from "../../../support/api/fake-exobridge";
import { type Declared, type DrivenPlan, journalFolder, TerraformDriver } from "../terraform-driver";

let api: FakeExoBridge;
let id: string;
let folder: ReturnType<typeof journalFolder>;
beforeEach(async () => {
  api = fakeExoBridge();
  folder = journalFolder();
  id = await allocateElsewhere(api);
});
afterEach(() => folder.remove());

const driving = () => new TerraformDriver("greenvn_assignment", { api, directory: folder.directory });
const wishes = (region: string, more: Declared = {}): Declared => ({
  greenvn_id: id,
  preferences: { region },
  ...more,
});
const pins = (greenvn: string): Declared => ({ greenvn_id: id, preferences: { greenvn }, strictness: true });
const number = () => api.allocation(id).greenVn;
const free = (region: "KL" | "MU" = "KL") => api.freeNumbers({ region, type: "mobile" }, 1)[0] ?? "";
/** Charged changes of the number. */
const charged = () => api.charged() - 1;
const summaries = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ summary }) => summary);
const said = (plan: DrivenPlan) => plan.warnings.map(({ summary, detail }) => `${summary}\n${detail}`).join("\n");
/** Terraform plans again to apply a creation, with nothing of what the plan left in private data. */
const applied = (driver: TerraformDriver, plan: DrivenPlan, resolved?: Declared) =>
  driver.apply(plan, resolved ?? plan.config);

describe("the plan of a creation", () => {
  test("reads the allocation, and names the number that would be given up", async () => {
    const plan = await driving().plan(wishes("MH"));
    expect([api.asked("read"), plan.after?.["green_vn"], charged()]).toEqual([1, UNKNOWN, 0]);
    expect(said(plan)).toMatch(/PUT …\/vn for allocation "owned elsewhere" .* may be charged as a new allocation/);
    expect(said(plan)).toContain(`${number()} is given up for good`);
  });

  test.each<[string, () => Declared]>([
    ["nothing is preferred", () => ({ greenvn_id: id })],
    ["the number in force is pinned", () => pins(number())],
    [
      "the number in force is wished, and triggers are the first",
      () => ({ greenvn_id: id, preferences: { greenvn: number() }, rotation_triggers: { month: "1" } }),
    ],
  ])("warns of no call where %s, and none is made", async (_what, config) => {
    const driver = driving();
    const plan = await driver.plan(config());
    expect([plan.warnings, plan.errors]).toEqual([[], []]);
    expect([(await applied(driver, plan)).errors, driver.value["green_vn"], charged()]).toEqual([[], number(), 0]);
  });

  test("fails where there is no allocation of this id, and does not say that there ever was one", async () => {
    const { errors } = await driving().plan({ greenvn_id: "no-such-id" });
    expect(errors).toEqual([
      expect.objectContaining({
        summary: "Could not take on allocation no-such-id",
        detail:
          "ExoBridge knows no allocation of this id: it never existed, or is gone. Nothing was changed or charged.",
        path: [{ attribute: "greenvn_id" }],
      }),
    ]);
  });

  test.each<[string, Failure]>([
    ["unreachable", { kind: "unreachable", message: "refused" }],
    ["an outage", { kind: "refused", status: 500, code: 0, message: "no" }],
    ["a wrong token", { kind: "refused", status: 401, code: 7, message: "no" }],
  ])("fails where the allocation can't be read: %s", async (_what, failure) => {
    api.next("read", { kind: "fails", failure });
    const { errors } = await driving().plan(wishes("MH"));
    expect(errors.map(({ detail }) => detail)).toEqual([expect.stringMatching(/Nothing was changed or charged/)]);
  });

  test("reads nothing where the id, or how ExoBridge is reached, is not known yet", async () => {
    const driver = driving();
    const unknownId = await driver.plan({ ...wishes("MH"), greenvn_id: UNKNOWN });
    driver.session = (ready) => ({ kind: "waiting", names: ["api_token"], now: ready.now, planned: plannedUses(true) });
    const waiting = await driver.plan(wishes("MH"));
    for (const plan of [unknownId, waiting])
      expect(said(plan)).toMatch(/may be charged.*The allocation is read first/s);
    expect(api.asked("read")).toBe(0);
  });
});

describe("a number that changed between plan and apply", () => {
  async function changedSince(config: Declared): Promise<{ driver: TerraformDriver; plan: DrivenPlan }> {
    const driver = driving();
    const plan = await driver.plan(config);
    api.changeByHand(id, { greenVn: free() });
    return { driver, plan };
  }

  test("stops the creation with both named, charges nothing, and the next plan names the new one", async () => {
    const before = number();
    const { driver, plan } = await changedSince(wishes("MH"));
    const { errors } = await applied(driver, plan);
    expect(errors.map(({ summary, detail }) => `${summary} ${detail}`)).toEqual([
      expect.stringMatching(/changed since the plan.*nothing was charged/),
    ]);
    for (const told of [before, number()]) expect(errors[0]?.detail).toContain(told);
    expect([driver.held, charged()]).toEqual([null, 0]);

    const next = await driver.plan(wishes("MH"));
    expect(said(next)).toContain(`${number()} is given up for good`);
    expect([(await applied(driver, next)).errors, charged()]).toEqual([[], 1]);
  });

  test("is adopted where it is the pin", async () => {
    const driver = driving();
    const [pin] = [free()];
    const plan = await driver.plan(pins(pin));
    api.changeByHand(id, { greenVn: pin });
    expect([(await applied(driver, plan)).errors, driver.value["green_vn"], charged()]).toEqual([[], pin, 0]);
  });

  test("is adopted where nothing is preferred", async () => {
    const { driver, plan } = await changedSince({ greenvn_id: id });
    expect([(await applied(driver, plan)).errors, driver.value["green_vn"], charged()]).toEqual([[], number(), 0]);
  });

  test("is not held against a creation whose plan could not know the allocation", async () => {
    const { driver, plan } = await changedSince({ ...wishes("MH"), greenvn_id: UNKNOWN });
    expect([(await applied(driver, plan, wishes("MH"))).errors, charged()]).toEqual([[], 1]);
  });

  test("stops one creation, and binds none that was planned elsewhere afterwards", async () => {
    const { driver, plan } = await changedSince(wishes("MH"));
    expect((await applied(driver, plan)).errors).toHaveLength(1);
    const elsewhere = journalFolder();
    const planned = await new TerraformDriver("greenvn_assignment", { api, directory: elsewhere.directory }).plan(
      wishes("MH"),
    );
    elsewhere.remove();
    expect([(await applied(driver, planned)).errors, charged()]).toEqual([[], 1]);
  });
});

test("a creation saves what the answer to its call tells of the allocation, and of another one's nothing", async () => {
  api.next("vn", { kind: "bent", told: (told) => ({ ...told, usage: "oneway", connectionId: "another" }) });
  const driver = driving();
  await driver.run(wishes("MH"));
  expect([driver.value["green_vn"], driver.value["usage"], driver.value["connection_id"]]).toEqual([
    number(),
    "oneway",
    "owned elsewhere",
  ]);
});

describe("a creation that is left open", () => {
  test("is no error, and state has what was read, what is declared, and nothing unknown", async () => {
    const driver = driving();
    const before = number();
    api.next("vn", { kind: "lost", done: false });
    const { errors, warnings } = await applied(
      driver,
      await driver.plan(wishes("MH", { rotation_triggers: { a: "1" } })),
    );
    expect([errors, driver.held?.tainted]).toEqual([[], false]);
    expect(warnings.at(-1)?.detail).toMatch(
      /may or may not have been carried out.*shows it as an update that may be charged again/s,
    );
    expect(driver.value).toMatchObject({
      green_vn: before,
      connection_id: "owned elsewhere",
      preferences: { region: "MH" },
      rotation_triggers: { a: "1" },
    });
  });

  test("is adopted by the next plan once it has landed", async () => {
    const driver = driving();
    api.next("vn", { kind: "lost", done: true, seen: false });
    await driver.run(wishes("MH"));
    const plan = await driver.plan(wishes("MH"));
    expect([plan.action, driver.value["green_vn"], charged()]).toEqual(["no-op", number(), 1]);
  });

  test("is shown as an update that may be charged again where it has not", async () => {
    const driver = driving();
    const before = number();
    api.next("vn", { kind: "lost", done: false });
    await driver.run(wishes("MH"));
    const plan = await driver.plan(wishes("MH"));
    expect([plan.action, plan.after?.["green_vn"]]).toEqual(["update", UNKNOWN]);
    expect(said(plan)).toContain(`${before} is given up for good`);
    expect(said(plan)).toMatch(/sending it again may be charged again/);
    expect([(await applied(driver, plan)).errors, charged()]).toEqual([[], 1]);
  });

  test("under create_before_destroy, with no journal, charges once", async () => {
    const driver = new TerraformDriver("greenvn_assignment", { api });
    await driver.run({ greenvn_id: id });
    api.next("vn", { kind: "lost", done: true, seen: false });
    const plan = await driver.plan(wishes("MH"), { replace: true });
    expect((await driver.apply(plan, undefined, { createBeforeDestroy: true })).errors).toEqual([]);
    await driver.run(wishes("MH"));
    expect([charged(), driver.value["green_vn"]]).toEqual([1, number()]);
  });

  test("is saved without a number where it was carried out and nobody tells the new one; the next read does", async () => {
    const driver = driving();
    const plan = await driver.plan(wishes("MH"));
    const untold = { kind: "bent", told: ({ greenVn: _none, ...rest }) => rest } as const satisfies Parameters<
      FakeExoBridge["next"]
    >[1];
    api.next("vn", untold);
    api.next("read", ...Array<typeof PLAIN>(2).fill(PLAIN), untold);
    const { errors, warnings } = await applied(driver, plan);
    expect([errors, summaries(warnings).at(-1)]).toEqual([
      [],
      expect.stringMatching(/^Could not learn the new number/),
    ]);
    expect([driver.held?.tainted, driver.value["green_vn"]]).toEqual([false, null]);
    expect([(await driver.plan(wishes("MH"))).action, driver.value["green_vn"], charged()]).toEqual([
      "no-op",
      number(),
      1,
    ]);
  });

  const PLAIN = {
    kind: "bent",
    told: (told: Parameters<Extract<Parameters<FakeExoBridge["next"]>[1], { kind: "bent" }>["told"]>[0]) => told,
  } as const;

  test("is an error with nothing saved where the call was refused", async () => {
    const driver = driving();
    const { errors } = await applied(driver, await driver.plan(pins("+919999999999")));
    expect([errors.length, driver.held, charged()]).toEqual([1, null, 0]);
  });
});

test.each<[string, () => Declared]>([
  ["nothing is preferred", () => ({ greenvn_id: id })],
  ["the number in force is pinned", () => ({ greenvn_id: id, preferences: { greenvn: number() } })],
])(
  "a tainted assignment is made anew with no call that its plan did not tell of: %s, and a rotation is declared",
  async (_what, config) => {
    const driver = driving();
    await driver.run(config());
    driver.taint();
    const rotated = { ...config(), rotation_triggers: { turn: "1" } };
    const plan = await driver.plan(rotated);
    expect([plan.action, plan.warnings]).toEqual(["replace", []]);
    const { errors } = await applied(driver, plan);
    expect([errors, driver.value["green_vn"], charged()]).toEqual([[], number(), 0]);
    expect((await driver.plan(rotated)).action).toBe("no-op");
  },
);

describe.each([
  ["destroyed before it is created", false],
  ["created before it is destroyed", true],
])("an assignment that is replaced, %s,", (_order, createBeforeDestroy) => {
  const replaced = async (driver: TerraformDriver, config: Declared, resolved?: Declared) => {
    const plan = await driver.plan(config, { replace: true });
    expect([plan.action, plan.errors]).toEqual(["replace", []]);
    const { errors } = await driver.apply(plan, resolved ?? plan.config, { createBeforeDestroy });
    expect(errors).toEqual([]);
    return plan;
  };

  test("and declares the same makes no call", async () => {
    const driver = driving();
    await driver.run(wishes("MH", { rotation_triggers: { a: "1" } }));
    const plan = await replaced(driver, wishes("MH", { rotation_triggers: { a: "1" } }));
    expect([plan.warnings, charged()]).toEqual([[], 1]);
    expect([(await driver.plan(wishes("MH", { rotation_triggers: { a: "1" } }))).action]).toEqual(["no-op"]);
    await driver.run(wishes("MH"));
    await driver.run(wishes("KA"));
    // What obtained the number went along: to go back to it would cost nothing while that number was in force.
    expect(charged()).toBe(2);
  });

  test("and was adopted with what it declares, never requested, makes no call", async () => {
    const driver = driving();
    await driver.import(id);
    await driver.run(wishes("MH"));
    const plan = await replaced(driver, wishes("MH"));
    expect([plan.warnings, charged()]).toEqual([[], 0]);
  });

  test("while its import is fresh makes no call", async () => {
    const driver = driving();
    await driver.import(id);
    const plan = await replaced(driver, wishes("MH"));
    expect([summaries(plan.warnings), charged()]).toEqual([[expect.stringMatching(/^Recorded, not requested/)], 0]);
  });

  test.each<[string, () => Declared]>([
    ["another region", () => wishes("KA")],
    ["other triggers", () => wishes("MH", { rotation_triggers: { a: "2" } })],
    ["another pin", () => pins(free("MU"))],
  ])("and declares %s makes the one call that the first plan warned of", async (_what, config) => {
    const driver = driving();
    await driver.run(wishes("MH", { rotation_triggers: { a: "1" } }));
    const before = number();
    const plan = await replaced(driver, config());
    expect(said(plan)).toMatch(/PUT …\/vn .* is charged as a new allocation/);
    expect(said(plan)).toContain(`${before} is given up for good`);
    expect([charged(), driver.value["green_vn"]]).toEqual([2, number()]);
  });

  test("for an id that is unknown and turns out to be the same is warned of, and makes no call", async () => {
    const driver = driving();
    await driver.run(wishes("MH"));
    const plan = await driver.plan({ ...wishes("MH"), greenvn_id: UNKNOWN });
    expect([plan.action, said(plan)]).toEqual(["replace", expect.stringMatching(/may be charged/)]);
    expect((await driver.apply(plan, wishes("MH"), { createBeforeDestroy })).errors).toEqual([]);
    expect(charged()).toBe(1);
  });

  test("by one of another allocation makes the call that the first plan warned of, with that one's number", async () => {
    const driver = driving();
    await driver.run(wishes("MH"));
    const greenvnId = await allocateElsewhere(api, {
      connectionId: "another",
      apartyNumbers: ["+919000000002"],
      bpartyNumbers: ["+918000000002"],
    });
    const config = { ...wishes("MH"), greenvn_id: greenvnId };
    const plan = await driver.plan(config);
    expect([plan.action, said(plan)]).toEqual(["replace", expect.stringMatching(/may be charged/)]);
    expect(said(plan)).toContain(`${api.allocation(greenvnId).greenVn} is given up for good`);
    expect((await driver.apply(plan, config, { createBeforeDestroy })).errors).toEqual([]);
    expect([api.asked("vn"), driver.value["id"]]).toEqual([2, greenvnId]);
  });

  test("by one of an allocation that is not there fails at plan", async () => {
    const driver = driving();
    await driver.run(wishes("MH"));
    expect(summaries((await driver.plan({ ...wishes("MH"), greenvn_id: "no-such-id" })).errors)).toEqual([
      "Could not take on allocation no-such-id",
    ]);
  });

  test("whose number changed since the plan stops where a call was planned", async () => {
    const driver = driving();
    await driver.run(wishes("MH"));
    const plan = await driver.plan(wishes("KA"), { replace: true });
    api.changeByHand(id, { greenVn: free() });
    const { errors } = await driver.apply(plan, plan.config, { createBeforeDestroy });
    expect([summaries(errors), charged()]).toEqual([[expect.stringMatching(/changed since the plan/)], 1]);
  });
});
