import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";

/** The Markdown files below a folder of the project, by their path in it. */
export function markdownIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `${folder}/${file.split(path.sep).join("/")}`)
    .sort();
}
