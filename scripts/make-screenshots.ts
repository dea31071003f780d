import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./project";
import { withBrowser } from "./test-more/browser";
import { sandboxPicture } from "./test-more/sandbox-picture";

/** Takes the pictures of docs/images anew, of golden pages and of a sandbox. Usage: tsx scripts/make-screenshots.ts */
const PICTURES = [
  { of: "test/golden/plan-report/renamed-without-moved.report.html", file: "plan-report.png", width: 860, height: 820 },
];

const IMAGES = path.join(ROOT, "docs", "images");

async function main(): Promise<void> {
  await withBrowser(console.log, async (browser) => {
    for (const { of, file, width, height } of PICTURES) {
      const page = await browser.newPage({ viewport: { width, height } });
      await page.emulateMedia({ colorScheme: "light", media: "screen" });
      await page.goto(pathToFileURL(path.join(ROOT, of)).href);
      await page.screenshot({ path: path.join(IMAGES, file) });
    }
    await sandboxPicture(browser, path.join(IMAGES, "sandbox-page.png"));
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
