import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Failure, RemoteAllocation } from "../../../../src/exobridge/types";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import { allocateElsewhere } from "../../../support/api/fake-exobridge";
import { kindOf } from "../../../support/stories/transitions";
import { killedAfter } from "../memory/disturbed";
import { type Declared, journalFolder, TerraformDriver } from "../terraform-driver";

const A = "+919876500001";
const A2 = "+919876500003";
const B = "+919876500002";
const PINS = [918273, 645546];
const declared = (more: Declared = {}): Declared => ({
  connection_id: "driver-42",
  aparty_numbers: [A],
  bparty_numbers: [B],
  ...more,
});
const secret = (version: number, more: Declared = {}): Declared =>
  declared({ aparty_pins_wo: [PINS[0]], bparty_pins_wo: [PINS[1]], pins_wo_version: version, ...more });
const kinds = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(kindOf);
const inForce = ({ api, value }: TerraformDriver) => {
  const { apartyPins, bpartyPins } = api.allocation(value["id"] as string);
  return [apartyPins, bpartyPins];
};

async function made(config = secret(1), directory?: string): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation", directory === undefined ? {} : { directory });
  await driver.run(config);
  return driver;
}

/** Nothing that Terraform or the provider keeps holds a PIN; the declaration is the user's own. */
function tellsNoPin(...kept: readonly unknown[]): void {
  const text = JSON.stringify(kept, (name, value: unknown) => (name === "config" ? undefined : value));
  for (const pin of PINS) expect(text).not.toContain(String(pin));
}

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => (folder = journalFolder()));
afterEach(() => folder.remove());

test("they are sent at creation, and kept nowhere", async () => {
  const driver = await made(secret(1), folder.directory);
  expect([inForce(driver), driver.api.charged()]).toEqual([[[PINS[0]], [PINS[1]]], 1]);
  const { aparty_pins, aparty_pins_wo, bparty_pins_wo, pins_wo_version } = driver.value;
  expect([aparty_pins, aparty_pins_wo, bparty_pins_wo, pins_wo_version]).toEqual([null, null, null, 1]);
  tellsNoPin(driver.held);
});

test("a changed version sends them, warned of as one charged call; a change of the PINs alone sends nothing", async () => {
  const driver = await made(secret(1, { aparty_pins_wo: [1111] }));
  expect((await driver.plan(secret(1))).action).toBe("no-op");
  const { plan } = await driver.run(secret(2));
  expect(kinds(plan.warnings)).toEqual(["charged:call-party"]);
  expect([inForce(driver), driver.api.charged()]).toEqual([[[PINS[0]], [PINS[1]]], 2]);
  expect((await driver.plan(secret(2))).action).toBe("no-op");
  tellsNoPin(plan, driver.held);
});

test("beside a change of the parties they go along with its call", async () => {
  const driver = await made(secret(1, { aparty_pins_wo: [1111] }));
  await driver.run(secret(2, { aparty_numbers: [A2], usage: "oneway" }));
  expect([inForce(driver)[0], driver.api.charged()]).toEqual([[PINS[0]], 2]);
});

test("a side that is left out is not sent, and [] means none", async () => {
  const driver = await made(secret(1));
  await driver.run(declared({ bparty_pins_wo: [], pins_wo_version: 2 }));
  expect([inForce(driver), driver.api.charged()]).toEqual([[[PINS[0]], []], 2]);
});

test("removing the version changes state alone, also where a call beside it fails", async () => {
  const driver = await made();
  const { plan } = await driver.run(declared());
  expect([plan.action, kinds(plan.warnings), driver.value["pins_wo_version"]]).toEqual(["update", [], null]);
  const failing = await made();
  const failure: Failure = { kind: "refused", status: 400, code: 5, message: "no" };
  failing.api.next("call-party", { kind: "fails", failure });
  const applied = await failing.apply(await failing.plan(declared({ usage: "oneway" })));
  expect([applied.errors.length, failing.value["pins_wo_version"], failing.value["usage"]]).toEqual([
    1,
    null,
    "twoway",
  ]);
  expect([inForce(driver), driver.api.charged(), failing.api.charged()]).toEqual([[[PINS[0]], [PINS[1]]], 1, 1]);
});

