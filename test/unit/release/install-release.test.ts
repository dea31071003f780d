import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
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
import { strToU8, type Zippable,zipSync } from "fflate";
import { InstallError } from "../../../src/install/install-error";
import { packageHash } from "../../../src/install/package-hash";
import { currentPlatform, PLATFORMS } from "../../../src/install/platform";
import { installRelease } from "../../../src/release/install-release";

const NAME = "terraform-provider-greenvn";
const EXECUTABLE = `${NAME}_v1.2.3`;
const SUMS = `${NAME}_1.2.3_SHA256SUMS`;
const VERSION_FOLDER = "terraform.d/plugins/registry.terraform.io/cdktf-greenvn/greenvn/1.2.3";
const zipOf = (platform: string): string => `${NAME}_1.2.3_${platform}.zip`;
const ZIP = zipOf(currentPlatform());

let around: string;
let release: string;
let dir: string;
beforeEach(() => {
  around = realpathSync(mkdtempSync(path.join(tmpdir(), "release-")));
  [release, dir] = [path.join(around, "release"), path.join(around, "stack")];
  mkdirSync(release);
  mkdirSync(dir);
});
afterEach(() => rmSync(around, { recursive: true }));

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
const put = (name: string, content: Uint8Array | string): void => writeFileSync(path.join(release, name), content);
const entry = (text: string, type = 0o100644): Zippable[string] => [strToU8(text), { os: 3, attrs: (type << 16) >>> 0 }];
const GOOD: Zippable = { "THIRD_PARTY_LICENSES.txt": entry("MIT\n"), [EXECUTABLE]: entry("a program\n", 0o100755) };

/** A release of these zips, with the checksums that they have. */
function releaseOf(zips: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, zip] of Object.entries(zips)) put(name, zip);
  put(SUMS, Object.entries(zips).map(([name, zip]) => `${sha256(zip)}  ${name}\n`).join(""));
}

const install = (options: { platforms?: readonly string[]; release?: string; dir?: string } = {}) =>
  installRelease({ release, dir, version: "1.2.3", ...options });

/** The sentence that it ends with. Nothing may lie in the folder then. */
async function refusal(): Promise<string> {
  const error: unknown = await install().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InstallError);
  const left = existsSync(path.join(dir, "terraform.d")) ? readdirSync(path.join(dir, "terraform.d")) : [];
  expect(left).toEqual([]);
  // To Jest, what Node throws is no Error.
  return (error as Error).message.replaceAll(release, "RELEASE").replace("Error: ", "");
}

test("the standalone executable lies where Terraform looks, with the licences, and nothing else does", async () => {
  releaseOf({ [ZIP]: zipSync(GOOD) });
  const target = path.join(dir, VERSION_FOLDER, currentPlatform());
  expect(await install()).toEqual([path.join(target, EXECUTABLE)]);
  expect(readdirSync(target).sort()).toEqual(["THIRD_PARTY_LICENSES.txt", EXECUTABLE]);
  expect(readFileSync(path.join(target, EXECUTABLE), "utf8")).toBe("a program\n");
  expect(statSync(path.join(target, EXECUTABLE)).mode & 0o777).toBe(0o755);
  expect(statSync(path.join(target, "THIRD_PARTY_LICENSES.txt")).mode & 0o777).toBe(0o644);
  expect(readdirSync(path.join(dir, "terraform.d"))).toEqual(["plugins"]);
});

test("once for each platform, each with its own", async () => {
  releaseOf(Object.fromEntries(PLATFORMS.map((each) => [zipOf(each), zipSync({ [EXECUTABLE]: entry(each) })])));
  const executables = await install({ platforms: PLATFORMS });
  expect(executables.map((file) => readFileSync(file, "utf8"))).toEqual([...PLATFORMS]);
});

