import { bugDiagnostic, framesOf } from "../../../../src/plugin/engine/bug-report";

test("a bug is reported where the provider's repository is", () => {
  expect(
    bugDiagnostic(
      { address: "registry.terraform.io/cdktf-greenvn/greenvn", version: "0.1.0" },
      "error",
      "Could not",
      "So.",
    ).detail,
  ).toContain("https://github.com/cdktf-greenvn/terraform-provider-greenvn/issues");
});

test("frames are names of files and lines, whatever the message looks like", () => {
  const error = new Error("first\n    at secret (/home/secret.js:1:1)\n    at token:12:34");
  expect(framesOf(error).length).toBeGreaterThan(0);
  expect(framesOf(error).every((line) => /^[^/\s]+:\d+:\d+$/.test(line))).toBe(true);
  expect(framesOf(error).join()).not.toMatch(/secret|token/);
});

test.each([undefined, null, "text", 7, { stack: "    at x:1:1" }])("no frames of %j", (thrown) =>
  expect(framesOf(thrown)).toEqual([]),
);
