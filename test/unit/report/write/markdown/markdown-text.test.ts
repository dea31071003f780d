import fc from "fast-check";
import { codeSpan, inline } from "../../../../../src/report/write/markdown/markdown-text";
import { name, number, textOf } from "../../../../../src/report/write/say/words";
import { anyText } from "../../../../support/random/any-text";

test.each([
  ["plain", "greenvn_allocation.support", "`greenvn_allocation.support`"],
  ["a pipe", "a|b", "`a\\u007cb`"],
  ["a backtick", "a`b", "`a\\u0060b`"],
  ["a line end", "a\nb\r\nc", "`a\\u000ab\\u000d\\u000ac`"],
  ["a line separator", "a\u2028b", "`a\\u2028b`"],
  ["HTML", "<img src=x onerror=alert(1)>", "`<img src=x onerror=alert(1)>`"],
  ["a mention", "@everyone", "`@everyone`"],
  ["a link", "[x](javascript:alert(1)) https://example.com", "`[x](javascript:alert(1)) https://example.com`"],
  ["reversed writing", "\u202eabc", "`\\u202eabc`"],
  ["what can't be seen", "a\u200b\u00a0\u3164b", "`a\\u200b\\u00a0\\u3164b`"],
  ["a terminal escape", "\u001b[31mred", "`\\u001b[31mred`"],
  ["half a character", "a\ud800b", "`a\\ud800b`"],
  ["outside the first plane", "\u{e0041}", "`\\u{e0041}`"],
  ["spaces at the ends", " a ", "`\\u0020a\\u0020`"],
  ["nothing", "", '`""`'],
  ["other scripts stay", "दिल्ली", "`दिल्ली`"],
  ["more than is shown", "x".repeat(301), `\`${"x".repeat(300)}…\``],
])("%s", (_what, text, expected) => expect(codeSpan(text)).toBe(expected));

test("whatever the text, it is one code span in one line and one cell", () => {
  fc.assert(fc.property(anyText(), (text) => expect(codeSpan(text)).toMatch(/^`[^`|\p{C}\p{Zl}\p{Zp}]+`$/u)));
});

test("words of our own are escaped, words of a plan are quoted", () => {
  expect(inline(["connection_id ", name("a_b*c"), " is ", number({ kind: "unknown" })], false)).toBe(
    "connection\\_id `a_b*c` is (known after apply)",
  );
});

describe("hidden numbers", () => {
  const known = (text: string) => ({ kind: "known", text }) as const;
  test.each([
    ["a number", { kind: "number", shown: known("+917205827365") }, "+91******7365"],
    ["a number without its plus", { kind: "number", shown: known("07205827365") }, "*******7365"],
    [
      "a key that is a number",
      { kind: "name", shown: known('greenvn_allocation.x["+917205827365"]') },
      'greenvn_allocation.x["+91******7365"]',
    ],
    ["a key with bare digits", { kind: "name", shown: known("desk-917205827365") }, "desk-********7365"],
    [
      "an id stays",
      { kind: "id", shown: known("0b8f5656-dcbc-4835-a231-123456789012") },
      "0b8f5656-dcbc-4835-a231-123456789012",
    ],
    [
      "an id among names stays",
      { kind: "name", shown: known("0b8f5656-dcbc-4835-a231-123456789012") },
      "0b8f5656-dcbc-4835-a231-123456789012",
    ],
    ["a region stays", { kind: "name", shown: known("KA") }, "KA"],
  ] as const)("%s", (_what, word, expected) => expect(textOf(word, true)).toBe(expected));
});
