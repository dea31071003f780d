import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type FakeExoBridge, fakeExoBridge, landing } from "../../../support/api/fake-exobridge";
import { alive, type Declared, type DrivenPlan, journalFolder, TerraformDriver } from "../terraform-driver";
import { killedAfter, killedDuring } from "./disturbed";

const A = "+919000000001";
const A2 = "+919000000002";
const MINUTE_MS = 60_000;

let api: FakeExoBridge;
let folder: ReturnType<typeof journalFolder>;
beforeEach(() => {
  api = fakeExoBridge();
  folder = journalFolder();
});
afterEach(() => {
  alive.clear();
  folder.remove();
});

const drive = (type: "greenvn_allocation" | "greenvn_assignment" = "greenvn_allocation") =>
  new TerraformDriver(type, { api, directory: folder.directory });
const line = (more: object = {}): Declared => ({
  connection_id: "line",
  aparty_numbers: [A],
  bparty_numbers: ["+918000000001"],
  ...more,
});
const wishing = (region: string, more: object = {}) => line({ preferences: { region }, ...more });
const entries = () => path.join(folder.directory, "greenvn-journal");
const files = () => readdirSync(entries());
const texts = ({ warnings }: { readonly warnings: DrivenPlan["warnings"] }) =>
  warnings.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");

/** One apply; its errors. */
async function errorsOf(driver: TerraformDriver, config: Declared, options = {}): Promise<string> {
  const { errors } = await driver.apply(await driver.plan(config, options));
  return errors.map(({ detail }) => detail).join("\n");
}

/** A creation of an older version of the provider, as its file was. */
function olderCreation(id: string, at: number): void {
  const hash = createHash("sha256")
    .update(JSON.stringify([api.accountSid, "default", "line"]))
    .digest("hex");
  mkdirSync(entries(), { recursive: true, mode: 0o700 });
  writeFileSync(
    path.join(entries(), `created-${hash.slice(0, 40)}.json`),
    JSON.stringify({
      greenvn_id: id,
      preferences: { greenvn: null, region: null, number_type: null },
      strictness: false,
      connection_id: "line",
      at: new Date(at).toISOString(),
      run: "0f0e",
    }),
  );
}

/** A PUT of an older version, as its file was. */
function olderChange(driver: TerraformDriver, region: string, done: boolean): void {
  const { id, green_vn, aparty_numbers, bparty_numbers, usage } = driver.value;
  const key = [api.accountSid, "default", "greenvn_allocation", id];
  const hash = createHash("sha256").update(JSON.stringify(key)).digest("hex");
  const write = {
    write: "0f0e0d0c",
    at: new Date(driver.nowMs).toISOString(),
    before: { green_vn, aparty_numbers, bparty_numbers, usage },
    sent: {
      operation: "vn",
      preferences: { greenvn: null, region, number_type: null, pin_code: null },
      strictness: false,
      rotation_triggers: null,
    },
    done,
  };
  mkdirSync(entries(), { recursive: true, mode: 0o700 });
  writeFileSync(
    path.join(entries(), `writes-${hash.slice(0, 40)}.json`),
    JSON.stringify({ greenvn_id: id, writes: [write] }),
  );
}

