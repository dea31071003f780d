import { type ChildProcess, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { COMMAND_LINE } from "../../../scripts/project";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { processesIn } from "../../support/run/left-behind";
import { type Run, run } from "../../support/run/run";
import { filesBelow, type Secrets, secretsIn, unzipped, withoutSensitive } from "../../support/stories/secrets";
import { editInstances } from "../../support/terraform/saved-state";
import { openTerraform, type TerraformFolder } from "../../support/terraform/terraform";
import { type HostileServer, startHostileServer } from "../../unit/exobridge/http/hostile-server";

const [PIN1, PIN2, PIN3] = [918273, 645091, 777313] as const;
const PINS = [PIN1, PIN2, PIN3];
const SECRETS: Secrets = { key: SANDBOX_ACCOUNT.key, token: SANDBOX_ACCOUNT.token, pins: PINS };
const ODD_TOKEN = "w+r/o=n g:to%ken";
const APARTY = "+919876501234";
const BPARTY = "+918765409876";
const STRANGER = "+919876509999";

let terraform: TerraformFolder;
let printed: string[] = [];

/** Runs a command and keeps all that it prints. */
async function say(...args: readonly string[]): Promise<Run> {
  const result = await terraform.run(...args);
  printed.push(result.stdout, result.stderr);
  return result;
}

const apply = (...args: readonly string[]) => say("apply", "-auto-approve", "-no-color", "-input=false", ...args);

function declare(pins: readonly number[], { more = "", aparty = APARTY } = {}): Promise<void> {
  return terraform.write({
    // A declaration that holds no secret itself: what is found anywhere else was put there by somebody.
    "main.tf": `
variable "pins" {
  type      = list(number)
  sensitive = true
}
resource "greenvn_allocation" "line" {
  connection_id  = "line"
  aparty_numbers = ["${aparty}"]
  bparty_numbers = ["${BPARTY}"]
  aparty_pins    = var.pins
  ${more}
}`,
    "secret.auto.tfvars.json": JSON.stringify({ pins }),
  });
}

/**
 * Secrets in all that was printed or lies in the workspace, but for what the user wrote and the sensitive fields of
 * state and plan.
 */
async function findings(secrets: Secrets): Promise<string[]> {
  const around = path.dirname(terraform.folder);
  const found: string[] = [];
  for (const [file, bytes] of await filesBelow(around)) {
    const name = path.relative(around, file);
    if (name.endsWith("secret.auto.tfvars.json") || name.startsWith(path.join("w", ".terraform", "providers")))
      continue;
    const isJson = /\.tfstate(\.backup)?$|\.json$/.test(name);
    // What Terraform packs into a plan is its own, but for what the provider remembers: the plan's JSON is looked at
    // beside it.
    const text = name.endsWith(".tfplan")
      ? remembered(bytes)
      : isJson
        ? withoutSensitive(bytes.toString("utf8"))
        : bytes.toString("latin1");
    found.push(...secretsIn(text, secrets).map((each) => `${name}: ${each}`));
  }
  return [...found, ...printed.flatMap((text) => secretsIn(text, secrets).map((each) => `printed: ${each}`))];
}

/** Private data in a saved plan: JSON of the provider's, between bytes of Terraform's. */
function remembered(plan: Buffer): string {
  const text = unzipped(plan).get("tfplan")?.toString("latin1") ?? "";
  return (
    text.match(/\{"(?:obtained|shown|unresolved|predecessor|imported|drifted|pinsLanded|former)".*\}/g) ?? []
  ).join("\n");
}

/** The lines that the provider wrote into Terraform's log. */
async function providerLines(): Promise<string[]> {
  return (await terraform.log()).split("\n").filter((line) => line.includes("provider.terraform-provider-greenvn"));
}

beforeEach(() => (printed = []));

describe("a whole story by the sandbox", () => {
  let sandbox: ChildProcess;
  let url: string;

  const control = async (name: string, body?: object): Promise<unknown> =>
    (
      await fetch(`${url}/_sandbox/${name}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) })
    ).json();
  const faults = (...rules: readonly object[]) => control("faults", rules);

  beforeEach(async () => {
    sandbox = spawn(process.execPath, [COMMAND_LINE, "sandbox", "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
    url = await new Promise<string>((resolve) => {
      for (const stream of [sandbox.stdout, sandbox.stderr]) {
        stream?.setEncoding("utf8").on("data", (text: string) => {
          printed.push(text);
          const address = /listening on (\S+)/.exec(text)?.[1];
          if (address !== undefined) resolve(address);
        });
      }
    });
    const { sid, key, token } = SANDBOX_ACCOUNT;
    const env = {
      GREENVN_BASE_URL: url,
      GREENVN_ACCOUNT_SID: sid,
      GREENVN_API_KEY: key,
      GREENVN_API_TOKEN: token,
      TF_LOG_PROVIDER: "trace",
    };
    terraform = await openTerraform({ sandbox: { env }, log: "trace" });
  });
  afterEach(() => void sandbox.kill());

  test("token and PINs stand nowhere but in the sensitive fields of state and plan", async () => {
    await declare([PIN1, PIN2]);
    await apply();

    // In flight: arguments of processes, and temporary files.
    await declare([PIN3], { more: 'preferences = { region = "MH" }' });
    await faults(
      { on: "call-party", work: "done", answer: { kind: "delayed", delay_ms: 1_500 } },
      { on: "vn", answer: { kind: "echo" } },
    );
    const running = apply();
    await untilCalled("call-party");
    const pids = await processesIn(terraform.folder);
    expect(pids.length).toBeGreaterThanOrEqual(2);
    for (const pid of pids) printed.push(await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
    expect(await findings(SECRETS)).toEqual([]);
    expect((await running).exitCode).toBe(1);

    // Errors of several kinds, a lost write among them: its note and the journal stay behind.
    await faults({ on: "read", answer: { kind: "escapes" } });
    expect((await apply()).exitCode).toBe(1);
    await faults({ on: "vn", answer: { kind: "wrong-types" } });
    await apply();
    await declare([PIN1], { more: 'preferences = { region = "KA" }' });
    await control("answers", { pins: "never" });
    await faults({ on: "call-party", work: "done", answer: { kind: "reset" } });
    expect((await apply()).exitCode).toBe(1);

    // A plan that is saved, shown and reported.
    await say("plan", "-no-color", "-input=false", "-out=saved.tfplan");
    const shown = await terraform.run("show", "-json", "saved.tfplan");
    await writeFile(path.join(terraform.folder, "plan.json"), shown.stdout);
    for (const format of ["markdown", "json"]) {
      const report = await run(process.execPath, [COMMAND_LINE, "plan-report", "plan.json", "--format", format], {
        cwd: terraform.folder,
        env: process.env,
        timeoutMs: 20_000,
      });
      expect(report.exitCode).toBe(0);
      printed.push(report.stdout, report.stderr);
    }
    await say("show", "-no-color", "saved.tfplan");

    // An exception that nobody foresaw: private state that was tampered with.
    await tamper();
    expect((await say("plan", "-no-color", "-input=false")).stderr).toMatch(/This is a bug of the provider/);

    printed.push(JSON.stringify(await control("ledger")), JSON.stringify(await control("allocations")));
    expect(await findings(SECRETS)).toEqual([]);
    const lines = await providerLines();
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => [APARTY, BPARTY].some((number) => line.includes(number.slice(3))))).toEqual([]);
  });

  async function untilCalled(operation: string): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const { requests } = (await control("ledger")) as { requests: readonly { operation: string }[] };
      if (requests.some((request) => request.operation === operation)) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`no ${operation} came`);
  }

  async function tamper(): Promise<void> {
    const notes = { unresolved: { write: "w", at: new Date().toISOString(), before: null, sent: { operation: "vn" } } };
    await editInstances(terraform, (instance) => {
      instance.private = Buffer.from(JSON.stringify(notes)).toString("base64");
    });
  }
});

describe("a server that repeats everything", () => {
  let server: HostileServer;
  beforeEach(async () => (server = await startHostileServer()));
  afterEach(() => server.close());

  test("an odd token and all PINs are taken out of whatever it says, on every call", async () => {
    const secrets: Secrets = { key: "key", token: ODD_TOKEN, pins: PINS };
    const env = {
      GREENVN_BASE_URL: server.url,
      GREENVN_ACCOUNT_SID: "acme",
      GREENVN_API_KEY: secrets.key,
      GREENVN_API_TOKEN: secrets.token,
      TF_LOG_PROVIDER: "trace",
      NODE_DEBUG: "http,https,net,tls,stream,http2",
    };
    terraform = await openTerraform({ sandbox: { env }, log: "trace" });
    /** Whether a read finds the allocation: what is read before a charged change lets it pass. */
    let checks = false;
    server.next((got, answer) => {
      const header = got.headers.authorization ?? "";
      const pair = Buffer.from(header.slice("Basic ".length), "base64").toString("utf8");
      const message = `Authorization: ${header} is ${pair} or ${encodeURIComponent(pair)} or ${Buffer.from(pair).toString("hex")}; PINs ${PINS.join(" ")} [${PINS.join(",")}] "${PINS.join('":"')}"; ${got.body}`;
      const settings = server.got.filter(({ url }) => url.endsWith("/settings")).length;
      // The credentials are refused once, so that what comes after it is met too.
      const isDenied = got.url.endsWith("/settings") ? settings === 1 : got.method === "GET";
      const isCheck = got.method === "GET" && !got.url.endsWith("/settings") && checks;
      const body = isCheck
        ? { success: true, status: 200, code: null, message, data: { greenvn_id: "gvn-1", message } }
        : { success: false, status: isDenied ? 401 : 400, code: 5, message, data: { message } };
      answer
        .writeHead(body.status, message.replace(/[^ -~]/g, "?"), {
          "content-type": "application/json",
          "x-echo": encodeURIComponent(message),
        })
        .end(JSON.stringify(body));
    });
    await declare(PINS);
    expect((await apply()).stderr).toMatch(/refuses the credentials.*HTTP 401, code 5: .*\[secret\]/s);
    expect((await apply()).stderr).toMatch(/HTTP 400, code 5: .*\[secret\]/s);

    await terraform.write({ "terraform.tfstate": stateWith(PINS) });
    await apply(); // read
    await apply("-refresh=false"); // the check
    checks = true;
    await apply("-refresh=false"); // call-party
    await declare(PINS, { more: 'preferences = { region = "MH" }', aparty: STRANGER });
    await apply("-refresh=false"); // vn
    checks = false;
    await say("destroy", "-refresh=false", "-auto-approve", "-no-color", "-input=false");
    expect(new Set(server.got.map(({ method, url }) => `${method} ${url.split("/").at(-1)}`))).toEqual(
      new Set(["GET settings", "POST greenvn", "GET gvn-1", "PUT call-party", "PUT vn", "DELETE gvn-1"]),
    );
    expect(await findings(secrets)).toEqual([]);
    expect(await terraform.log()).toMatch(/HTTP \d+: createConnection/); // Node was talkative.

    // What is looked for would be found.
    await terraform.write({
      "leak.txt": `${ODD_TOKEN} ${Buffer.from(`key:${ODD_TOKEN}`).toString("base64")} ${PINS.join()}`,
    });
    expect((await findings(secrets)).map((found) => found.split(": ")[1])).toEqual(
      expect.arrayContaining(["token", "credentials in base64", "PIN 1", "PIN 2", "PIN 3"]),
    );
  });
});

/** A state in which the allocation has the PINs, and a stranger for its A-party. */
function stateWith(pins: readonly number[]): string {
  const attributes = {
    id: "gvn-1",
    account_sid: "acme",
    connection_id: "line",
    aparty_numbers: [STRANGER],
    bparty_numbers: [BPARTY],
    aparty_pins: pins,
    bparty_pins: null,
    usage: "twoway",
    preferences: null,
    strictness: false,
    rotation_triggers: null,
    deallocation_policy: null,
    flow_id: null,
    deletion_policy: "deallocate",
    deletion_protection: false,
    green_vn: "+917200000001",
    state: "active",
  };
  const provider = 'provider["registry.terraform.io/cdktf-greenvn/greenvn"]';
  const instances = [{ schema_version: 0, attributes, sensitive_attributes: [], private: "e30=" }];
  return JSON.stringify({
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: "l",
    outputs: {},
    resources: [{ mode: "managed", type: "greenvn_allocation", name: "line", provider, instances }],
  });
}
