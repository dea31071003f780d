import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type CreationPlans, type Former, openCreationPlans } from "../../../../src/provider/memory/creation-plans";
import { journalFolder } from "../terraform-driver";
import { altered } from "./altered";

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

describe("what stands in a file", () => {
  const whole = {
    run: "r",
    number: A,
    formers: [
      {
        held: { ...former("MH").held, rotation_triggers: { month: "1" } },
        notes: {
          unresolved: {
            write: "w",
            at: "2025-01-01T00:00:00.000Z",
            before: { green_vn: A, aparty_numbers: [], bparty_numbers: [], usage: null },
            sent: { operation: "vn", preferences: null, strictness: false, rotation_triggers: null },
          },
          obtained: { green_vn: A, preferences: { greenvn: null, region: "MH", number_type: null }, strictness: false },
          settledWriteIds: ["v"],
        },
      },
    ],
  };
  const recalled = (content: unknown) => {
    run().record(ID, A, null);
    writeFileSync(file(), typeof content === "string" ? content : JSON.stringify(content));
    return run().recall(ID);
  };

  test.each<[string, object]>([
    ["all that there may be", whole],
    ["no number", altered(whole, "number", null)],
    ["nothing that is replaced", altered(whole, "formers", [])],
    ["a former one of which nothing is known", altered(whole, "formers.0", { held: nothingHeld(), notes: {} })],
  ])("is handed over: %s", (_what, plan) => expect(recalled({ plans: [plan] })).toEqual(plan));

  function nothingHeld(): object {
    return { green_vn: null, preferences: null, strictness: null, rotation_triggers: null };
  }

  test.each<[string, unknown]>([
    ["is cut", JSON.stringify({ plans: [whole] }).slice(0, -9)],
    ["is a list", [whole]],
    ["has no list of plans", { plans: whole }],
    ["has something else for a plan", { plans: [7] }],
  ])("counts for nothing where the file %s", (_what, content) => expect(recalled(content)).toBeNull());

  test.each<[string, readonly unknown[]]>([
    ["run", [undefined, null, 7]],
    ["number", [undefined, 7, [A]]],
    ["formers", [undefined, null, {}, [7]]],
    ["formers.0.held", [undefined, null, [], "x"]],
    ["formers.0.held.green_vn", [undefined, 7, [A]]],
    ["formers.0.held.preferences", [undefined, "x", [], { region: {} }]],
    ["formers.0.held.strictness", [undefined, "no", 0]],
    ["formers.0.held.rotation_triggers", [undefined, "x", [], { month: 1 }]],
    ["formers.0.notes", [undefined, null, [], "x"]],
    ["formers.0.notes.unresolved", [null, "w", { write: "w" }]],
    ["formers.0.notes.obtained", [null, A, { green_vn: A }, { green_vn: 7, preferences: {} }]],
    ["formers.0.notes.obtained.preferences", [undefined, null, []]],
    ["formers.0.notes.settledWriteIds", [null, "v", {}]],
  ])("counts for nothing where its %s is of another kind", (name, values) =>
    expect(values.map((value) => recalled({ plans: [altered(whole, name, value)] }))).toEqual(values.map(() => null)),
  );
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
