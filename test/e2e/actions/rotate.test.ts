import { EXECUTABLE } from "../../../scripts/project";
import { writeDynamic } from "../../../src/plugin/wire/dynamic-value";
import * as pb from "../../../src/plugin/wire/generated/terraform-plugin";
import { providerSchema } from "../../../src/provider/common/schema";
import { rotate } from "../../../src/provider/rotate/action";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import type { PluginClient } from "../../support/plugin/client";
import { startProvider } from "../../support/plugin/running-provider";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { openTerraform } from "../../support/terraform/terraform";
import { knowsActions } from "../../support/terraform/versions";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

async function allocate(): Promise<{ id: string; number: () => string }> {
  const { json } = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    connection_id: "a",
    aparty_numbers: ["+919000000001"],
    bparty_numbers: ["+918000000001"],
    usage: "twoway",
  });
  const { greenvn_id: id } = (json as { data: { greenvn_id: string } }).data;
  return { id, number: () => String(sandbox.allocations().find(({ greenvnId }) => greenvnId === id)?.greenVn) };
}

const vnCalls = (): number => sandbox.ledger().totals.vn;

describe("on the wire", () => {
  let folder: string;
  const closing: (() => unknown)[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder("gvn-");
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await removeFolder(folder);
  });

  async function connected(env: Readonly<Record<string, string>> = {}): Promise<PluginClient> {
    const provider = await startProvider(EXECUTABLE, {
      temporary: folder,
      tls: true,
      env: { ...sandbox.env, TF_DATA_DIR: folder, ...env },
    });
    const client = await provider.connect();
    closing.push(async () => {
      client.close();
      provider.process.kill("SIGKILL");
      await provider.ended;
    });
    const nothing = Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null]));
    const config = { ...nothing, max_retries: 0, request_timeout: 2 };
    await client.call(
      "ConfigureProvider",
      pb.writeConfigureProviderRequest,
      { terraformVersion: "1.15.5", config: writeDynamic(config, providerSchema.attributes) },
      pb.readConfigureProviderResponse,
    );
    return client;
  }

  const request = (id: string): pb.Init<pb.InvokeActionRequest> => ({
    actionType: "greenvn_rotate",
    config: writeDynamic({ greenvn_id: id, preferences: null, strictness: null }, rotate.schema.attributes),
  });
  const invoke = (client: PluginClient, id: string, onEvent?: (event: pb.InvokeActionEvent) => void) =>
    client.events("InvokeAction", pb.writeInvokeActionRequest, request(id), pb.readInvokeActionEvent, onEvent);
  const errorsOf = (events: readonly pb.InvokeActionEvent[]): string[] =>
    (events.at(-1)?.completed?.diagnostics ?? []).map(({ summary }) => summary);

  test("each event is of a kind: progress as it goes, and the end with its diagnostics", async () => {
    const { id, number } = await allocate();
    const before = number();
    const events = await invoke(await connected(), id);
    expect(events.map(({ kind }) => kind)).toEqual(["progress", "progress", "progress", "completed"]);
    expect(events.at(-2)?.progress?.message).toContain(`has ${number()} now, no longer ${before}`);
    expect([errorsOf(events), vnCalls()]).toEqual([[], 1]);
  });

  test("progress is told before the call is made", async () => {
    const { id } = await allocate();
    const calls: number[] = [];
    await invoke(await connected(), id, ({ kind }) => kind === "progress" && calls.push(vnCalls()));
    expect(calls).toEqual([0, expect.any(Number), 1]);
    expect(calls[1]).toBeLessThanOrEqual(1);
  });

  test("a lost answer of what was not carried out blocks the next invocation, of another process too", async () => {
    const { id } = await allocate();
    sandbox.faults([{ on: "vn", work: "none", answer: { kind: "status", status: 504 } }]);
    expect(errorsOf(await invoke(await connected(), id))).toEqual([`Could not rotate allocation ${id}`]);
    const again = await invoke(await connected(), id);
    expect([errorsOf(again), vnCalls()]).toEqual([[`Could not rotate allocation ${id}`], 0]);
    expect(again.at(-1)?.completed?.diagnostics[0]?.detail).toMatch(/got no answer/);
  }, 40_000);

  test("an allocation that is gone is an error, with no charged call", async () => {
    const events = await invoke(await connected(), "gone");
    expect([errorsOf(events), vnCalls()]).toEqual([["Could not rotate allocation gone"], 0]);
  });

  test("after a stop nothing is sent", async () => {
    const { id } = await allocate();
    const client = await connected();
    await client.call("StopProvider", () => undefined, {}, pb.readStopProviderResponse);
    expect([errorsOf(await invoke(client, id)), vnCalls()]).toEqual([[`Could not rotate allocation ${id}`], 0]);
  });
});

