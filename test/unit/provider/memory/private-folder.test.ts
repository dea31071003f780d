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

describe("what is said anew of a file", () => {
  const file = () => path.join(folder, "a.json");
  const always = () => true;
  const one = () => {
    const opening = opened();
    opening.save("a.json", { step: 1 });
    return opening;
  };

  test("is what is read from then on, and puts no file in the place of another", () => {
    const { amend, load } = one();
    const before = fs.statSync(file()).ino;
    for (const step of [2, 3]) {
      amend("a.json", { step }, always);
      expect([load("a.json"), opened().load("a.json")]).toEqual([{ step }, { step }]);
    }
    expect([fs.readdirSync(folder), fs.statSync(file()).ino, modeOf(file())]).toEqual([["a.json"], before, "600"]);
  });

  test("counts as a whole: of half a line that a full disk or a killed process left nothing does, then and later", () => {
    const { amend, load } = one();
    amend("a.json", { step: 2 }, always);
    const whole = fs.readFileSync(file(), "utf8");
    const added = `\n${JSON.stringify({ step: 3, said: "}\\n{" })}`;
    for (let bytes = 0; bytes < added.length; bytes += 1) {
      fs.writeFileSync(file(), whole + added.slice(0, bytes));
      expect(load("a.json")).toEqual({ step: 2 });
      amend("a.json", { step: 4 }, always);
      expect(load("a.json")).toEqual({ step: 4 });
    }
  });

  test("is said only where the file still holds what it is about", () => {
    const { amend, load, save, remove } = one();
    const asked: unknown[] = [];
    amend("a.json", { step: 2 }, (current) => asked.push(current) === 0);
    expect([asked, load("a.json")]).toEqual([[{ step: 1 }], { step: 1 }]);
    save("a.json", { step: 5 });
    amend("a.json", { step: 2 }, (current) => asked.push(current) > 0);
    expect([asked[1], load("a.json")]).toEqual([{ step: 5 }, { step: 2 }]);
    remove("a.json");
    amend("a.json", { step: 2 }, always);
    expect([load("a.json"), fs.readdirSync(folder)]).toEqual([null, []]);
  });

  test("goes to no file that took the place of the one that was asked about", () => {
    const { amend, load, save } = one();
    amend("a.json", { step: 2 }, () => {
      save("a.json", { of: "another" });
      return true;
    });
    expect(load("a.json")).toEqual({ of: "another" });
  });

  test("follows no link, and stops nothing where the disk refuses", () => {
    const { amend, load } = one();
    const other = path.join(around, "other.txt");
    fs.writeFileSync(other, "1");
    fs.symlinkSync(other, path.join(folder, "b.json"));
    amend("b.json", { step: 2 }, always);
    expect(fs.readFileSync(other, "utf8")).toBe("1");
    jest.spyOn(fs, "writeSync").mockImplementation(() => {
      throw failsWith("ENOSPC");
    });
    amend("a.json", { step: 2 }, always);
    expect(load("a.json")).toEqual({ step: 1 });
  });
});