describe("a creation that Terraform was told of is never adopted", () => {
  test("by another address of the same name: an error names it, with no call but one GET", async () => {
    const owner = drive();
    await owner.run(line());
    const other = drive();
    expect(await errorsOf(other, line())).toMatch(
      /is live already. Terraform was told, so it may well be in a state: .*another workspace.*Nothing was sent or charged/,
    );
    expect([other.held, api.asked("create"), api.asked("read"), api.charged()]).toEqual([null, 1, 1, 1]);
  });

  test("where its state could not be saved: it is imported, and everything goes on with one charge", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    const id = driver.value["id"] as string;
    driver.held = null;
    expect(await errorsOf(driver, wishing("MU"))).toContain(`terraform import ADDRESS ${id}`);
    await driver.import(id);
    await driver.run(wishing("MU"));
    expect((await driver.plan(wishing("MU"))).action).toBe("no-op");
    expect([api.charged(), files()]).toEqual([1, []]);
  });

  test("and what is gone meanwhile is created", async () => {
    const driver = drive();
    await driver.run(line());
    api.changeByHand(driver.value["id"] as string, null);
    driver.held = null;
    await driver.run(line());
    expect([api.charged(), api.asked("create")]).toEqual([2, 2]);
  });

  test("and what can't be read is left alone: nothing is sent", async () => {
    const driver = drive();
    await driver.run(line());
    driver.held = null;
    api.next("read", { kind: "lost", done: false });
    expect(await errorsOf(driver, line())).toMatch(/could not be read.*Nothing was sent or charged/);
    expect(api.asked("create")).toBe(1);
  });

  test("by a tainted replacement that is created first and not refreshed", async () => {
    const driver = drive();
    await driver.run(line());
    driver.taint();
    const plan = await driver.plan(line(), { refresh: false });
    const made = await driver.apply({ ...plan, action: "create", before: null, notes: {} });
    expect(made.errors.map(({ detail }) => detail).join()).toMatch(/the one that this plan replaces/);
    expect([api.asked("delete"), api.charged()]).toEqual([0, 1]);
  });
});

describe("a creation of another run", () => {
  test("that still waits for its answer is waited for, and nothing is sent beside it", async () => {
    const first = drive();
    await killedCreation(first, { answered: false });
    alive.add(first.pid);
    expect(await errorsOf(drive(), line())).toMatch(/waited for in vain. Nothing was sent beside it/);
    expect(api.asked("create")).toBe(0);
  });

  test("that is waited for and then gone is adopted", async () => {
    const first = drive();
    await killedAfter(first, line());
    alive.add(first.pid);
    const second = drive();
    const plan = await second.plan(line());
    let polls = 0;
    second.session = (ready) =>
      ready.kind === "ready"
        ? { ...ready, wait: async () => void ((polls += 1) === 3 && alive.delete(first.pid)) }
        : ready;
    expect((await second.apply(plan)).warnings.map(({ summary }) => summary)).toContainEqual(
      expect.stringMatching(/^Adopted/),
    );
    expect([polls, api.charged()]).toEqual([3, 1]);
  });

  test("that was killed on its way is sent again: the name is charged once, and the refusal says what may have been", async () => {
    await killedCreation(drive(), { answered: false, carriedOut: true });
    expect(await errorsOf(drive(), line())).toMatch(
      /code 18.*An earlier run in this folder had sent this very creation/,
    );
    await killedCreation(drive(), { answered: false }, line({ connection_id: "other" }));
    const other = drive();
    await other.run(line({ connection_id: "other" }));
    expect([api.charged(), api.allocations().length]).toEqual([2, 2]);
  });

  test("that was refused leaves nothing behind", async () => {
    const driver = drive();
    api.next("create", { kind: "fails", failure: { kind: "refused", status: 452, code: 4, message: "none free" } });
    expect(await errorsOf(driver, line())).toMatch(/Nothing was created or charged/);
    expect(files()).toEqual([]);
  });

  async function killedCreation(
    driver: TerraformDriver,
    { carriedOut = false }: { answered: boolean; carriedOut?: boolean },
    config = line(),
  ): Promise<void> {
    const plan = await driver.plan(config);
    driver.isListening = false;
    driver.toleratesBugs = true;
    driver.session = (ready) =>
      ready.kind !== "ready"
        ? ready
        : {
            ...ready,
            api: {
              ...api,
              async create(request) {
                if (carriedOut) await api.create(request);
                throw new Error("killed");
              },
            },
          };
    await driver.apply(plan).catch(() => undefined);
    driver.held = null;
  }
});

