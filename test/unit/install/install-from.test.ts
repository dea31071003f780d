import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InstallError } from "../../../src/install/install-error";
import { installFrom } from "../../../src/install/install-from";

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "from-"))));
afterEach(() => rmSync(root, { recursive: true }));

/** Runs this text as the command of the package. */
function by(command: string): readonly string[] {
  mkdirSync(path.join(root, "dist"), { recursive: true });
  writeFileSync(path.join(root, "dist", "cli.js"), command);
  const options = { release: "/srv/release", dir: "/srv/stack", platforms: ["linux_amd64", "darwin_arm64"] };
  return installFrom({ ...options, by: { root, version: "1.2.3" } });
}

test("it is the command of the package, and what that prints are the executables", () => {
  expect(by('console.log(process.argv.slice(2).join("\\n"))')).toEqual([
    ...["provider", "install", "--from", "/srv/release", "--dir", "/srv/stack"],
    ...["--platform", "linux_amd64", "--platform", "darwin_arm64"],
  ]);
});

test("what the command says is the error, in its words", () => {
  const refusing =
    'console.error("(node:1) Warning: something"); console.error("greenvn: it was changed"); process.exit(2)';
  expect(() => by(refusing)).toThrow(InstallError);
  expect(() => by(refusing)).toThrow(/^it was changed$/);
});

test("one that says nothing, or is not there, is named", () => {
  expect(() => by("process.exit(3)")).toThrow(/cli\.js could not be run, or not to its end: (Error: )?Command failed/);
});