test("they take the place of PINs that state held, which leave it", async () => {
  const driver = await made(declared({ aparty_pins: [1111] }));
  const { plan } = await driver.run(secret(1));
  expect([plan.after?.["aparty_pins"], kinds(plan.warnings)]).toEqual([null, ["charged:call-party"]]);
  expect([driver.value["aparty_pins"], inForce(driver)[0], driver.api.charged()]).toEqual([null, [PINS[0]], 2]);
});

test("and PINs that state is to hold take theirs again", async () => {
  const driver = await made();
  const { plan } = await driver.run(declared({ aparty_pins: [1111] }));
  expect([kinds(plan.warnings), driver.value["aparty_pins"], inForce(driver)[0], driver.api.charged()]).toEqual([
    ["charged:call-party"],
    [1111],
    [1111],
    2,
  ]);
});

test("whatever answers tell of them enters no state, plan or note: creation, read, change, look and import", async () => {
  const driver = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
  const telling = (told: RemoteAllocation): RemoteAllocation => ({
    ...told,
    apartyPins: [918273],
    bpartyPins: [645546],
  });
  const always = Array.from({ length: 20 }, () => ({ kind: "bent", told: telling }) as const);
  for (const operation of ["create", "read", "vn", "call-party"] as const) driver.api.next(operation, ...always);
  const all = [await driver.run(secret(1)), driver.held, await driver.refresh(), driver.held];
  all.push(await driver.run(secret(2, { usage: "oneway", preferences: { region: "MH" } })), driver.held);
  driver.api.next("call-party", { kind: "lost", done: true });
  all.push(await driver.run(secret(3)), driver.held);
  const importing = new TerraformDriver("greenvn_allocation", { api: driver.api });
  all.push(await importing.import(driver.value["id"] as string), importing.held);
  all.push(await importing.run(secret(4)), importing.held);
  tellsNoPin(all);
  expect(driver.api.charged()).toBe(4);
  tellsNoPin(written(folder.directory));
});

test("a fresh import takes the version over with no call, and says so", async () => {
  const driver = new TerraformDriver("greenvn_allocation");
  const id = await allocateElsewhere(driver.api, {
    connectionId: "driver-42",
    apartyNumbers: [A],
    bpartyNumbers: [B],
    usage: "twoway",
  });
  await driver.import(id);
  const { plan } = await driver.run(secret(1));
  expect([plan.action, kinds(plan.warnings), driver.api.charged()]).toEqual(["update", ["recorded"], 1]);
  expect([driver.value["pins_wo_version"], inForce(driver)]).toEqual([1, [[], []]]);
  await driver.run(secret(2));
  expect([inForce(driver), driver.api.charged()]).toEqual([[[PINS[0]], [PINS[1]]], 2]);
});

test("what is not known at plan is planned as perhaps charged, and decided by what it turns out to be", async () => {
  const driver = await made(secret(1, { aparty_pins_wo: [1111] }));
  const unknown = secret(1, { aparty_pins_wo: UNKNOWN, pins_wo_version: UNKNOWN });
  expect(kinds((await driver.plan(unknown)).warnings)).toEqual(["maybe:call-party"]);
  expect((await driver.apply(await driver.plan(unknown), secret(1))).errors).toEqual([]);
  expect(driver.api.charged()).toBe(1);
  expect((await driver.apply(await driver.plan(unknown), secret(2))).errors).toEqual([]);
  expect([inForce(driver)[0], driver.api.charged()]).toEqual([[PINS[0]], 2]);
  const creating = new TerraformDriver("greenvn_allocation");
  const plan = await creating.plan(secret(1, { aparty_pins_wo: [UNKNOWN] }));
  expect((await creating.apply(plan, secret(1))).errors).toEqual([]);
  expect(inForce(creating)[0]).toEqual([PINS[0]]);
});

test("a configuration that ignores the version is not followed, whatever its PINs are", async () => {
  const driver = await made(secret(1, { aparty_pins_wo: [1111] }));
  // As with ignore_changes: planned by what state has, applied beside the raw configuration.
  const plan = await driver.plan(secret(1, { usage: "oneway" }));
  await driver.apply({ ...plan, config: secret(2, { usage: "oneway" }) });
  expect([inForce(driver)[0], driver.value["pins_wo_version"], driver.api.charged()]).toEqual([[1111], 1, 2]);
});

