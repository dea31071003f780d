import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { processesIn, untilNone } from "../../support/run/left-behind";
import { openTerraform, type Outcome, type TerraformFolder } from "../../support/terraform/terraform";

let sandbox: TestSandbox;
let terraform: TerraformFolder;
beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox });
});
afterEach(() => sandbox.close());

const line = (name = "line", more = "") => `
resource "greenvn_allocation" "${name}" {
  connection_id  = "line"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  ${more}
}`;
const live = () => sandbox.allocations().filter(({ deallocatedAtMs }) => deallocatedAtMs === null);
const idOf = async (address: string, ...args: readonly string[]) => {
  const { stdout } = await terraform.run("state", "show", "-no-color", ...args, address);
  return /^\s*id\s+= "(.+)"$/m.exec(stdout)?.[1] ?? "";
};

/** The live allocation stays as it is, one charge was made, and the error names it. */
function expectExplained({ diagnostics }: Outcome, id: string): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ detail }) => detail);
  expect(errors).toEqual([expect.stringContaining(`terraform import ADDRESS ${id}.`)]);
  expect(errors.join()).toMatch(/Terraform was told, so it may well be in a state.*Nothing was sent or charged/s);
  expectUntouched(id);
}

function expectUntouched(id: string): void {
  expect({
    live: live().map(({ greenvnId }) => greenvnId),
    charged: sandbox.charged(),
    creates: sandbox.calls("create").length,
    deletes: sandbox.calls("delete").length,
  }).toEqual({ live: [id], charged: 1, creates: 1, deletes: 0 });
}

describe("what is in a state is not adopted into another: an error names it, and it is never deleted", () => {
  test("another address of the same connection_id, by -target", async () => {
    await terraform.declare(line("a") + line("b"));
    await terraform.apply("-target=greenvn_allocation.a");
    const id = await idOf("greenvn_allocation.a");
    expectExplained(await terraform.applyFails("-target=greenvn_allocation.b"), id);
    await terraform.declare(line("a"));
    expect((await terraform.plan()).isEmpty).toBe(true);
    expectUntouched(id);
  });

  test("two provider aliases in one apply, one after the other", async () => {
    await terraform.declare(
      `provider "greenvn" {}\nprovider "greenvn" {\n  alias = "other"\n}\n${line("a")}` +
        line("b", "provider = greenvn.other\n  depends_on = [greenvn_allocation.a]"),
    );
    const { diagnostics } = await terraform.applyFails();
    const id = await idOf("greenvn_allocation.a");
    expect(diagnostics.map(({ detail }) => detail).join()).toMatch(
      new RegExp(
        `Another resource of this very apply has the connection_id "line".*it is ${id}.*Nothing was sent`,
        "s",
      ),
    );
    expectUntouched(id);
    // State shows the first by now, and its entry has ended: ExoBridge refuses the second.
    const again = await terraform.applyFails("-target=greenvn_allocation.b", "-refresh=false");
    expect(again.diagnostics.map(({ detail }) => detail).join()).toMatch(/code 18.*is live already/s);
    expect([live().map(({ greenvnId }) => greenvnId), sandbox.charged()]).toEqual([[id], 1]);
  });

  test("two provider aliases in one apply, at a time: one is made, the other is an error", async () => {
    await terraform.declare(
      `provider "greenvn" {}\nprovider "greenvn" {\n  alias = "other"\n}\n${line("a")}` +
        line("b", "provider = greenvn.other"),
    );
    await terraform.applyFails();
    const [held] = await terraform.state();
    expect({ live: live().map(({ greenvnId }) => greenvnId), charged: sandbox.charged() }).toEqual({
      live: [held?.values["id"]],
      charged: 1,
    });
    expect([(await terraform.state()).length, sandbox.calls("delete").length]).toEqual([1, 0]);
  });

  test("-state=prod, then -state=staging", async () => {
    await terraform.declare(line());
    await terraform.apply("-state=prod.tfstate");
    const id = await idOf("greenvn_allocation.line", "-state=prod.tfstate");
    expectExplained(await terraform.applyFails("-state=staging.tfstate"), id);
    await terraform.destroy("-state=staging.tfstate");
    expectUntouched(id);
  });

  test("init -reconfigure to another path of the backend", async () => {
    await terraform.write({ "backend.tf": 'terraform {\n  backend "local" {}\n}\n' });
    await terraform.declare(line());
    await terraform.init("-backend-config=path=one.tfstate");
    await terraform.apply();
    const id = await idOf("greenvn_allocation.line");
    await terraform.init("-reconfigure", "-backend-config=path=two.tfstate");
    expectExplained(await terraform.applyFails(), id);
    await terraform.destroy();
    expectUntouched(id);
  });

  test("create_before_destroy, tainted, and not refreshed", async () => {
    await terraform.declare(line("line", "lifecycle {\n    create_before_destroy = true\n  }"));
    await terraform.apply();
    const id = await idOf("greenvn_allocation.line");
    await terraform.run("taint", "greenvn_allocation.line");
    const failed = await terraform.applyFails("-refresh=false");
    expectExplained(failed, id);
    expect(failed.diagnostics.map(({ detail }) => detail).join()).toMatch(/the one that this plan replaces/);
    expect(await idOf("greenvn_allocation.line")).toBe(id);
    await terraform.run("untaint", "greenvn_allocation.line");
    expect((await terraform.plan()).isEmpty).toBe(true);
  });
});

