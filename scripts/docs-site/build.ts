import path from "node:path";
import { PAGES } from "../docs/pages";
import { DIST, ROOT } from "../project";
import { shown } from "../shown";
import { installedProgram } from "../test-more/installed";

/** Where the site lies once it is made. */
export const SITE = path.join(DIST, "docs-site");

const LONGEST_BUILD_MS = 10 * 60_000;

/** Makes a static site of README, guides, reference and examples. Rejects where a link of a page leads nowhere. */
export async function buildSite(say: (line: string) => void): Promise<void> {
  const vitepress = await installedProgram("docs-site", "vitepress", say);
  await shown(process.execPath, [vitepress, "build", path.join("tools", "docs-site")], {
    env: { ...process.env, GREENVN_DOCS_PAGES: JSON.stringify(PAGES) },
    timeoutMs: LONGEST_BUILD_MS,
    say,
  });
  say(`The site lies in ${path.relative(ROOT, SITE)}: any web server can serve it.`);
}
