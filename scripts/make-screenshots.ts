import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./project";
import { withBrowser } from "./test-more/browser";

/** Takes the pictures of docs/images anew, of golden pages. Usage: tsx scripts/make-screenshots.ts */
const PICTURES = [
  { of: "test/golden/plan-report/renamed-without-moved.report.html", file: "plan-report.png", width: 860, height: 820 },
];

async function main(): Promise<void> {
  await withBrowser(console.log, async (browser) => {
    for (const { of, file, width, height } of PICTURES) {
      const page = await browser.newPage({ viewport: { width, height } });
      await page.emulateMedia({ colorScheme: "light", media: "screen" });
      await page.goto(pathToFileURL(path.join(ROOT, of)).href);
      await page.screenshot({ path: path.join(ROOT, "docs", "images", file) });
    }
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
