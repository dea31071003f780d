import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { journalFolder, TerraformDriver } from "../terraform-driver";
import { killedAfter, killedDuring } from "./disturbed";

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => (folder = journalFolder()));
afterEach(() => {
  if (existsSync(entries())) chmodSync(entries(), 0o700);
  folder.remove();
});

const PIN = 918273;
const entries = () => path.join(folder.directory, "greenvn-journal");
const files = () => readdirSync(entries()).map((name) => path.join(entries(), name));
const line = (more: object = {}) => ({
  connection_id: "line",
  aparty_numbers: ["+919000000001"],
  bparty_numbers: ["+918000000001"],
  ...more,
});
const CHANGE = line({ aparty_numbers: ["+919000000002"], aparty_pins: [PIN] });

async function killedChange(): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
  await driver.run(line());
  driver.api.answers({ pins: "never" });
  await killedAfter(driver, CHANGE);
  return driver;
}

async function killedCreation(): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
  await killedAfter(driver, line());
  return driver;
}

type Spoil = (text: string) => string;

const SPOILS: readonly [string, Spoil][] = [
  ["empty", () => ""],
  ["cut", (text) => text.slice(0, text.length / 2)],
  ["foreign", () => '{"hello":"world"}'],
  ["null", () => "null"],
  ["a number", () => "42"],
  ["a list", () => "[[[]]]"],
  ["bytes", () => "\u0000\u0001\ufffd"],
  [
    "hollow",
    (text) =>
      text.replace(/"before":\{[^}]*\}/, '"before":null').replace(/"preferences":\{[^}]*\}/, '"preferences":null'),
  ],
  [
    "of wrong types",
    (text) =>
      text
        .replace(/"aparty_numbers":\[[^\]]*\]/g, '"aparty_numbers":7')
        .replace(/"greenvn_id":"[^"]*"/g, '"greenvn_id":{}'),
  ],
  [
    "of an unknown call",
    (text) => text.replace('"call-party"', '"escalate"').replace(/"creation":"[^"]*"/, '"creation":9'),
  ],
  ["with no writer", (text) => JSON.stringify({ ...(JSON.parse(text) as object), writer: {} })],
  [
    "with a list in place of what was sent",
    (text) => text.replace(/"sent":\{[^}]*\}/, '"sent":[]').replace(/"connection_id":"[^"]*"/, '"connection_id":[]'),
  ],
];

test.each(SPOILS)(
  "a journal that is %s is none: the run goes on, and says that the call is charged",
  async (_name, spoil) => {
    const driver = await killedChange();
    for (const file of files()) writeFileSync(file, spoil(readFileSync(file, "utf8")));
    const plan = await driver.plan(CHANGE);
    expect(plan.warnings.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/is charged as a new allocation/),
    ]);
    expect((await driver.apply(plan)).errors).toEqual([]);
    expect((await driver.plan(CHANGE)).action).toBe("no-op");
  },
);

test.each(SPOILS)(
  "a creation in a journal that is %s is not taken in: the API refuses it, and nothing is charged",
  async (_name, spoil) => {
    const driver = await killedCreation();
    for (const file of files()) writeFileSync(file, spoil(readFileSync(file, "utf8")));
    const { errors } = await driver.apply(await driver.plan(line()));
    expect(errors.map(({ detail }) => detail)).toEqual([expect.stringMatching(/terraform import ADDRESS/)]);
    expect(driver.api.charged()).toBe(1);
  },
);

test("the id of somebody else's allocation in a creation's entry is not taken in", async () => {
  const driver = await killedCreation();
  const other = new TerraformDriver("greenvn_allocation", { api: driver.api });
  await other.run(line({ connection_id: "other" }));
  for (const file of files())
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(/"greenvn_id":"[^"]*"/, `"greenvn_id":${JSON.stringify(other.value["id"])}`),
    );
  expect((await driver.apply(await driver.plan(line()))).errors).toHaveLength(1);
  expect(driver.held).toBeNull();
});

test("a journal that can not be written or removed is done without", async () => {
  const driver = await killedChange();
  if (process.getuid?.() !== 0) chmodSync(entries(), 0o500);
  await driver.run(CHANGE);
  await driver.run(line({ aparty_numbers: ["+919000000003"] }));
  expect(driver.api.charged()).toBe(3);
  expect((await driver.plan(line({ aparty_numbers: ["+919000000003"] }))).action).toBe("no-op");
});

test("a file stands where the journal's folder would be", async () => {
  writeFileSync(entries(), "");
  const driver = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
  await driver.run(line());
  await driver.run(CHANGE);
  expect((await driver.plan(CHANGE)).action).toBe("no-op");
  expect(driver.api.charged()).toBe(2);
});

test("entries end: nothing is left once state shows all of it; what it does not show stays, however old", async () => {
  const driver = await killedChange();
  expect(files()).toHaveLength(1);
  await driver.run(CHANGE);
  await driver.plan(CHANGE);
  expect(files()).toEqual([]);

  await killedDuring(driver, line({ aparty_numbers: ["+919000000004"], aparty_pins: [PIN] }), false);
  expect(files()).toHaveLength(1);
  driver.nowMs += 25 * 60 * 60 * 1000;
  await driver.plan(CHANGE);
  expect(files()).toHaveLength(1);
});

test("it is private, and holds neither PINs nor how many they are", async () => {
  mkdirSync(folder.directory, { recursive: true });
  await killedChange();
  const [one] = files();
  const text = readFileSync(one ?? "", "utf8");
  expect(text).not.toContain(String(PIN));
  expect(text).toContain('"changes":["aparty_numbers","aparty_pins"]');
  const more = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
  await more.run(line({ connection_id: "two" }));
  await killedAfter(more, line({ connection_id: "two", aparty_numbers: ["+919000000002"], aparty_pins: [1, 22, 333] }));
  const shape = (name: string) => Object.keys((JSON.parse(readFileSync(name, "utf8")) as { sent: object }).sent);
  expect(
    new Set(
      files()
        .filter((name) => name.includes("change-"))
        .map((name) => shape(name).join()),
    ),
  ).toEqual(new Set([shape(one ?? "").join()]));
});
