import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../project";
import { type Browser, type Page, withBrowser } from "./browser";
import type { Check } from "./check";
import { backgroundIn, lowContrast, PHONE, tooWide } from "./looks";

const PAGES = path.join(ROOT, "test", "golden", "plan-report");
const DESK = { width: 1024, height: 800 };

/** Each golden page as a reader meets it: in a browser, on a phone, in the dark, on paper, and by ear. */
export const reportPages: Check = {
  name: "report-pages",
  what: "the plan report's page in Chromium: its accessible tree, a phone's width, light, dark and print",
  run: (say) =>
    withBrowser(say, async (browser) => {
      const names = await goldenPages();
      const wrong = (await eachPage(browser, names, faultsOf)).flat();
      say(`${names.length} pages looked at`);
      if (wrong.length > 0) throw new Error(wrong.join("\n"));
    }),
};

/** Stores the accessible tree of each golden page anew: what is stored is what the check compares with. */
export async function storeTrees(say: (line: string) => void): Promise<void> {
  const names = await goldenPages();
  const trees = await withBrowser(say, (browser) =>
    eachPage(browser, names, async (page, name) => [name, await treeOf(page)] as const),
  );
  const stored = (await readdir(PAGES)).filter((name) => name.endsWith(TREE));
  for (const name of stored) await rm(path.join(PAGES, name));
  for (const [name, tree] of trees) await writeFile(treeFile(name), tree);
}

const PAGE = ".report.html";
const TREE = ".report.aria.yaml";

function treeFile(name: string): string {
  return path.join(PAGES, `${name}${TREE}`);
}

async function goldenPages(): Promise<readonly string[]> {
  const files = await readdir(PAGES);
  const names = files.filter((file) => file.endsWith(PAGE)).map((file) => file.slice(0, -PAGE.length));
  if (names.length === 0) throw new Error(`no page lies in ${PAGES}`);
  return names.sort();
}

async function eachPage<T>(
  browser: Browser,
  names: readonly string[],
  look: (page: Page, name: string) => Promise<T>,
): Promise<T[]> {
  const seen: T[] = [];
  for (const name of names) {
    const page = await browser.newPage({ viewport: DESK });
    await page.goto(pathToFileURL(path.join(PAGES, `${name}${PAGE}`)).href);
    seen.push(await look(page, name));
    await page.close();
  }
  return seen;
}

async function treeOf(page: Page): Promise<string> {
  // What is folded up is read too, once it is unfolded.
  await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
  return `${await page.locator("body").ariaSnapshot()}\n`;
}

async function faultsOf(page: Page, name: string): Promise<string[]> {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));

  const faults: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, media: "screen" });
    faults.push(...(await lowContrast(page)).map((where) => `in the ${colorScheme}, ${where}`));
  }
  const [light, dark] = [await backgroundIn(page, "light"), await backgroundIn(page, "dark")];
  if (light === dark) faults.push(`light and dark are both ${light}`);

  await page.setViewportSize(PHONE);
  faults.push(...(await tooWide(page, PHONE.width)));
  await page.emulateMedia({ colorScheme: "light", media: "print" });
  const folded = await page.evaluate<number>(
    "[...document.querySelectorAll('details:not([open]) table')].filter((table) => !table.checkVisibility()).length",
  );
  if (folded > 0) faults.push("what is folded up is not printed");
  await page.emulateMedia({ colorScheme: "light", media: "screen" });

  const stored = await readFile(treeFile(name), "utf8").catch(() => "");
  if ((await treeOf(page)) !== stored)
    faults.push("its accessible tree is not the stored one; npx tsx scripts/make-golden-plans.ts --trees stores it");
  await page.goto(pathToFileURL(path.join(PAGES, `${name}${PAGE}`)).href);
  const others = loaded.filter((url) => !url.endsWith(`/${encodeURIComponent(name)}${PAGE}`));
  if (others.length > 0) faults.push(`it loads ${others.join(", ")}`);
  if (said.length > 0) faults.push(`the browser complains: ${said.join("; ")}`);
  return faults.map((fault) => `${name}: ${fault}`);
}
