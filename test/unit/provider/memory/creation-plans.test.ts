import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Former, openCreationPlans } from "../../../../src/provider/memory/creation-plans";
import type { WriterIdentity } from "../../../../src/provider/memory/writer";
import { journalFolder } from "../terraform-driver";
import { altered } from "./altered";

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
  /** What the machine tells otherwise. */
  readonly told?: Partial<WriterIdentity>;
}
let started = 0;

function run({ accountSid = "acme", workspace = "default", terraform = String((started += 1)), told }: Starter = {}) {
  const parent = { pid: 7, started: terraform };
  const here = async () => ({ pid: 8, started: "8", parent, boot: "boot", namespace: "pid:[1]", ...told });
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

test("what one plan found last is what it found", async () => {
  const plan = run();
  await plan.record(ID, A, null);
  await plan.record(ID, B, null);
  expect(await run().recall(ID)).toEqual({ numbers: [B], formers: [] });
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

test("of several that the same Terraform made it is the latest", async () => {
  await run({ terraform: "42" }).record(ID, A, former("MH"));
  await run({ terraform: "42" }).record(ID, B, former("KA"));
  expect(await run({ terraform: "42" }).recall(ID)).toEqual({ numbers: [B], formers: [former("KA")] });
});

test.each<[string, Starter]>([
  ["no start time", { terraform: null }],
  ["no parent", { terraform: "42", told: { parent: null } }],
  ["no boot", { terraform: "42", told: { boot: null } }],
  ["no namespace of processes", { terraform: "42", told: { namespace: null } }],
])("a Terraform of which the machine tells %s is nobody's", async (_what, untold) => {
  await run(untold).record(ID, A, null);
  await run().record(ID, B, null);
  expect((await run(untold).recall(ID))?.numbers).toEqual([A, B]);
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

describe("what stands in a file", () => {
  const whole = {
    run: "r",
    terraform: "t",
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
  const recalled = async (content: unknown) => {
    await run().record(ID, A, null);
    writeFileSync(file(), typeof content === "string" ? content : JSON.stringify(content));
    return run().recall(ID);
  };

  const { formers } = whole;
  const unheld = { held: nothingHeld(), notes: {} };
  test.each<[string, object, object]>([
    ["all that there may be", whole, { numbers: [A], formers }],
    ["no Terraform that planned it", altered(whole, "terraform", undefined), { numbers: [A], formers }],
    ["a Terraform that can't be told", altered(whole, "terraform", null), { numbers: [A], formers }],
    ["no number", altered(whole, "number", null), { numbers: [], formers }],
    ["nothing that is replaced", altered(whole, "formers", []), { numbers: [A], formers: [] }],
    [
      "a former one of which nothing is known",
      altered(whole, "formers.0", unheld),
      { numbers: [A], formers: [unheld] },
    ],
  ])("is handed over: %s", async (_what, plan, expected) => {
    expect(await recalled({ plans: [plan] })).toEqual(expected);
  });

  function nothingHeld(): object {
    return { green_vn: null, preferences: null, strictness: null, rotation_triggers: null };
  }

  test.each<[string, unknown]>([
    ["is cut", JSON.stringify({ plans: [whole] }).slice(0, -9)],
    ["is a list", [whole]],
    ["has no list of plans", { plans: whole }],
    ["has something else for a plan", { plans: [7, null] }],
  ])("counts for nothing where the file %s", async (_what, content) => {
    expect(await recalled(content)).toBeNull();
  });

  test.each<[string, readonly unknown[]]>([
    ["run", [undefined, null, 7]],
    ["terraform", [7, []]],
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
  ])("counts for nothing where its %s is of another kind", async (name, values) => {
    for (const value of values) expect(await recalled({ plans: [altered(whole, name, value)] })).toBeNull();
  });
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
