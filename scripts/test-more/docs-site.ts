import { createReadStream, existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { buildSite, SITE } from "../docs-site/build";
import { faultsOf } from "../docs-site/faults";
import { withBrowser } from "./browser";
import type { Check } from "./check";

const PHONE = { width: 360, height: 740 };
/** A page with tables, one with programs, one that is made of the schema, and the first one. */
const LOOKED_AT = [
  "",
  "docs/",
  "docs/guides/costs-and-risks.html",
  "docs/guides/constructs.html",
  "docs/resources/allocation.html",
  "docs/api/classes/GreenVnAllocation.html",
];
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The site of the pages is whole, and can be read on a phone. */
export const docsSite: Check = {
  name: "docs-site",
  what: "the static site of README, guides and reference: its links, and its pages in Chromium",
  async run(say) {
    await buildSite(say);
    const files = (await readdir(SITE, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(SITE, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
    const pages = new Map<string, string>();
    // The page for what is not there names no page that it stands on.
    for (const file of files.filter((name) => name.endsWith(".html") && name !== "404.html"))
      pages.set(file, await readFile(path.join(SITE, file), "utf8"));
    if (pages.size < 25) throw new Error(`the site has ${pages.size} pages alone`);
    const wrong = [...faultsOf({ pages, files: new Set(files) }), ...(await seenInBrowser(say))];
    say(`${pages.size} pages, ${LOOKED_AT.length} of them looked at`);
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
  },
};

async function seenInBrowser(say: (line: string) => void): Promise<string[]> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const file = path.join(SITE, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.setHeader("content-type", TYPES[path.extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await withBrowser(say, async (browser) => {
      const wrong: string[] = [];
      for (const name of LOOKED_AT) {
        const page = await browser.newPage({ viewport: PHONE });
        const heard = (what: string): unknown => wrong.push(`/${name}: ${what}`);
        page.on("request", (request) => void (request.url().startsWith(origin) || heard(`asks for ${request.url()}`)));
        page.on("pageerror", (error) => heard(error.message));
        await page.goto(`${origin}/${name}`);
        const { width, title } = await page.evaluate<{ width: number; title: string }>(
          "({ width: document.documentElement.scrollWidth, title: document.querySelector('h1')?.innerText ?? '' })",
        );
        if (width > PHONE.width) heard(`is ${width} pixels wide on a phone of ${PHONE.width}`);
        if (title.trim() === "") heard("has no heading");
        const folder = process.env["GREENVN_SCREENSHOTS"];
        if (folder !== undefined)
          await page.screenshot({ path: path.join(folder, `${name.replace(/\W/g, "-") || "index"}.png`) });
        await page.close();
      }
      return wrong;
    });
  } finally {
    server.close();
  }
}
