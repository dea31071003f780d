import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { machineOf, marksOf, processIn, processInPs, systemOf } from "../../../../src/provider/memory/machine";
import {
  judgeWriter,
  type Machine,
  type ProcessFound,
  UNJUDGED_GRACE_MS,
  type Writer,
  type WriterIs,
} from "../../../../src/provider/memory/writer";

const HERE: Writer = {
  run: "this run",
  pid: 100,
  started: "5000",
  parent: { pid: 90, started: "4900" },
  boot: "the boot",
  namespace: "pid:[1]",
  request_timeout_ms: 30_000,
};
const OTHER: Writer = { ...HERE, run: "another run", pid: 70, started: "3000", parent: { pid: 60, started: "2900" } };
const AFTER_ALL_MS = 30_000 + UNJUDGED_GRACE_MS;
const RUNS: ProcessFound = { kind: "runs", started: "3000" };

const seenFrom = (found: ProcessFound, here: Writer = HERE): Machine => ({
  here: async () => here,
  find: async () => found,
});

test.each<[string, Writer | null, ProcessFound, number, WriterIs]>([
  ["this very provider", HERE, { kind: "ended" }, 0, "this apply"],
  ["this very provider, where no process is told", { ...HERE, boot: null, parent: null }, RUNS, 0, "this apply"],
  ["another alias of the same Terraform", { ...OTHER, parent: HERE.parent }, RUNS, 0, "this apply"],
  ["a parent of the same number that began later", { ...OTHER, parent: { pid: 90, started: "1" } }, RUNS, 0, "alive"],
  ["a parent that nobody can tell", { ...OTHER, parent: { pid: 90, started: null } }, RUNS, 0, "alive"],
  ["a process that runs", OTHER, RUNS, 10 * AFTER_ALL_MS, "alive"],
  ["a process that ended", OTHER, { kind: "ended" }, 0, "gone"],
  ["a number that went to another process", OTHER, { kind: "runs", started: "9000" }, 0, "gone"],
  ["a process that is not told of: alive, while it is young", OTHER, { kind: "not told" }, AFTER_ALL_MS - 1, "alive"],
  ["a process that is not told of: unknown, once it is old", OTHER, { kind: "not told" }, AFTER_ALL_MS, "unknown"],
  ["another boot, young", { ...OTHER, boot: "another" }, { kind: "ended" }, 0, "alive"],
  ["another boot, old", { ...OTHER, boot: "another" }, { kind: "ended" }, AFTER_ALL_MS, "unknown"],
  ["another namespace of processes, young", { ...OTHER, namespace: "pid:[2]" }, { kind: "ended" }, 0, "alive"],
  [
    "another namespace of processes, old",
    { ...OTHER, namespace: "pid:[2]" },
    { kind: "ended" },
    AFTER_ALL_MS,
    "unknown",
  ],
  ["no namespace told", { ...OTHER, namespace: null }, { kind: "ended" }, 0, "alive"],
  ["no start time, young", { ...OTHER, started: null }, { kind: "ended" }, 0, "alive"],
  ["no start time, old", { ...OTHER, started: null }, { kind: "ended" }, AFTER_ALL_MS, "unknown"],
  ["an older version, young", null, { kind: "ended" }, AFTER_ALL_MS - 1, "alive"],
  ["an older version, old", null, { kind: "ended" }, AFTER_ALL_MS, "unknown"],
  [
    "its own request_timeout counts",
    { ...OTHER, boot: null, request_timeout_ms: 600_000 },
    { kind: "ended" },
    AFTER_ALL_MS,
    "alive",
  ],
  ["a clock that was set back", { ...OTHER, boot: null }, { kind: "ended" }, -1e9, "alive"],
])("%s", async (_name, writer, found, ageMs, expected) => {
  expect(await judgeWriter(writer, ageMs, HERE, seenFrom(found))).toBe(expected);
});

test.each<[string, Partial<Writer>]>([
  ["boot", { boot: null }],
  ["namespace", { namespace: null }],
  ["parent", { parent: null }],
])("two of whom no %s is told have not the same one", async (_what, untold) => {
  const [here, writer] = [
    { ...HERE, ...untold },
    { ...OTHER, parent: HERE.parent, ...untold },
  ];
  expect(await judgeWriter(writer, 0, here, seenFrom({ kind: "not told" }, here))).toBe("alive");
});

test("nobody is gone who was not proved so, and nobody shares an apply whose Terraform is not the same", () =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        boot: fc.constantFrom("the boot", "another", null),
        namespace: fc.constantFrom("pid:[1]", "pid:[2]", null),
        started: fc.constantFrom("3000", null),
        parent: fc.constantFrom(HERE.parent, { pid: 90, started: null }, { pid: 1, started: "1" }, null),
      }),
      fc.constantFrom<ProcessFound>({ kind: "ended" }, { kind: "not told" }, { kind: "runs", started: "1" }, RUNS),
      fc.nat(10 * AFTER_ALL_MS),
      async (marks, found, ageMs) => {
        const verdict = await judgeWriter({ ...OTHER, ...marks }, ageMs, HERE, seenFrom(found));
        const isNear = marks.boot === "the boot" && marks.namespace === "pid:[1]";
        const isProved = isNear && marks.started !== null && found.kind !== "not told" && found !== RUNS;
        if (verdict === "gone") expect(isProved).toBe(true);
        if (verdict === "this apply") expect([isNear, marks.parent]).toEqual([true, HERE.parent]);
        if (verdict === "unknown") expect(ageMs).toBeGreaterThanOrEqual(AFTER_ALL_MS);
      },
    ),
  ));

