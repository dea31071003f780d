import { readdir } from "node:fs/promises";
import { STORIES } from "../../support/wire-stories";
import { GOLDEN_WIRE, goldenWire, record } from "../../support/wire-stories/golden";

// Every answer of the built executable to Terraform's calls, whole: whatever changes inside it, these change only on
// purpose. Recorded anew by: npx tsx scripts/make-golden-wire.ts
test.each(STORIES)("what the provider answers: $name", async (story) => {
  const { text, charged } = await record(story);
  expect(text).toBe(await goldenWire(story.name));
  expect(charged).toBe(story.charged);
});

test("no other golden file lies there", async () => {
  expect((await readdir(GOLDEN_WIRE)).sort()).toEqual(STORIES.map(({ name }) => `${name}.json`).sort());
});
