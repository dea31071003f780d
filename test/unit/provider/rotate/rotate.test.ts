import { readdirSync } from "node:fs";
import path from "node:path";
import { landing } from "../../../support/api/fake-exobridge";
import { alive, type Declared, journalFolder, TerraformDriver } from "../terraform-driver";

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => (folder = journalFolder()));
afterEach(() => {
  alive.clear();
  folder.remove();
});

const line = (more: object = {}): Declared => ({
  connection_id: "line",
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  ...more,
});

async function made(config = line()): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
  await driver.run(config);
  // The read of the next plan ends the creation's own entry.
  await driver.plan(config);
  return driver;
}

const idOf = (driver: TerraformDriver): string => driver.value["id"] as string;
const number = (driver: TerraformDriver): unknown => driver.api.allocation(idOf(driver)).greenVn;
const asked = (driver: TerraformDriver, more: object = {}): Declared => ({ greenvn_id: idOf(driver), ...more });
const summaries = (told: readonly { readonly summary: string }[]): string[] => told.map(({ summary }) => summary);
const entries = (): string[] => {
  const journal = path.join(folder.directory, "greenvn-journal");
  try {
    return readdirSync(journal).filter((name) => name.startsWith("change-"));
  } catch {
    return [];
  }
};
const COULD_NOT = [expect.stringMatching(/^Could not rotate allocation /) as string];

/** A plan of an unchanged declaration: no call, and the number that is in force. */
async function takesOver(driver: TerraformDriver, config = line()): Promise<readonly string[]> {
  const writes = driver.api.charged();
  const { action, warnings, errors } = await driver.plan(config);
  expect({ action, errors, charged: driver.api.charged() }).toEqual({ action: "no-op", errors: [], charged: writes });
  expect(driver.value["green_vn"]).toBe(number(driver));
  return summaries(warnings);
}

test("takes another number by one charged call, tells it last, and the next plan takes it over with no call", async () => {
  const driver = await made();
  const before = number(driver);
  const { progress, warnings, errors } = await driver.rotate(asked(driver));
  expect([warnings, errors]).toEqual([[], []]);
  expect(number(driver)).not.toBe(before);
  expect(progress).toHaveLength(3);
  expect(progress[1]).toContain(`${String(before)} is given up now`);
  expect(progress.at(-1)).toMatch(/ now, no longer .* next apply, which takes the new one over with no call\.$/);
  expect(progress.at(-1)).toContain(String(number(driver)));
  expect(driver.api.writes.at(-1)).toMatchObject({ operation: "vn", body: null });
  expect([driver.api.charged(), driver.api.asked("read")]).toEqual([2, 2]);
  expect(entries()).toEqual([]);
  expect(await takesOver(driver)).toEqual([]);
});

test("sends what is preferred, by strictness, and no declaration of a resource", async () => {
  const driver = await made(line({ preferences: { region: "KA" }, strictness: true }));
  await driver.rotate(asked(driver, { preferences: { region: "MH", number_type: "mobile" } }));
  expect(driver.api.writes.at(-1)?.body).toEqual({
    strictness: "false",
    preferences: { region: "MH", number_type: "mobile" },
  });
  expect(driver.api.charged()).toBe(2);
});

test("warns where another number was granted than the one that was wished for", async () => {
  const driver = await made();
  driver.api.next("vn", { kind: "bent", told: (told) => ({ ...told, greenVn: "+919820000001" }) });
  const [wished] = driver.api.freeNumbers({ region: "KA", type: "mobile" }, 1);
  const { warnings } = await driver.rotate(asked(driver, { preferences: { greenvn: wished } }));
  expect(summaries(warnings)).toEqual([`ExoBridge granted +919820000001, not the wished ${String(wished)}`]);
});

