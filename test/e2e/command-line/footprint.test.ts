import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { build } from "../../../scripts/build";
import { COMMAND_LINE } from "../../../scripts/project";
import { send, startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { start } from "../../support/run/run";
import { filesBelow } from "../../support/stories/secrets";
import { planOf } from "../../unit/report/plan-json";

const PIN = 471_142;
/** Nobody listens there: what asks npm's registry is told at once that there is none. */
const NO_REGISTRY = "http://127.0.0.1:9";

let sandbox: TestSandbox;
let id: string;
beforeAll(async () => {
  await build(["cli", "provider"]);
  sandbox = await startTestSandbox();
  const { json } = await send(sandbox, "POST", "/v1/tenants/sandbox/greenvn", {
    connection_id: "cab-1",
    aparty_numbers: ["+919876543210"],
    bparty_numbers: ["+919812345678"],
    usage: "twoway",
    aparty_pins: [PIN],
  });
  id = (json as { data: { greenvn_id: string } }).data.greenvn_id;
});
afterAll(() => sandbox.close());

/** What lies in a folder, by path; links and their targets are not followed. */
async function contents(folder: string): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries([...(await filesBelow(folder))].map(([name, bytes]) => [name, bytes.toString("latin1")]));
}

test.each<[string, readonly string[], readonly number[]]>([
  ["init", ["init", "../given/new", "--language", "cdktf", "--pipeline", "github"], [0]],
  ["init, with a file in the way", ["init", "../given/full"], [2]],
  ["doctor", ["doctor", "../given/full"], [0, 1]],
  ["doctor, for a program", ["doctor", "../given/full", "--json"], [0, 1]],
  ["import-config", ["import-config", "ids.csv", "--out", "../given/numbers.tf"], [0]],
  ["import-config of constructs, printed", ["import-config", "ids.csv", "--language", "cdktf"], [0]],
  ["provider install", ["provider", "install", "--dir", "../given"], [0]],
  ["provider path", ["provider", "path"], [0]],
  ["plan-report", ["plan-report", "plan.json"], [0]],
  ["plan-digest", ["plan-digest", "plan.json", "--lock-file", "lock.hcl", "--tree", "a".repeat(40)], [0]],
  ["completion", ["completion", "bash"], [0]],
])(
  "greenvn %s writes nothing outside the folder it was given, and tells no token or PIN",
  async (_name, args, exits) => {
    const root = mkdtempSync(path.join(os.tmpdir(), "gvn-footprint-"));
    const [home, temporary, work] = ["home", "tmp", "work"].map((name) => path.join(root, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [home, temporary, work, path.join(root, "given", "full")])
      mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(root, "given", "full", "package.json"), "{}");
    writeFileSync(path.join(work, "ids.csv"), `id,name\n${id},cab\n`);
    writeFileSync(path.join(work, "plan.json"), JSON.stringify(planOf([])));
    writeFileSync(path.join(work, "lock.hcl"), "");
    // The sandbox's own token is no secret, and init prints it: here it has to keep quiet about another one.
    const token = args[0] === "init" ? "a-token-of-somebody" : sandbox.env["GREENVN_API_TOKEN"];
    const env = {
      PATH: process.env["PATH"],
      HOME: home,
      TMPDIR: temporary,
      ...sandbox.env,
      GREENVN_API_TOKEN: token,
      npm_config_registry: NO_REGISTRY,
    };
    const outside = async () => Promise.all([home, temporary, work].map(contents));
    const before = await outside();
    const charged = sandbox.charged();

    const { exitCode, stdout, stderr } = await start(process.execPath, [COMMAND_LINE, ...args], {
      cwd: work,
      env,
      timeoutMs: 60_000,
    }).ended;
    expect(exits).toContain(exitCode);
    expect(await outside()).toEqual(before);
    const written = Object.values(await contents(path.join(root, "given"))).join("\n");
    for (const text of [stdout, stderr, written]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(String(PIN));
    }
    expect(sandbox.charged()).toBe(charged);
  },
);
