import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inTheWay } from "../../../../src/init/write/in-the-way";
import { makeFolders, writeProject } from "../../../../src/init/write/write-project";

let folder: string;
let staging: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "init-")));
  staging = path.join(folder, ".staging");
  mkdirSync(staging);
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});
const at = (...names: readonly string[]): string => path.join(folder, ...names);
const left = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => !name.startsWith(".staging"));

const FILES = ["README.md", ".github/workflows/plan.yml", "numbers/main.tf"];

test.each<[string, () => void, readonly string[]]>([
  ["nothing", () => undefined, []],
  ["other files", () => writeFileSync(at("other"), ""), []],
  [
    "all of several",
    () => (writeFileSync(at("README.md"), ""), mkdirSync(at("numbers")), writeFileSync(at("numbers/main.tf"), "")),
    ["README.md", "numbers/main.tf"],
  ],
  ["a folder by the name of a file", () => mkdirSync(at("README.md")), ["README.md"]],
  ["a file by the name of a folder", () => writeFileSync(at("numbers"), ""), ["numbers"]],
  ["a link that leads nowhere", () => symlinkSync(at("gone"), at("README.md")), ["README.md"]],
  ["a folder that is a link out of here", () => symlinkSync(tmpdir(), at(".github")), [".github"]],
  [
    "a link further down",
    () => (mkdirSync(at(".github")), symlinkSync(tmpdir(), at(".github/workflows"))),
    [".github/workflows"],
  ],
])("in the way: %s", (_case, prepare, found) => {
  prepare();
  expect(inTheWay(folder, FILES)).toEqual(found);
});

test("all files are written, with the one that is there already", () => {
  writeFileSync(path.join(staging, "x.tgz"), "packed");
  writeProject(folder, staging, { a: "1", "b/c/d": "2" }, { name: "x.tgz", file: path.join(staging, "x.tgz") });
  expect(left().sort()).toEqual(["a", "b", "b/c", "b/c/d", "x.tgz"]);
  expect([readFileSync(at("b/c/d"), "utf8"), readFileSync(at("x.tgz"), "utf8")]).toEqual(["2", "packed"]);
});

test("a file that somebody put there in the meantime stays, and nothing else is left", () => {
  mkdirSync(at("b"));
  writeFileSync(at("b/d"), "theirs");
  expect(() => writeProject(folder, staging, { a: "1", "b/c/x": "2", "b/d": "3", e: "4" })).toThrow(/EEXIST/);
  expect(left().sort()).toEqual(["b", "b/d"]);
  expect(readFileSync(at("b/d"), "utf8")).toBe("theirs");
});

test("where a folder can't be made, nothing is left", () => {
  writeFileSync(at("b"), "a file");
  expect(() => writeProject(folder, staging, { a: "1", "b/c": "2" })).toThrow();
  expect(left()).toEqual(["b"]);
});

test("folders that were made are taken away again, and those that were there are not", () => {
  mkdirSync(at("x"));
  const undo = makeFolders(at("x", "y", "z"));
  expect(existsSync(at("x", "y", "z"))).toBe(true);
  for (const one of [...undo].reverse()) one();
  expect(left()).toEqual(["x"]);
});