describe("what systems tell of a process", () => {
  const stat = (name: string, state: string) =>
    `15983 (${name}) ${state} 1 2 3 0 -1 4194304 97 0 0 0 0 0 0 0 20 0 1 0 410904 3133440 382`;
  test.each<[string, ProcessFound, ProcessFound]>([
    ["Linux", processIn(stat("node", "S")), { kind: "runs", started: "410904" }],
    [
      "Linux, with brackets and spaces in its name",
      processIn(stat("a) R 1 (b", "R")),
      { kind: "runs", started: "410904" },
    ],
    ["Linux, ended and not asked for", processIn(stat("node", "Z")), { kind: "ended" }],
    ["Linux, cut", processIn("15983 (node) S 1 2"), { kind: "not told" }],
    ["macOS", processInPs("S    Thu Nov 26 14:08:54 2026\n"), { kind: "runs", started: "Thu Nov 26 14:08:54 2026" }],
    ["macOS, ended and not asked for", processInPs("Z+   Thu Nov 26 14:08:54 2026"), { kind: "ended" }],
    ["macOS, nothing", processInPs(""), { kind: "not told" }],
  ])("%s", (_name, found, expected) => expect(found).toEqual(expected));
});

/** What macOS asks is there on many a Linux, too, and says the same. */
describe("asked as on macOS", () => {
  const system = systemOf("darwin");
  const hasPs = existsSync("/bin/ps");

  test("a process that runs tells its start, always the same", async () => {
    const found = await system.find(process.pid);
    expect(found).toEqual(
      hasPs ? { kind: "runs", started: expect.stringMatching(/\d{4}$/) as string } : { kind: "not told" },
    );
    expect(await system.find(process.pid)).toEqual(found);
  });

  test("and one that ended does not", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    expect(await system.find(pid)).toEqual({ kind: "ended" });
  });

  test("there is one namespace, and a boot only where the system tells it", async () => {
    expect(await system.namespace()).toBe("none");
    const boot = await system.boot();
    expect(boot).toEqual(process.platform === "darwin" ? expect.stringMatching(/^[\dA-F-]{36}$/) : null);
  });
});

describe("this machine", () => {
  const machine = () => machineOf(systemOf(process.platform), { pid: process.pid, terraform: process.ppid });

  test("tells of this process, and a second time the same", async () => {
    const here = await machine().here();
    expect(here).toEqual(await machine().here());
    expect([here.pid, here.started, here.boot, here.namespace, here.parent?.started]).toEqual([
      process.pid,
      expect.stringMatching(/./),
      expect.stringMatching(/^\S+$/),
      expect.stringMatching(/^\S+$/),
      expect.stringMatching(/./),
    ]);
  });

  test.each<[string, ProcessFound, number | null, object]>([
    ["runs", RUNS, 90, { started: "3000", parent: { pid: 90, started: "3000" } }],
    ["is not told of", { kind: "not told" }, 90, { started: null, parent: { pid: 90, started: null } }],
    ["runs, started by no Terraform", RUNS, null, { started: "3000", parent: null }],
  ])("tells of a process that %s", async (_what, found, terraform, expected) => {
    const system = { boot: async () => "b", namespace: async () => null, find: async () => found };
    expect(await machineOf(system, { pid: 100, terraform }).here()).toEqual({
      pid: 100,
      boot: "b",
      namespace: null,
      ...expected,
    });
  });

  test("tells a process that runs from one that ended", async () => {
    const child = spawn(process.execPath, ["-e", "setTimeout(() => undefined, 60_000)"]);
    const pid = child.pid ?? 0;
    expect(await machine().find(pid)).toEqual({ kind: "runs", started: expect.stringMatching(/./) as string });
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await machine().find(pid)).toEqual({ kind: "ended" });
  });

  test("only a process that Terraform started has a Terraform for a parent", () => {
    expect(marksOf({ TF_PLUGIN_MAGIC_COOKIE: "d6" })).toEqual({ pid: process.pid, terraform: process.ppid });
    expect(marksOf({})).toEqual({ pid: process.pid, terraform: null });
  });

  test("another namespace of processes tells another name", async () => {
    const inside = spawnSync("unshare", ["--pid", "--fork", "--mount-proc", "readlink", "/proc/self/ns/pid"], {
      encoding: "utf8",
    });
    if (inside.status !== 0) {
      process.stdout.write(
        `No namespace can be made here (${inside.error?.message ?? inside.stderr.trim()}): judged by made-up names alone.\n`,
      );
      return;
    }
    expect(inside.stdout.trim()).toMatch(/^pid:\[\d+\]$/);
    expect(inside.stdout.trim()).not.toBe((await machine().here()).namespace);
  });
});
