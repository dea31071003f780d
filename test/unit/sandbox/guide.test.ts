import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { DOCUMENTED_STYLE } from "../../../src/sandbox/core/answer-style";
import { ANSWER_KINDS, readFaultRules, RULE_FIELDS } from "../../../src/sandbox/faults/fault-reading";
import { FAULT_BUTTONS } from "../../../src/sandbox/page/fault-buttons";
import { send, startTestSandbox } from "../../support/api/sandbox";

const guide = readFileSync(path.join(ROOT, "docs", "guides", "sandbox.md"), "utf8");

/** The names in the first cells of the rows under a heading. */
function named(heading: string): string[] {
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

test("the guide's faults are such as the sandbox takes", () => {
  const examples = [...guide.matchAll(/^```json\n(.+?)^```/gms)].map(([, text = ""]) => JSON.parse(text) as unknown);
  expect(examples.length).toBeGreaterThan(2);
  for (const example of examples) expect(readFaultRules(example)).toMatchObject({ kind: "rules" });
});

test("the guide names each field of a rule and each kind of an answer", () => {
  expect(
    named("Faults")
      .filter((name) => name !== "kind")
      .sort(),
  ).toEqual([...RULE_FIELDS, ...ANSWER_KINDS].filter((name) => name !== "seed" && name !== "late_ms").sort());
});

test("the guide names each knob of an answer", () => {
  expect(named("Odd answers").sort()).toEqual(
    Object.keys(DOCUMENTED_STYLE)
      .filter((name) => name !== "gone")
      .sort(),
  );
});

test("each control path of the guide is there", async () => {
  const sandbox = await startTestSandbox();
  const paths = named("Control paths");
  expect(paths.length).toBeGreaterThan(8);
  for (const one of paths) {
    const [method = "", target = ""] = one.split(" ");
    if (target === "/_sandbox/events") continue;
    const { status, text } = await send(sandbox, method, target, method === "POST" ? [] : undefined);
    expect([one, status, text]).toEqual([one, expect.any(Number), expect.not.stringContaining("the sandbox has no")]);
  }
  await sandbox.close();
});

test.each(FAULT_BUTTONS.map((button) => [button.label, button] as const))(
  "the page's button %s sets a fault that the sandbox takes",
  (_label, { rules }) => expect(readFaultRules(rules)).toEqual({ kind: "rules", rules }),
);