test("a version that changes with no PINs beside it is refused before it costs anything", async () => {
  const driver = await made();
  const plan = await driver.plan(declared({ pins_wo_version: 2 }));
  expect(plan.errors.map(({ detail }) => detail).join()).toMatch(/both are null.*would be charged for nothing/);
  // Ephemeral values may differ between plan and apply.
  const applied = await driver.apply({ ...(await driver.plan(secret(2))), config: declared({ pins_wo_version: 2 }) });
  expect(applied.errors.map(({ detail }) => detail).join()).toMatch(/both are null/);
  expect([driver.value["pins_wo_version"], driver.api.charged()]).toEqual([1, 1]);
});

test("a creation with a version and no PINs is made, and the plan says that none are sent", async () => {
  const { plan } = await new TerraformDriver("greenvn_allocation").run(declared({ pins_wo_version: 1 }));
  expect(plan.warnings.map(({ summary }) => summary)).toEqual(['allocation "driver-42" is created with no PINs']);
});

describe("a lost answer", () => {
  test("is noted without a PIN, and sending them again may be charged again, which is said", async () => {
    const driver = await made(secret(1), folder.directory);
    driver.api.answers({ pins: "never" });
    driver.api.next("call-party", { kind: "lost", done: false });
    const applied = await driver.apply(await driver.plan(secret(2)));
    expect(applied.errors[0]?.detail).toMatch(/can not be seen.*it may be charged once more/);
    expect(driver.value["pins_wo_version"]).toBe(1);
    tellsNoPin(driver.held, written(folder.directory));
    const plan = await driver.plan(secret(2));
    expect(plan.warnings.map(({ detail }) => detail).join()).toMatch(/sending it again may be charged again/);
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect([driver.value["pins_wo_version"], driver.api.charged()]).toEqual([2, 2]);
  });

  test("of a killed run with parties beside them: what landed is adopted with its version, and nothing is sent", async () => {
    const driver = await made(secret(1), folder.directory);
    driver.api.answers({ pins: "never" });
    await killedAfter(driver, secret(2, { aparty_numbers: [A2] }));
    tellsNoPin(written(folder.directory));
    const next = await driver.plan(secret(2, { aparty_numbers: [A2] }));
    expect([next.action, driver.value["pins_wo_version"], driver.api.charged()]).toEqual(["no-op", 2, 2]);
    // Other PINs than those that were sent have another version.
    await driver.run(secret(3, { aparty_numbers: [A2] }));
    expect(driver.api.charged()).toBe(3);
  });

  test("of a killed creation: adopted, and where the version changed since, the PINs in force are said to be the old", async () => {
    const first = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
    await killedAfter(first, secret(1));
    tellsNoPin(written(folder.directory));
    const driver = new TerraformDriver("greenvn_allocation", { api: first.api, directory: folder.directory });
    const applied = await driver.run(secret(2));
    expect(applied.warnings.map(({ detail }) => detail).join()).toMatch(
      /pins_wo_version was "1", and is "2" now.*PINs in force are those that were sent then/s,
    );
    expect([driver.value["pins_wo_version"], driver.api.charged()]).toEqual([2, 1]);
  });
});

/** All that the journal's folder holds. */
function written(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [readFileSync(path.join(entry.parentPath, entry.name), "utf8")] : [],
  );
}

test("PINs that ignore_changes keeps declared from state are an error of the plan, before anything is sent", async () => {
  const driver = await made(declared({ aparty_pins: [PINS[0]] }));
  driver.skipsValidation = true;
  const plan = await driver.plan(secret(1, { aparty_pins: [PINS[0]] }));
  expect(plan.errors.map(({ path: at }) => at)).toEqual([[{ attribute: "aparty_pins" }]]);
  tellsNoPin(plan.errors);
  expect(driver.api.charged()).toBe(1);
});

describe("PINs of a call whose answer was lost, and which was taken back", () => {
  test.each<[string, Declared, Declared]>([
    ["write-only", secret(1), secret(2, { aparty_pins_wo: [4711] })],
    ["kept in state", declared({ aparty_pins: [4711] }), declared({ aparty_pins: [4712] })],
  ])("may be in force: the plan says so as long as nothing else is sent (%s)", async (_kind, first, second) => {
    const driver = await made(first);
    driver.api.answers({ pins: "never" });
    driver.api.next("call-party", { kind: "lost", done: true });
    expect((await driver.apply(await driver.plan(second))).errors).toHaveLength(1);
    const { action, warnings } = await driver.plan(first);
    expect(action).toBe("no-op");
    expect(warnings.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^The PINs of allocation "driver-42" .* may be others than those declared$/),
    ]);
    expect(driver.api.charged()).toBe(2);
  });
});
