import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultRule, Operation } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { prepared } from "../../support/run/prepared";
import { run, start } from "../../support/run/run";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
let terraform: TerraformFolder;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox });
});
afterEach(() => sandbox.close());

const APPLY = ["apply", "-auto-approve", "-no-color", "-input=false", "-lock=false"] as const;
const line = (region: string | null) => `
resource "greenvn_allocation" "line" {
  connection_id  = "line"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  ${region === null ? "" : `preferences = { region = "${region}" }`}
}`;
const UNTIL = { cwd: "", timeoutMs: 80_000 };

/** Carried out only so long after it was sent; an answer never comes. */
const late = (on: Operation, lateMs: number): FaultRule => ({
  on,
  work: "late",
  late_ms: lateMs,
  answer: { kind: "hang", for_ms: lateMs + 500 },
});

/** Starts an apply, and kills its Terraform, or all of it, once a call is under way. */
async function killedOnce(operation: Operation, whom: "Terraform" | "the provider, too"): Promise<void> {
  const seen = sandbox.calls(operation).length;
  const running = terraform.start(...APPLY);
  while (sandbox.calls(operation).length === seen) await sleep(20);
  terraform.workspace.killedOnPurpose = true;
  if (whom === "Terraform") running.signal("SIGKILL");
  else running.signalGroup("SIGKILL");
  await running.ended;
  await rm(path.join(terraform.folder, ".terraform.tfstate.lock.info"), { force: true });
}

const untilNoneRuns = async () => expect(await untilNone(() => processesIn(terraform.folder), 10_000)).toEqual([]);

describe("a second apply while the provider of a killed one still waits for its answer", () => {
  test("a change of the number: it waits, and adopts: one charge", async () => {
    await terraform.declare(line("MU"));
    await terraform.apply();
    await terraform.declare(line("MH"));
    sandbox.faults([late("vn", 6_000)]);
    await killedOnce("vn", "Terraform");
    expect(await processesIn(terraform.folder)).not.toEqual([]);
    const { exitCode, stdout } = await terraform.run(...APPLY);
    expect([exitCode, /carried out after all/.test(stdout)]).toEqual([0, true]);
    expect([sandbox.charged("vn"), sandbox.calls("vn").length, (await terraform.plan()).isEmpty]).toEqual([1, 1, true]);
    await untilNoneRuns();
  });

  test("a creation: it waits, and adopts: one charge", async () => {
    await terraform.declare(line(null));
    sandbox.faults([{ on: "create", work: "done", answer: { kind: "delayed", delay_ms: 5_000 } }]);
    await killedOnce("create", "Terraform");
    const { exitCode, stdout } = await terraform.run(...APPLY);
    expect([exitCode, /Adopted allocation "line"/.test(stdout)]).toEqual([0, true]);
    expect([sandbox.charged(), sandbox.calls("create").length, (await terraform.plan()).isEmpty]).toEqual([1, 1, true]);
    await untilNoneRuns();
  });

  test("of a change that the killed run's request_timeout outlasts: an error, and nothing is sent beside it", async () => {
    const provider = 'provider "greenvn" {\n  request_timeout = 3\n  max_retries     = 0\n}\n';
    await terraform.declare(line("MU"));
    await terraform.apply();
    await terraform.declare(line("MH"));
    sandbox.faults([{ on: "vn", work: "none", answer: { kind: "hang", for_ms: 20_000 } }]);
    await killedOnce("vn", "Terraform");
    await terraform.declare(provider + line("MH"));
    // Its own time-out is 30 s; the answer ends after 20: until then this one waits, and then it may send.
    const { exitCode } = await terraform.run(...APPLY);
    expect([exitCode, sandbox.charged("vn")]).toEqual([0, 1]);
    await untilNoneRuns();
  });
});

describe("a provider that was killed with its Terraform, while the API goes on", () => {
  test("what lands within three seconds is seen: one charge", async () => {
    await terraform.declare(line("MU"));
    await terraform.apply();
    await terraform.declare(line("MH"));
    sandbox.faults([late("vn", 3_000)]);
    await killedOnce("vn", "the provider, too");
    await untilNoneRuns();
    const { exitCode, stdout } = await terraform.run(...APPLY);
    expect([exitCode, /carried out after all/.test(stdout)]).toEqual([0, true]);
    expect([sandbox.charged("vn"), sandbox.calls("vn").length, (await terraform.plan()).isEmpty]).toEqual([1, 1, true]);
  });

  test("a creation that was carried out is refused by its name, and said to have been sent: one charge", async () => {
    await terraform.declare(line(null));
    sandbox.faults([{ on: "create", work: "done", answer: { kind: "hang", for_ms: 3_000 } }]);
    await killedOnce("create", "the provider, too");
    await untilNoneRuns();
    const { diagnostics } = await terraform.applyFails();
    expect(diagnostics.map(({ detail }) => detail).join()).toMatch(
      /code 18.*An earlier run in this folder had sent this very creation/s,
    );
    expect([sandbox.charged(), await terraform.state()]).toEqual([1, []]);
  });

  test("a creation that was not carried out is made: one charge", async () => {
    await terraform.declare(line(null));
    sandbox.faults([{ on: "create", work: "none", answer: { kind: "hang", for_ms: 3_000 } }]);
    await killedOnce("create", "the provider, too");
    await untilNoneRuns();
    await terraform.apply();
    expect([sandbox.charged(), (await terraform.plan()).isEmpty]).toEqual([1, true]);
  });
});

test("a kill before anything could be sent leaves nothing to wait for: one charge in the end", async () => {
  await terraform.declare(line("MU"));
  await terraform.apply();
  await terraform.declare(line("MH"));
  sandbox.faults([{ on: "vn", work: "none", answer: { kind: "status", status: 429, retry_after: 50 } }]);
  await killedOnce("vn", "Terraform");
  await untilNoneRuns();
  const startedMs = performance.now();
  await terraform.apply();
  expect([sandbox.charged("vn"), performance.now() - startedMs < 15_000]).toEqual([1, true]);
});

test("a run in another namespace of processes can't judge the first, and sends nothing beside it: one charge", async () => {
  const inside = ["--pid", "--fork", "--mount-proc"];
  const where = { ...UNTIL, cwd: terraform.folder, env: terraform.workspace.env };
  const isPossible = await run("unshare", [...inside, "true"], where).then(
    ({ exitCode }) => exitCode === 0,
    () => false,
  );
  if (!isPossible) {
    process.stdout.write(
      "No namespace of processes can be made here: what another container does is tested by unit tests alone.\n",
    );
    return;
  }
  await terraform.declare(line("MU"));
  await terraform.apply();
  await terraform.declare(line("MH"));
  sandbox.faults([late("vn", 6_000)]);
  await killedOnce("vn", "Terraform");
  const second = await start("unshare", [...inside, prepared().terraform.path, ...APPLY], where).ended;
  expect([second.exitCode, /carried out after all/.test(second.stdout)]).toEqual([0, true]);
  expect([sandbox.charged("vn"), sandbox.calls("vn").length, (await terraform.plan()).isEmpty]).toEqual([1, 1, true]);
  await untilNoneRuns();
});
