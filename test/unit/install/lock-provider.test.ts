import {
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
import os from "node:os";
import path from "node:path";
import { InstallError } from "../../../src/install/install-error";
import { lockProvider, unlockedSources } from "../../../src/install/lock-provider";
import { packageHash } from "../../../src/install/package-hash";

let dir: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(path.join(os.tmpdir(), "lock-")));
});
afterEach(() => rmSync(dir, { recursive: true }));

const LOCK_FILE = ".terraform.lock.hcl";
const lockFile = (): string => readFileSync(path.join(dir, LOCK_FILE), "utf8");

/** The executable of a platform, with `text` in it. */
function executable(platform: string, text: string): string {
  const file = path.join(dir, "plugins", platform, "terraform-provider-greenvn_v1.2.3");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
const hashOf = (platform: string): string => packageHash(path.join(dir, "plugins", platform));

test("each platform's folder is locked by its hash, the same hash once", () => {
  const executables = [
    executable("linux_amd64", "script"),
    executable("darwin_arm64", "script"),
    executable("linux_arm64", "binary"),
  ];
  lockProvider({ dir, version: "1.2.3", executables });
  const hashes = [...lockFile().matchAll(/"(h1:.*)"/g)].map(([, hash]) => hash);
  expect(hashes).toEqual([hashOf("linux_amd64"), hashOf("linux_arm64")].sort());
  expect(lockFile()).toContain(
    `provider "registry.terraform.io/cdktf-greenvn/greenvn" {\n  version     = "1.2.3"\n  constraints = "1.2.3"\n`,
  );
});

test("a file that holds the entry is not touched, and nothing unfinished stays beside it", () => {
  const lock = () => lockProvider({ dir, version: "1.2.3", executables: [executable("linux_amd64", "script")] });
  lock();
  const before = statSync(path.join(dir, LOCK_FILE));
  lock();
  expect(statSync(path.join(dir, LOCK_FILE))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  expect(readdirSync(dir).sort()).toEqual([LOCK_FILE, "plugins"]);
});

test("a lock file that is a link stays one, and what it leads to is written", () => {
  const kept = path.join(dir, "kept.lock.hcl");
  writeFileSync(kept, "", { mode: 0o600 });
  symlinkSync(kept, path.join(dir, LOCK_FILE));
  lockProvider({ dir, version: "1.2.3", executables: [executable("linux_amd64", "script")] });
  expect(lstatSync(path.join(dir, LOCK_FILE)).isSymbolicLink()).toBe(true);
  expect(readFileSync(kept, "utf8")).toContain(hashOf("linux_amd64"));
  expect(statSync(kept).mode & 0o777).toBe(0o600);
});

test("one that can't be written is named", () => {
  mkdirSync(path.join(dir, LOCK_FILE));
  expect(() => lockProvider({ dir, version: "1.2.3", executables: [executable("linux_amd64", "")] })).toThrow(
    new RegExp(`^the provider's entry can not be written into ${dir}/\\.terraform\\.lock\\.hcl: E`),
  );
  expect(() => lockProvider({ dir, version: "1.2.3", executables: [executable("linux_amd64", "")] })).toThrow(
    InstallError,
  );
});

test("what other providers still lack, whichever registry they come from", () => {
  const sources = ["null", "hashicorp/aws", "registry.terraform.io/acme/dns"];
  expect(unlockedSources(dir, sources)).toEqual(sources);
  const addresses = ["registry.opentofu.org/hashicorp/null", "registry.terraform.io/hashicorp/aws"];
  writeFileSync(path.join(dir, LOCK_FILE), addresses.map((one) => `provider "${one}" {\n}\n`).join(""));
  expect(unlockedSources(dir, sources)).toEqual(["registry.terraform.io/acme/dns"]);
});