describe("nothing is sent", () => {
  test.each([true, false])("for the number that is in force already, strictly or not (%s)", async (strictness) => {
    const driver = await made();
    const { errors } = await driver.rotate(asked(driver, { preferences: { greenvn: number(driver) }, strictness }));
    expect(summaries(errors)).toEqual(COULD_NOT);
    expect([driver.api.charged(), entries()]).toEqual([1, []]);
  });

  test.each(["gone", "unreachable"])("where the check finds it %s", async (what) => {
    const driver = await made();
    if (what === "gone") driver.api.changeByHand(idOf(driver), null);
    else driver.api.next("read", { kind: "fails", failure: { kind: "unreachable", message: "refused" } });
    const { errors } = await driver.rotate(asked(driver));
    expect(summaries(errors)).toEqual(COULD_NOT);
    expect([driver.api.charged(), driver.api.asked("vn"), entries()]).toEqual([1, 0, []]);
  });

  test("where the API refuses, and the next one may", async () => {
    const driver = await made();
    driver.api.next("vn", { kind: "fails", failure: { kind: "refused", status: 452, code: 4, message: "none free" } });
    expect(summaries((await driver.rotate(asked(driver))).errors)).toEqual(COULD_NOT);
    expect(entries()).toEqual([]);
    expect((await driver.rotate(asked(driver))).errors).toEqual([]);
    expect(driver.api.charged()).toBe(2);
  });
});

describe("an answer that is lost", () => {
  test("of a rotation that a look sees is done", async () => {
    const driver = await made();
    driver.api.next("vn", { kind: "lost", done: true });
    const { progress, errors } = await driver.rotate(asked(driver));
    expect(errors).toEqual([]);
    expect(progress.at(-1)).toContain(String(number(driver)));
    expect([driver.api.charged(), entries()]).toEqual([2, []]);
  });

  test("of one that is not seen is an error, and blocks the next until another number is told", async () => {
    const driver = await made();
    driver.api.next("vn", { kind: "lost", done: false });
    expect(summaries((await driver.rotate(asked(driver))).errors)).toEqual(COULD_NOT);
    expect(entries()).toHaveLength(1);
    for (let again = 0; again < 2; again += 1) {
      const { errors } = await driver.rotate(asked(driver));
      expect(errors[0]?.detail).toMatch(/got no answer, and the number is still seen as before/);
      expect([driver.api.asked("vn"), driver.api.charged()]).toEqual([1, 1]);
    }
    // It lands late: that is the result, and no second charge follows.
    await driver.api.changeVn(idOf(driver), null, landing);
    const { warnings, errors } = await driver.rotate(asked(driver));
    expect([summaries(warnings), errors]).toEqual([
      [expect.stringMatching(/^An earlier rotation of allocation .* counts as carried out$/)],
      [],
    ]);
    expect([driver.api.charged(), entries()]).toEqual([2, []]);
    // From there on it rotates.
    expect((await driver.rotate(asked(driver))).errors).toEqual([]);
    expect(driver.api.charged()).toBe(3);
  });

  test("lends a resource its number, never a declaration, and a read ends the entry", async () => {
    const driver = await made();
    driver.api.next("vn", { kind: "lost", done: false });
    await driver.rotate(asked(driver, { preferences: { region: "MH" }, strictness: true }));
    await driver.api.changeVn(idOf(driver), null, landing);
    expect(await takesOver(driver)).toEqual([
      expect.stringMatching(/^A rotation of allocation "line" .* counts as carried out$/),
    ]);
    expect(driver.value).toMatchObject({ preferences: null, strictness: false, rotation_triggers: null });
    expect(entries()).toEqual([]);
    expect((await driver.rotate(asked(driver))).errors).toEqual([]);
  });

  test("of a provider that was killed after the API had answered: the next invocation charges nothing", async () => {
    const driver = await made();
    driver.isListening = false;
    await driver.rotate(asked(driver));
    driver.isListening = true;
    expect(entries()).toHaveLength(1);
    const { warnings, errors } = await driver.rotate(asked(driver));
    expect([summaries(warnings), errors]).toEqual([[expect.stringMatching(/^An earlier rotation /)], []]);
    expect([driver.api.charged(), entries()]).toEqual([2, []]);
  });

  test("where the journal can't be written is said before the call", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    await driver.run(line());
    const { progress, errors } = await driver.rotate(asked(driver));
    expect(errors).toEqual([]);
    expect(progress.map((message) => /journal/.test(message))).toEqual([false, true, false, false]);
    expect(driver.api.charged()).toBe(2);
  });

  test("nor remembered where it can't be written, and the error claims no more", async () => {
    const driver = new TerraformDriver("greenvn_allocation");
    await driver.run(line());
    driver.api.next("vn", { kind: "lost", done: false });
    const { errors } = await driver.rotate(asked(driver));
    expect(errors[0]?.detail).toMatch(/no later run knows of this one: invoked again, it may be charged again/);
    expect(errors[0]?.detail).not.toMatch(/no further rotation/);
  });

  test("a later change of the number by a resource ends it: the next invocation rotates", async () => {
    const driver = await made();
    driver.api.next("vn", { kind: "lost", done: false });
    await driver.rotate(asked(driver));
    expect(entries()).toHaveLength(1);
    await driver.run(line({ rotation_triggers: { again: "1" } }));
    expect(driver.api.charged()).toBe(2);
    const { warnings, errors } = await driver.rotate(asked(driver));
    expect([warnings, errors, driver.api.charged()]).toEqual([[], [], 3]);
  });
});

