import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CompileCacheParts, keepCompiled } from "../../../../../src/plugin/server/process/compile-cache";

let root: string;
let home: string;
let program: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "cc-")));
  home = join(root, "home");
  mkdirSync(home, { mode: 0o755 });
  mkdirSync(join(root, "provider"));
  program = join(root, "provider", "terraform-provider-x");
  writeFileSync(program, "");
});
afterEach(() => rmSync(root, { recursive: true }));

const UID = process.getuid?.() ?? -1;

/** The folder that Node was told; null: none. */
function told(parts: Partial<CompileCacheParts> = {}): string | null {
  let folder: string | null = null;
  keepCompiled(
    { name: "x", version: "1.2.3", program, environment: { HOME: home }, platform: "linux", uid: UID, ...parts },
    (given) => (folder = given),
  );
  return folder;
}
function programIn(folder: string): string {
  mkdirSync(join(root, folder));
  const file = join(root, folder, "terraform-provider-x");
  writeFileSync(file, "");
  return file;
}
const ours = (): string => join(home, ".cache", "terraform-provider-x");

test("it is a folder of the user's alone, the same each time, one for each version and place", () => {
  const first = told();
  expect(first).toMatch(new RegExp(`^${ours()}/1\\.2\\.3-[0-9a-f]{16}$`));
  for (const folder of [join(home, ".cache"), ours(), first ?? ""]) expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(told()).toBe(first);
  expect(told({ version: "1.2.4" })).not.toBe(first);
  expect(told({ program: programIn("other") })).toMatch(new RegExp(`^${ours()}/1\\.2\\.3-[0-9a-f]{16}$`));
  expect(readdirSync(ours())).toHaveLength(3);
  const link = join(root, "link");
  symlinkSync(program, link);
  expect(told({ program: link })).toBe(first);
});

test.each<[string, Partial<CompileCacheParts>, string]>([
  ["XDG_CACHE_HOME goes before HOME", { environment: { HOME: "/nowhere", XDG_CACHE_HOME: "ROOT/xdg" } }, "ROOT/xdg/"],
  [
    "a relative XDG_CACHE_HOME counts for nothing",
    { environment: { HOME: "ROOT/home", XDG_CACHE_HOME: "x" } },
    "ROOT/home/.cache/",
  ],
  ["macOS has its own place", { platform: "darwin" }, "ROOT/home/Library/Caches/"],
])("%s", (_what, parts, below) => {
  const here = (text: string): string => text.replace("ROOT", root);
  const environment = Object.fromEntries(
    Object.entries(parts.environment ?? { HOME: home }).map(([name, value]) => [name, here(value ?? "")]),
  );
  expect(told({ ...parts, environment })).toContain(here(below));
});

test.each<[string, Partial<CompileCacheParts>]>([
  ["no HOME", { environment: {} }],
  ["a HOME that is no whole path", { environment: { HOME: "home" } }],
  ["a folder that somebody chose for Node", { environment: { HOME: "HOME", NODE_COMPILE_CACHE: "/tmp/x" } }],
  ["a cache that somebody switched off", { environment: { HOME: "HOME", NODE_DISABLE_COMPILE_CACHE: "1" } }],
  ["users without numbers", { uid: undefined }],
  ["a home of another user", { uid: UID + 1 }],
  ["a program that is not there", { program: "/nowhere/at/all" }],
])("none: %s", (_what, parts) => {
  const environment = parts.environment ?? { HOME: home };
  expect(
    told({ ...parts, environment: environment["HOME"] === "HOME" ? { ...environment, HOME: home } : environment }),
  ).toBeNull();
});

test.each<[string, () => void]>([
  ["ours may be entered by others", () => chmodSync(ours(), 0o750)],
  ["ours may be written by others", () => chmodSync(ours(), 0o702)],
  [
    "ours is a link",
    () => {
      rmSync(ours(), { recursive: true });
      mkdirSync(join(root, "elsewhere"), { mode: 0o700 });
      symlinkSync(join(root, "elsewhere"), ours());
    },
  ],
  [
    "the one of this version is a link",
    () => {
      const [version = ""] = readdirSync(ours());
      rmSync(join(ours(), version), { recursive: true });
      mkdirSync(join(root, "elsewhere"), { mode: 0o700 });
      symlinkSync(join(root, "elsewhere"), join(ours(), version));
    },
  ],
  ["ours is a file", () => (rmSync(ours(), { recursive: true }), writeFileSync(ours(), ""))],
  ["one above it may be written by others", () => chmodSync(join(home, ".cache"), 0o777)],
  ["the home may be written by a group", () => chmodSync(home, 0o770)],
])("none, and no failure: %s", (_what, spoil) => {
  expect(told()).not.toBeNull();
  spoil();
  expect(told()).toBeNull();
});

test("it is never in the folder of the program, whose hash Terraform has locked", () => {
  expect(told({ environment: { XDG_CACHE_HOME: join(root, "provider") } })).toBeNull();
  expect(told({ environment: { XDG_CACHE_HOME: join(root, "provider", "cache") } })).toBeNull();
  expect(readdirSync(join(root, "provider"))).toEqual(["terraform-provider-x"]);
});

test("a Node that keeps nothing makes no folder", () => {
  keepCompiled(
    { name: "x", version: "1", program, environment: { HOME: home }, platform: "linux", uid: UID },
    undefined,
  );
  expect(readdirSync(home)).toEqual("enableCompileCache" in jest.requireActual("node:module") ? [".cache"] : []);
});

test("what Node refuses to keep stops nothing", () => {
  const parts = { name: "x", version: "1", program, environment: { HOME: home }, platform: "linux", uid: UID } as const;
  expect(() =>
    keepCompiled(parts, () => {
      throw new Error("no");
    }),
  ).not.toThrow();
});

test("of many places those of the last sixteen stay", () => {
  const folders = Array.from({ length: 20 }, (_, index) => {
    const folder = told({ program: programIn(String(index)) }) ?? "";
    utimesSync(folder, index, index);
    return folder;
  });
  expect(folders.filter((folder) => existsSync(folder))).toEqual(folders.slice(4));
});
