import { mkdir } from "node:fs/promises";
import path from "node:path";
import { build } from "../../../scripts/build";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { declare, openRepository, STACK } from "../../support/pipelines/repository";
import { type Running, start } from "../../support/run/run";
import { openWorkspace } from "../../support/terraform/workspace";

let sandbox: TestSandbox;
beforeAll(async () => {
  await build(["library", "cli", "provider"]);
  // Long enough for an interrupt while a charged call is on its way.
  sandbox = await startTestSandbox({ latencyMs: 1_500 });
});
afterAll(() => sandbox.close());

// What reads Terraform's output must not end before Terraform, which would be killed by its next line.
test.each([
  ["interrupted, with all that it started,", "first", (running: Running) => running.signalGroup("SIGINT")],
  ["ended, and it alone is told,", "second", (running: Running) => running.signal("SIGTERM")],
])("an apply that is %s saves what it was charged for", async (_how, name, end) => {
  const before = sandbox.charged();
  const workspace = await openWorkspace({ sandbox, log: "warn" });
  const repository = await openRepository(workspace, { ".greenvn-policy.yaml": "mask: true\n" });
  await repository.push("change", declare({ [name]: { region: "DL" } }));
  const develop = path.join(workspace.folder, "develop");
  const env = {
    ...repository.env,
    GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
    GREENVN_API_KEY: SANDBOX_ACCOUNT.key,
    GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
  };
  const scripts = path.join(develop, "node_modules", "cdktf-greenvn", "examples", "gitops", "ci");
  const stack = path.join("cdktf.out", "stacks", STACK);
  const synth = await repository.command(develop, env, "npx", "--no-install", "cdktf", "synth");
  expect(synth.exitCode).toBe(0);
  const tree = await repository.git(develop, "rev-parse", "HEAD^{tree}");
  const planned = await repository.command(develop, env, path.join(scripts, "plan.sh"), stack, "reviewed", tree);
  expect(planned.exitCode).toBe(0);
  await mkdir(path.join(develop, "applied"));

  const applying = start(path.join(scripts, "apply.sh"), [stack, "reviewed", "applied", tree], {
    cwd: develop,
    env,
    timeoutMs: 60_000,
  });
  await applying.printed(/Creating\.\.\./);
  end(applying);
  const ended = await applying.ended;
  expect({ ended: ended.exitCode === 0, charged: sandbox.charged() - before }).toEqual({ ended: false, charged: 1 });
  const state = await repository.command(workspace.folder, env, "terraform", "show", "-json", repository.stateFile);
  expect(JSON.parse(state.stdout)).toMatchObject({
    values: { root_module: { resources: [{ address: `greenvn_allocation.${name}` }] } },
  });
});
