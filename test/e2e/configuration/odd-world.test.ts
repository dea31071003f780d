import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { openScene, type Scene } from "../../support/api/scene";
import { A2, allocationOf, declare } from "../../support/terraform/configuration";
import type { TerraformFolder } from "../../support/terraform/terraform";

const ODD_WORLD = path.join(ROOT, "test", "support", "plugin", "odd-world.cjs");
/** What the odd world has done, a line for each. */
const notes = path.join(mkdtempSync(path.join(tmpdir(), "gvn-odd-")), "notes");
beforeEach(() => writeFileSync(notes, ""));
afterAll(() => rmSync(path.dirname(notes), { recursive: true }));
const odd = (env: Readonly<Record<string, string>>) => ({
  NODE_OPTIONS: `--require ${ODD_WORLD}`,
  ODD_NOTES: notes,
  ...env,
});
const ADDRESS = "greenvn_allocation.a";

const journalOf = (terraform: TerraformFolder) => path.join(terraform.folder, ".terraform", "greenvn-journal");
const filesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Creates, changes number and parties and destroys: what each costs in a world that is in order. */
async function expectWholeLife({ terraform, sandbox }: Scene, provider = {}): Promise<void> {
  await declare(terraform, { provider, allocations: { a: allocationOf("a") } });
  await terraform.apply();
  const changed = { a: allocationOf("a", { aparty_numbers: [A2], preferences: { region: "KA" } }) };
  await declare(terraform, { provider, allocations: changed });
  await terraform.apply();
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 1, call_party: 1, charged: 3 });
  await terraform.destroy();
  expect(sandbox.allocations().map(({ deallocatedAtMs }) => deallocatedAtMs !== null)).toEqual([true]);
}

describe("a disk that is in trouble: everything goes on, and nothing is left beside the journal", () => {
  test.each([
    ["is full in the middle of a write", "ENOSPC writeFileSync"],
    ["is full at the very end", "ENOSPC renameSync"],
    ["can only be read", "EROFS mkdirSync writeFileSync renameSync rmSync"],
    ["denies all of it", "EACCES mkdirSync writeFileSync renameSync rmSync readdirSync readFileSync"],
  ])("%s", async (_what, ODD_DISK) => {
    const scene = await openScene({ env: odd({ ODD_DISK }) });
    await expectWholeLife(scene);
    expect(filesIn(journalOf(scene.terraform))).toEqual([]);
    const happened = new Set(readFileSync(notes, "utf8").trim().split("\n"));
    expect([...happened]).toContain(`disk ${ODD_DISK.split(" ")[1]}`);
  });

  test("where its folder is a link to another, that one is neither read nor written", async () => {
    const scene = await openScene();
    const other = path.join(scene.terraform.folder, "other");
    mkdirSync(other);
    writeFileSync(path.join(other, "theirs"), "");
    rmSync(journalOf(scene.terraform), { recursive: true, force: true });
    symlinkSync(other, journalOf(scene.terraform));
    await expectWholeLife(scene);
    expect([readdirSync(other), lstatSync(journalOf(scene.terraform)).isSymbolicLink()]).toEqual([["theirs"], true]);
  });
});

test("a clock that is set back an hour in the middle of an apply makes nothing wait, and nothing happen twice", async () => {
  const scene = await openScene({ env: odd({ ODD_CLOCK: "back" }) });
  const startedAt = performance.now();
  await expectWholeLife(scene, { requests_per_minute: 6000 });
  expect(readFileSync(notes, "utf8")).toContain("clock\n");
  expect(performance.now() - startedAt).toBeLessThan(60_000);
});

test("PINs that an answer tells, and nobody declared here, stand in no diagnostic and no log", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a", { aparty_pins: [1111] }), b: allocationOf("b") } });
  await terraform.apply();
  for (const { greenvnId } of sandbox.allocations())
    sandbox.changeByHand(greenvnId, { apartyPins: [918273645], bpartyPins: [546372819] });
  const said: string[] = [];
  const keep = async (...args: string[]): Promise<void> => {
    const { stdout, stderr } = await terraform.run(...args, "-no-color");
    said.push(stdout, stderr);
  };
  await keep("plan");
  const changed = { aparty_pins: [1111, 2222], usage: "oneway", preferences: { region: "KA" } };
  await declare(terraform, { allocations: { a: allocationOf("a", changed), b: allocationOf("b", changed) } });
  await keep("apply", "-auto-approve");
  await keep("destroy", "-auto-approve");
  expect(sandbox.ledger().totals).toMatchObject({ create: 2, vn: 2, call_party: 2 });
  expect(`${said.join("\n")}${await terraform.log()}`).not.toMatch(/918273645|546372819/);
});

test("a key of rotation_triggers may be called like a part of JavaScript", async () => {
  const { sandbox, terraform } = await openScene();
  const triggers = (value: string) => ({
    a: allocationOf("a", {
      rotation_triggers: JSON.parse(`{"__proto__":"${value}","constructor":"1","toString":"2"}`) as object,
    }),
  });
  await declare(terraform, { allocations: triggers("1") });
  await terraform.apply();
  expect((await terraform.plan()).isEmpty).toBe(true);
  await declare(terraform, { allocations: triggers("2") });
  await terraform.apply();
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 1, call_party: 0, charged: 2 });
  expect(JSON.stringify((await terraform.resource(ADDRESS))["rotation_triggers"])).toContain('"__proto__":"2"');
});

test.each([
  ["9007199254740993", /^aparty_pins: holds a PIN above 9007199254740991, which can not be sent exactly/],
  ["1e400", /^aparty_pins: holds a PIN above 9007199254740991/],
  ["1e30", /^aparty_pins: holds a PIN above 9007199254740991/],
  ["-0", /^aparty_pins: holds a value that is no PIN; every PIN is a whole number above 0/],
  ["1.5", /^aparty_pins: holds a value that is no PIN/],
  ["0.1234567890123456789", /^aparty_pins: holds a value that is no PIN/],
])("the PIN %s is refused at validate, with a true reason and on its path", async (pin, reason) => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a", { aparty_pins: [`\${${pin}}`] }) } });
  const { diagnostics } = await terraform.validate();
  expect(diagnostics.map(({ severity, address, detail }) => ({ severity, address, detail }))).toEqual([
    { severity: "error", address: ADDRESS, detail: expect.stringMatching(reason) as unknown },
  ]);
  expect(sandbox.charged()).toBe(0);
});
