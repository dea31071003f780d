import { readFileSync } from "node:fs";
import { GOLDEN_MESSAGES, renderCatalogue, rooms, sampleFiles, withoutSamples } from "./catalogue";

test.each(rooms())("every message of $file has a sample in samples/$samplesFile", ({ exports, samples }) =>
  expect(withoutSamples(exports, samples)).toEqual([]),
);

test("samples lie there for the rooms that there are, and for no others", () =>
  expect(
    rooms()
      .map(({ samplesFile }) => samplesFile)
      .sort(),
  ).toEqual(sampleFiles()));

test("test/golden/messages.md shows what is said now; npx tsx scripts/make-golden-messages.ts writes it anew", () =>
  expect(readFileSync(GOLDEN_MESSAGES, "utf8")).toBe(renderCatalogue()));

test("a message without a sample is named, within a group of messages too", () => {
  const messages = {
    told: () => "",
    untold: () => "",
    LIST: ["a"],
    TEXT: "a",
    group: { told: () => "", other: () => "" },
  };
  expect(withoutSamples(messages, { told: [], group: { told: { "one branch": [] } } })).toEqual([
    "untold",
    "group.other",
  ]);
});
