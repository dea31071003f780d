import { setTimeout as sleep } from "node:timers/promises";
import { FAULT_CASES, names, namesThat } from "../../support/api/fault-cases";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { openTerraform, type Outcome, type TerraformFolder } from "../../support/terraform/terraform";

const PARALLEL = `-parallelism=${names.length}`;

let sandbox: TestSandbox;
let terraform: TerraformFolder;
let ids: Record<string, string>;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox });
});
afterEach(() => sandbox.close());

/** Allocations that somebody else owns, by their connection_id. */
async function ownedElsewhere(connectionIds: readonly string[]): Promise<void> {
  ids = {};
  for (const [index, name] of connectionIds.entries()) {
    const digits = String(index).padStart(4, "0");
    const answer = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
      connection_id: name,
      aparty_numbers: [`+91900000${digits}`],
      bparty_numbers: [`+91800000${digits}`],
      usage: "twoway",
    });
    ids[name] = (answer.json as { data: { greenvn_id: string } }).data.greenvn_id;
  }
}

async function declare(region: string): Promise<void> {
  await terraform.declare(`
provider "greenvn" {
  request_timeout = 2
}
resource "greenvn_assignment" "each" {
  for_each    = ${JSON.stringify(ids)}
  greenvn_id  = each.value
  preferences = { region = "${region}" }
}`);
}

/** Charged changes of the number, by connection_id. */
function charges(): Record<string, number> {
  const all = sandbox.ledger().charges.filter(({ operation }) => operation === "vn");
  return Object.fromEntries(
    Object.keys(ids).map((name) => [name, all.filter(({ connection_id }) => connection_id === name).length]),
  );
}

function failedIn({ diagnostics }: Outcome): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return names.filter((name) => errors.some(({ address }) => address === `greenvn_assignment.each["${name}"]`)).sort();
}

const each = (count: number) => Object.fromEntries(Object.keys(ids).map((name) => [name, count]));

test("every fault at a creation: at most one charge, nothing tainted, then exactly one, and an empty plan", async () => {
  await ownedElsewhere(names);
  // Later than the last look, and no later: nothing is created here that could come before it.
  const late = namesThat(({ put }) => put === "late");
  const faultOf = (name: string) => ({
    ...FAULT_CASES[name]!.fault,
    ...(late.includes(name) ? { late_ms: 4_500 } : {}),
  });
  sandbox.faults(names.map((name) => ({ ...faultOf(name), on: "vn", connection_id: name })));
  await declare("MH");
  const first = await terraform.applyFails(PARALLEL);
  const stopped = namesThat(({ put }) => put !== "done");
  // What was refused leaves nothing; what may have been carried out is saved with a warning, and no error beside it.
  const refused = namesThat(({ put, create }) => put !== "done" && create === "stopped").sort();
  expect(failedIn(first)).toEqual(refused);
  expect((await terraform.state()).map(({ address }) => address).sort()).toEqual(
    names
      .filter((name) => !refused.includes(name))
      .map((name) => `greenvn_assignment.each["${name}"]`)
      .sort(),
  );
  const none = (of: readonly string[]) => Object.fromEntries(of.map((name) => [name, 0]));
  expect({ ...charges(), ...none(late) }).toEqual({ ...each(1), ...none(stopped) });
  while (late.some((name) => charges()[name] === 0)) await sleep(50);

  const second = await terraform.plan(PARALLEL);
  expect(second.changes.flatMap(({ actions }) => actions.filter((action) => action === "delete"))).toEqual([]);
  await terraform.apply(PARALLEL, second.file);
  expect(charges()).toEqual(each(1));
  expect((await terraform.plan(PARALLEL)).isEmpty).toBe(true);
  await terraform.expectNoComplaints();
  await terraform.destroy(PARALLEL);
  expect(charges()).toEqual(each(1));
  expect(sandbox.calls("delete")).toEqual([]);
});

test.each([
  ["creation", true],
  ["change", false],
])(
  "Terraform and the provider are killed on the way of a %s: the next apply charges nothing",
  async (_what, isCreation) => {
    await ownedElsewhere(["line"]);
    if (!isCreation) {
      await declare("MU");
      await terraform.apply();
    }
    const before = sandbox.charged();
    await declare("MH");
    sandbox.faults([{ on: "vn", work: "done", answer: { kind: "delayed", delay_ms: 3_000 } }]);
    const running = terraform.start("apply", "-auto-approve", "-no-color", "-input=false");
    const calls = sandbox.calls("vn").length;
    while (sandbox.calls("vn").length === calls) await sleep(20);
    terraform.workspace.killedOnPurpose = true;
    running.signalGroup("SIGKILL");
    for (const pid of await processesIn(terraform.folder)) process.kill(pid, "SIGKILL");
    await running.ended;
    await untilNone(() => processesIn(terraform.folder), 5_000);
    sandbox.faults([]);

    const { diagnostics } = await terraform.apply("-lock=false");
    expect(diagnostics.map(({ summary }) => summary).join("\n")).toMatch(/carried out after all/);
    expect(sandbox.charged() - before).toBe(1);
    expect((await terraform.plan("-lock=false")).isEmpty).toBe(true);
  },
);
