import type { FaultRule, Operation } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";
import { diagnosticsIn } from "../../support/terraform/terraform-json";

/** 200 allocations and faults at one call in five: enough that every fault meets every call. */
const ALLOCATIONS = 200;
const PROBABILITY = 0.2;
const PARALLEL = "-parallelism=20";

const keys = Array.from({ length: ALLOCATIONS }, (_, index) => `line-${index}`);
const address = (key: string) => `greenvn_allocation.line["${key}"]`;

/** Each of these strikes its share of the calls: together one in five. */
const FAULTS: readonly Omit<FaultRule, "on" | "probability">[] = [
  { work: "none", answer: { kind: "reset" } },
  { work: "done", answer: { kind: "reset" } },
  { work: "none", answer: { kind: "status", status: 429 } },
  { work: "none", answer: { kind: "status", status: 503 } },
  { work: "done", answer: { kind: "status", status: 504 } },
  { work: "none", answer: { kind: "status", status: 500 } },
  { work: "done", answer: { kind: "html", status: 502 } },
  { work: "done", answer: { kind: "empty" } },
  { answer: { kind: "cut" } },
  { work: "late", late_ms: 1_500, answer: { kind: "close" } },
];

// Five applies of 200 allocations, with the waits of what was lost.
jest.setTimeout(240_000);

let sandbox: TestSandbox;
let terraform: TerraformFolder;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox, log: "warn" });
});
afterEach(() => sandbox.close());

function chaos(operations: readonly Operation[]): void {
  // The first rule that draws a hit takes the request: a share of what the earlier ones left makes the sum come out.
  const share = (rule: number) => PROBABILITY / FAULTS.length / (1 - (rule * PROBABILITY) / FAULTS.length);
  sandbox.faults(
    FAULTS.map((fault, rule) => ({ ...fault, on: operations, probability: share(rule), times: "forever" as const })),
  );
}

async function declare(region: string, aparty: string, imports: Readonly<Record<string, string>> = {}): Promise<void> {
  const blocks = Object.entries(imports).map(([key, id]) => `import {\n  to = ${address(key)}\n  id = "${id}"\n}\n`);
  await terraform.declare(`${blocks.join("")}
resource "greenvn_allocation" "line" {
  for_each       = toset(${JSON.stringify(keys)})
  connection_id  = each.key
  aparty_numbers = ["${aparty}"]
  bparty_numbers = ["+918000000001"]
  preferences    = { region = "${region}" }
}`);
}

/** Applies up to three times; before each, what the last one lost at creation is imported, as its error says. */
async function converge(region: string, aparty: string): Promise<void> {
  let imports: Record<string, string> = {};
  for (let run = 1; run <= 3; run += 1) {
    // The third is free of faults: three applies must do whatever the network did to the first two.
    if (run === 3) sandbox.faults([]);
    await declare(region, aparty, imports);
    const { exitCode, stdout } = await terraform.run("apply", "-json", "-auto-approve", "-input=false", PARALLEL);
    const held = new Set((await terraform.state()).map(({ values }) => values["id"]));
    const alive = sandbox.allocations().filter(({ deallocatedAtMs }) => deallocatedAtMs === null);
    const lost = alive.filter(({ greenvnId }) => !held.has(greenvnId));
    const errors = diagnosticsIn(stdout).map(({ summary }) => summary);
    expect(
      lost.filter(({ connectionId }) => !errors.includes(`Could not create allocation "${connectionId}"`)),
    ).toEqual([]);
    imports = Object.fromEntries(lost.map(({ connectionId, greenvnId }) => [connectionId, greenvnId]));
    if (exitCode === 0 && lost.length === 0) return;
  }
  throw new Error("three applies did not converge");
}

test("200 allocations, created, changed and destroyed through faults: every charge is declared, and nothing is lost", async () => {
  chaos(["create", "read", "vn", "call-party", "delete"]);
  await converge("MH", "+919000000001");
  expect(sandbox.charged()).toBe(ALLOCATIONS);

  chaos(["create", "read", "vn", "call-party", "delete"]);
  await converge("KA", "+919000000002");
  expect({
    create: sandbox.charged("create"),
    vn: sandbox.charged("vn"),
    parties: sandbox.charged("call-party"),
  }).toEqual({ create: ALLOCATIONS, vn: ALLOCATIONS, parties: ALLOCATIONS });
  // Two applies may have done: a plan through faults can fail, which is not what is asked.
  sandbox.faults([]);
  expect((await terraform.plan(PARALLEL)).isEmpty).toBe(true);

  chaos(["read", "delete"]);
  const destroyed = await terraform.run("destroy", "-auto-approve", "-no-color", PARALLEL);
  sandbox.faults([]);
  if (destroyed.exitCode !== 0) await terraform.destroy(PARALLEL);
  expect(sandbox.allocations().filter(({ deallocatedAtMs }) => deallocatedAtMs === null)).toEqual([]);
  expect(await terraform.state()).toEqual([]);
  expect(sandbox.charged()).toBe(3 * ALLOCATIONS);
});
