import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { openTerraform, type Running, type TerraformFolder } from "../../support/terraform/terraform";

/** How long the API takes over a call that is interrupted. */
const WORK_MS = 2_500;

let sandbox: TestSandbox;
let terraform: TerraformFolder;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox });
});
afterEach(() => sandbox.close());

interface Declared {
  readonly region?: string;
  readonly aparty?: string;
  readonly pins?: readonly number[];
  readonly count?: number;
}

function declare({ region, aparty = "+919000000001", pins, count = 1 }: Declared = {}): Promise<void> {
  return terraform.declare(`
resource "greenvn_allocation" "line" {
  count          = ${count}
  connection_id  = "line-\${count.index}"
  aparty_numbers = ["${aparty}"]
  bparty_numbers = ["+918000000001"]
  ${pins === undefined ? "" : `aparty_pins    = ${JSON.stringify(pins)}`}
  ${region === undefined ? "" : `preferences    = { region = "${region}" }`}
}`);
}

/** Starts an apply, and waits until the sandbox has this many calls of one kind. */
async function startApplyUntil(operation: Operation, calls = 1, ...args: readonly string[]): Promise<Running> {
  const seen = sandbox.calls(operation).length;
  const running = terraform.start("apply", "-auto-approve", "-no-color", "-input=false", ...args);
  for (let waitedMs = 0; sandbox.calls(operation).length < seen + calls; waitedMs += 20) {
    if (waitedMs > 30_000) throw new Error(`no ${operation} call came`);
    await sleep(20);
  }
  return running;
}

function slow(operation: Operation): void {
  sandbox.faults([{ on: operation, times: "forever", work: "done", answer: { kind: "delayed", delay_ms: WORK_MS } }]);
}

async function killHard(running: Running): Promise<void> {
  terraform.workspace.killedOnPurpose = true;
  running.signal("SIGKILL");
  await running.ended;
}

/** No provider process outlives a call in flight by more than seconds, and its sockets go with it. */
async function expectEnded(): Promise<void> {
  expect(await untilNone(() => processesIn(terraform.folder), WORK_MS + 3_000)).toEqual([]);
  expect(readdirSync(terraform.workspace.temporary).filter((name) => name.startsWith("plugin"))).toEqual([]);
  await rm(path.join(terraform.folder, ".terraform.tfstate.lock.info"), { force: true });
}

describe("Terraform is killed while a call is under way", () => {
  test.each([
    ["vn", { region: "MH" }],
    ["call-party", { aparty: "+919000000002" }],
    ["call-party", { aparty: "+919000000003", pins: [4711] }],
    ["call-party", { pins: [4712] }],
  ] as const)("%s %j: the next apply charges nothing", async (operation, change) => {
    await declare();
    await terraform.apply();
    await declare(change);
    slow(operation);
    const running = await startApplyUntil(operation);
    await killHard(running);
    await expectEnded();
    sandbox.faults([]);

    await terraform.apply();
    expect(sandbox.charged(operation)).toBe(1);
    expect((await terraform.plan()).isEmpty).toBe(true);
    expect(sandbox.charged()).toBe(2);
  });

  test("create: the next apply adopts what was made", async () => {
    await declare();
    slow("create");
    const running = await startApplyUntil("create");
    await killHard(running);
    await expectEnded();
    sandbox.faults([]);

    const { diagnostics } = await terraform.apply();
    expect(diagnostics.map(({ summary }) => summary)).toContainEqual(
      expect.stringMatching(/^Adopted allocation "line-0"/),
    );
    expect(sandbox.charged()).toBe(1);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("a provider whose Terraform is gone begins no further call", async () => {
    await declare({ count: 6 });
    slow("create");
    const running = await startApplyUntil("create", 2, "-parallelism=2");
    await killHard(running);
    await expectEnded();
    expect(sandbox.calls("create")).toHaveLength(2);
    sandbox.faults([]);
    await terraform.apply();
    expect(sandbox.charged()).toBe(6);
    expect((await terraform.plan()).isEmpty).toBe(true);
  });

  test("without a journal, the plan says that the change may have been made", async () => {
    await declare();
    await terraform.apply();
    await declare({ region: "MH" });
    slow("vn");
    const running = await startApplyUntil("vn");
    await killHard(running);
    await expectEnded();
    await rm(path.join(terraform.folder, ".terraform", "greenvn-journal"), { recursive: true });
    const plan = await terraform.plan();
    expect(plan.diagnostics.map(({ detail }) => detail).join()).toMatch(/may be the work of an interrupted apply/);
  });
});

test("Ctrl-C: what was sent is awaited and saved, nothing more is sent, and the next apply goes on", async () => {
  await declare({ count: 4 });
  await terraform.apply();
  await declare({ count: 4, region: "KA" });
  slow("vn");
  const running = await startApplyUntil("vn", 2, "-parallelism=2");
  running.signalGroup("SIGINT");
  await running.ended;
  expect(sandbox.charged("vn")).toBe(2);
  expect(
    new Set(
      (await terraform.state()).map(
        ({ values }) => (values["preferences"] as { region?: string } | null)?.region ?? null,
      ),
    ),
  ).toEqual(new Set(["KA", null]));
  sandbox.faults([]);

  await terraform.apply();
  expect(sandbox.charged("vn")).toBe(4);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("SIGTERM to the provider: the call under way is saved, and the next apply converges", async () => {
  await declare();
  await terraform.apply();
  await declare({ region: "KA" });
  slow("vn");
  const running = await startApplyUntil("vn");
  terraform.workspace.killedOnPurpose = true;
  for (const pid of await processesIn(terraform.folder)) if (pid !== running.pid) process.kill(pid, "SIGTERM");
  await running.ended;
  await expectEnded();
  sandbox.faults([]);
  await terraform.apply();
  expect(sandbox.charged("vn")).toBe(1);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("two runs at once: Terraform's lock lets one through, and each change is charged once", async () => {
  await declare();
  await terraform.apply();
  await declare({ region: "KA" });
  const runs = await Promise.all(
    [1, 2].map(() => terraform.run("apply", "-auto-approve", "-no-color", "-input=false")),
  );
  expect(runs.map(({ exitCode }) => exitCode)).toContain(0);
  expect(sandbox.charged("vn")).toBe(1);
});

test("an exhausted run can be stopped while it waits: a wait for the API ends at once", async () => {
  await declare();
  sandbox.faults([
    { on: "create", times: "forever", work: "none", answer: { kind: "status", status: 429, retry_after: 50 } },
  ]);
  const running = await startApplyUntil("create");
  const startedMs = performance.now();
  running.signalGroup("SIGINT");
  await running.ended;
  expect(performance.now() - startedMs).toBeLessThan(10_000);
  expect(sandbox.charged()).toBe(0);
});
