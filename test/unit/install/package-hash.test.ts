import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { packageHash } from "../../../src/install/package-hash";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "hash-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

test("a folder's hash is Go's: of each file's SHA-256 and path, sorted by bytes, folders left out", () => {
  write("a.txt", "one\n");
  write("b/c.txt", "two\n");
  write("Z", "");
  write("é", "x");
  mkdirSync(path.join(folder, "empty"));
  // By sha256sum, LC_ALL=C sort and base64.
  expect(packageHash(folder)).toBe("h1:WHOGIBRZB9iX46B+J0PGq5fD46A0tRjn4sKUcxyr0js=");
});

test("it does not depend on where the folder lies or when its files were written", () => {
  write("a.txt", "one\n");
  const before = packageHash(folder);
  rmSync(path.join(folder, "a.txt"));
  write("a.txt", "one\n");
  expect(packageHash(folder)).toBe(before);
  write("a.txt", "two\n");
  expect(packageHash(folder)).not.toBe(before);
});
