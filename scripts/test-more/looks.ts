import { type Page } from "./browser";

/** A small phone. */
export const PHONE = { width: 360, height: 740 };

/** What WCAG 2.2 asks of text at level AA. */
const LEAST_CONTRAST = 4.5;

export function backgroundIn(page: Page, colorScheme: "light" | "dark"): Promise<string> {
  return page
    .emulateMedia({ colorScheme, media: "screen" })
    .then(() => page.evaluate<string>("getComputedStyle(document.body).backgroundColor"));
}

/** What reaches beyond the window: a reader would have to push the page aside. */
export async function tooWide(page: Page, width: number): Promise<string[]> {
  const scrolled = await page.evaluate<number>("document.documentElement.scrollWidth");
  const beyond = await page.evaluate<string[]>(
    `[...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > ${width} + 0.5)
      .map((one) => one.tagName + " " + one.textContent.slice(0, 60))`,
  );
  return scrolled > width || beyond.length > 0 ? [`wider than ${width} px: ${beyond.slice(0, 3).join("; ")}`] : [];
}

/** Texts that are hard to tell from what is behind them. */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const behind = (one) => {
      for (let here = one; here !== null; here = here.parentElement) {
        const colour = parts(getComputedStyle(here).backgroundColor);
        if (colour.length === 3 || colour[3] === 1) return colour;
      }
      return [255, 255, 255];
    };
    const texts = [...document.querySelectorAll("body *")].filter((one) =>
      [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ""),
    );
    return texts.flatMap((one) => {
      const [a, b] = [luminance(parts(getComputedStyle(one).color)), luminance(behind(one))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      return contrast < ${LEAST_CONTRAST} ? [one.tagName + "." + one.className + " has a contrast of " + contrast.toFixed(2)] : [];
    });
  })()`);
}
