import { existsSync } from "node:fs";
import path from "node:path";
import { VERSION } from "../../../scripts/project";
import { currentPlatform } from "../../../src/install/platform";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { type Edit, type Forge, openForge, type PlanJob } from "../../support/stacks/forge";

const POLICY = "max_charges: 2\nfail_on: [replace, delete, id-change]\n";

let sandbox: TestSandbox;
let forge: Forge;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  forge = await openForge({}, POLICY, { sandbox, log: "warn" });
});
afterAll(() => sandbox.close());

const failedGates = ({ report }: PlanJob): string[] =>
  report.gates.filter((gate) => !gate.passed).map(({ gate }) => gate);
const declare =
  (numbers: object): Edit =>
  (files) =>
    files.numbers(numbers);

test("a number is declared, planned, reported, merged and applied as it was reviewed", async () => {
  const plan = await forge.pullRequest("add-support", declare({ support: { region: "DL" } }));
  expect({ exitCode: plan.exitCode, failed: failedGates(plan), create: plan.report.charged_calls.create }).toEqual({
    exitCode: 0,
    failed: [],
    create: { calls: 1, exact: true },
  });
  expect(sandbox.charged()).toBe(0);

  const applied = await forge.merge("add-support");
  expect({ exitCode: applied.exitCode, charged: sandbox.charged("create") }).toEqual({ exitCode: 0, charged: 1 });
  expect(applied.said).toContain("support_green_vn");
});

test("a changed number is one charged call, with the id unchanged", async () => {
  const before = await forge.outputs();
  const [number = ""] = sandbox.freeNumbers({ region: "KA", type: "mobile" }, 1);
  const plan = await forge.pullRequest("change-support", declare({ support: { region: "KA", number } }));
  expect(plan.exitCode).toBe(0);
  expect(plan.report.charged_calls).toMatchObject({ total: { calls: 1, exact: true }, vn: { calls: 1, exact: true } });
  expect(plan.report.resources).toMatchObject([
    {
      allocation: "unchanged",
      id_before: before["support_allocation_id"],
      id_after: before["support_allocation_id"],
      number_before: before["support_green_vn"],
      number_after: { known: false },
    },
  ]);
  expect(plan.markdown).toContain(
    `\`${before["support_green_vn"]}\` **given up** | (known after apply), strictly \`${number}\` or nothing, \`KA\` | 1 vn |`,
  );

  const charged = sandbox.charged();
  expect((await forge.merge("change-support")).exitCode).toBe(0);
  expect(sandbox.charged() - charged).toBe(plan.report.charged_calls.total.calls);
  expect(await forge.outputs()).toEqual({
    support_green_vn: number,
    support_allocation_id: before["support_allocation_id"],
  });

  const drift = await forge.drift();
  expect({ exitCode: drift.exitCode, resources: drift.report.resources, drift: drift.report.drift }).toEqual({
    exitCode: 0,
    resources: [],
    drift: [],
  });
});

