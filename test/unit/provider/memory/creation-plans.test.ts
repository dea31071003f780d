import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Former, openCreationPlans } from "../../../../src/provider/memory/creation-plans";
import { journalFolder } from "../terraform-driver";

const ID = "gvn-41c0";
const A = "+917205827365";
const B = "+912246011223";

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => (folder = journalFolder()));
afterEach(() => folder.remove());

interface Starter {
  readonly accountSid?: string;
  readonly workspace?: string;
  /** When the Terraform began that starts the run; null: nobody can tell. Each run has a Terraform of its own. */
  readonly terraform?: string | null;
}
let started = 0;

function run({ accountSid = "acme", workspace = "default", terraform = String((started += 1)) }: Starter = {}) {
  const parent = { pid: 7, started: terraform };
  const here = async () => ({ pid: 8, started: "8", parent, boot: "boot", namespace: "pid:[1]" });
  return openCreationPlans(folder.directory, { accountSid, workspace }, { here });
}
const former = (region: string): Former => ({
  held: {
    green_vn: A,
    preferences: { greenvn: null, region, number_type: null },
    strictness: false,
    rotation_triggers: null,
  },
  notes: {},
});
const file = () => {
  const plans = path.join(folder.directory, "greenvn-plans");
  return path.join(plans, readdirSync(plans)[0] ?? "");
};

test("an apply is handed what the plan before it found, whatever its own plan finds meanwhile", async () => {
  await run().record(ID, A, former("MH"));
  const apply = run();
  await apply.record(ID, B, null);
  expect(await apply.recall(ID)).toEqual({ numbers: [A], formers: [former("MH")] });
});

test("of one plan all that it replaces counts, and of several the latest one", async () => {
  await run().record(ID, A, former("MH"));
  const plan = run();
  await plan.record(ID, A, former("KA"));
  await plan.record(ID, A, former("DL"));
  expect(await run().recall(ID)).toEqual({ numbers: [A], formers: [former("KA"), former("DL")] });
});

test("where several plans found several numbers, each of them may be the one that is applied", async () => {
  await run().record(ID, A, null);
  await run().record(ID, null, null);
  await run().record(ID, B, null);
  expect(await run().recall(ID)).toEqual({ numbers: [A, B], formers: [] });
});

test("a plan that the same Terraform made is the one that it applies", async () => {
  await run().record(ID, A, former("MH"));
  await run({ terraform: "42" }).record(ID, B, former("KA"));
  await run().record(ID, A, former("DL"));
  expect(await run({ terraform: "42" }).recall(ID)).toEqual({ numbers: [B], formers: [former("KA")] });
});

test("a Terraform that can't be told is nobody's", async () => {
  await run({ terraform: null }).record(ID, A, null);
  await run().record(ID, B, null);
  expect((await run({ terraform: null }).recall(ID))?.numbers).toEqual([A, B]);
});

test("of plans that are never applied the last ones are kept", async () => {
  for (let nth = 10; nth < 40; nth += 1) await run().record(ID, `+9172058273${nth}`, null);
  const numbers = (await run().recall(ID))?.numbers ?? [];
  expect([numbers.length, numbers.at(-1)]).toEqual([20, "+917205827339"]);
});

test("a file of an older version counts, whoever planned it", async () => {
  await run().record(ID, A, former("MH"));
  writeFileSync(file(), readFileSync(file(), "utf8").replace(/"terraform":"\w+",/, ""));
  expect(await run().recall(ID)).toEqual({ numbers: [A], formers: [former("MH")] });
});

test("an end holds for every later run, and the run itself still knows: another creation may follow in it", async () => {
  await run().record(ID, A, null);
  const apply = run();
  await apply.recall(ID);
  apply.end(ID);
  expect([(await apply.recall(ID))?.numbers, await run().recall(ID)]).toEqual([[A], null]);
});

test("accounts, workspaces and allocations are kept apart", async () => {
  await run().record(ID, A, null);
  const others = [
    run({ accountSid: "other" }).recall(ID),
    run({ workspace: "two" }).recall(ID),
    run().recall("gvn-77aa"),
  ];
  expect(await Promise.all(others)).toEqual([null, null, null]);
});

test("the file is its owner's alone", async () => {
  await run().record(ID, A, null);
  expect([statSync(file()).mode & 0o777, statSync(path.dirname(file())).mode & 0o777]).toEqual([0o600, 0o700]);
});

test.each<[string, (text: string) => string]>([
  ["is cut", (text) => text.slice(0, -9)],
  ["is something else", () => "[1]"],
  ["has another number", (text) => text.replace(`"number":"${A}"`, '"number":7')],
  ["has another Terraform", (text) => text.replace(/"terraform":"\w+"/, '"terraform":7')],
  ["has another strictness", (text) => text.replace('"strictness":false', '"strictness":"no"')],
  ["has other preferences", (text) => text.replace('"region":"MH"', '"region":{}')],
  ["has other triggers", (text) => text.replace('"rotation_triggers":null', '"rotation_triggers":[]')],
  ["has a note that is none", (text) => text.replace('"notes":{}', '"notes":{"unresolved":{"write":"w"}}')],
  ["has a request that is none", (text) => text.replace('"notes":{}', '"notes":{"obtained":{"green_vn":"x"}}')],
])("a file that %s counts for nothing", async (_what, spoil) => {
  await run().record(ID, A, former("MH"));
  const text = readFileSync(file(), "utf8");
  expect(spoil(text)).not.toBe(text);
  writeFileSync(file(), spoil(text));
  expect(await run().recall(ID)).toBeNull();
});

test("where nothing can be written, nothing is handed over, and nothing fails", async () => {
  writeFileSync(path.join(folder.directory, "greenvn-plans"), "no folder");
  chmodSync(folder.directory, 0o500);
  const plan = run();
  await plan.record(ID, A, null);
  plan.end(ID);
  chmodSync(folder.directory, 0o700);
  expect(await run().recall(ID)).toBeNull();
});
