import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import manifest from "../../../package.json";
import { executablePath, findPackage, installedPackage } from "../../../src/install/executable";
import { InstallError } from "../../../src/install/install-error";
import { checkPlatform, currentPlatform } from "../../../src/install/platform";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "install-")));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

test.each([
  ["its sources", "src/install"],
  ["what was compiled", "dist/install"],
  ["the entry for cdktn", "dist/cdktn/install"],
  ["the command line", "dist"],
])("the package is found from %s", (_case, folder) => {
  write("package.json", '{ "name": "cdktf-greenvn", "version": "1.2.3" }');
  write(path.join(folder, "here"), "");
  expect(findPackage(path.join(root, folder))).toEqual({ root, version: "1.2.3" });
});

test("another package on the way is not ours, nor is one that can not be read", () => {
  write("package.json", '{ "name": "cdktf-greenvn", "version": "1.2.3" }');
  write("dist/provider/package.json", '{ "type": "commonjs" }');
  write("dist/provider/deep/package.json", "null");
  write("dist/provider/deep/er/package.json", "{");
  expect(findPackage(path.join(root, "dist/provider/deep/er"))).toEqual({ root, version: "1.2.3" });
});

test("code that was taken out of the package says so", () => {
  expect(() => findPackage(root)).toThrow(
    new InstallError(
      `the package cdktf-greenvn is not found above ${root}; install it with npm, and leave it out of bundles`,
    ),
  );
});

test("this repository is the package", () => {
  expect(installedPackage()).toEqual({ root: path.resolve(__dirname, "../../.."), version: manifest.version });
});

test("an executable that was not built: how to build it", () => {
  const executable = path.join(root, "dist/provider/terraform-provider-greenvn_v1.2.3");
  expect(() => executablePath({ root, version: "1.2.3" })).toThrow(
    new InstallError(
      `the provider's executable ${executable} does not exist; make it with npm run build, or install cdktf-greenvn 1.2.3 anew`,
    ),
  );
  write("dist/provider/terraform-provider-greenvn_v1.2.3", "");
  expect(executablePath({ root, version: "1.2.3" })).toBe(executable);
});

test.each([
  ["linux", "x64", "linux_amd64"],
  ["linux", "arm64", "linux_arm64"],
  ["darwin", "x64", "darwin_amd64"],
  ["darwin", "arm64", "darwin_arm64"],
])("%s on %s is %s", (system, processor, platform) => expect(currentPlatform(system, processor)).toBe(platform));

test.each([
  ["win32", "x64", "win32_amd64"],
  ["linux", "ia32", "linux_ia32"],
  ["freebsd", "x64", "freebsd_amd64"],
])("%s on %s is refused", (system, processor, name) => {
  expect(() => currentPlatform(system, processor)).toThrow(
    new InstallError(
      `"${name}" is no platform that the provider runs on; use linux_amd64, linux_arm64, darwin_amd64, darwin_arm64 (on Windows: WSL, which is linux)`,
    ),
  );
});

test.each(["", "windows_amd64", "linux", "../linux_amd64", "LINUX_AMD64"])("%j is no platform", (name) =>
  expect(() => checkPlatform(name)).toThrow(InstallError),
);
