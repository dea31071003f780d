import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { STORIES } from "../test/support/wire-stories";
import { GOLDEN_WIRE, record, wireFileOf } from "../test/support/wire-stories/golden";
import { build } from "./build";

/**
 * Records the answers of the built provider to the calls of test/golden/wire anew.
 * Usage: tsx scripts/make-golden-wire.ts [NAME...]
 */
async function main(names: readonly string[]): Promise<void> {
  await mkdir(GOLDEN_WIRE, { recursive: true });
  await build(["provider"]);
  for (const story of STORIES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const { text, calls, charged } = await record(story);
    if (charged !== story.charged) throw new Error(`${story.name} was charged ${charged} calls, not ${story.charged}`);
    await writeFile(wireFileOf(story.name), text);
    console.log(`${story.name}: ${calls} calls`);
  }
  const wanted = new Set(STORIES.map(({ name }) => wireFileOf(name)));
  for (const file of (await readdir(GOLDEN_WIRE)).map((name) => path.join(GOLDEN_WIRE, name)))
    if (!wanted.has(file)) await rm(file);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
