import { readFileSync } from "node:fs";
import path from "node:path";
import { entries, exportsOf } from "../../../scripts/api-docs/entries";
import { readable } from "../../../scripts/api-docs/readable";
import { ROOT } from "../../../scripts/project";
import { markdownIn } from "./markdown-files";

const HOW = "npx tsx scripts/generate-api-docs.ts makes it so";
const ALL = markdownIn("docs/api");
const read = (page: string): string => readFileSync(path.join(ROOT, page), "utf8");

/** The pages of an entry's own exports, and no one of an entry in a folder below. */
function pagesIn(folder: string): readonly string[] {
  const folderOf = (entry: string): string => `${path.posix.join("docs/api", entry)}/`;
  const own = folderOf(folder);
  const below = entries().filter((other) => other.folder !== folder && folderOf(other.folder).startsWith(own));
  return ALL.filter((page) => page.startsWith(own) && !below.some((other) => page.startsWith(folderOf(other.folder))));
}

describe.each(entries())("$name", ({ source, folder }) => {
  const pages = pagesIn(folder);

  test(`has a page for each export, and for nothing else: ${HOW}`, () => {
    const named = pages.map((page) => path.posix.basename(page, ".md")).filter((name) => name !== "README");
    expect([...new Set(named)].sort()).toEqual([...exportsOf(source)].sort());
    expect(exportsOf(source).length).toBeGreaterThan(0);
  });

  test("has a first page that leads to each of them, and begins with what it is for", () => {
    const first = read(path.posix.join("docs/api", folder, "README.md"));
    for (const page of pages.filter((one) => !one.endsWith("README.md")))
      expect(first).toContain(`](${path.posix.relative(path.posix.join("docs/api", folder), page)})`);
    expect(first).toMatch(/^# [^\n]+\n\n\w[^]*?\n\n## /);
  });
});

test.each(ALL)("%s is the same wherever and whenever it is made", (page) => {
  // No folder of a machine, no hash of a commit, no day.
  expect(read(page)).not.toMatch(
    /(?:^|[\s("`])\/(?:home|root|tmp|Users|usr|work)\/|\b[0-9a-f]{40}\b|\b20\d\d-\d\d-\d\d\b/m,
  );
});

test.each([
  ["GreenVnAllocation", "new GreenVnAllocation("],
  ["GreenVnAllocation", "GreenVnAllocation.fromAllocationId("],
  ["GreenVnAllocation", ".onNumberChange("],
  ["GreenVnAssignment", "new GreenVnAssignment("],
  ["GreenvnProvider", "new GreenvnProvider("],
  ["GreenVnTesting", "GreenVnTesting.hasAllocation("],
])("the page of %s shows a whole program with %s, which the test of all snippets runs", (name, shown) => {
  const programs = [...read(`docs/api/classes/${name}.md`).matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code);
  expect(
    programs.filter((code) => /^import [^]* from "cdktf-greenvn";$/m.test(code as string) && code?.includes(shown)),
  ).not.toEqual([]);
});

const PROPS = ALL.filter((page) =>
  /\/interfaces\/(?:GreenVn\w*Props|GreenvnProviderProps|NumberProps|\w*Options|IGreenVn)\.md$/.test(page),
);

test.each(PROPS)("%s tells what each member is for", (page) => {
  const members = read(page)
    .split(/^### /m)
    .slice(1)
    .filter((member) => !member.includes("TerraformMetaArguments"));
  expect(members.length).toBeGreaterThan(0);
  const untold = members
    .filter((member) => !/^[^\n]+\n\n> [^\n]+\n\n[A-Z`*]/.test(member))
    .map((member) => member.split("\n")[0]);
  expect(untold).toEqual([]);
});

test("what looks like a tag in prose stays to be read, and code is left as it is", () => {
  expect(readable('# T\n\nplan <stack> of `Set<string>`, Set\\<a\\>\n\n```ts\nimport { a } from "<b>";\n```\n')).toBe(
    '# T\n\nplan \\<stack> of `Set<string>`, Set\\<a\\>\n\n```ts\nimport { a } from "<b>";\n```\n',
  );
});

test("a page is made readable: no origins of members, values in a line, programs as they are", () => {
  const page = `# T\n\n## Example\n\n\`\`\`ts\nimport { a } from "b";\na();\n\`\`\`\n\n### one?\n\n#### Default\n\n- any\n  kind\n\n#### Example\n\n\`\`\`ts\n"30d"\n\`\`\`\n\n#### Inherited from\n\n[\`N\`](N.md).[\`one\`](N.md#one)\n\n***\n\n### two\n\n#### Default\n\ntrue\n\n#### Overrides\n\n\`N.two\`\n`;
  expect(readable(page, "What it is.")).toBe(
    `# T\n\nWhat it is.\n\n## Example\n\n\`\`\`ts\nimport { a } from "b";\na();\n\`\`\`\n\n### one?\n\n#### Default\n\nany\n  kind\n\n#### Example\n\n\`"30d"\`\n\n***\n\n### two\n\n#### Default\n\n\`true\`\n`,
  );
});
