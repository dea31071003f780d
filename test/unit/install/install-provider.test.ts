import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type InstalledPackage } from "../../../src/install/executable";
import { InstallError } from "../../../src/install/install-error";
import { currentPlatform, installProvider } from "../../../src/install/install-provider";

const NAME = "terraform-provider-greenvn_v1.2.3";
const VERSION_FOLDER = "terraform.d/plugins/registry.terraform.io/cdktf-greenvn/greenvn/1.2.3";

let around: string;
let from: InstalledPackage;
let dir: string;
beforeEach(() => {
  around = realpathSync(mkdtempSync(path.join(tmpdir(), "install-")));
  dir = path.join(around, "stack");
  from = { root: path.join(around, "package"), version: "1.2.3" };
  mkdirSync(path.join(from.root, "dist/provider"), { recursive: true });
  write(NAME, "#!/usr/bin/env node\n1\n");
  write("package.json", '{ "type": "commonjs" }\n');
  write("LICENSES.txt", "MIT\n");
});
afterEach(() => rmSync(around, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(from.root, "dist/provider", name), text, { mode: 0o600 });
}
const installed = (platform: string): string => path.join(dir, VERSION_FOLDER, platform, NAME);
const mode = (file: string): number => statSync(file).mode & 0o777;

test("the executable lies where Terraform looks, with what it needs beside it", () => {
  expect(installProvider({ dir, from })).toEqual([installed(currentPlatform())]);
  const folder = path.dirname(installed(currentPlatform()));
  expect(readdirSync(folder).sort()).toEqual(["LICENSES.txt", "package.json", NAME]);
  expect(readFileSync(path.join(folder, NAME), "utf8")).toBe("#!/usr/bin/env node\n1\n");
  expect(mode(path.join(folder, NAME))).toBe(0o755);
  expect(mode(path.join(folder, "package.json"))).toBe(0o644);
  expect(readdirSync(path.join(dir, "terraform.d"))).toEqual(["plugins"]);
});

test("once for each platform", () => {
  const platforms = ["linux_arm64", "darwin_arm64"];
  expect(installProvider({ dir, from, platforms })).toEqual(platforms.map(installed));
  expect(readdirSync(path.join(dir, VERSION_FOLDER)).sort()).toEqual([...platforms].sort());
});

test("it is a copy, no link", () => {
  installProvider({ dir, from });
  expect(lstatSync(installed(currentPlatform())).nlink).toBe(1);
  expect(statSync(installed(currentPlatform())).ino).not.toBe(
    statSync(path.join(from.root, "dist/provider", NAME)).ino,
  );
});

test("what is the same already stays untouched", () => {
  installProvider({ dir, from });
  const before = statSync(installed(currentPlatform()));
  installProvider({ dir, from });
  expect(statSync(installed(currentPlatform()))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test.each<[string, (file: string) => void]>([
  ["a former build", (file) => writeFileSync(file, "#!/usr/bin/env node\n0\n")],
  ["what was cut", (file) => writeFileSync(file, "#!/usr")],
  ["what can not be executed", (file) => chmodSync(file, 0o644)],
  ["a link", (file) => (linkSync(file, `${file}.moved`), rmSync(file), symlinkSync(`${file}.moved`, file))],
])("%s is replaced as a whole: who runs it keeps what he runs", (_case, spoil) => {
  installProvider({ dir, from });
  const file = installed(currentPlatform());
  spoil(file);
  const before = lstatSync(file).ino;
  installProvider({ dir, from });
  expect(readFileSync(file, "utf8")).toBe("#!/usr/bin/env node\n1\n");
  expect(mode(file)).toBe(0o755);
  expect(lstatSync(file).isFile()).toBe(true);
  expect(lstatSync(file).ino).not.toBe(before);
});

test("another version's executable stays where it is", () => {
  write("terraform-provider-greenvn_v1.2.2", "old");
  installProvider({ dir, from });
  expect(readdirSync(path.dirname(installed(currentPlatform())))).not.toContain("terraform-provider-greenvn_v1.2.2");
});

test("parts of another build of this version go, and what else lies there stays", () => {
  write("services-AAAAAAAA.cjs", "new");
  installProvider({ dir, from });
  const folder = path.dirname(installed(currentPlatform()));
  writeFileSync(path.join(folder, "services-BBBBBBBB.cjs"), "old");
  writeFileSync(path.join(folder, "notes.cjs"), "a user's");
  installProvider({ dir, from });
  expect(readdirSync(folder).sort()).toEqual(
    ["LICENSES.txt", "notes.cjs", "package.json", "services-AAAAAAAA.cjs", NAME].sort(),
  );
});

test("what is cut half-way runs nothing: the executable comes last, and a former one keeps its parts until then", () => {
  write("services-AAAAAAAA.cjs", "former");
  installProvider({ dir, from });
  rmSync(path.join(from.root, "dist/provider/services-AAAAAAAA.cjs"));
  write("services-BBBBBBBB.cjs", "new");
  write(NAME, "#!/usr/bin/env node\n2\n");
  const folder = path.dirname(installed(currentPlatform()));
  mkdirSync(path.join(folder, "services-BBBBBBBB.cjs")); // In its way.
  expect(() => installProvider({ dir, from })).toThrow(InstallError);
  expect(readFileSync(path.join(folder, NAME), "utf8")).toBe("#!/usr/bin/env node\n1\n");
  expect(readFileSync(path.join(folder, "services-AAAAAAAA.cjs"), "utf8")).toBe("former");
  rmSync(path.join(folder, NAME));
  expect(() => installProvider({ dir, from })).toThrow(InstallError);
  expect(readdirSync(folder)).not.toContain(NAME);
});

test("an unknown platform is refused before anything is written", () => {
  expect(() => installProvider({ dir, from, platforms: ["linux_amd64", "plan9_arm"] })).toThrow(InstallError);
  expect(statSync(dir, { throwIfNoEntry: false })).toBeUndefined();
});

test("a folder that can not be had is named, and nothing unfinished stays", () => {
  writeFileSync(dir, "a file");
  expect(() => installProvider({ dir, from })).toThrow(new RegExp(`^the provider can not be put into ${dir}: E`));
  rmSync(dir);
  mkdirSync(installed(currentPlatform()), { recursive: true });
  expect(() => installProvider({ dir, from })).toThrow(InstallError);
  expect(readdirSync(path.join(dir, "terraform.d"))).toEqual(["plugins"]);
});
