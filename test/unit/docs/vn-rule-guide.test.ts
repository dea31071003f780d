import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../scripts/project";
import { decideVn, type VnDecision } from "../../../src/rules/vn-rule";
import { A, B, calls, declaration, type Declares, keeps, pin, refuses, request, wish } from "../rules/declarations";

const GUIDE = readFileSync(path.join(ROOT, "docs", "guides", "vn-rule.md"), "utf8");
const rows = [...GUIDE.matchAll(/^\| (.+) \| (.+) \|$/gm)].slice(1).map(([, change, plan]) => [change, plan]);

interface Row {
  readonly held?: string;
  readonly was: Declares;
  readonly now: Declares;
  readonly got?: Declares;
}

const SAYS: readonly (readonly [change: string, plan: string, row: Row, decision: VnDecision])[] = [
  ["nothing", "is empty", { was: { region: "MU" }, now: { region: "MU" } }, keeps(A)],
  ['`region` from none to `"MU"`', "one charged call", { was: {}, now: { region: "MU" } }, calls()],
  ['`region` from `"MU"` to `"MH"`', "one charged call", { was: { region: "MU" }, now: { region: "MH" } }, calls()],
  [
    "`region` and `number_type` at once",
    "one charged call",
    { was: { region: "MU" }, now: { region: "MH", number_type: "mobile" } },
    calls(),
  ],
  ['`region` from `"MU"` to none', "state only", { was: { region: "MU" }, now: {} }, keeps(A)],
  [
    'that back to `"MU"`, by which `A` was obtained',
    "state only",
    { got: { region: "MU" }, was: {}, now: { region: "MU" } },
    keeps(A),
  ],
  [
    'that back to `"MU"`, where `A` was obtained by something else',
    "one charged call",
    { got: { region: "MH" }, was: {}, now: { region: "MU" } },
    calls(),
  ],
  [
    "`preferences` from anything to `{}`",
    "state only",
    { was: { ...wish(B), region: "MU" }, now: { pin_code: "400001" } },
    keeps(A),
  ],
  [
    "`pin_code` from one to another",
    "state only, with a warning",
    { was: { pin_code: "400001" }, now: { pin_code: "411001" } },
    keeps(A),
  ],
  ["`greenvn` from none to `A`", "state only", { was: {}, now: wish(A) }, keeps(A)],
  [
    "`greenvn` from none to `A`, and `region` beside it",
    "state only",
    { was: {}, now: { ...wish(A), region: "MH" } },
    keeps(A),
  ],
  ["`greenvn` from none to `B`, not strict", "one charged call", { was: {}, now: wish(B) }, calls()],
  ["`greenvn` from none to `B`, strict", "one charged call", { was: {}, now: pin(B) }, calls()],
  [
    "`strictness` from `false` to `true`, with no preferences",
    "state only",
    { was: {}, now: { strict: true } },
    keeps(A),
  ],
  [
    "`strictness` from `false` to `true`, with a region",
    "one charged call",
    { was: { region: "MU" }, now: { region: "MU", strict: true } },
    calls(),
  ],
  ["`strictness` from `false` to `true`, with `greenvn` = `A`", "state only", { was: wish(A), now: pin(A) }, keeps(A)],
  ["`strictness` from `true` to `false`", "state only", { was: pin(A), now: wish(A) }, keeps(A)],
  [
    '`rotation_triggers` from none to `{ leak = "1" }`',
    "one charged call",
    { was: {}, now: { triggers: { leak: "1" } } },
    calls(),
  ],
  [
    '`rotation_triggers` from `{ leak = "1" }` to `{ leak = "2" }`',
    "one charged call",
    { was: { triggers: { leak: "1" } }, now: { triggers: { leak: "2" } } },
    calls(),
  ],
  [
    '`rotation_triggers` from `{ leak = "1" }` to none',
    "state only",
    { was: { triggers: { leak: "1" } }, now: {} },
    keeps(A),
  ],
  [
    "`rotation_triggers` while strictly pinned to `A`",
    "refused",
    { was: pin(A), now: { ...pin(A), triggers: { leak: "1" } } },
    refuses(A),
  ],
  [
    "nothing, but somebody took `B` elsewhere, and `A` is strictly pinned",
    "one charged call",
    { held: B, was: pin(A), now: pin(A) },
    calls(),
  ],
  [
    "nothing, but somebody took `B` elsewhere, and `A` is only wished",
    "state only",
    { held: B, was: wish(A), now: wish(A) },
    keeps(B),
  ],
];

test("the guide has the rows that are held against the rule, and no other", () =>
  expect(rows).toEqual(SAYS.map(([change, plan]) => [change, plan])));

test.each(SAYS)("the guide says of a change of %s: %s", (_change, _plan, { held = A, was, now, got }, decision) => {
  expect(decideVn({ ...declaration(was), green_vn: held }, declaration(now), got ? request(held, got) : null)).toEqual(
    decision,
  );
});
