import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { API_DOCS, apiDocs } from "../generate-api-docs";
import type { Check } from "./check";

/** The reference of the library is what its docstrings say, wherever it is made. */
export const apiDocsFresh: Check = {
  name: "api-docs",
  what: "docs/api is what the docstrings say",
  async run(say) {
    const fresh = await apiDocs(say);
    const kept = (await readdir(API_DOCS, { recursive: true }))
      .filter((file) => file.endsWith(".md"))
      .map((file) => file.split(path.sep).join("/"));
    const stale: string[] = [];
    for (const file of [...new Set([...fresh.keys(), ...kept])].sort()) {
      const text = await readFile(path.join(API_DOCS, file), "utf8").catch(() => undefined);
      if (text !== fresh.get(file)) stale.push(file);
    }
    say(`${fresh.size} pages`);
    if (fresh.size === 0) throw new Error("no page was made");
    if (stale.length > 0) throw new Error(`npx tsx scripts/generate-api-docs.ts makes these anew: ${stale.join(", ")}`);
  },
};
