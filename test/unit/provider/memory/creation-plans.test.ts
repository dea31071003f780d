import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CreationPlans, type Former, openCreationPlans } from "../../../../src/provider/memory/creation-plans";
import { journalFolder } from "../terraform-driver";

const ID = "gvn-41c0";
const A = "+917205827365";
const B = "+912246011223";

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => (folder = journalFolder()));
afterEach(() => folder.remove());

const run = (accountSid = "acme", workspace = "default"): CreationPlans =>
  openCreationPlans(folder.directory, { accountSid, workspace });
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

test("an apply is handed what the plan before it found, whatever its own plan finds meanwhile", () => {
  run().record(ID, A, former("MH"));
  const apply = run();
  apply.record(ID, B, null);
  expect(apply.recall(ID)).toEqual(expect.objectContaining({ number: A, formers: [former("MH")] }));
});

test("the latest plan counts, and of one plan all that it replaces", () => {
  run().record(ID, A, former("MH"));
  const plan = run();
  plan.record(ID, B, former("KA"));
  plan.record(ID, B, former("DL"));
  expect(run().recall(ID)).toEqual(expect.objectContaining({ number: B, formers: [former("KA"), former("DL")] }));
});

test("an end holds for every later run, and the run itself still knows: another creation may follow in it", () => {
  run().record(ID, A, null);
  const apply = run();
  apply.recall(ID);
  apply.end(ID);
  expect([apply.recall(ID)?.number, run().recall(ID)]).toEqual([A, null]);
});

test("accounts, workspaces and allocations are kept apart", () => {
  run().record(ID, A, null);
  expect([run("other").recall(ID), run("acme", "two").recall(ID), run().recall("gvn-77aa")]).toEqual([
    null,
    null,
    null,
  ]);
});

test("the file is its owner's alone", () => {
  run().record(ID, A, null);
  expect([statSync(file()).mode & 0o777, statSync(path.dirname(file())).mode & 0o777]).toEqual([0o600, 0o700]);
});

test.each<[string, (text: string) => string]>([
  ["is cut", (text) => text.slice(0, -9)],
  ["is something else", () => "[1]"],
  ["has another number", (text) => text.replace(`"number":"${A}"`, '"number":7')],
  ["has another strictness", (text) => text.replace('"strictness":false', '"strictness":"no"')],
  ["has other preferences", (text) => text.replace('"region":"MH"', '"region":{}')],
  ["has other triggers", (text) => text.replace('"rotation_triggers":null', '"rotation_triggers":[]')],
  ["has a note that is none", (text) => text.replace('"notes":{}', '"notes":{"unresolved":{"write":"w"}}')],
  ["has a request that is none", (text) => text.replace('"notes":{}', '"notes":{"obtained":{"green_vn":"x"}}')],
])("a file that %s counts for nothing", (_what, spoil) => {
  run().record(ID, A, former("MH"));
  const text = readFileSync(file(), "utf8");
  expect(spoil(text)).not.toBe(text);
  writeFileSync(file(), spoil(text));
  expect(run().recall(ID)).toBeNull();
});

test("where nothing can be written, nothing is handed over, and nothing fails", () => {
  writeFileSync(path.join(folder.directory, "greenvn-plans"), "no folder");
  chmodSync(folder.directory, 0o500);
  const plan = run();
  plan.record(ID, A, null);
  plan.end(ID);
  chmodSync(folder.directory, 0o700);
  expect(run().recall(ID)).toBeNull();
});
