import fc from "fast-check";
import { runsBackwards, visible } from "../../../../../src/report/write/say/visible";
import { anyText } from "../../../../support/random/any-text";

test.each([
  ["plain", "greenvn_allocation.support", "greenvn_allocation.support"],
  ["a blank cell of braille", "a\u2800b", "a\\u2800b"],
  ["a letter of Cyrillic in a Latin word", "supp\u043ert", "supp\\u043ert"],
  ["a Cyrillic word that reads as a Latin one", "\u0441\u043e\u0440", "\\u0441\\u043e\\u0440"],
  ["a Greek one", "\u03a1\u03bf\u03c4", "\\u03a1\\u03bf\\u03c4"],
  ["a Cyrillic word", "Москва", "Москва"],
  ["Devanagari, with its own marks and digits", "दिल्ली १२", "दिल्ली १२"],
  ["composed letters", "é ü ñ", "é ü ñ"],
  ["a full-width letter", "\uff21", "\\uff21"],
  ["a mathematical letter", "\u{1d400}b", "\\u{1d400}b"],
  ["a dotless i, a phonetic letter", "\u0131 \u0251", "\\u0131 \\u0251"],
  ["a dot that is none", "a\u2024b", "a\\u2024b"],
  ["a dash that passes for a hyphen", "a\u2010b\u2013c\u2212d", "a\\u2010b\\u2013c\\u2212d"],
  ["a bar that passes for one", "a\u01c0b\u2223", "a\\u01c0b\\u2223"],
  ["quotes that passes for plain ones", "\u201ca\u2019", "\\u201ca\\u2019"],
  ["a mark over a letter that it makes none with", "l\u0338", "l\\u0338"],
  ["an enclosing mark", "a\u20dd", "a\\u20dd"],
  ["more marks than any script stacks", `ก${"\u0e49".repeat(6)}`, `ก${"\u0e49".repeat(3)}${"\\u0e49".repeat(3)}`],
  ["300 characters", "x".repeat(300), "x".repeat(300)],
  ["301 characters", "x".repeat(301), `${"x".repeat(300)}…`],
  ["escapes alone", "\u202e".repeat(300), `${"\\u202e".repeat(30)}…`],
])("%s", (_what, text, expected) => expect(visible(text)).toBe(expected));

test("whatever the text, nothing unseen is left, and it stays short", () => {
  fc.assert(
    fc.property(anyText({ maxLength: 400 }), (text) => {
      const shown = visible(text);
      expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u);
      expect(shown.length).toBeLessThanOrEqual(700);
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["שלום", true],
  ["مرحبا", true],
  ["दिल्ली", false],
  ["plain", false],
])("%s runs backwards: %p", (text, expected) => expect(runsBackwards(text)).toBe(expected));