test("it takes the place of the one that Node runs, and that one of it: a lock file knows the whole folder", async () => {
  releaseOf({ [ZIP]: zipSync(GOOD) });
  const target = path.join(dir, VERSION_FOLDER, currentPlatform());
  mkdirSync(target, { recursive: true });
  for (const name of ["answers-ABCD2345.cjs", "package.json", EXECUTABLE]) writeFileSync(path.join(target, name), "x");
  await install();
  const hash = packageHash(target);
  rmSync(target, { recursive: true });
  await install();
  expect(packageHash(target)).toBe(hash);
});

test("installed again it touches nothing; four at a time, it is whole", async () => {
  releaseOf({ [ZIP]: zipSync(GOOD) });
  const [executable = ""] = (await Promise.all([install(), install(), install(), install()])).flat();
  const before = statSync(executable);
  await install();
  expect(statSync(executable).ino).toBe(before.ino);
  expect(readdirSync(path.join(dir, "terraform.d"))).toEqual(["plugins"]);
});

test("the folders may be links, and the checksums written in binary mode, in capitals, with other line breaks", async () => {
  releaseOf({ [ZIP]: zipSync(GOOD) });
  put(SUMS, `${sha256(zipSync(GOOD)).toUpperCase()} *${ZIP}\r\n`);
  const [linkedRelease, linkedDir] = [path.join(around, "r"), path.join(around, "d")];
  symlinkSync(release, linkedRelease);
  symlinkSync(dir, linkedDir);
  await install({ release: linkedRelease, dir: linkedDir });
  expect(existsSync(path.join(dir, VERSION_FOLDER, currentPlatform(), EXECUTABLE))).toBe(true);
});

describe("refused before anything is unpacked", () => {
  test.each<[string, () => void, string]>([
    [
      "a byte that changed",
      () => {
        releaseOf({ [ZIP]: zipSync(GOOD) });
        const zip = zipSync(GOOD);
        zip[40] = (zip[40] ?? 0) ^ 1;
        put(ZIP, zip);
      },
      `${ZIP} is not the file that ${SUMS} tells the checksum of: it was changed or cut off on the way; nothing was unpacked, get the release again`,
    ],
    [
      "a zip that was cut off",
      () => {
        releaseOf({ [ZIP]: zipSync(GOOD) });
        put(ZIP, zipSync(GOOD).subarray(0, 100));
      },
      `${ZIP} is not the file that ${SUMS} tells the checksum of: it was changed or cut off on the way; nothing was unpacked, get the release again`,
    ],
    ["no release", () => undefined, `RELEASE is no release: it has no ${SUMS}`],
    ["no folder", () => rmSync(release, { recursive: true }), "the release in RELEASE can not be read: ENOENT: no such file or directory, scandir 'RELEASE'"],
    [
      "the release of another version",
      () => put(`${NAME}_2.0.0_SHA256SUMS`, ""),
      "the release in RELEASE is of version 2.0.0, and this is 1.2.3; take the release of 1.2.3, or install cdktf-greenvn@2.0.0",
    ],
    [
      "no zip of this platform",
      () => put(SUMS, ""),
      `RELEASE has no ${ZIP}: the release is not whole, or the platform is not among those that it was made for`,
    ],
    [
      "a zip that no checksum is told of",
      () => {
        put(ZIP, zipSync(GOOD));
        put(SUMS, "");
      },
      `${SUMS} has no checksum of ${ZIP}; nothing was unpacked`,
    ],
    [
      "a zip that is a folder",
      () => {
        mkdirSync(path.join(release, ZIP));
        put(SUMS, `${"0".repeat(64)}  ${ZIP}\n`);
      },
      "the release in RELEASE can not be read: EISDIR: illegal operation on a directory, read",
    ],
  ])("%s", async (_what, prepare, sentence) => {
    prepare();
    expect(await refusal()).toBe(sentence);
  });

  test.each([
    ["a path", `${"0".repeat(64)}  ../${ZIP}`],
    ["an absolute path", `${"0".repeat(64)}  /tmp/${ZIP}`],
    ["a checksum of another kind", `${"0".repeat(40)}  ${ZIP}`],
    ["a page of HTML", "<!doctype html>"],
    ["no space between", `${"0".repeat(64)}${ZIP}`],
    ["a file named twice", `${"0".repeat(64)}  ${ZIP}`],
  ])("checksums that hold %s", async (_what, line) => {
    const zip = zipSync(GOOD);
    put(ZIP, zip);
    put(SUMS, `${sha256(zip)}  ${ZIP}\n${line}\n`);
    expect(await refusal()).toBe(
      `${SUMS} can not be trusted: line 2 is not the SHA-256 of a file of this folder, once; nothing was unpacked`,
    );
  });
});

