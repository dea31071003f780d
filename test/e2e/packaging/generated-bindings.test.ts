import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { generateBindings } from "../../../scripts/generate-bindings";
import { ROOT } from "../../../scripts/project";

function textsIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(path.join(folder, file), "utf8")]));
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-bindings-"));
  await generateBindings(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["cdktf", "cdktn"])(
  "the bindings for %s are what its generator makes of the provider's schema: npx tsx scripts/generate-bindings.ts",
  (library) => {
    const generated = textsIn(path.join(folder, library));
    expect(Object.keys(generated)).not.toEqual([]);
    expect(textsIn(path.join(ROOT, "src", "bindings", library))).toEqual(generated);
  },
);

test("nothing else lies among them", () => {
  expect(readdirSync(path.join(ROOT, "src", "bindings")).sort()).toEqual(["cdktf", "cdktn", "tsconfig.json"]);
});

test("both libraries get the same classes, with the same members, but for functions, which cdktf does not know", () => {
  const declared = (library: string) =>
    Object.entries(textsIn(path.join(folder, library)))
      .filter(([file]) => file !== "provider-functions.ts")
      .map(([file, text]) => [
        file,
        [...text.matchAll(/^(?:export (?:class|interface|function) \w+| {2}public [\w ]+)/gm)]
          .map(([line]) => line)
          .filter((line) => line !== "  public get functions"),
      ]);
  expect(declared("cdktn")).toEqual(declared("cdktf"));
});
