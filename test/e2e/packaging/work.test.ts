import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { COMMAND_LINE, DIST, ROOT } from "../../../scripts/project";
import { SANDBOX_ACCOUNT } from "../../../src/sandbox";
import { send } from "../../support/api/sandbox";
import { planOf } from "../../support/plan-scenarios/plan-of-many";
import { removeFolder, temporaryFolder } from "../../support/run/prepared";
import { type Running, start } from "../../support/run/run";

/**
 * How often functions of the package run, as Node counts it: the same on every machine, and what grows with the square
 * of anything shows at once.
 */

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder("gvn-");
});
afterAll(() => removeFolder(folder));

const counts = (file: string): string => `
const { Session } = require("node:inspector");
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true });
const calls = (found) => {
  let sum = 0;
  for (const { url, functions } of found)
    if (url.includes(${JSON.stringify(`${DIST}/`)})) for (const { ranges } of functions) sum += ranges[0].count;
  return sum;
};
process.once("exit", () =>
  session.post("Profiler.takePreciseCoverage", (failed, { result }) =>
    require("node:fs").writeFileSync(${JSON.stringify(file)}, String(calls(result))),
  ),
);`;

/** Calls of functions of the package while a program runs: to its end, or through `during` where it goes on for ever. */
async function callsOf(args: readonly string[], during?: (running: Running) => Promise<void>): Promise<number> {
  const [hook, noted] = [path.join(folder, "count.cjs"), path.join(folder, "counted")];
  await writeFile(hook, counts(noted));
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, TMPDIR: folder, NODE_OPTIONS: `--require=${hook}` };
  const running = start(process.execPath, args, { cwd: ROOT, env, timeoutMs: 60_000 });
  try {
    await during?.(running);
  } finally {
    if (during !== undefined) running.signal("SIGTERM");
  }
  const { exitCode, stderr } = await running.ended;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return Number(await readFile(noted, "utf8"));
}

/** So many reads, then as many changes of number, of one allocation. */
const callsTo = (count: number) => async (sandbox: Running) => {
  const [, url = ""] = await sandbox.printed(/listening on (\S+)/);
  const call = async (method: string, tail: string, body?: object): Promise<unknown> => {
    const { status, json } = await send({ url }, method, `/v1/tenants/${SANDBOX_ACCOUNT.sid}/greenvn${tail}`, body);
    expect(status).toBe(200);
    return json;
  };
  const parties = { aparty_numbers: ["+919000000001"], bparty_numbers: ["+918000000001"] };
  const made = (await call("POST", "", { connection_id: "line", usage: "twoway", ...parties })) as {
    data: { greenvn_id: string };
  };
  const id = `/${made.data.greenvn_id}`;
  for (let index = 0; index < count; index += 1) {
    await call("GET", id);
    await call("PUT", `${id}/vn`, { strictness: "false", preferences: { region: index % 2 === 0 ? "MH" : "KA" } });
  }
};

const synthesized = (kind: string) => (count: number) =>
  callsOf([path.join("scripts", "bench", "synthesis-program.cjs"), kind, String(count), "outputs"]);

test.each<[string, (count: number) => Promise<number>]>([
  ["constructs that are synthesized", synthesized("ours")],
  ["rows of a fleet that are synthesized", synthesized("fleet")],
  [
    "changes that a report shows",
    async (count) => {
      const file = path.join(folder, "plan.json");
      await writeFile(file, planOf(count));
      return callsOf([COMMAND_LINE, "plan-report", file]);
    },
  ],
  [
    "calls that the sandbox answers",
    (count) => callsOf([COMMAND_LINE, "sandbox", "--port", "0", "--pool", "1000"], callsTo(count)),
  ],
])("%s: four times as many are four times the work", async (_what, work) => {
  const [none, some, many] = [await work(1), await work(100), await work(400)];
  const each = (some - none) / 99;
  expect(each).toBeGreaterThan(20);
  expect((many - some) / 300).toBeLessThan(1.1 * each);
});
