import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { PROMISES } from "../../../scripts/test-terraform/promises";
import { outcomeOf, said } from "../../../scripts/test-terraform/run-promises";

const test1 = (fullName: string, status: string) => ({ fullName, status });

test("what passed, was skipped and failed is counted and named; a file that could not be run failed", () => {
  const outcome = outcomeOf(
    { product: "tofu", version: "1.12.6" },
    {
      testResults: [
        { name: "/a.test.ts", message: "", assertionResults: [test1("a", "passed"), test1("b", "pending")] },
        { name: "/b.test.ts", message: "", assertionResults: [test1("c", "failed"), test1("d", "passed")] },
        { name: "/c.test.ts", message: "it does not compile", assertionResults: [] },
      ],
    },
  );
  expect(said(outcome)).toEqual([
    "tofu 1.12.6: 2 passed, 1 skipped, 2 failed",
    "  skipped: b",
    "  failed: c",
    "  failed: c.test.ts",
  ]);
});

test.each(PROMISES)("the file that holds %s is there", (name) =>
  expect(existsSync(path.join(ROOT, "test", "e2e", `${name}.test.ts`))).toBe(true),
);
