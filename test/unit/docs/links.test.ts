import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { markdownIn } from "./markdown-files";

const PAGES = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "RELEASING.md", ...markdownIn("docs")];
const read = (page: string): string => readFileSync(path.join(ROOT, page), "utf8");

/** Links of a page, without those that stand in code. */
const linksOf = (page: string): string[] =>
  [
    ...read(page)
      .replace(/```[^]*?```|`[^`\n]*`/g, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target]) => target as string);

/** A heading's anchor, as hosts of Markdown make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

const anchorsOf = (page: string): string[] => [
  ...[...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading as string)),
  ...[...read(page).matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id as string),
];

test.each(PAGES)("every link of %s leads somewhere", (page) => {
  const broken = linksOf(page).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
    return !existsSync(path.join(ROOT, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(broken).toEqual([]);
});

test.each(PAGES)("every file of ours that %s names is there", (page) => {
  const named = [...read(page).matchAll(/\b(?:src|test|scripts|docs|examples|tools)\/[\w/-]+(?:\.\w+)*/g)];
  expect(named.map(([file]) => file).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

test.each(markdownIn("docs").filter((page) => page.startsWith("docs/guides/")))(
  "%s has the front matter of a guide",
  (page) => {
    expect(read(page)).toMatch(
      /^---\npage_title: "[^"\n]+"\nsubcategory: ""\ndescription: \|-\n {2}\S[^\n]*\n---\n\n# [^\n]+\n/,
    );
  },
);
