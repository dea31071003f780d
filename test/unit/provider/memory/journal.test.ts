import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataDirectory, openJournal, workspaceOf } from "../../../../src/provider/memory/journal";
import { hashedKey, openPrivateFolder } from "../../../../src/provider/memory/private-folder";
import { UNJUDGED_GRACE_MS, type WriterIdentity } from "../../../../src/provider/memory/writer";
import { journalFolder } from "../terraform-driver";

const SCOPE = { accountSid: "acme", origin: "https://api.test", workspace: "default" };
const HOLDER = { resource: "greenvn_allocation", greenvnId: "gvn-1" } as const;
const MINE: WriterIdentity = { pid: 7, started: "5000", parent: null, boot: "b", namespace: "n" };
const SENT = {
  aparty_numbers: ["+911"],
  bparty_numbers: ["+912"],
  usage: "twoway",
  strictness: false,
  preferences: { greenvn: null, region: null, number_type: null, pin_code: null },
  deallocation_duration: null,
  flow_id: null,
  aparty_pins: false,
  bparty_pins: false,
} as const;
const BEGAN_AT = Date.parse("2026-01-01T00:00:00.000Z");

let folder: ReturnType<typeof journalFolder>;
beforeEach(() => {
  folder = journalFolder();
});
afterEach(() => folder.remove());

const opened = (here: Partial<WriterIdentity> = {}, now = BEGAN_AT) =>
  openJournal({
    directory: folder.directory,
    scope: SCOPE,
    requestTimeoutMs: 30_000,
    machine: { here: async () => ({ ...MINE, ...here }), find: async () => ({ kind: "not told" }) },
    now: () => now,
  });

const change = (write: string) =>
  ({
    write,
    at: new Date(BEGAN_AT).toISOString(),
    before: { green_vn: "+911", aparty_numbers: ["+911"], bparty_numbers: ["+912"], usage: "twoway" },
    sent: { operation: "vn", preferences: null, strictness: false, rotation_triggers: { month: "1" } },
  }) as const;

describe("where it lies", () => {
  test.each([
    [{}, ".terraform"],
    [{ TF_DATA_DIR: "" }, ".terraform"],
    [{ TF_DATA_DIR: "elsewhere" }, "elsewhere"],
  ])("with %j in %s", (environment, expected) => expect(dataDirectory(environment)).toBe(expected));

  test.each([
    ["nothing", null, {}, "default"],
    ["an empty file", "", {}, "default"],
    ["a selection", "staging\n", {}, "staging"],
    ["both: the variable", "staging", { TF_WORKSPACE: "live" }, "live"],
  ])("the workspace is told by %s", (_what, file, environment, expected) => {
    if (file !== null) {
      mkdirSync(folder.directory, { recursive: true });
      writeFileSync(path.join(folder.directory, "environment"), file);
    }
    expect(workspaceOf(folder.directory, environment)).toBe(expected);
  });
});

describe("the way of an answer to Terraform", () => {
  test("of a change: it is under way, and stands as not told where that fails", async () => {
    const record = await opened().beginChange(HOLDER, change("w"), { by: "update" });
    const isTold = () =>
      opened()
        .changesOf(HOLDER)
        .map(({ delivered }) => delivered);
    expect(isTold()).toEqual([false]);
    record.delivery.begins();
    expect(isTold()).toEqual([true]);
    record.delivery.fails();
    expect(isTold()).toEqual([false]);
  });

  test("of a creation: the same", async () => {
    const record = await opened().beginCreation("line", SENT, null);
    const isTold = () => opened().creationOf("line")?.delivered;
    expect(isTold()).toBe(false);
    record?.delivery.begins();
    expect(isTold()).toBe(true);
    record?.delivery.fails();
    expect(isTold()).toBe(false);
  });
});

describe("a creation that never told an id, once its name is read from state", () => {
  const LATE = BEGAN_AT + 30_000 + UNJUDGED_GRACE_MS;

  test.each<[string, Partial<WriterIdentity>, number, boolean]>([
    ["by a writer that may still wait", { boot: "another" }, BEGAN_AT, true],
    ["by one that nobody can judge, long ago", { boot: "another" }, LATE, false],
  ])("%s", async (_name, here, now, stands) => {
    await opened().beginCreation("line", SENT, null);
    await opened(here, now).endUnanswered("line");
    expect(opened().creationOf("line") !== null).toBe(stands);
  });

  test("stands where it did tell one", async () => {
    (await opened().beginCreation("line", SENT, null))?.answered("gvn-1");
    await opened({ boot: "another" }, LATE).endUnanswered("line");
    expect(opened().creationOf("line")).toMatchObject({ greenvn_id: "gvn-1" });
  });
});

describe("a file of an older version that lists several changes", () => {
  const older = () => openPrivateFolder(path.join(folder.directory, "greenvn-journal"), Date.now);
  const name = `writes-${hashedKey(SCOPE.accountSid, SCOPE.workspace, HOLDER.resource, HOLDER.greenvnId)}.json`;
  const left = () =>
    opened()
      .changesOf(HOLDER)
      .map(({ write }) => write);
  beforeEach(() =>
    older().save(name, {
      greenvn_id: HOLDER.greenvnId,
      writes: ["one", "two"].map((write) => ({ ...change(write), done: true })),
    }),
  );

  test.each<[readonly string[], readonly string[]]>([
    [[], ["one", "two"]],
    [["a stranger"], ["one", "two"]],
    [["one"], ["two"]],
    [["two", "one"], []],
  ])("after %j ended, %j stand", (ended, expected) => {
    opened().endChanges(HOLDER, ended);
    expect(left()).toEqual(expected);
  });

  test("goes with its last one", () => {
    opened().endChanges(HOLDER, ["one", "two"]);
    expect(older().load(name)).toBeNull();
  });
});
