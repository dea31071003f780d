import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { ROOT } from "../project";
import { shown } from "../shown";
import { installed } from "./installed";

const FOLDER = path.join(ROOT, "tools", "browser");
const LONGEST_STEP_MS = 30_000;

/** A name that a stranger has bound to this machine, in the browser alone. */
export const REBOUND = "rebound.example";

/** What is used of Playwright's page: it is installed by the command that needs it, so its own types are not at hand. */
export interface Page {
  goto(url: string): Promise<unknown>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  emulateMedia(media: {
    readonly colorScheme?: "light" | "dark";
    readonly media?: "screen" | "print";
    readonly reducedMotion?: "reduce";
  }): Promise<void>;
  /** The value that an expression has in the page. */
  evaluate<T>(expression: string): Promise<T>;
  locator(selector: string): Locator;
  readonly keyboard: { press(key: string): Promise<void> };
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  on(event: "request", heard: (request: { url(): string }) => void): void;
  on(event: "pageerror", heard: (error: Error) => void): void;
  on(event: "console", heard: (message: { type(): string; text(): string }) => void): void;
  close(): Promise<void>;
}

export interface Locator {
  /** The accessible tree: a line for each role with its name. */
  ariaSnapshot(): Promise<string>;
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  innerText(): Promise<string>;
  count(): Promise<number>;
}

export interface Browser {
  newPage(options: { readonly viewport: { readonly width: number; readonly height: number } }): Promise<Page>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: {
    launch(options: {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly timeout: number;
      readonly env: NodeJS.ProcessEnv;
    }): Promise<Browser>;
  };
}

/**
 * Chromium of `tools/browser`, which it installs, or the one that `GREENVN_CHROMIUM` names: that of tools is for Linux
 * on x64 alone. Rejects where there is none, so that no check is passed over.
 */
export async function withBrowser<T>(say: (line: string) => void, then: (browser: Browser) => Promise<T>): Promise<T> {
  await installed("browser", [], say);
  const temporary = await mkdtemp(path.join(os.tmpdir(), "gvn-browser-"));
  try {
    const { chromium } = createRequire(path.join(FOLDER, "package.json"))("playwright-core") as Playwright;
    const executablePath = process.env["GREENVN_CHROMIUM"] ?? (await unpacked(temporary));
    const args = ["--no-sandbox", `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`];
    const launch = (env: NodeJS.ProcessEnv): Promise<Browser> =>
      chromium.launch({ executablePath, args, timeout: LONGEST_STEP_MS, env });
    // A machine without a desktop may lack the libraries that it is linked with; the package has them, too.
    const browser = await launch(process.env).catch(async () =>
      launch({ ...process.env, LD_LIBRARY_PATH: await libraries(temporary, say) }),
    );
    try {
      return await then(browser);
    } finally {
      await browser.close();
    }
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The package holds the browser packed, and unpacks it into whatever folder is the temporary one. */
async function unpacked(folder: string): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      `tools/browser has no Chromium for ${process.platform} on ${process.arch}: name one by GREENVN_CHROMIUM`,
    );
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const entry = createRequire(path.join(FOLDER, "package.json")).resolve("@sparticuz/chromium");
    const { default: packed } = (await import(pathToFileURL(entry).href)) as {
      readonly default: { executablePath(): Promise<string> };
    };
    return await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

async function libraries(folder: string, say: (line: string) => void): Promise<string> {
  const packed = path.join(FOLDER, "node_modules", "@sparticuz", "chromium", "bin", "al2023.tar.br");
  const archive = path.join(folder, "al2023.tar");
  await writeFile(archive, brotliDecompressSync(await readFile(packed)));
  await shown("tar", ["-xf", archive, "-C", folder], { env: process.env, timeoutMs: LONGEST_STEP_MS, say });
  return path.join(folder, "lib");
}
