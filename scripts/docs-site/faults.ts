import path from "node:path";

/** A site: what each HTML file holds, by its path, and the paths of all files. */
export interface Site {
  readonly pages: ReadonlyMap<string, string>;
  readonly files: ReadonlySet<string>;
}

/** What is wrong with a site's links: those that lead nowhere, and whatever a page loads from elsewhere. */
export function faultsOf({ pages, files }: Site): string[] {
  const faults: string[] = [];
  for (const [page, html] of pages) {
    for (const [, attribute, value = ""] of withoutScripts(html).matchAll(/\s(href|src)="([^"]*)"/g)) {
      const target = value.replaceAll("&amp;", "&");
      if (/^[a-z]+:|^\/\//i.test(target)) {
        if (attribute === "src" || /^(?!https?:|mailto:)/i.test(target)) faults.push(`${page} loads ${target}`);
      } else if (!leadsSomewhere(page, target, pages, files)) faults.push(`${page} links to ${target}`);
    }
    for (const [link] of html.matchAll(/<link\b[^>]*\shref="(?:https?:)?\/\/[^>]*>/g))
      faults.push(`${page} loads ${link}`);
  }
  return [...new Set(faults)];
}

function leadsSomewhere(
  page: string,
  target: string,
  pages: ReadonlyMap<string, string>,
  files: ReadonlySet<string>,
): boolean {
  const [before = "", anchor] = target.split("#", 2);
  const joined = before === "" ? page : path.posix.join(before.startsWith("/") ? "" : path.posix.dirname(page), before);
  const file = (joined.endsWith("/") ? `${joined}index.html` : joined).replace(/^\//, "");
  if (!files.has(file)) return false;
  if (anchor === undefined || anchor === "") return true;
  return (pages.get(file) ?? "").includes(` id="${decodeURIComponent(anchor)}"`);
}

/** What programs hold in texts is no link of the page. */
function withoutScripts(html: string): string {
  return html.replace(/(<script\b[^>]*>)[^]*?<\/script>/g, "$1");
}