describe("a hostile pull request", () => {
  test.each<[string, Edit, string[]]>([
    ["deletes an allocation", declare({}), ["delete"]],
    ["renames one without moved", declare({ helpdesk: { region: "KA" } }), ["delete"]],
    [
      "raises charges over the limit",
      declare({ support: { region: "MU" }, sales: {}, billing: {} }),
      ["charged calls"],
    ],
    ["replaces one", declare({ support: { region: "KA", deallocateAfter: "5d" } }), ["replace", "id-change"]],
    [
      "brings rules of its own",
      async (files) => {
        await files.numbers({});
        await files.write(
          ".greenvn-policy.yaml",
          "fail_on: []\nexempt: [{ address: greenvn_allocation.support, reason: because }]\n",
        );
        await files.write("package.json", '{ "greenvnPolicy": { "fail_on": [] } }\n');
      },
      ["delete"],
    ],
    [
      "brings scripts of its own",
      async (files) => {
        await files.numbers({});
        await files.write("ci/plan.sh", "#!/usr/bin/env bash\nexit 0\n");
      },
      ["delete"],
    ],
  ])("%s: the gate stops it, and nothing is charged", async (what, edit, gates) => {
    const charged = sandbox.ledger().requests.filter(({ method }) => method !== "GET").length;
    const plan = await forge.pullRequest(what.replaceAll(" ", "-"), edit);
    expect({ exitCode: plan.exitCode, failed: failedGates(plan) }).toEqual({ exitCode: 1, failed: gates });
    expect(plan.markdown).toMatch(/^<!-- greenvn-plan-report -->\n## ❌ GreenVN plan: FAILED/);
    expect(sandbox.ledger().requests.filter(({ method }) => method !== "GET")).toHaveLength(charged);
  });

  test("a provider that it brings along is never started", async () => {
    const mark = path.join(forge.workspace.folder, "rogue-provider-was-started");
    const folder = `cdktf.out/stacks/numbers/terraform.d/plugins/registry.terraform.io/cdktf-greenvn/greenvn/${VERSION}/${currentPlatform()}`;
    const file = `${folder}/terraform-provider-greenvn_v${VERSION}`;
    const rogue = `#!/bin/sh\ntouch ${mark}\n`;
    const plan = await forge.pullRequest("rogue-provider", (files) =>
      files.program(
        `require("node:fs").writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(rogue)}, { mode: 0o755 });`,
      ),
    );
    expect({ exitCode: plan.exitCode, resources: plan.report.resources, started: existsSync(mark) }).toEqual({
      exitCode: 0,
      resources: [],
      started: false,
    });
  });

  test("a provider that nobody approved is refused before it is started", async () => {
    const data = `data "external" "x" {\n  program = ["id"]\n}\n`;
    const job = forge.pullRequest("another-provider", (files) =>
      files.program(`require("node:fs").writeFileSync("cdktf.out/stacks/numbers/more.tf", ${JSON.stringify(data)});`),
    );
    await expect(job).rejects.toThrow(/there is no report: [^]*hashicorp\/external/);
  });
});

describe("what was reviewed is what is applied", () => {
  test("a plan of something else is refused, and nothing is charged", async () => {
    const other = await forge.pullRequest("other", declare({ support: { region: "TN" } }));
    expect(other.exitCode).toBe(0);
    const charged = sandbox.charged();
    const applied = await forge.applyKept(other.out);
    expect({ exitCode: applied.exitCode, charged: sandbox.charged() }).toEqual({ exitCode: 4, charged });
    expect(applied.said).toContain("The reviewed plan is not what this branch asks for now");
  });

  test("a branch that was not up to date finds no plan", async () => {
    const [number = ""] = sandbox.freeNumbers({ region: "KA", type: "mobile" }, 1);
    await forge.pullRequest("late", async (files) => files.write("notes.md", "written while main moved on\n"));
    await forge.pullRequest("early", declare({ support: { region: "KA", number } }));
    expect((await forge.merge("early")).exitCode).toBe(0);
    const charged = sandbox.charged();
    expect(await forge.merge("late")).toMatchObject({ exitCode: 1, said: "no reviewed plan is kept for these files" });
    expect(sandbox.charged()).toBe(charged);
  });
});

test("what somebody changes by hand is found by the nightly run", async () => {
  const id = (await forge.outputs())["support_allocation_id"] ?? "";
  sandbox.changeByHand(id, { apartyNumbers: ["+919000000001", "+919000000077"] });
  const drift = await forge.drift();
  expect({ exitCode: drift.exitCode, drift: drift.report.drift.length }).toEqual({ exitCode: 10, drift: 1 });
  expect(drift.markdown).toMatch(
    /\*\*Changed outside of Terraform\*\*\n\n- `greenvn_allocation\.support`: aparty\\_numbers \+1 −0\n/,
  );
});
