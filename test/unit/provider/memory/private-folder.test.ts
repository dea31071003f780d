import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openPrivateFolder } from "../../../../src/provider/memory/private-folder";

let around: string;
let folder: string;
beforeEach(() => {
  around = fs.mkdtempSync(path.join(tmpdir(), "gvn-private-"));
  folder = path.join(around, "data", "journal");
});
afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(around, { recursive: true, force: true });
});

const opened = () => openPrivateFolder(folder, Date.now);
const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);
const failsWith = (code: string) => Object.assign(new Error(`${code}: failed`), { code });

test.each([0o000, 0o022, 0o077, 0o277, 0o777])("it is for its user alone, with umask %o too", (umask) => {
  const before = process.umask(umask);
  try {
    opened().save("a.json", { a: 1 });
  } finally {
    process.umask(before);
  }
  expect([modeOf(folder), modeOf(path.join(folder, "a.json"))]).toEqual(["700", "600"]);
  expect(opened().load("a.json")).toEqual({ a: 1 });
});

test.each(["ENOSPC", "EROFS", "EACCES", "EDQUOT", "EIO"])(
  "a disk that answers %s leaves nothing beside, and what was there stays",
  (code) => {
    const { save, load } = opened();
    save("a.json", "before");
    const write = fs.writeFileSync;
    const spied = jest.spyOn(fs, "writeFileSync").mockImplementation((file, data, options) => {
      write(file, typeof data === "string" ? data.slice(0, 3) : data, options);
      throw failsWith(code);
    });
    save("a.json", "longer than the disk has room for");
    spied.mockRestore();
    expect([fs.readdirSync(folder), load("a.json")]).toEqual([["a.json"], "before"]);

    const renamed = jest.spyOn(fs, "renameSync").mockImplementation(() => {
      throw failsWith(code);
    });
    save("a.json", "after");
    renamed.mockRestore();
    expect([fs.readdirSync(folder), opened().load("a.json")]).toEqual([["a.json"], "before"]);
  },
);

test("what killed processes have left goes at the next write: only ours, and only what is old", () => {
  const { save } = opened();
  save("a.json", 1);
  const hours = (count: number) => new Date(Date.now() - count * 60 * 60 * 1000);
  const id = "00000000-0000-4000-8000-000000000000";
  const files: readonly [string, number][] = [
    [`writes-1.json.${id}.tmp`, 2],
    [`created-1.json.${id}.tmp`, 48],
    [`writes-2.json.${id}.tmp`, 0.5],
    // Of a clock that was set back since.
    [`writes-3.json.${id}.tmp`, -24],
    ["somebody-else.tmp", 48],
  ];
  for (const [name, age] of files) {
    fs.writeFileSync(path.join(folder, name), "{");
    fs.utimesSync(path.join(folder, name), hours(age), hours(age));
  }
  opened().save("b.json", 2);
  expect(fs.readdirSync(folder).sort()).toEqual(
    ["a.json", "b.json", "somebody-else.tmp", `writes-2.json.${id}.tmp`, `writes-3.json.${id}.tmp`].sort(),
  );
});

describe("where the folder can't be ours, everything goes on without it", () => {
  const SECRET = { told: "by somebody else" };
  test.each<[string, () => void]>([
    ["the data directory is a file", () => fs.writeFileSync(path.join(around, "data"), "")],
    [
      "the folder is a file",
      () => {
        fs.mkdirSync(path.join(around, "data"));
        fs.writeFileSync(folder, "");
      },
    ],
    [
      "the folder is a link to another",
      () => {
        fs.mkdirSync(path.join(around, "data"));
        fs.mkdirSync(path.join(around, "other"));
        fs.writeFileSync(path.join(around, "other", "a.json"), JSON.stringify(SECRET));
        fs.symlinkSync(path.join(around, "other"), folder);
      },
    ],
    [
      "the folder is somebody else's",
      () => {
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, "a.json"), JSON.stringify(SECRET));
        const lstat = fs.lstatSync;
        // Only root could give it away.
        jest
          .spyOn(fs, "lstatSync")
          .mockImplementation(((file: string) => Object.assign(lstat(file), { uid: 4711 })) as typeof lstat);
      },
    ],
  ])("%s", (_what, spoil) => {
    spoil();
    const { load, save, remove } = opened();
    expect(load("a.json")).toBeNull();
    save("b.json", 1);
    remove("a.json");
    expect(load("b.json")).toBeNull();
    const other = path.join(around, "other");
    if (fs.existsSync(other)) expect(fs.readdirSync(other)).toEqual(["a.json"]);
  });
});

test("a link in a file's place is replaced, and not followed", () => {
  const { save } = opened();
  save("a.json", 1);
  const other = path.join(around, "other.txt");
  fs.writeFileSync(other, "theirs");
  fs.symlinkSync(other, path.join(folder, "b.json"));
  save("b.json", 2);
  expect([fs.readFileSync(other, "utf8"), opened().load("b.json")]).toEqual(["theirs", 2]);
});

describe("names", () => {
  test("are told by group, as they were at the first question, with what was written and removed since", () => {
    const { save, remove, known, isEmpty } = opened();
    expect([isEmpty(), known("change-1")]).toEqual([true, []]);
    save("change-1-a.json", 1);
    save("change-1-b.json", 1);
    save("change-2-a.json", 1);
    opened().save("change-1-c.json", 1);
    expect([isEmpty(), [...known("change-1")].sort(), known("change-2")]).toEqual([
      false,
      ["change-1-a.json", "change-1-b.json"],
      ["change-2-a.json"],
    ]);
    remove("change-1-a.json");
    expect([isEmpty(), known("change-1")]).toEqual([false, ["change-1-b.json"]]);
    for (const name of ["change-1-b.json", "change-2-a.json"]) remove(name);
    expect([isEmpty(), known("change-1")]).toEqual([true, []]);
    expect(fs.readdirSync(folder)).toEqual(["change-1-c.json"]);
  });

  test("come anew where the disk is asked, and drafts are none", () => {
    const { listed, known } = opened();
    expect(known("change-1")).toEqual([]);
    opened().save("change-1-a.json", 1);
    fs.writeFileSync(path.join(folder, `change-1-b.json.${"0".repeat(36)}.tmp`), "{");
    expect(known("change-1")).toEqual([]);
    expect(listed("change-1")).toEqual(["change-1-a.json"]);
  });
});

describe("a file that must be new", () => {
  test("is, where there is none", () => {
    expect(opened().saveNew("a.json", 1)).toBe("saved");
    expect([fs.readdirSync(folder), opened().load("a.json")]).toEqual([["a.json"], 1]);
  });

  test("stays what it was, where there is one", () => {
    opened().save("a.json", "before");
    expect(opened().saveNew("a.json", "after")).toBe("exists");
    expect([fs.readdirSync(folder), opened().load("a.json")]).toEqual([["a.json"], "before"]);
  });

  test("is there on a disk that knows no links, too", () => {
    jest.spyOn(fs, "linkSync").mockImplementation(() => {
      throw failsWith("EPERM");
    });
    expect(opened().saveNew("a.json", 1)).toBe("saved");
    expect([fs.readdirSync(folder), opened().load("a.json")]).toEqual([["a.json"], 1]);
  });

  test("counts as saved where none can be kept: the journal is no hindrance", () => {
    fs.writeFileSync(path.join(around, "data"), "");
    expect(opened().saveNew("a.json", 1)).toBe("saved");
  });
});
