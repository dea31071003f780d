import { framesOf } from "../../../../src/plugin/engine/log-thrown";

test("frames are names of files and lines, whatever the message looks like", () => {
  const error = new Error("first\n    at secret (/home/secret.js:1:1)\n    at token:12:34");
  expect(framesOf(error).length).toBeGreaterThan(0);
  expect(framesOf(error).every((line) => /^[^/\s]+:\d+:\d+$/.test(line))).toBe(true);
  expect(framesOf(error).join()).not.toMatch(/secret|token/);
});

test.each([undefined, null, "text", 7, { stack: "    at x:1:1" }])("no frames of %j", (thrown) =>
  expect(framesOf(thrown)).toEqual([]),
);
