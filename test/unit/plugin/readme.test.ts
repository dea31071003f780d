import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readmeWithTable, RUNTIME_README, smallestProvider } from "../../support/plugin/conformance";

test("the table of the protocol says what the runtime answers: npx tsx scripts/make-conformance.ts", async () =>
  expect(readFileSync(RUNTIME_README, "utf8")).toBe(await readmeWithTable()));

test("the smallest provider has about 30 lines beside its imports, and reaches into nothing but the runtime", () => {
  const lines = smallestProvider().trimEnd().split("\n");
  expect(lines.filter((line) => !/^(?:import |$)/.test(line)).length).toBeLessThanOrEqual(32);
  expect(
    lines.flatMap((line) => /from "(.+)";/.exec(line)?.[1] ?? []).filter((from) => !from.startsWith("./")),
  ).toEqual([]);
});

test("nothing of this product stands in the runtime, in its names and words as little as in its imports", () => {
  const folder = path.dirname(RUNTIME_README);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(?:ts|proto)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(50);
  const named = files.filter((file) => /greenvn|exotel|exobridge/i.test(readFileSync(path.join(folder, file), "utf8")));
  expect(named).toEqual([]);
});
