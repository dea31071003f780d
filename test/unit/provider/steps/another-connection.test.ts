import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { type Declared, TerraformDriver } from "../terraform-driver";

const line = (more: object = {}): Declared => ({
  connection_id: "line",
  aparty_numbers: ["+919876500001"],
  bparty_numbers: ["+918000000001"],
  ...more,
});
const STRANGER = "+919999999999";

interface Told {
  readonly greenvnId: string;
  readonly connectionId?: string;
  readonly state?: string;
  readonly greenVn?: string;
}
const ofAnother = (told: Told): Told => ({ ...told, connectionId: "somebody-else", greenVn: STRANGER });
const inItsVault = (told: Told): Told => ({ ...ofAnother(told), state: "vault" });

async function made(more: object = {}): Promise<TerraformDriver> {
  const driver = new TerraformDriver("greenvn_allocation");
  await driver.run(line(more));
  return driver;
}
const textOf = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");
const FOR_ANOTHER = /answered for the connection_id "somebody-else", not "line"/;

describe("an answer for another connection_id tells nothing of an allocation:", () => {
  test.each([
    ["live", ofAnother],
    ["in the vault", inItsVault],
  ])("a read keeps state, the other one being %s", async (_case, told) => {
    const driver = await made();
    const before = driver.held;
    driver.api.next("read", { kind: "bent", told });
    expect(textOf(await driver.refresh())).toMatch(FOR_ANOTHER);
    expect(driver.held).toEqual(before);
  });

  test("what is protected is not forgotten over it", async () => {
    const driver = await made({ deletion_protection: true });
    driver.api.next("read", { kind: "bent", told: inItsVault });
    expect(textOf((await driver.plan(null)).errors)).toMatch(FOR_ANOTHER);
    expect([driver.api.asked("delete"), driver.held === null]).toEqual([0, false]);
  });

  test("what is protected and tainted is not deleted over it", async () => {
    const driver = await made({ deletion_protection: true });
    driver.taint();
    const plan = await driver.plan(line({ deletion_protection: true }), { refresh: false });
    driver.api.next("read", { kind: "bent", told: inItsVault });
    expect(textOf((await driver.apply(plan)).errors)).toMatch(/Refused to destroy.*it is protected/);
    expect([driver.api.asked("delete"), driver.api.charged()]).toEqual([0, 1]);
  });

  test.each([
    ["a region", { preferences: { region: "MH" } }],
    ["the very number that it tells", { preferences: { greenvn: STRANGER }, strictness: true }],
    ["other parties", { aparty_numbers: ["+919876500003"] }],
  ])("the check before a charged call stops it: %s", async (_case, more) => {
    const driver = await made();
    const [plan, before] = [await driver.plan(line(more)), driver.held?.value];
    driver.api.next("read", { kind: "bent", told: ofAnother });
    expect(textOf((await driver.apply(plan)).errors)).toMatch(FOR_ANOTHER);
    expect([driver.api.charged(), driver.held?.value]).toEqual([1, before]);
  });

  test("a look after a lost answer does not see by it that a call was carried out", async () => {
    const driver = await made();
    const plan = await driver.plan(line({ preferences: { region: "MH" } }));
    driver.api.next("vn", { kind: "lost", done: false, told: ofAnother });
    expect((await driver.apply(plan)).errors).toHaveLength(1);
    expect(driver.value["green_vn"]).not.toBe(STRANGER);
    expect(driver.held?.notes["unresolved"]).toBeDefined();
  });

  test("a number that the answer to a call left out is not taken from it", async () => {
    const driver = await made();
    const plan = await driver.plan(line({ preferences: { region: "MH" } }));
    const untold = ({ greenVn: _number, ...told }: Told): Told => told;
    driver.api.next("vn", { kind: "bent", told: untold });
    driver.api.next("read", { kind: "bent", told: (told) => told }, { kind: "bent", told: ofAnother });
    await driver.apply(plan);
    expect(driver.value["green_vn"]).not.toBe(STRANGER);
  });
});