const declared = (more = "", action = "config {\n    greenvn_id = greenvn_allocation.a.id\n  }"): string => `
resource "greenvn_allocation" "a" {
  connection_id  = "a"
  aparty_numbers = ["+919000000001"]
  bparty_numbers = ["+918000000001"]
  ${more}
}
action "greenvn_rotate" "now" {
  ${action}
}
output "vn" { value = greenvn_allocation.a.green_vn }`;

(knowsActions() ? describe : describe.skip)("under a Terraform that knows actions", () => {
  const INVOKE = "-invoke=action.greenvn_rotate.now";
  const only = (): string => String(sandbox.allocations()[0]?.greenVn);

  test("by -invoke: planned as a charge, told as it goes, and taken over by the next apply with no call", async () => {
    const terraform = await openTerraform({ sandbox });
    await terraform.declare(declared());
    await terraform.apply();
    const before = only();
    const plan = await terraform.plan(INVOKE);
    expect(plan.diagnostics).toMatchObject([
      { severity: "warning", summary: expect.stringMatching(/^PUT …\/vn for allocation .* is charged/) as string },
    ]);
    expect(vnCalls()).toBe(0);
    const applied = await terraform.run("apply", "-auto-approve", "-input=false", "-no-color", INVOKE);
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.stdout).toContain(`has ${only()} now, no longer ${before}`);
    expect(vnCalls()).toBe(1);
    await terraform.apply();
    expect(await terraform.outputs()).toEqual({ vn: only() });
    expect((await terraform.plan()).isEmpty).toBe(true);
    expect(sandbox.charged()).toBe(2);
  });

  test("by a trigger of a resource, after its update", async () => {
    const terraform = await openTerraform({ sandbox });
    const text = (protection: boolean): string => `${declared()}
resource "terraform_data" "rotation" {
  input = ${protection}
  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.greenvn_rotate.now]
    }
  }
}`;
    await terraform.declare(text(false));
    await terraform.apply();
    expect(vnCalls()).toBe(0);
    await terraform.declare(text(true));
    await terraform.apply();
    expect(vnCalls()).toBe(1);
    await terraform.apply();
    expect(await terraform.outputs()).toEqual({ vn: only() });
    expect(sandbox.charged()).toBe(2);
  });

  test("is refused while a resource that it refers to strictly pins its number", async () => {
    const terraform = await openTerraform({ sandbox });
    await terraform.declare(declared());
    await terraform.apply();
    await terraform.declare(declared(`preferences = { greenvn = "${only()}" }\n  strictness = true`));
    await terraform.apply();
    const { diagnostics } = await terraform.planFails(INVOKE);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
      { summary: expect.stringMatching(/^Refused to rotate allocation /) as string },
    ]);
    expect(sandbox.charged()).toBe(1);
  });

  test("a wrong configuration is told by validate, on its attribute", async () => {
    const terraform = await openTerraform({ sandbox });
    await terraform.declare(declared("", 'config {\n    greenvn_id  = ""\n    preferences = { region = "mu" }\n  }'));
    const { valid, diagnostics } = await terraform.validate();
    expect([valid, diagnostics.map(({ code }) => code?.trim())]).toEqual([
      false,
      ['greenvn_id  = ""', 'preferences = { region = "mu" }'],
    ]);
  });
});
