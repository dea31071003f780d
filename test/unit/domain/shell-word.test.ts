import { shellWord } from "../../../src/domain/shell-word";

test.each([
  ["numbers", "numbers"],
  ["a/b-c.d", "a/b-c.d"],
  ["it's ${mine}", `'it'\\''s \${mine}'`],
  ["-x", "./-x"],
  ["", "''"],
])("%j is typed as %s", (word, typed) => expect(shellWord(word)).toBe(typed));
