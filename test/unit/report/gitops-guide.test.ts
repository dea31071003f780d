import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../../scripts/project";
import { readPolicy } from "../../../src/report/judge/policy";
import { reportOn, rulesFor } from "../../support/plan-scenarios/golden";
import { QUICKSTART } from "../../support/plan-scenarios/quickstart";

const guide = readFileSync(path.join(ROOT, "docs", "guides", "gitops.md"), "utf8");

test("the guide shows the report of the quickstart's change as it is made now", async () => {
  const report = await reportOn([QUICKSTART.name], rulesFor(QUICKSTART), "markdown");
  expect(/```markdown\n([^]*?)```/.exec(guide)?.[1]).toBe(report.kind === "report" ? report.text : report.sentence);
});

test("the guide's policy is one", () => {
  const [, yaml = ""] = /```yaml\n([^]*?)```/.exec(guide) ?? [];
  expect(readPolicy(parse(yaml))).toMatchObject({
    kind: "policy",
    policy: { exempt: [{ address: "greenvn_allocation.trial", stack: "prod" }], price: { currency: "INR" } },
  });
});

test("the example's policy is the one that the guide's report was made by", () => {
  const yaml = readFileSync(path.join(ROOT, "examples", "gitops", ".greenvn-policy.yaml"), "utf8");
  expect(readPolicy(parse(yaml))).toEqual({ kind: "policy", policy: QUICKSTART.policy });
});