test("a change of a resource that is in doubt comes first: a rotation would pass for its result", async () => {
  const driver = await made();
  driver.api.next("vn", { kind: "lost", done: false });
  const config = line({ preferences: { region: "MH" } });
  expect((await driver.apply(await driver.plan(config))).errors).toHaveLength(1);
  const { errors } = await driver.rotate(asked(driver));
  expect(errors[0]?.detail).toMatch(/^A resource has sent a change of its number whose answer was lost/);
  expect([driver.api.asked("vn"), driver.api.charged()]).toEqual([1, 1]);
});

test("a rotation that waits for an answer is not joined by another of the same folder", async () => {
  const driver = await made();
  let second: Awaited<ReturnType<TerraformDriver["rotate"]>> | undefined;
  const other = new TerraformDriver("greenvn_allocation", { api: driver.api, directory: folder.directory });
  driver.session = (ready) =>
    ready.kind !== "ready"
      ? ready
      : {
          ...ready,
          api: {
            ...driver.api,
            async changeVn(id, request, guard, secrets) {
              alive.add(driver.pid);
              second = await other.rotate({ greenvn_id: id });
              return driver.api.changeVn(id, request, guard, secrets);
            },
          },
        };
  expect((await driver.rotate(asked(driver))).errors).toEqual([]);
  expect(second?.errors[0]?.detail).toMatch(/^Another run of this folder/);
  expect(driver.api.charged()).toBe(2);
});

describe("the plan", () => {
  test("says that it is charged, what may come, and what becomes of pins and outputs", async () => {
    const driver = await made();
    const [any] = await driver.planRotation(asked(driver));
    expect(any).toMatchObject({
      severity: "warning",
      summary: `PUT …/vn for allocation ${idOf(driver)} is charged as a new allocation`,
    });
    for (const part of [/Any number of the pool/, /strictly pins a number would take that one back/, /outputs show/])
      expect(any?.detail).toMatch(part);
    const [wished] = await driver.planRotation(asked(driver, { preferences: { region: "MH" } }));
    expect(wished?.detail).toMatch(/Asked for: region "MH"/);
    expect(wished?.detail).not.toMatch(/Any number of the pool/);
    expect(driver.api.asked("vn")).toBe(0);
  });

  test("refuses where a resource that it has read strictly pins a number, and passes where none was read", async () => {
    const driver = await made();
    const pin = line({ preferences: { greenvn: number(driver) }, strictness: true });
    await driver.run(pin);
    expect(driver.api.charged()).toBe(1);
    const refused = await driver.planRotation(asked(driver), { reads: true });
    expect(refused).toMatchObject([{ severity: "error", path: [{ attribute: "greenvn_id" }] }]);
    expect(await driver.planRotation(asked(driver))).toMatchObject([{ severity: "warning" }]);
    await driver.run(line({ preferences: { greenvn: number(driver) }, strictness: false }));
    expect(await driver.planRotation(asked(driver), { reads: true })).toMatchObject([{ severity: "warning" }]);
  });
});