describe("a state that could not be saved", () => {
  let backend: Server;
  let saved: string | null = null;
  let refusesSaves = false;

  beforeEach(async () => {
    saved = null;
    refusesSaves = false;
    backend = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        if (request.method === "GET") return response.writeHead(saved === null ? 404 : 200).end(saved ?? "");
        if (refusesSaves) return response.writeHead(503).end();
        saved = Buffer.concat(chunks).toString("utf8");
        return response.writeHead(200).end();
      });
    });
    await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
    const { port } = backend.address() as AddressInfo;
    await terraform.write({
      "backend.tf": `terraform {\n  backend "http" {\n    address   = "http://127.0.0.1:${port}/"\n    retry_max = 0\n  }\n}\n`,
    });
    await terraform.init();
  });
  afterEach(() => new Promise((resolve) => backend.close(resolve)));

  test("after a creation was answered: it is named, imported, and charged once", async () => {
    await terraform.declare(line());
    refusesSaves = true;
    await terraform.applyFails();
    expect([sandbox.charged(), saved, existsSync(path.join(terraform.folder, "errored.tfstate"))]).toEqual([
      1,
      null,
      true,
    ]);
    refusesSaves = false;
    const [made] = live();
    const id = made?.greenvnId ?? "";
    expectExplained(await terraform.applyFails(), id);
    await terraform.import("greenvn_allocation.line", id);
    await terraform.apply();
    expect((await terraform.plan()).isEmpty).toBe(true);
    expectUntouched(id);
  });

  test("after a change was answered: it is adopted, and charged once", async () => {
    await terraform.declare(line("line", 'preferences = { region = "MU" }'));
    await terraform.apply();
    await terraform.declare(line("line", 'preferences = { region = "MH" }'));
    refusesSaves = true;
    await terraform.applyFails();
    refusesSaves = false;
    expect(sandbox.charged("vn")).toBe(1);
    await terraform.apply();
    expect([(await terraform.plan()).isEmpty, sandbox.charged("vn"), sandbox.charged()]).toEqual([true, 1, 2]);
  });
});

test("a kill after one creation was saved, and while another is under way: the first stays, the second is adopted", async () => {
  await terraform.declare(
    line("first") + line("second", "depends_on = [greenvn_allocation.first]").replace('"line"', '"line-2"'),
  );
  sandbox.faults([{ on: "create", skip: 1, work: "done", answer: { kind: "delayed", delay_ms: 2_000 } }]);
  const running = terraform.start("apply", "-auto-approve", "-no-color", "-input=false");
  while (sandbox.calls("create").length < 2) await sleep(20);
  terraform.workspace.killedOnPurpose = true;
  running.signal("SIGKILL");
  await running.ended;
  expect(await untilNone(() => processesIn(terraform.folder), 8_000)).toEqual([]);
  await rm(path.join(terraform.folder, ".terraform.tfstate.lock.info"), { force: true });
  sandbox.faults([]);

  const { diagnostics } = await terraform.apply();
  expect(diagnostics.map(({ summary }) => summary)).toEqual([expect.stringMatching(/^Adopted allocation "line-2"/)]);
  expect([(await terraform.plan()).isEmpty, sandbox.charged(), sandbox.calls("delete").length]).toEqual([true, 2, 0]);
});
