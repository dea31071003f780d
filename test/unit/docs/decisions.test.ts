import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { markdownIn } from "./markdown-files";

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const INDEX = "docs/decisions/README.md";
const pages = markdownIn("docs/decisions").filter((file) => file !== INDEX);

test("the index names every page, and no other", () => {
  const named = [...read(INDEX).matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map(([, file]) => `docs/decisions/${file}`);
  expect(named.sort()).toEqual(pages);
});

test.each(pages)("%s tells what, why and what else, on one screen", (page) => {
  const text = read(page);
  expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
    "Context",
    "Decision",
    "Consequences",
    "Weighed and left",
  ]);
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
});
