import { replaced, withoutBlock } from "../../../../src/init/project/edit-text";
import { InitError } from "../../../../src/init/project/init-error";

test("a text is replaced where it stands, with signs of patterns as they are", () =>
  expect(replaced("run: a\n", "run: a", "run: $& $1")).toBe("run: $& $1\n"));

test.each(["never: b", "a a"])("a text that stands there never or twice is refused: %j", (text) =>
  expect(() => replaced(text, "a", "b")).toThrow(InitError),
);

const YAML = `jobs:
  # About one.
  # Further.
  one:
    steps:
      - run: a

      # Within.
      - run: b

  # About two.
  two:
    needs: one
`;

test("a block goes with the comment above it, and leaves the next one's", () =>
  expect(withoutBlock(YAML, "  one:")).toBe("jobs:\n  # About two.\n  two:\n    needs: one\n"));

test("the last block goes", () =>
  expect(withoutBlock(YAML, "  two:")).toBe(YAML.slice(0, YAML.indexOf("\n  # About two."))));

test("an item of a list goes", () =>
  expect(withoutBlock(YAML, "      - run: a")).toBe(YAML.replace("      - run: a\n\n", "")));

test.each(["  three:", "      - run:"])("a block that is there never or twice is refused: %j", (head) =>
  expect(() => withoutBlock(YAML, head)).toThrow(InitError),
);