describe("what an interrupted run created is adopted", () => {
  const POLICY = { deallocation_policy: { duration: "30d" } };

  test.each<[string, object, object, RegExp]>([
    ["parties", {}, { aparty_numbers: [A2] }, /aparty_numbers was "\+919000000001", and is "\+919000000002" now/],
    ["the usage", {}, { usage: "oneway" }, /usage was "twoway", and is "oneway" now/],
    ["the region", { preferences: { region: "MU" } }, {}, /preferences.region was "MU", and is not declared now/],
    [
      "the postal code",
      { preferences: { region: "MU", pin_code: "400001" } },
      { preferences: { region: "MU", pin_code: "400002" } },
      /preferences.pin_code was "400001", and is "400002" now/,
    ],
    ["strictness", { strictness: true }, {}, /strictness was "true", and is "false" now/],
    ["the policy", POLICY, {}, /deallocation_policy.duration was "30d", and is not declared now/],
    ["the flow", { flow_id: "8" }, { flow_id: "9" }, /flow_id was "8", and is "9" now/],
    ["PINs that were sent", { aparty_pins: [4711] }, {}, /aparty_pins were sent then, and none are declared now/],
    ["PINs that were not", {}, { bparty_pins: [4711] }, /bparty_pins were not sent then, and are declared now/],
  ])("with its difference named: %s", async (_name, then, now, said) => {
    await killedAfter(drive(), line(then));
    const driver = drive();
    const applied = await driver.run(line(now));
    expect(texts(applied)).toMatch(said);
    expect(api.charged()).toBe(1);
  });

  test.each<[string, object, object]>([
    ["nothing", POLICY, POLICY],
    ["another form of the same length", POLICY, { deallocation_policy: { duration: "720h" } }],
    ["another order of the same numbers", { aparty_numbers: [A, A2] }, { aparty_numbers: [A2, A] }],
  ])("and nothing is named where nothing differs: %s", async (_name, then, now) => {
    await killedAfter(drive(), line(then));
    const applied = await drive().run(line(now));
    expect(texts(applied)).toMatch(/^Adopted/);
    expect(texts(applied)).not.toMatch(/created otherwise/);
  });

  test("whether its PINs are those that are declared is said not to be known", async () => {
    await killedAfter(drive(), line({ aparty_pins: [4711] }));
    expect(texts(await drive().run(line({ aparty_pins: [4712] })))).toMatch(
      /PINs were sent with it; whether they are those declared now is not known/,
    );
  });

  test("and the request that obtained its number is the one that was sent, not the one declared now", async () => {
    await killedAfter(drive(), wishing("MU"));
    const driver = drive();
    await driver.run(wishing("KA"));
    expect(driver.held?.notes["obtained"]).toMatchObject({ preferences: { region: "MU" } });
    // Back to what obtained it: a removal and a return cost nothing.
    await driver.run(line());
    await driver.run(wishing("MU"));
    expect(api.charged()).toBe(1);
  });

  test("once: a kill while it is adopted leaves it to be adopted again", async () => {
    await killedAfter(drive(), line());
    const interrupted = drive();
    await killedAfter(interrupted, line());
    const driver = drive();
    expect(texts(await driver.run(line()))).toMatch(/^Adopted/);
    await driver.plan(line());
    expect([api.charged(), files()]).toEqual([1, []]);
  });
});

