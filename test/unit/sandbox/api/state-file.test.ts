import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SandboxError, startSandbox } from "../../../../src/sandbox";
import { send, startTestSandbox } from "../../../support/api/sandbox";

const ROOT = "/v1/tenants/sandbox/greenvn";
const body = (connection: string): object => ({
  connection_id: connection,
  aparty_numbers: ["+919176226528"],
  bparty_numbers: ["+918136966620"],
  aparty_pins: [4711],
  usage: "twoway",
});

let folder: string;
let stateFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-state-"));
  stateFile = join(folder, "state.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a sandbox goes on where it was: allocations, numbers, charges", async () => {
  const first = await startTestSandbox({ stateFile, seed: "nine" });
  await Promise.all(Array.from({ length: 20 }, (_, place) => send(first, "POST", ROOT, body(`c-${place}`))));
  const [allocation] = first.allocations();
  await send(first, "PUT", `${ROOT}/${allocation?.greenvnId}/vn`);
  const { allocations, charges } = { allocations: first.allocations(), charges: first.ledger().charges };
  await first.close();

  const again = await startTestSandbox({ stateFile });
  expect(again.allocations()).toEqual(allocations);
  expect(again.ledger()).toMatchObject({ charges, totals: { create: 20, vn: 1, charged: 21 }, requests: [] });
  expect(await send(again, "POST", ROOT, body("c-3"))).toMatchObject({ status: 409 });
  expect(
    await send(again, "PUT", `${ROOT}/${allocation?.greenvnId}/vn`, {
      strictness: "true",
      preferences: { greenvn: allocation?.greenVn },
    }),
  ).toMatchObject({ status: 452 });
  expect((await send(again, "POST", ROOT, body("c-20"))).status).toBe(200);
  expect(new Set(again.allocations().map(({ greenVn }) => greenVn)).size).toBe(21);
  await again.close();
});

test("what was answered is on disk, though the sandbox is never closed", async () => {
  const sandbox = await startTestSandbox({ stateFile });
  await send(sandbox, "POST", ROOT, body("c-1"));
  const copy = join(folder, "copy.json");
  writeFileSync(copy, readFileSync(stateFile));
  const other = await startTestSandbox({ stateFile: copy });
  expect(other.allocations()).toEqual(sandbox.allocations());
  await Promise.all([sandbox.close(), other.close()]);
});

test("the file is for its owner alone, and nothing is left beside it", async () => {
  const sandbox = await startTestSandbox({ stateFile });
  await Promise.all(Array.from({ length: 10 }, (_, place) => send(sandbox, "POST", ROOT, body(`c-${place}`))));
  await sandbox.close();
  expect(statSync(stateFile).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

test("a reset empties the file too", async () => {
  const sandbox = await startTestSandbox({ stateFile });
  await send(sandbox, "POST", ROOT, body("c-1"));
  await sandbox.reset();
  await sandbox.close();
  expect(JSON.parse(readFileSync(stateFile, "utf8"))).toMatchObject({ allocations: [], charges: [], spent: [] });
});

const good = { format: "greenvn-sandbox/1", seed: "1", issued: 0, allocations: [], spent: [], charges: [] };

test.each<[string, string]>([
  ["empty", ""],
  ["cut", '{"format":"greenvn-sandbox/1","seed":1,"iss'],
  ["no object", "[]"],
  ["another format's", JSON.stringify({ ...good, format: "greenvn-sandbox/2" })],
  ["short of a list", JSON.stringify({ ...good, spent: undefined })],
  ["holding an allocation that is none", JSON.stringify({ ...good, allocations: [{ greenvnId: "x" }] })],
  ["holding a charge that is none", JSON.stringify({ ...good, charges: [null] })],
])("a state file that is %s is refused in one sentence", async (_case, text) => {
  writeFileSync(stateFile, text);
  await expect(startSandbox({ stateFile })).rejects.toThrow(
    new SandboxError(`the state file ${stateFile} is broken or no state of a sandbox; move it away to begin anew`),
  );
  expect(readFileSync(stateFile, "utf8")).toBe(text);
});

test("a state file whose seed is a number goes on with the ids and numbers of its digits", async () => {
  writeFileSync(stateFile, JSON.stringify({ ...good, seed: 5 }));
  const [old, fresh] = await Promise.all([startSandbox({ stateFile, seed: "5" }), startSandbox({ seed: "5" })]);
  await Promise.all([old, fresh].map((sandbox) => send(sandbox, "POST", ROOT, body("c-1"))));
  const [made] = fresh.allocations();
  expect(old.allocations()).toMatchObject([{ greenvnId: made?.greenvnId, greenVn: made?.greenVn }]);
  await Promise.all([old.close(), fresh.close()]);
});

test("a folder in place of the file, and another seed, are refused", async () => {
  await expect(startSandbox({ stateFile: folder })).rejects.toThrow(`the state file ${folder} can not be read: EISDIR`);
  writeFileSync(stateFile, JSON.stringify(good));
  await expect(startSandbox({ stateFile, seed: "2" })).rejects.toThrow(
    `the state file ${stateFile} was not begun with the seed "2"`,
  );
});

test("a state file that can not be written is told at the start", async () => {
  const path = join(folder, "missing", "state.json");
  await expect(startSandbox({ stateFile: path })).rejects.toThrow(
    new SandboxError(`the state file ${path} can not be written: ENOENT`),
  );
});
