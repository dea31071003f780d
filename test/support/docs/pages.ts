import { PAGES } from "../../../scripts/docs/pages";
import { type Snippet, snippetsIn } from "./markdown-code";

/** Every snippet of every page. */
export const SNIPPETS: readonly Snippet[] = PAGES.flatMap(snippetsIn);

/** What a list names a snippet by: its page and its first line. */
export const nameOf = ({ page, code }: Snippet): string => `${page}: ${code.trim().split("\n", 1)[0] ?? ""}`;
