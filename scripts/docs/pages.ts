import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../project";

/** Every page that tells people something, by its path in the repository. */
export const PAGES: readonly string[] = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "RELEASING.md",
  "SECURITY.md",
  ...["docs", "examples"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !/(?:^|\/)(?:node_modules|cdktf\.out)\//.test(file))
      .map((file) => `${folder}/${file.split(path.sep).join("/")}`)
      .sort(),
  ),
];
