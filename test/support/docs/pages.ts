import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { type Snippet, snippetsIn } from "./markdown-code";

/** Every page that tells people something, by its path in the repository. */
export const PAGES: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...["docs", "examples"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !/(?:^|\/)(?:node_modules|cdktf\.out)\//.test(file))
      .map((file) => `${folder}/${file.split(path.sep).join("/")}`)
      .sort(),
  ),
];

export const SNIPPETS: readonly Snippet[] = PAGES.flatMap(snippetsIn);

/** What a list names a snippet by: its page and its first line. */
export const nameOf = ({ page, code }: Snippet): string => `${page}: ${code.trim().split("\n", 1)[0] ?? ""}`;
