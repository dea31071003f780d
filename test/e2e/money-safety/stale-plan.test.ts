import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { send, type TestSandbox } from "../../support/api/sandbox";
import { openScene, type Scene } from "../../support/api/scene";
import { A, A2, allocationOf, declare } from "../../support/terraform/configuration";

const ADDRESS = "greenvn_allocation.a";
const outputs = { number: `${ADDRESS}.green_vn` };

interface Saved extends Scene {
  readonly plan: string;
  /** The number that the plan was made on. */
  readonly before: string;
}

/** An allocation, and a saved plan of a change of it. */
async function saved(change: Readonly<Record<string, unknown>>): Promise<Saved> {
  const scene = await openScene();
  const { sandbox, terraform } = scene;
  await declare(terraform, { allocations: { a: allocationOf("a") }, outputs });
  await terraform.apply();
  await declare(terraform, { allocations: { a: allocationOf("a", change) }, outputs });
  const { file } = await terraform.plan();
  return { ...scene, plan: file, before: numberIn(sandbox) };
}

const numberIn = (sandbox: TestSandbox): string => sandbox.allocations()[0]?.greenVn ?? "";
const freeIn = (sandbox: TestSandbox): string => sandbox.freeNumbers({ region: "KL", type: "mobile" }, 9).at(-1) ?? "";

/** Somebody else's own charged call, by the API. */
async function changeElsewhere(sandbox: TestSandbox, call: "vn" | "call-party", body: unknown): Promise<void> {
  const id = sandbox.allocations()[0]?.greenvnId ?? "";
  const { status, text } = await send(sandbox, "PUT", `/v1/tenants/${SANDBOX_ACCOUNT.sid}/greenvn/${id}/${call}`, body);
  if (status !== 200) throw new Error(text);
}

/** What the apply of a plan asked of the API, in order. */
async function callsDuring(sandbox: TestSandbox, act: () => Promise<unknown>): Promise<string> {
  const before = sandbox.calls().length;
  await act();
  return sandbox
    .calls()
    .slice(before)
    .map(({ operation }) => operation)
    .join(" ");
}

describe("a saved plan whose number somebody changed since", () => {
  test.each([
    ["a 503 that did nothing would meet the PUT", { kind: "status", status: 503 }],
    ["a reset that did nothing would meet the PUT", { kind: "reset" }],
  ] as const)("%s: the apply fails, sends and charges nothing, and shows no other number", async (_case, answer) => {
    const { sandbox, terraform, plan, before } = await saved({ preferences: { region: "MH" } });
    await changeElsewhere(sandbox, "vn", { strictness: "false", preferences: { region: "TN" } });
    const theirs = numberIn(sandbox);
    sandbox.faults([{ on: "vn", work: "none", answer }]);

    let failure = "";
    const calls = await callsDuring(sandbox, async () => {
      const { diagnostics } = await terraform.applyFails(plan);
      failure = diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");
    });

    expect(calls).toBe("read");
    expect(failure).toMatch(/it changed since the plan: .*nothing was charged.*terraform plan again/s);
    expect(failure).toContain(`green_vn is ${theirs}, not ${before}`);
    expect([sandbox.ledger().totals, numberIn(sandbox)]).toEqual([
      { create: 1, vn: 1, call_party: 0, charged: 2 },
      theirs,
    ]);
    expect((await terraform.outputs())["number"]).toBe(before);

    // The next plan says which number it gives up.
    sandbox.faults([]);
    const next = await terraform.plan();
    expect(next.diagnostics[0]?.detail).toContain(`${theirs} is given up for good`);
    expect(await callsDuring(sandbox, () => terraform.apply(next.file))).toBe("read vn");
    expect([sandbox.charged("vn"), (await terraform.outputs())["number"]]).toEqual([2, numberIn(sandbox)]);
  });

  test("to the very number that it pins: the apply is done, with no charge", async () => {
    const scene = await openScene();
    const { sandbox, terraform } = scene;
    await declare(terraform, { allocations: { a: allocationOf("a") }, outputs });
    await terraform.apply();
    const pin = freeIn(sandbox);
    const pinned = { a: allocationOf("a", { preferences: { greenvn: pin }, strictness: true }) };
    await declare(terraform, { allocations: pinned, outputs });
    const { file } = await terraform.plan();
    await changeElsewhere(sandbox, "vn", { strictness: "true", preferences: { greenvn: pin } });

    expect(await callsDuring(sandbox, () => terraform.apply(file))).toBe("read");

    expect([(await terraform.outputs())["number"], sandbox.charged("vn")]).toEqual([pin, 1]);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});

test("a saved plan whose parties somebody changed since stops, and charges nothing", async () => {
  const { sandbox, terraform, plan } = await saved({ aparty_numbers: [A, A2] });
  await changeElsewhere(sandbox, "call-party", { bparty_numbers: ["+919876500009"] });
  const calls = await callsDuring(sandbox, () => terraform.applyFails(plan));
  expect([calls, sandbox.charged("call-party")]).toEqual(["read", 1]);
});

test("a change of parties and number in one apply reads before each, and what was changed first is saved", async () => {
  const { sandbox, terraform, plan } = await saved({ aparty_numbers: [A, A2], preferences: { region: "MH" } });
  expect(await callsDuring(sandbox, () => terraform.apply(plan))).toBe("read call-party read vn");
  expect(sandbox.ledger().totals).toEqual({ create: 1, vn: 1, call_party: 1, charged: 3 });
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("a 429 is followed by another check", async () => {
  const { sandbox, terraform, plan } = await saved({ preferences: { region: "MH" } });
  sandbox.faults([{ on: "vn", answer: { kind: "status", status: 429, retry_after: 0 } }]);
  expect(await callsDuring(sandbox, () => terraform.apply(plan))).toBe("read vn read vn");
  expect(sandbox.charged("vn")).toBe(1);
});

test("an assignment's creation reads once before its PUT", async () => {
  const { sandbox, terraform } = await openScene();
  await declare(terraform, { allocations: { a: allocationOf("a") } });
  await terraform.apply();
  const assignments = { n: { greenvn_id: sandbox.allocations()[0]?.greenvnId, preferences: { region: "MH" } } };
  await declare(terraform, { allocations: { a: allocationOf("a") }, assignments });
  const { file } = await terraform.plan();
  // Terraform plans the creation once more before it applies it.
  expect(await callsDuring(sandbox, () => terraform.apply(file))).toBe("settings read read vn");
  expect(sandbox.charged("vn")).toBe(1);
});