describe("refused although its checksum is right", () => {
  const beside = (name: string, content = entry("x")): Uint8Array => zipSync({ ...GOOD, [name]: content });
  /** A zip tells sizes twice; this one says less than there is. */
  function telling(bytes: number): Uint8Array {
    const zip = Buffer.from(zipSync({ [EXECUTABLE]: [strToU8("x".repeat(5000)), { os: 3, level: 9 }] }));
    zip.writeUInt32LE(bytes, 22);
    zip.writeUInt32LE(bytes, zip.indexOf("PK\u0001\u0002", 0, "latin1") + 24);
    return zip;
  }

  test.each<[string, Uint8Array, RegExp]>([
    ["a way out", beside("../evil"), /can not be unpacked \(invalid relative path: \.\.\/evil\)/],
    ["an absolute path", beside("/tmp/evil"), /can not be unpacked \(absolute path: \/tmp\/evil\)/],
    ["a path of Windows", beside("..\\evil"), /can not be unpacked \(invalid characters in fileName/],
    ["a folder", beside("bin/"), /it holds "bin\/", which is no plain name of a file/],
    ["a file in a folder", beside("bin/evil"), /it holds "bin\/evil", which is no plain name/],
    ["a hidden file", beside(".terraformrc"), /it holds "\.terraformrc", which is no plain name/],
    ["a link", beside("link", entry("/etc/passwd", 0o120777)), /link is a link or a folder, and no file/],
    ["a device", beside("device", entry("", 0o020666)), /device is a link or a folder, and no file/],
    ["one name in two spellings", beside("third_party_licenses.txt"), /it holds third_party_licenses\.txt twice/],
    ["no executable", zipSync({ "README.md": entry("x") }), /it does not hold terraform-provider-greenvn_v1\.2\.3/],
    ["that of another version", zipSync({ [`${NAME}_v9.9.9`]: entry("x") }), /it does not hold/],
    ["more than it says", telling(10), /can not be unpacked \(too many bytes in the stream|larger than/],
    ["a huge one", telling(4_000_000_000), /unpacked it is larger than 512 MB/],
    [
      "many files",
      zipSync(Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`f${index}`, entry("x")]))),
      /it holds more than 16 files/,
    ],
    ["no zip at all", Buffer.from("hello"), /can not be unpacked \(/],
    ["nothing", Buffer.alloc(0), /can not be unpacked \(/],
  ])("%s", async (_what, zip, why) => {
    releaseOf({ [ZIP]: zip });
    const sentence = await refusal();
    expect(sentence).toMatch(new RegExp(`^${ZIP} is no package of the provider: .*; nothing was installed$`));
    expect(sentence).toMatch(why);
    expect(readdirSync(around).sort()).toEqual(["release", "stack"]);
  });
});

test("a folder that can't be written is told, and the platform that is none before anything is read", async () => {
  releaseOf({ [ZIP]: zipSync(GOOD) });
  await expect(install({ platforms: ["win32_amd64"], release: "/nowhere" })).rejects.toThrow(/is no platform/);
  const file = path.join(around, "file");
  writeFileSync(file, "");
  await expect(install({ dir: file })).rejects.toThrow(/^the provider can not be put into .*\/file: /);
  if (process.getuid?.() === 0) return; // Nothing is read-only for root.
  chmodSync(dir, 0o555);
  await expect(install()).rejects.toThrow(/^the provider can not be put into .*: EACCES/);
});
