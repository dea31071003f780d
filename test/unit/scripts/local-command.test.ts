import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { linkCommand } from "../../../scripts/build/local-command";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "gvn-link-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const commands = (): string => path.join(root, "node_modules", ".bin");

describe("npx greenvn runs what is built here", () => {
  test.each([
    ["where nothing is there yet", () => undefined],
    ["where it is there already", () => symlinkSync("../../dist/cli.js", path.join(commands(), "greenvn"))],
    ["in place of another one", () => symlinkSync("../elsewhere/cli.js", path.join(commands(), "greenvn"))],
    ["in place of a file", () => writeFileSync(path.join(commands(), "greenvn"), "")],
  ])("%s", async (_case, before) => {
    mkdirSync(commands(), { recursive: true });
    before();
    await linkCommand(root);
    expect(readlinkSync(path.join(commands(), "greenvn"))).toBe("../../dist/cli.js");
    expect(readdirSync(commands())).toEqual(["greenvn"]);
  });
});

test("packages of another checkout are left alone", async () => {
  const theirs = path.join(root, "theirs");
  mkdirSync(theirs);
  symlinkSync(theirs, path.join(root, "node_modules"));
  await linkCommand(root);
  expect(readdirSync(theirs)).toEqual([]);
});

test("nothing is made where no packages are installed", async () => {
  await linkCommand(root);
  expect(readdirSync(root)).toEqual([]);
});
