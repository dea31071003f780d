import { readFile } from "node:fs/promises";
import { type ServerResponse } from "node:http";
import path from "node:path";
import { sendJson, sendText } from "./messages/http-io";

/** What the page is made of: by path, the file and how it is said to be. */
const FILES: Readonly<Record<string, readonly [file: string, contentType: string]>> = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/_sandbox/page.js": ["page.js", "text/javascript; charset=utf-8"],
  "/_sandbox/page.css": ["page.css", "text/css; charset=utf-8"],
  "/_sandbox/icon.svg": ["icon.svg", "image/svg+xml"],
  // Browsers ask for it unasked.
  "/favicon.ico": ["icon.svg", "image/svg+xml"],
};

/** Nothing is loaded from elsewhere, nothing inline is run, and no other page may hold this one in a frame. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cache-control": "no-store",
} as const;

export function isPagePath(method: string, target: string): boolean {
  return (method === "GET" || method === "HEAD") && Object.hasOwn(FILES, pathOf(target));
}

/** `folder`: where the build has put the page; null where there is none. */
export async function sendPage(response: ServerResponse, target: string, folder: string | null): Promise<void> {
  const [file, contentType] = FILES[pathOf(target)] ?? ["", ""];
  const content = folder === null ? null : await readFile(path.join(folder, file)).catch(() => null);
  if (content === null) return sendJson(response, 404, { error: "the page was not built; npm run build makes it" });
  sendText(response, 200, content, { "content-type": contentType, ...HEADERS });
}

function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}