describe("an entry ends only by what Terraform has saved", () => {
  const PLANNED = ["lost", "landed"] as const;

  test.each(PLANNED)("a plan with removed and import that is never applied ends none: %s", async (fate) => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await killedDuring(driver, wishing("MH"), fate === "landed");
    const { held } = driver;

    // One process: the import, and the read that follows it.
    await drive().import(held?.value["id"] as string);
    expect(files()).toHaveLength(1);

    const { plan } = await driver.run(wishing("MH"));
    if (fate === "landed") expect(texts(plan)).toMatch(/was carried out after all/);
    expect(api.charged()).toBe(2);
  });

  test("and one that is applied ends it at the next read", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await killedDuring(driver, wishing("MH"), true);
    const imported = drive();
    await imported.import(driver.value["id"] as string);
    await imported.run(wishing("MH"));
    await imported.plan(wishing("MH"));
    expect([files(), api.charged()]).toEqual([[], 2]);
  });

  test("an import in a plan that is never applied leaves a creation's entry, too", async () => {
    const driver = drive();
    await driver.run(line());
    const id = driver.value["id"] as string;
    driver.held = null;
    await drive().import(id);
    expect(await errorsOf(drive(), line())).toContain(`terraform import ADDRESS ${id}`);
    expect(api.asked("create")).toBe(1);
  });

  test("a creation's entry ends at the first read of its state", async () => {
    const driver = drive();
    await driver.run(line());
    expect(files()).toHaveLength(1);
    await driver.refresh();
    expect(files()).toEqual([]);
  });

  test("a change whose save was refused is adopted from the number before, and its entry stays until state shows it", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    const { held } = driver;
    await driver.run(wishing("MH"));
    driver.held = held;
    const { plan } = await driver.run(wishing("MH"));
    expect(texts(plan)).toMatch(/was carried out after all/);
    expect([api.charged(), (await driver.plan(wishing("MH"))).action, files()]).toEqual([2, "no-op", []]);
  });

  test("a creation that never told an id ends with its name: once that is read from state, or destroyed", async () => {
    for (const settle of [
      (driver: TerraformDriver) => driver.refresh(),
      (driver: TerraformDriver) => driver.run(null),
    ]) {
      const driver = new TerraformDriver("greenvn_allocation", { api });
      await driver.run(line({ connection_id: "unanswered" }));
      const killed = drive();
      killed.session = (ready) =>
        ready.kind === "ready"
          ? { ...ready, api: { ...api, create: () => Promise.reject(new Error("killed")) } }
          : ready;
      killed.isListening = false;
      await killed.apply(await killed.plan(line({ connection_id: "unanswered" }))).catch(() => undefined);
      expect(files()).toHaveLength(1);
      const again = drive();
      again.held = driver.held;
      await settle(again);
      expect(files()).toEqual([]);
      if (again.held !== null) await again.run(null);
    }
  });

  test("a refused change leaves no entry", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await driver.refresh();
    api.next("vn", { kind: "fails", failure: { kind: "refused", status: 452, code: 4, message: "none free" } });
    expect(await errorsOf(driver, wishing("MH"))).toMatch(/changed and charged nothing/);
    expect(files()).toEqual([]);
  });

  test("a change that the check stopped leaves no entry", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await driver.refresh();
    const plan = await driver.plan(wishing("MH"));
    api.changeByHand(driver.value["id"] as string, { greenVn: "+912250009999" });
    const { errors } = await driver.apply(plan);
    expect(errors.map(({ summary }) => summary)).toEqual([expect.stringMatching(/it changed since the plan/)]);
    expect([api.charged(), files()]).toEqual([1, []]);
  });

  test("all of them end where the allocation is found gone", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await killedDuring(driver, wishing("MH"), false);
    api.changeByHand(driver.value["id"] as string, null);
    await driver.refresh();
    expect([driver.held, files()]).toEqual([null, []]);
  });

  test("a state that has gone on without it, on another machine, takes nothing over", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await killedDuring(driver, wishing("MH"), true);
    // The other machine has no journal: it records the drift, and changes again.
    const elsewhere = new TerraformDriver("greenvn_allocation", { api });
    elsewhere.held = driver.held;
    await elsewhere.run(wishing("KA"));
    driver.held = elsewhere.held;
    const charged = api.charged();
    const plan = await driver.plan(wishing("KA"));
    expect([plan.action, plan.warnings, api.charged()]).toEqual(["no-op", [], charged]);
  });
});

