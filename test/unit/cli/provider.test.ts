import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { runProgram } from "../../../src/cli/program";
import { InstallError } from "../../../src/install/install-error";
import { currentPlatform } from "../../../src/install/platform";

const NAME = "terraform-provider-greenvn_v1.2.3";

let folder: string;
let built: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "cli-")));
  built = path.join(folder, "package", "dist", "provider", NAME);
  mkdirSync(path.dirname(built), { recursive: true });
  writeFileSync(built, "1");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(
  args: readonly string[],
  installed = (): { root: string; version: string } => ({ root: path.join(folder, "package"), version: "1.2.3" }),
): Promise<{ exit: number; stdout: string; stderr: string }> {
  const printed = { stdout: "", stderr: "" };
  const exit = await runProgram(args, {
    cwd: folder,
    env: {},
    installed,
    stdin: Readable.from([]),
    stdout: (text) => (printed.stdout += text),
    stderr: (text) => (printed.stderr += text),
    stopAsked: () => new Promise(() => undefined),
  });
  return { exit, ...printed };
}

const placed = (platform: string): string =>
  path.join(folder, "stack/terraform.d/plugins/registry.terraform.io/cdktf-greenvn/greenvn/1.2.3", platform, NAME);

test("the path of the executable", async () => {
  expect(await run(["provider", "path"])).toEqual({ exit: 0, stdout: `${built}\n`, stderr: "" });
});

test("an executable that was not built is one sentence", async () => {
  rmSync(built);
  const sentence = `greenvn: the provider's executable ${built} does not exist; make it with npm run build, or install cdktf-greenvn 1.2.3 anew\n`;
  expect(await run(["provider", "path"])).toEqual({ exit: 2, stdout: "", stderr: sentence });
  expect(await run(["provider", "install", "--dir", "stack"])).toEqual({ exit: 2, stdout: "", stderr: sentence });
});

test.each<[string[], string[]]>([
  [[], [currentPlatform()]],
  [["--platform", "linux_arm64"], ["linux_arm64"]],
  [
    ["--platform", "linux_arm64", "--platform", "darwin_arm64"],
    ["linux_arm64", "darwin_arm64"],
  ],
])("provider install %j: each place, below the folder that was named", async (options, platforms) => {
  expect(await run(["provider", "install", "--dir", "stack", ...options])).toEqual({
    exit: 0,
    stdout: platforms.map((platform) => `${placed(platform)}\n`).join(""),
    stderr: "",
  });
  for (const platform of platforms) expect(statSync(placed(platform)).mode & 0o777).toBe(0o755);
});

test("a folder that is a file is one sentence", async () => {
  writeFileSync(path.join(folder, "stack"), "");
  const { exit, stdout, stderr } = await run(["provider", "install", "--dir", "stack"]);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
  expect(stderr).toMatch(/^greenvn: the provider can not be put into .+\n$/);
});

test("a command line that was taken out of its package, and a bug, are one sentence too", async () => {
  const lost = (error: Error) => (): never => {
    throw error;
  };
  expect(await run(["provider", "path"], lost(new InstallError("the package is not found")))).toEqual({
    exit: 2,
    stdout: "",
    stderr: "greenvn: the package is not found\n",
  });
  expect(await run(["provider", "path"], lost(new TypeError("x is not a function")))).toEqual({
    exit: 2,
    stdout: "",
    stderr: "greenvn: an unexpected error, please report it: x is not a function\n",
  });
});
