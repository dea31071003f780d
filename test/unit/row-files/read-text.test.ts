import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { LARGEST_FILE, readText } from "../../../src/row-files/read-text";

const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(bytes: string | Uint8Array): string {
  const file = path.join(folder, "rows.csv");
  writeFileSync(file, bytes);
  return file;
}

test("the mark that spreadsheets begin a file with is no part of its text", () =>
  expect(readText(written("\uFEFFkey\na\n"))).toEqual({ kind: "text", text: "key\na\n" }));

test.each<[string, string | Uint8Array, object]>([
  [
    "UTF-16, little end first",
    Buffer.from("\uFEFFkey\na\n", "utf16le"),
    { sentence: "is UTF-16, as spreadsheets save Unicode text; save it as CSV UTF-8" },
  ],
  [
    "UTF-16, big end first",
    Buffer.from("\uFEFFkey\na\n", "utf16le").swap16(),
    { sentence: "is UTF-16, as spreadsheets save Unicode text; save it as CSV UTF-8" },
  ],
  [
    "another alphabet's bytes",
    Buffer.from("key\na\ncaf\xe9\n", "latin1"),
    { place: { line: 3 }, sentence: "holds a byte that is no UTF-8; save the file as UTF-8" },
  ],
  ["a NUL", "key\r\na\0\n", { place: { line: 2 }, sentence: "holds a NUL character, as no text does" }],
])("%s is refused", (_case, bytes, problem) => expect(readText(written(bytes))).toEqual({ kind: "refused", problem }));

test("a folder, a pipe and what is not there are refused at once", () => {
  expect(readText(folder)).toEqual({
    kind: "refused",
    problem: { sentence: "is no file; name a file that holds rows" },
  });
  expect(readText("/dev/null")).toMatchObject({ kind: "refused" });
  symlinkSync(path.join(folder, "nowhere"), path.join(folder, "link"));
  for (const gone of ["gone.csv", "link"])
    expect(readText(path.join(folder, gone))).toEqual({
      kind: "refused",
      problem: { sentence: "could not be read: ENOENT: no such file or directory" },
    });
});

test("what is too large is not even read", () => {
  const file = written("key\n");
  truncateSync(file, LARGEST_FILE + 1);
  expect(readText(file)).toEqual({ kind: "refused", problem: { sentence: "is larger than 16 MiB; split it" } });
});
