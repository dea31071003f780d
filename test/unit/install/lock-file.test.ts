import fc from "fast-check";
import { lockedAddresses, type LockEntry, withEntry } from "../../../src/install/lock-file";

const ADDRESS = "registry.terraform.io/cdktf-greenvn/greenvn";
const ENTRY: LockEntry = { address: ADDRESS, version: "0.1.0", constraints: "0.1.0", hashes: ["h1:ours="] };

const OURS = `provider "${ADDRESS}" {
  version     = "0.1.0"
  constraints = "0.1.0"
  hashes = [
    "h1:ours=",
  ]
}
`;

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const NULL = `provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "3.2.4"
  hashes = [
    "h1:L5V05xwp/Gto1leRryuesxjMfgZwjb7oool4WS1UEFQ=",
    "zh:59f6b52ab4ff35739647f9509ee6d93d7c032985d9f8c6237d1f8a59471bbbe2",
  ]
}
`;

const locked = (version: string, ...hashes: string[]) => `provider "${ADDRESS}" {
  version     = "${version}"
  constraints = "${version}"
  hashes = [
${hashes.map((hash) => `    "${hash}",\n`).join("")}  ]
}
`;

test.each<[string, string, string]>([
  ["there is no file", "", OURS],
  ["it holds a header alone", HEADER, `${HEADER}\n${OURS}`],
  ["others stand in it", `${HEADER}\n${NULL}`, `${HEADER}\n${NULL}\n${OURS}`],
  ["its last line does not end", NULL.trimEnd(), `${NULL}\n${OURS}`],
  ["a former version was locked", `${HEADER}\n${locked("0.0.9", "h1:old=")}\n${NULL}`, `${HEADER}\n${OURS}\n${NULL}`],
  ["the constraint was left out", OURS.replace(/ {2}constraints.*\n/, ""), OURS],
  ["no hash was noted", locked("0.1.0"), OURS],
  [
    "another platform's package was locked too",
    locked("0.1.0", "h1:another=", "h1:ours=").replace(/ {2}constraints.*\n/, ""),
    locked("0.1.0", "h1:another=", "h1:ours="),
  ],
  [
    "comments stand anywhere",
    `/* by
hand */ // and
${NULL.replace("{", '{ # why } "')}# provider "${ADDRESS}" {}
`,
    `/* by
hand */ // and
${NULL.replace("{", '{ # why } "')}# provider "${ADDRESS}" {}

${OURS}`,
  ],
  [
    "it is written as one line",
    `provider "a/b/c" {\n hashes=["h1:x=","h1:y="]\n}\nprovider "${ADDRESS}" {\n version="0.0.9"\n}`,
    `provider "a/b/c" {\n hashes=["h1:x=","h1:y="]\n}\n${OURS.trimEnd()}`,
  ],
])("the entry is written where %s", (_case, text, expected) => expect(withEntry(text, ENTRY)).toBe(expected));

test.each<[string, string]>([
  ["the same entry stands there", `${HEADER}\n${OURS}\n${NULL}`],
  ["it knows more hashes of that version", locked("0.1.0", "h1:another=", "h1:ours=")],
  ["that version has other hashes: Terraform refuses it", locked("0.1.0", "h1:forged=")],
  ["it has two such entries: Terraform refuses it", OURS + OURS],
  ["another block stands there", `terraform {}\n`],
  ["a block is not closed", `${OURS}\nprovider "a/b/c" {`],
  ["a text is not closed", `provider "a/b/c {\n}\n`],
  ["a comment is not closed", `${OURS}/*`],
  ["a value is computed", `provider "a/b/c" {\n  version = "\${var.version}"\n}\n`],
  ["a value is no text", `provider "a/b/c" {\n  version = 3\n}\n`],
  ["a list is not closed", `provider "a/b/c" {\n  hashes = ["h1:a=", \n}\n`],
  ["a name stands twice", `provider "a/b/c" {\n  version = "1"\n  version = "2"\n}\n`],
  ["a conflict of git stands in it", `<<<<<<< HEAD\n${OURS}=======\n>>>>>>> other\n`],
])("nothing is written where %s", (_case, text) => expect(withEntry(text, ENTRY)).toBeNull());

test("lines keep the ends that the file has", () => {
  const windows = (text: string) => text.replace(/\n/g, "\r\n");
  expect(withEntry(windows(`${HEADER}\n${NULL}`), ENTRY)).toBe(windows(`${HEADER}\n${NULL}\n${OURS}`));
  expect(withEntry(windows(locked("0.0.9", "h1:old=")), ENTRY)).toBe(windows(OURS));
});

test("a file of Windows' editors, which begins with a mark, is read", () => {
  expect(lockedAddresses(`\ufeff${NULL}`)).toEqual(["registry.terraform.io/hashicorp/null"]);
});

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const hash = fc.stringMatching(/^(?:h1:[A-Za-z0-9+/]{8}=|zh:[0-9a-f]{8})$/);
const comment = fc.constantFrom("", "# a } comment\n", '// provider "x" {\n', '/* { " */', "\n");
const block = fc
  .record({
    address: fc.tuple(word, word, word),
    version: word,
    hashes: fc.array(hash),
    before: comment,
    within: comment,
  })
  .map(
    ({ address, version, hashes, before, within }) =>
      `${before}provider "${address.join("/")}" {\n${within}  version = "${version}"\n  hashes = [${hashes.map((one) => `"${one}"`).join(", ")}]\n}\n`,
  );

test("whatever stands around it stays to the byte, and a second synthesis writes nothing", () => {
  fc.assert(
    fc.property(fc.array(block), fc.array(block), fc.boolean(), (before, after, isLocked) => {
      const [head, tail] = [before.join(""), after.join("")];
      const text = head + (isLocked ? locked("0.0.9", "h1:old=") : "") + tail;
      const written = withEntry(text, ENTRY) ?? "";
      expect(withEntry(written, ENTRY)).toBeNull();
      const others = isLocked ? head + tail : text;
      expect(written.replace(OURS, "").trimEnd()).toBe(others.trimEnd());
      expect(lockedAddresses(written)).toContain(ADDRESS);
    }),
  );
});

test("no text makes it fail", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void withEntry(text, ENTRY)));
});
