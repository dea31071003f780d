import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeSocketFolder } from "../../../../../src/plugin/server/process/socket-folder";

const around = mkdtempSync(join(tmpdir(), "sf-"));
afterAll(() => rmSync(around, { recursive: true }));

function made(environment: NodeJS.ProcessEnv): { parent: string; mode: number; bytes: number } {
  const folder = makeSocketFolder(environment);
  try {
    const path = dirname(folder.socketPath);
    return { parent: dirname(path), mode: statSync(path).mode & 0o777, bytes: Buffer.byteLength(folder.socketPath) };
  } finally {
    folder.remove();
  }
}

test("the folder lies in TMPDIR, and only its owner enters it", () => {
  expect(made({ TMPDIR: around })).toMatchObject({ parent: around, mode: 0o700 });
});

test("removing it takes the socket along, and may be done twice", () => {
  const folder = makeSocketFolder({ TMPDIR: around });
  writeFileSync(folder.socketPath, "");
  folder.remove();
  folder.remove();
  expect(existsSync(dirname(folder.socketPath))).toBe(false);
});

test.each<[string, () => string | undefined]>([
  ["none", () => undefined],
  ["empty", () => ""],
  ["relative", () => "tmp"],
  ["not there", () => join(around, "gone")],
  ["a file", () => (writeFileSync(join(around, "file"), ""), join(around, "file"))],
  ["too long for a socket", () => (mkdirSync(join(around, "l".repeat(90))), join(around, "l".repeat(90)))],
])("a TMPDIR that does not serve: %s", (_what, value) => {
  const TMPDIR = value();
  const { parent, bytes } = made(TMPDIR === undefined ? {} : { TMPDIR });
  expect(parent).toBe("/tmp");
  expect(bytes).toBeLessThan(104);
});
