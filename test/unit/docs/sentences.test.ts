import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { markdownIn } from "./markdown-files";

/** What pages say in prose, held where no table or snippet holds it. */

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "RELEASING.md",
  "SECURITY.md",
  ...markdownIn("docs"),
  ...markdownIn("examples"),
];
const read = (page: string): string => readFileSync(path.join(ROOT, page), "utf8");

test.each(PAGES)("%s promises no number before it is granted: a plan knows the present one alone", (page) => {
  expect(read(page).match(/.*\b(?:old and new|both the old and the new|old number to the new)\b.*/gi)).toBeNull();
});

test.each(["docs/index.md", "docs/guides/migration-from-scripts.md", "README.md"])(
  "%s says that a plan shows the new number as known after apply",
  (page) => expect(read(page)).toContain("(known after apply)"),
);

test("what it costs and what can go wrong is one screen", () =>
  expect(read("docs/guides/costs-and-risks.md").trimEnd().split("\n").length).toBeLessThanOrEqual(45));

test("what is compared with scripts is what was measured", () => {
  const [, times] =
    /\[([\d.]+) times as much\]\(\.\.\/performance\.md#figures-against-the-floor\)/.exec(
      read("docs/guides/comparison.md"),
    ) ?? [];
  expect(read("docs/performance.md")).toMatch(
    new RegExp(
      `^\\| apply of 100 changes, CPU, to \`local-exec\` \\| 1\\.79 s \\| 21\\.2 s \\| ${times} times less `,
      "m",
    ),
  );
});

test("the provider's page says first how to get the provider", () => {
  const [, first = ""] = read("docs/index.md").split(/^## /m);
  expect(first).toMatch(/^Get the provider\n/);
  for (const said of [
    "npx greenvn provider install --dir .",
    "-chdir",
    "child modules",
    "terraform providers lock -fs-mirror",
  ])
    expect(first).toContain(said);
});