describe("a change of another run", () => {
  test("that still waits is waited for, then adopted: one charge", async () => {
    const first = drive();
    await first.run(wishing("MU"));
    await killedDuring(first, wishing("MH"), false);
    alive.add(first.pid);
    const second = drive();
    second.held = first.held;
    const plan = await second.plan(wishing("MH"));
    let polls = 0;
    second.session = (ready) =>
      ready.kind === "ready"
        ? {
            ...ready,
            async wait() {
              polls += 1;
              if (polls === 5) {
                await api.changeVn(
                  first.value["id"] as string,
                  { strictness: false, preferences: { region: "MH" } },
                  landing,
                );
                alive.delete(first.pid);
              }
            },
          }
        : ready;
    const applied = await second.apply(plan);
    expect([applied.errors, texts(applied)]).toEqual([[], expect.stringMatching(/carried out after all/)]);
    expect([api.charged(), api.asked("vn")]).toEqual([2, 1]);
  });

  test("that is waited for in vain: nothing is sent beside it", async () => {
    const first = drive();
    await first.run(wishing("MU"));
    await killedDuring(first, wishing("MH"), false);
    alive.add(first.pid);
    const second = drive();
    second.held = first.held;
    expect(await errorsOf(second, wishing("MH"))).toMatch(
      /may still be waiting for the answer.*Nothing was sent beside it/,
    );
    expect(api.charged()).toBe(1);
    alive.delete(first.pid);
    await second.run(wishing("MH"));
    expect(api.charged()).toBe(2);
  });

  test("that is gone is looked for several times, over three seconds, before it is sent again", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await killedDuring(driver, wishing("MH"), false);
    const plan = await driver.plan(wishing("MH"));
    const waits: number[] = [];
    const reads = api.asked("read");
    driver.session = (ready) =>
      ready.kind === "ready" ? { ...ready, wait: async (ms) => void waits.push(ms) } : ready;
    await driver.apply(plan);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(3_000);
    expect([api.asked("read") - reads, api.charged()]).toEqual([4, 2]);
  });

  test("two that begin at the same moment: neither sends", async () => {
    const first = drive();
    await first.run(wishing("MU"));
    const second = drive();
    second.held = first.held;
    const plans = [await first.plan(wishing("MH")), await second.plan(wishing("MH"))] as const;
    alive.add(first.pid + 2).add(second.pid + 2);
    // Each is at the point where its own entry stands, and the other's was not there before.
    const applied = await Promise.all([first.apply(plans[0]), second.apply(plans[1])]);
    expect(api.charged()).toBeLessThanOrEqual(2);
    expect(applied.flatMap(({ errors }) => errors).length).toBeGreaterThanOrEqual(1);
  });

  test("nothing is begun, and nothing looked at, once Terraform asked the provider to stop", async () => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await killedDuring(driver, wishing("MH"), false);
    const plan = await driver.plan(wishing("MH"));
    const reads = api.asked("read");
    driver.session = (ready) => (ready.kind === "ready" ? { ...ready, stop: AbortSignal.abort() } : ready);
    expect((await driver.apply(plan)).errors.map(({ detail }) => detail).join()).toMatch(/asked the provider to stop/);
    expect([api.asked("read") - reads, api.charged()]).toEqual([0, 1]);
  });
});

