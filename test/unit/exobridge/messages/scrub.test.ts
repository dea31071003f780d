import fc from "fast-check";
import { createScrub, LONGEST_MESSAGE } from "../../../../src/exobridge/messages/scrub";
import { anyText } from "../../../support/random/any-text";

const KEY = "acme";
const TOKEN = 's3cret/+&<">tøken?';
const BASIC = Buffer.from(`${KEY}:${TOKEN}`).toString("base64");
const scrub = createScrub(KEY, TOKEN);

test.each<[string, string]>([
  ["the token", TOKEN],
  ["the token in other case", TOKEN.toUpperCase()],
  ["the header", `Authorization: Basic ${BASIC}`],
  ["its base64", BASIC],
  ["its base64 without padding", BASIC.replace(/=+$/, "")],
  ["its base64 for URLs", Buffer.from(`${KEY}:${TOKEN}`).toString("base64url")],
  ["the token's own base64", Buffer.from(TOKEN).toString("base64")],
  ["the token in a URL", encodeURIComponent(TOKEN)],
  ["the token in JSON", JSON.stringify(TOKEN)],
  ["the token in HTML", "s3cret/+&amp;&lt;&quot;&gt;tøken?"],
  ["the token in hex", Buffer.from(TOKEN).toString("hex")],
  ["the token with control characters strewn in", [...TOKEN].join("\u0000")],
  ["the token with terminal escapes strewn in", [...TOKEN].join("\u001b[31m")],
  ["the token with invisible characters strewn in", [...TOKEN].join("\u200b")],
])("%s is not shown", (_name, echo) => {
  const shown = scrub(`you sent ${echo} just now`);
  expect(shown).toContain("[secret]");
  expect(shown).toMatch(/^you sent .* just now$/);
  for (const part of ["s3cret", "tøken", BASIC.slice(0, 8), Buffer.from(TOKEN).toString("hex").slice(0, 8)])
    expect(shown.toLowerCase()).not.toContain(part.toLowerCase());
});

test("a terminal escape that would swallow a piece of the token does not leave the rest", () =>
  expect(scrub(`you sent \u001b[${TOKEN}`)).not.toContain("3cret/"));

test("PINs of the request are not shown, and other numbers are", () => {
  expect(scrub("PIN 1234 is taken, 12345 and 91234 are not; 77, 001234", [1234, 77])).toBe(
    "PIN [secret] is taken, 12345 and 91234 are not; [secret], [secret]",
  );
});

test("where PINs are in force that stand nowhere, whatever may be one is not shown, and numbers in E.164 are", () => {
  expect(scrub("PIN 1234, pin-77 and a9 of +917205827365; 0, and 123456789012", "untold")).toBe(
    "PIN [secret], pin-[secret] and a[secret] of +917205827365; [secret], and [secret]",
  );
});

test.each<[string, string, string]>([
  ["terminal escapes", "a\u001b[31mred\u001b[0m\u001b]8;;http://evil\u0007link", "aredlink"],
  ["C0 and C1 controls", "a\u0000b\u0007c\u0085d\u009be", "abcde"],
  ["bidirectional overrides", "a\u202eb\u2066c\u2069d", "abcd"],
  ["line breaks", "one\r\ntwo\u2028three", "one two three"],
  ["lone surrogates", "a\ud800b", "ab"],
])("%s are taken out", (_name, text, expected) => expect(scrub(text)).toBe(expected));

test("a long message is cut, and no secret is half shown at the cut", () => {
  const shown = scrub("x".repeat(LONGEST_MESSAGE - 5) + TOKEN);
  expect([...shown]).toHaveLength(LONGEST_MESSAGE);
  expect(shown).not.toContain("s3");
});

test("a mebibyte of hostile text is done with quickly", () => {
  const startedAt = performance.now();
  for (const unit of ["\u001b[", "\u001b]", "Basic ", " ", "a", "s3cret/+", "0"])
    scrub(unit.repeat(1_000_000 / unit.length), [1, 22, 333]);
  expect(performance.now() - startedAt).toBeLessThan(3000);
});

test("credentials that are empty, or hold what patterns are made of, do no harm", () => {
  expect(createScrub("", "")("all of this is shown")).toBe("all of this is shown");
  expect(createScrub("k", ".*")("not this .* but this")).toBe("not this [secret] but this");
  expect(createScrub("k", "\ud800")("fine")).toBe("fine");
});

test("whatever surrounds it, the token is not shown and nothing steers a terminal", () =>
  fc.assert(
    fc.property(
      anyText(),
      anyText(),
      fc.constantFrom(TOKEN, BASIC, encodeURIComponent(TOKEN)),
      (before, after, echo) => {
        const shown = scrub(before + echo + after);
        return !shown.includes(echo) && !/[\p{C}\u2028\u2029]/u.test(shown) && [...shown].length <= LONGEST_MESSAGE;
      },
    ),
  ));
