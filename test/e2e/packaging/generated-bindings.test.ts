import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { generateBindings } from "../../../scripts/generate-bindings";
import { ROOT } from "../../../scripts/project";

function textsIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

test("the bindings are what the provider's schema gives: npx tsx scripts/generate-bindings.ts", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-bindings-"));
  try {
    await generateBindings(folder);
    expect(textsIn(folder)).toEqual(textsIn(path.join(ROOT, "src", "bindings")));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