describe("an assignment's create meets changes of its id", () => {
  const assignment = (id: string, region: string): Declared => ({ greenvn_id: id, preferences: { region } });

  test.each([
    ["told and saved, and destroyed since", true],
    ["never told", false],
  ])("that are in force: adopted with no call (%s)", async (_name, isTold) => {
    const owner = drive();
    await owner.run(line());
    const id = owner.value["id"] as string;
    const first = drive("greenvn_assignment");
    first.isListening = isTold;
    await first.run(assignment(id, "MH"));
    const second = drive("greenvn_assignment");
    await second.run(assignment(id, "MH"));
    expect([api.charged(), (await second.plan(assignment(id, "MH"))).action]).toEqual([2, "no-op"]);
  });

  test("that are not: it may send, and what is asked for otherwise is asked for", async () => {
    const owner = drive();
    await owner.run(line());
    const id = owner.value["id"] as string;
    await killedDuring(drive("greenvn_assignment"), assignment(id, "MH"), false);
    await drive("greenvn_assignment").run(assignment(id, "MH"));
    expect(api.charged()).toBe(2);
    await drive("greenvn_assignment").run(assignment(id, "KA"));
    expect(api.charged()).toBe(3);
  });

  test("of a run that still waits: nothing is sent beside it, and nothing is left in state", async () => {
    const owner = drive();
    await owner.run(line());
    const id = owner.value["id"] as string;
    const first = drive("greenvn_assignment");
    await killedDuring(first, assignment(id, "MH"), false);
    alive.add(first.pid);
    const second = drive("greenvn_assignment");
    expect(await errorsOf(second, assignment(id, "MH"))).toMatch(/Nothing was sent beside it/);
    expect([second.held, api.charged()]).toEqual([null, 1]);
  });

  test("that a second assignment of the id has sent are none of the first one's, nor of one that wishes nothing", async () => {
    const owner = drive();
    await owner.run(line());
    const id = owner.value["id"] as string;
    const plain = drive("greenvn_assignment");
    await plain.run({ greenvn_id: id });
    await drive("greenvn_assignment").run(assignment(id, "MH"));
    const third = drive("greenvn_assignment");
    await third.run({ greenvn_id: id });
    for (const one of [plain, third])
      expect(await one.plan({ greenvn_id: id })).toMatchObject({ action: "no-op", warnings: [] });
    expect(api.charged()).toBe(2);
  });

  test("the triggers that it begins with rotate nothing", async () => {
    const owner = drive();
    await owner.run(line());
    await drive("greenvn_assignment").run({ greenvn_id: owner.value["id"], rotation_triggers: { month: "1" } });
    expect(api.charged()).toBe(1);
  });
});

describe("entries of an older version", () => {
  test.each([
    ["young", 0],
    ["a year old", 365 * 24 * 60 * MINUTE_MS],
  ])("a creation is explained and never adopted: %s", async (_name, ageMs) => {
    const made = new TerraformDriver("greenvn_allocation", { api });
    await made.run(line());
    const driver = drive();
    olderCreation(made.value["id"] as string, driver.nowMs - ageMs);
    expect(await errorsOf(driver, line())).toContain(`terraform import ADDRESS ${made.value["id"] as string}`);
    expect([driver.held, api.asked("create")]).toEqual([null, 1]);
  });

  test("a creation that is gone ends its entry, and the name is created", async () => {
    const driver = drive();
    olderCreation("gone", driver.nowMs);
    await driver.run(line());
    expect([api.charged(), files().filter((name) => name.startsWith("created-"))]).toEqual([1, []]);
  });

  test("a creation that state shows ends its entry", async () => {
    const driver = new TerraformDriver("greenvn_allocation", { api });
    await driver.run(line());
    const again = drive();
    again.held = driver.held;
    olderCreation(driver.value["id"] as string, driver.nowMs);
    await again.refresh();
    expect(files()).toEqual([]);
  });

  test.each([
    ["confirmed", true, true],
    ["sent, and landed", false, true],
    ["sent, and not landed", false, false],
  ])("a change counts as a note: %s", async (_name, done, landed) => {
    const driver = drive();
    await driver.run(wishing("MU"));
    await driver.refresh();
    olderChange(driver, "MH", done);
    if (landed)
      await api.changeVn(driver.value["id"] as string, { strictness: false, preferences: { region: "MH" } }, landing);
    // Long after it could still be at work.
    driver.nowMs += 10 * MINUTE_MS;
    await driver.run(wishing("MH"));
    await driver.plan(wishing("MH"));
    expect([api.charged(), files()]).toEqual([2, []]);
  });
});

test("files and folder are this user's alone, and hold no PIN", async () => {
  const umask = process.umask(0o002);
  try {
    const driver = drive();
    await driver.run(line({ aparty_pins: [918273] }));
    await killedAfter(driver, line({ aparty_numbers: [A2], aparty_pins: [918274] }));
    expect(statSync(entries()).mode & 0o777).toBe(0o700);
    const all = files();
    expect(all).toHaveLength(1);
    for (const name of all) {
      expect(statSync(path.join(entries(), name)).mode & 0o777).toBe(0o600);
      expect(readFileSync(path.join(entries(), name), "utf8")).not.toMatch(/91827[34]/);
    }
  } finally {
    process.umask(umask);
  }
});
