import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { DIST, ROOT } from "../project";
import { filesUnder, writeWhole } from "./up-to-date";

/** What stands on `cdktf` and therefore exists twice. All else in `dist` is shared by both entries. */
const TWICE = ["index", "constructs", "bindings"];

/**
 * Makes `cdktf-greenvn/cdktn` out of the compiled library: the same code and types with `cdktn` for `cdktf`, since the
 * successor has the same API. It lies in `dist/cdktn`, in the same tree.
 */
export async function makeCdktnEntry(): Promise<void> {
  const files = (await Promise.all(["dist/constructs", "dist/bindings"].map(filesUnder))).flat();
  for (const file of ["dist/index.js", "dist/index.d.ts", ...files]) {
    if (!/\.(js|d\.ts)$/.test(file) || !existsSync(path.join(ROOT, file))) continue;
    const within = path.relative(DIST, path.join(ROOT, file));
    const text = await readFile(path.join(ROOT, file), "utf8");
    await writeWhole(path.join(DIST, "cdktn", within), forCdktn(text, path.dirname(within)));
  }
}

/** One compiled file for `cdktn`. `folder` is where it lies under `dist`. */
export function forCdktn(text: string, folder: string): string {
  return text
    .replace(/^\/\/# sourceMappingURL=.*$/m, "")
    .replace(
      /((?:\brequire\(|\bimport\(|\bfrom\s+|\bimport\s+)["'])([^"']+)(["'])/g,
      (_whole, before: string, specifier: string, after: string) => {
        return before + specifierForCdktn(specifier, folder) + after;
      },
    );
}

function specifierForCdktn(specifier: string, folder: string): string {
  if (specifier === "cdktf" || specifier.startsWith("cdktf/")) return specifier.replace("cdktf", "cdktn");
  if (!specifier.startsWith(".")) return specifier;
  const [top = ""] = path.posix.join(folder, specifier).split("/");
  // Shared modules stay where they are, one folder further up from the copy.
  return TWICE.includes(top) ? specifier : path.posix.join("..", specifier);
}
