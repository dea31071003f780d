import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";

/** A fenced block of code of one page. */
export interface Snippet {
  /** The page's path in the repository. */
  readonly page: string;
  /** Where the block begins. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** All fenced blocks of a page, in the order in which they stand. */
export function snippetsIn(page: string): Snippet[] {
  const text = readFileSync(path.join(ROOT, page), "utf8");
  return [...text.matchAll(/^( *)```([\w-]*)\n([^]*?)^\1```$/gm)].map(
    ({ index, 1: indent = "", 2: language = "", 3: code = "" }) => ({
      page,
      line: text.slice(0, index).split("\n").length,
      language,
      code: code.replace(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}
