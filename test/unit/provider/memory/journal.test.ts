import fs, { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataDirectory, openJournal, workspaceOf } from "../../../../src/provider/memory/journal";
import { hashedKey, openPrivateFolder } from "../../../../src/provider/memory/private-folder";
import { UNJUDGED_GRACE_MS, type WriterIdentity } from "../../../../src/provider/memory/writer";
import { journalFolder, TerraformDriver } from "../terraform-driver";

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

const opened = (here: Partial<WriterIdentity> = {}, now = BEGAN_AT, scope: Partial<typeof SCOPE> = {}) =>
  openJournal({
    directory: folder.directory,
    scope: { ...SCOPE, ...scope },
    requestTimeoutMs: 30_000,
    machine: { here: async () => ({ ...MINE, ...here }), find: async () => ({ kind: "not told" }) },
    now: () => now,
  });

const change = (write: string, at = BEGAN_AT) =>
  ({
    write,
    at: new Date(at).toISOString(),
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

/** A file that replaces another is written to the disk at once: that is most of what the journal costs. */
describe("an entry is replaced where it tells something new, and only there", () => {
  const replaced = async (act: () => Promise<unknown>): Promise<number> => {
    const rename = jest.spyOn(fs, "renameSync");
    try {
      await act();
      return rename.mock.calls.length;
    } finally {
      rename.mockRestore();
    }
  };

  test("by itself", async () => {
    const first = change("w");
    const record = await opened().beginChange(HOLDER, first, { by: "update" });
    expect(await replaced(async () => record.found({ ...first.before }))).toBe(0);
    expect(await replaced(async () => record.found({ ...first.before, green_vn: "+919" }))).toBe(1);
    expect(await replaced(async () => record.answered())).toBe(1);
    expect(await replaced(async () => record.answered(null))).toBe(1);
    expect(await replaced(async () => record.answered(null))).toBe(0);
    expect(opened().changesOf(HOLDER)).toMatchObject([
      { before: { green_vn: "+919" }, done: true, granted: null, delivered: false },
    ]);
  });

  test("or where it could not be, the last time", async () => {
    const first = change("w");
    const record = await opened().beginChange(HOLDER, first, { by: "update" });
    const found = { ...first.before, green_vn: "+919" };
    const rename = jest.spyOn(fs, "renameSync").mockImplementationOnce(() => {
      throw Object.assign(new Error("no room"), { code: "ENOSPC" });
    });
    record.found(found);
    expect(opened().changesOf(HOLDER)).toMatchObject([{ before: first.before }]);
    record.found(found);
    rename.mockRestore();
    expect(opened().changesOf(HOLDER)).toMatchObject([{ before: found }]);
  });

  const line = { connection_id: "line", aparty_numbers: ["+919000000001"], bparty_numbers: ["+918000000001"] };
  test.each([
    ["a change of number", { preferences: { region: "MH" } }],
    ["a change of parties", { bparty_numbers: ["+918000000002"] }],
  ])("%s: written once it is sent, answered, and told", async (_what, wished) => {
    const driver = new TerraformDriver("greenvn_allocation", { directory: folder.directory });
    await driver.run(line);
    const plan = await driver.plan({ ...line, ...wished });
    expect(await replaced(() => driver.apply(plan))).toBe(3);
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

const older = () => openPrivateFolder(path.join(folder.directory, "greenvn-journal"), Date.now);

describe("changes that stand", () => {
  const writes = (journal = opened()) => journal.changesOf(HOLDER).map(({ write }) => write);

  test("are told oldest first, those of an older version among them", async () => {
    older().save(`writes-${hashedKey(SCOPE.accountSid, SCOPE.workspace, HOLDER.resource, HOLDER.greenvnId)}.json`, {
      greenvn_id: HOLDER.greenvnId,
      writes: [{ ...change("second", BEGAN_AT + 1), done: true }],
    });
    await opened().beginChange(HOLDER, change("third", BEGAN_AT + 2), { by: "update" });
    await opened().beginChange(HOLDER, change("first"), { by: "update" });
    expect(writes()).toEqual(["first", "second", "third"]);
  });

  test("are of one workspace; what an action took is of them all", async () => {
    const rotated = { resource: "greenvn_rotate", greenvnId: HOLDER.greenvnId } as const;
    for (const [holder, write] of [
      [HOLDER, "update"],
      [rotated, "rotate"],
    ] as const)
      await opened().beginChange(holder, change(write), { by: "update" });
    const elsewhere = opened({}, BEGAN_AT, { workspace: "staging" });
    expect(elsewhere.changesOf(HOLDER)).toEqual([]);
    expect(writes()).toEqual(["update"]);
    expect(elsewhere.changesOf(rotated)).toHaveLength(1);
    expect(opened().changesOf(rotated)).toHaveLength(1);
  });

  test("of another process count from the moment that they are asked for anew", async () => {
    const mine = opened();
    expect(mine.isEmpty()).toBe(true);
    await opened({ pid: 8 }).beginChange(HOLDER, change("theirs"), { by: "update" });
    expect(writes(mine)).toEqual([]);
    expect(mine.currentChangesOf(HOLDER).map(({ write }) => write)).toEqual(["theirs"]);
  });

  test("come back as they were last where a result was not saved after all", async () => {
    const record = await opened().beginChange(HOLDER, change("w"), { by: "update" });
    record.answered("+912");
    record.end();
    expect(writes()).toEqual([]);
    record.restore();
    expect(opened().changesOf(HOLDER)).toMatchObject([{ write: "w", done: true, granted: "+912" }]);
  });

  test("end with the allocation, of whatever version they are", async () => {
    older().save(`writes-${hashedKey(SCOPE.accountSid, SCOPE.workspace, HOLDER.resource, HOLDER.greenvnId)}.json`, {
      greenvn_id: HOLDER.greenvnId,
      writes: [{ ...change("old"), done: true }],
    });
    await opened().beginChange(HOLDER, change("new"), { by: "update" });
    await opened().beginChange({ ...HOLDER, greenvnId: "gvn-2" }, change("another's"), { by: "update" });
    opened().endAllOf("gvn-1", null);
    expect(writes()).toEqual([]);
    expect(opened().changesOf({ ...HOLDER, greenvnId: "gvn-2" })).toHaveLength(1);
  });
});

describe("a creation that stands", () => {
  const name = `creation-${hashedKey(SCOPE.accountSid, SCOPE.origin, "line")}.json`;
  const stands = () => opened().creationOf("line") !== null;
  const begun = async () => {
    const record = await opened().beginCreation("line", SENT, null);
    if (record === null) throw new Error("another one stands");
    return record;
  };

  test.each<[string, { told?: string; delivered?: true }, string, boolean]>([
    ["that told the id which is saved ends", { told: "gvn-1" }, "gvn-1", false],
    ["that told another id stands", { told: "gvn-2", delivered: true }, "gvn-1", true],
    ["that told none and was delivered as lost ends", { delivered: true }, "gvn-1", false],
    ["that told none and may still be under way stands", {}, "gvn-1", true],
  ])("%s", async (_what, { told, delivered }, saved, expected) => {
    const record = await begun();
    if (told !== undefined) record.answered(told);
    if (delivered === true) record.delivery.begins();
    opened().endCreation("line", saved);
    expect(stands()).toBe(expected);
  });

  test("ends with the allocation that it made, where its name is known", async () => {
    (await begun()).answered("gvn-1");
    opened().endAllOf("gvn-1", null);
    expect(stands()).toBe(true);
    opened().endAllOf("gvn-1", "line");
    expect(stands()).toBe(false);
  });

  test("is nobody else's to replace, unless it is what is replaced; what is no entry counts for nothing", async () => {
    await begun();
    expect(await opened({ pid: 8 }).beginCreation("line", SENT, null)).toBeNull();
    const entry = opened().creationOf("line");
    expect(await opened({ pid: 8 }).beginCreation("line", SENT, entry)).not.toBeNull();
    expect(opened().creationOf("line")).toMatchObject({ writer: { pid: 8 } });
    older().save(name, { creation: "half" });
    expect(await opened({ pid: 9 }).beginCreation("line", SENT, null)).not.toBeNull();
    expect(opened().creationOf("line")).toMatchObject({ writer: { pid: 9 } });
  });

  test("is ended by whom it was shown to, and not in the place of one that came after it", async () => {
    await begun();
    const shown = opened().creationOf("line");
    if (shown === null) throw new Error("none stands");
    await opened({ pid: 8 }).beginCreation("line", SENT, shown);
    opened().endCreationEntry(shown);
    expect(opened().creationOf("line")).toMatchObject({ writer: { pid: 8 } });
    const now = opened().creationOf("line");
    if (now !== null) opened().endCreationEntry(now);
    expect(stands()).toBe(false);
  });
});

describe("a file of an older version that lists several changes", () => {
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
