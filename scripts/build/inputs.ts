import { readFile } from "node:fs/promises";
import path from "node:path";
import { DIST } from "../project";

/** The files that went into the programs that are built: executable, command and page. */
export async function inputsOfPrograms(): Promise<readonly string[]> {
  const records = await Promise.all(
    ["provider", "cli", "page"].map(async (step) => {
      const text = await readFile(path.join(DIST, ".cache", `${step}.json`), "utf8");
      return JSON.parse(text) as { readonly inputs: Readonly<Record<string, string>> };
    }),
  );
  return [...new Set(records.flatMap(({ inputs }) => Object.keys(inputs)))].sort();
}
