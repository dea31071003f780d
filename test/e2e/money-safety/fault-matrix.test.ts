import { setTimeout as sleep } from "node:timers/promises";
import type { Operation } from "../../../src/sandbox";
import { FAULT_CASES, LATE_MS, names, namesThat } from "../../support/api/fault-cases";
import { startTestSandbox, type TestSandbox } from "../../support/api/sandbox";
import { openTerraform, type Outcome, type TerraformFolder } from "../../support/terraform/terraform";

const PROVIDER = `provider "greenvn" {\n  request_timeout = 2\n}\n`;
const PARALLEL = `-parallelism=${names.length}`;

let sandbox: TestSandbox;
let terraform: TerraformFolder;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  terraform = await openTerraform({ sandbox, log: "trace" });
});
afterEach(async () => {
  await terraform.expectNoComplaints();
  await sandbox.close();
});

/** One allocation for each fault, by the fault's name. */
async function declare(
  of: {
    readonly keys?: readonly string[];
    readonly region?: string;
    readonly aparty?: string;
    readonly imports?: Readonly<Record<string, string>>;
  } = {},
): Promise<void> {
  const { keys = names, region, aparty = "+919000000001", imports = {} } = of;
  const importBlocks = Object.entries(imports).map(
    ([key, id]) => `import {\n  to = greenvn_allocation.each["${key}"]\n  id = "${id}"\n}\n`,
  );
  await terraform.declare(`${PROVIDER}${importBlocks.join("")}
resource "greenvn_allocation" "each" {
  for_each       = toset(${JSON.stringify(keys)})
  connection_id  = each.key
  aparty_numbers = ["${aparty}"]
  bparty_numbers = ["+918000000001"]
  ${region === undefined ? "" : `preferences    = { region = "${region}" }`}
}`);
}

function setFaults(on: Operation): void {
  sandbox.faults(names.map((name) => ({ ...FAULT_CASES[name]!.fault, on, connection_id: name })));
}

function chargesByName(operation: "create" | "vn" | "call-party"): Record<string, number> {
  return count(
    sandbox
      .ledger()
      .charges.filter((charge) => charge.operation === operation)
      .map(({ connection_id }) => connection_id),
  );
}

function count(all: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, all.filter((each) => each === name).length]));
}

/** The faults whose resources an outcome names in an error. */
function failedIn({ diagnostics }: Outcome): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return names.filter((name) => errors.some(({ address }) => address === `greenvn_allocation.each["${name}"]`));
}

async function inState(): Promise<string[]> {
  return (await terraform.state()).map(({ values }) => String(values["connection_id"]));
}

const each = (charges: number): Record<string, number> => Object.fromEntries(names.map((name) => [name, charges]));

test("create: one charge each; what was lost is found again by its import alone", async () => {
  await declare();
  setFaults("create");
  const first = await terraform.applyFails(PARALLEL);
  const lost = namesThat(({ create }) => create === "lost");
  const stopped = namesThat(({ create }) => create === "stopped");
  expect(failedIn(first).sort()).toEqual([...lost, ...stopped].sort());
  expect(chargesByName("create")).toEqual({ ...each(1), ...Object.fromEntries(stopped.map((name) => [name, 0])) });
  expect((await inState()).sort()).toEqual(namesThat(({ create }) => create === "done").sort());
  await sleep(LATE_MS);

  const second = await terraform.applyFails(PARALLEL);
  expect(failedIn(second).sort()).toEqual([...lost].sort());
  expect(chargesByName("create")).toEqual(each(1));
  for (const name of lost) {
    const { summary, detail } = second.diagnostics.find(
      ({ address }) => address === `greenvn_allocation.each["${name}"]`,
    )!;
    expect(summary).toContain(JSON.stringify(name));
    expect(detail).toContain("terraform import ADDRESS GREENVN_ID");
  }

  const ids = Object.fromEntries(
    sandbox.ledger().charges.map(({ connection_id, greenvn_id }) => [connection_id, greenvn_id]),
  );
  await declare({ imports: Object.fromEntries(lost.map((name) => [name, ids[name]!])) });
  await terraform.apply(PARALLEL);
  expect(chargesByName("create")).toEqual(each(1));
  expect(sandbox.charged()).toBe(names.length);
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test.each([
  ["vn", { region: "MH" }],
  ["call-party", { aparty: "+919000000002" }],
] as const)(
  "%s: at most one charge for each declared change, and exactly one after the next apply",
  async (operation, change) => {
    await declare();
    await terraform.apply(PARALLEL);
    await declare(change);
    setFaults(operation);
    const first = await terraform.applyFails(PARALLEL);
    const stopped = namesThat(({ put }) => put === "stopped");
    const late = namesThat(({ put }) => put === "late");
    expect(failedIn(first).sort()).toEqual([...stopped, ...late].sort());
    expect(chargesByName(operation)).toEqual({
      ...each(1),
      ...Object.fromEntries([...stopped, ...late].map((name) => [name, 0])),
    });
    await sleep(LATE_MS);

    await terraform.apply(PARALLEL);
    expect(chargesByName(operation)).toEqual(each(1));
    expect((await terraform.plan()).isEmpty).toBe(true);
    expect(sandbox.charged("create")).toBe(names.length);
  },
);

test("the check before a PUT: what can be repeated is, and where it fails nothing is sent or charged", async () => {
  await declare();
  await terraform.apply(PARALLEL);
  await declare({ region: "MH" });
  const { file } = await terraform.plan();
  setFaults("read");
  const unread = namesThat(({ repeatable }) => !repeatable);
  const first = await terraform.applyFails(PARALLEL, file);
  expect(failedIn(first).sort()).toEqual([...unread].sort());
  expect(chargesByName("vn")).toEqual({ ...each(1), ...Object.fromEntries(unread.map((name) => [name, 0])) });
  sandbox.faults([]);
  await terraform.apply(PARALLEL);
  expect(chargesByName("vn")).toEqual(each(1));
  expect((await terraform.plan()).isEmpty).toBe(true);
});

test("read: what can be repeated is, and nothing is ever removed from state", async () => {
  await declare();
  await terraform.apply(PARALLEL);
  setFaults("read");
  const plan = await terraform.planFails(PARALLEL);
  expect(failedIn(plan).sort()).toEqual(namesThat(({ repeatable }) => !repeatable).sort());
  expect(await inState()).toHaveLength(names.length);
  sandbox.faults([]);
  expect((await terraform.plan()).isEmpty).toBe(true);
  expect(sandbox.charged()).toBe(names.length);
});

test("delete: repeated until it is done, and kept in state where it is refused", async () => {
  await declare();
  await terraform.apply(PARALLEL);
  setFaults("delete");
  await terraform.destroyFails(PARALLEL);
  expect((await inState()).sort()).toEqual(namesThat(({ repeatable }) => !repeatable).sort());
  await terraform.destroy(PARALLEL);
  expect(await inState()).toEqual([]);
  expect(sandbox.charged()).toBe(names.length);
  expect(sandbox.allocations().filter(({ deallocatedAtMs }) => deallocatedAtMs === null)).toEqual([]);
});
