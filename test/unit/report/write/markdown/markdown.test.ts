import { rulesOf } from "../../../../../src/report/judge/rules";
import { planReport } from "../../../../../src/report/plan-report";
import { COMMENT_MARKER, MAX_REPORT_BYTES } from "../../../../../src/report/write/markdown/markdown";
import {
  A,
  B,
  bytes,
  change,
  creation,
  deletion,
  held,
  planOf,
  textOf,
  UNKNOWN_AT_CREATION,
  update,
  wanted,
} from "../../plan-json";

const SECRET = "s3cret-value";

/** A row of the report's table, by its address. */
function cells(text: string, address: string): string[] {
  const row = text.split("\n").find((line) => line.startsWith(`| \`${address}\``));
  return row === undefined
    ? []
    : row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
}

test("the marker, then the verdict", () => {
  expect(
    textOf([planOf([creation()])])
      .split("\n")
      .slice(0, 2),
  ).toEqual([COMMENT_MARKER, "## ✅ GreenVN plan: gates passed"]);
  expect(textOf([planOf([deletion()])], { failOn: ["delete"], maxCharges: 0 })).toMatch(
    /^<!-- greenvn-plan-report -->\n## ❌ GreenVN plan: FAILED: delete\n/,
  );
});

test("an incomplete plan that may pass says so in the verdict", () => {
  const text = textOf([planOf([], { complete: false })], { allowIncomplete: true });
  expect(text).toContain("## ⚠️ GreenVN plan: gates passed, but the plan is incomplete\n");
  expect(text).toContain("**The plan is incomplete: ");
  expect(text.indexOf("**The plan is incomplete: ")).toBeLessThan(text.indexOf("| Gate |"));
});

test("one row tells address, action, id, numbers and calls", () => {
  const preferences = { greenvn: null, region: "MH", number_type: null, pin_code: null };
  const text = textOf([
    planOf([
      update(
        { green_vn: undefined, preferences },
        { unknown: { green_vn: true }, entry: { previous_address: "greenvn_allocation.old" } },
      ),
    ]),
  ]);
  expect(cells(text, "greenvn_allocation.support")).toEqual([
    "`greenvn_allocation.support` (was `greenvn_allocation.old`)",
    "update in place: preferences.region (none) → `MH`",
    "`gvn-1` unchanged",
    `\`${A}\` **given up**`,
    "(known after apply), preferred `MH`",
    "1 vn",
  ]);
});

test("a number that -replace or a tainted object releases is named", () => {
  const entry = change({
    actions: ["delete", "create"],
    before: held(),
    after: wanted(),
    unknown: UNKNOWN_AT_CREATION,
    entry: { action_reason: "replace_by_request" },
  });
  expect(textOf([planOf([entry])])).toContain(
    `- \`greenvn_allocation.support\`, \`${A}\`: -replace on the command line; to keep the number, plan without -replace`,
  );
});

test.each([
  [
    ["connection_id"],
    "`connection_id`; to keep the number, write connection\\_id = `support` again, or add connection\\_id to lifecycle.ignore\\_changes",
  ],
  [
    ["deallocation_policy", "duration"],
    "`deallocation_policy.duration`; to keep the number, write the old duration (none) again",
  ],
  [["flow_id"], "`flow_id`; to keep the number, write flow\\_id = (none) again, or leave flow\\_id out"],
])("what forces a replacement, and how to keep the number: %p", (path, expected) => {
  const entry = change({
    actions: ["delete", "create"],
    before: held(),
    after: wanted({ connection_id: "other" }),
    unknown: UNKNOWN_AT_CREATION,
    change: { replace_paths: [path] },
  });
  expect(textOf([planOf([entry])])).toContain(expected);
});

describe("what may not be printed", () => {
  const markdownAndJson = (plan: unknown, flags = {}) =>
    ["markdown", "json"].map((format) => textOf([plan], flags, format as "json")).join("\n");

  test.each<[string, Record<string, unknown>]>([
    [
      "an attribute that is not listed",
      update({ api_token: SECRET, future_attribute: SECRET, aparty_numbers: [SECRET] }),
    ],
    ["PINs", update({ aparty_pins: [987654321] }, { was: { aparty_pins: [987654322] } })],
    ["triggers", update({ rotation_triggers: { reason: SECRET } })],
    [
      "a masked value",
      update(
        { connection_id: SECRET },
        {
          was: { connection_id: `${SECRET}-old` },
          masks: { before: { connection_id: true }, after: { connection_id: true } },
        },
      ),
    ],
    ["a value masked on one side", update({ green_vn: SECRET }, { masks: { after: { green_vn: true } } })],
    [
      "a value whose parent is masked",
      update(
        { preferences: { greenvn: SECRET, region: SECRET, number_type: null, pin_code: SECRET } },
        { masks: { after: { preferences: true } } },
      ),
    ],
    [
      "values that are all masked",
      update({ green_vn: SECRET, id: SECRET, connection_id: SECRET, flow_id: SECRET }, { masks: { after: true } }),
    ],
    [
      "what masks and forces a replacement",
      change({
        actions: ["delete", "create"],
        before: held({ connection_id: SECRET }),
        after: wanted(),
        unknown: UNKNOWN_AT_CREATION,
        masks: { before: { connection_id: true } },
        change: { replace_paths: [["connection_id"]] },
      }),
    ],
  ])("%s", (_what, entry) => {
    const printed = markdownAndJson(planOf([entry]));
    expect(printed).not.toContain(SECRET);
    expect(printed).not.toContain("98765432");
  });

  test("a literal token", () => {
    const configuration = {
      provider_config: { greenvn: { name: "greenvn", expressions: { api_token: { constant_value: SECRET } } } },
      root_module: {},
    };
    const printed = markdownAndJson(planOf([], { configuration }));
    expect(printed).not.toContain(SECRET);
    expect(printed).toContain("is written in clear text in the provider configuration");
  });

  test("outputs, unless they are numbers or ids that stand there anyway", () => {
    const output = (before: unknown, after: unknown, more = {}) => ({
      actions: ["update"],
      before,
      after,
      after_unknown: false,
      before_sensitive: false,
      after_sensitive: false,
      ...more,
    });
    const outputs = {
      number: output(A, B),
      secret: output(SECRET, `${SECRET}2`),
      hidden: output(A, B, { before_sensitive: true, after_sensitive: true }),
      nested: output({ a: SECRET }, [SECRET]),
      later: output(A, null, { after_unknown: true }),
    };
    const printed = textOf([planOf([update({ green_vn: B })], { output_changes: outputs })]);
    expect(printed).not.toContain(SECRET);
    for (const line of [
      `- \`number\`: \`${A}\` → \`${B}\``,
      "- `secret`: `update`",
      "- `hidden`: `update`",
      "- `nested`: `update`",
      `- \`later\`: \`${A}\` → (known after apply)`,
    ])
      expect(printed).toContain(line);
  });

  test.each([
    ["within a key", "for-9876543210-x"],
    ["after a year", "trip-2024-9876543210"],
    ["after what a UUID might hold", "team-beef-9876543210"],
    ["with groups", "+91 98765-43210"],
    ["longer than any number", "98765432109876543210"],
  ])("numbers in names, with --mask: %s", (_where, text) => {
    const policy = {
      exempt: [{ id: "gvn-1", address: `greenvn_allocation.x["${text}"]`, reason: `agreed with ${text}` }],
    };
    const plan = planOf([deletion({ address: `greenvn_allocation.x["${text}"]`, was: { connection_id: text } })]);
    const named = [{ name: `plan-${text}.json`, json: bytes(plan), planFile: null }];
    for (const format of ["markdown", "json"] as const) {
      const report = planReport(named, rulesOf({ mask: true, failOn: ["delete"] }, policy), format);
      expect(report).toMatchObject({ kind: "report", passed: true });
      expect(report.kind === "report" && report.text.replace(/[\da-f]{64}/g, "")).not.toMatch(/76543|98765-43210/);
    }
  });

  test("a UUID is no number", () =>
    expect(
      textOf(
        [
          planOf([
            deletion({
              was: { connection_id: "6f1c7a52-0c4e-4e0c-9f0e-123456789012" },
              entry: { previous_address: "a.6f1c7a52-0c4e-4e0c-9f0e-123456789012" },
            }),
          ]),
        ],
        { mask: true },
      ),
    ).toContain("9f0e-123456789012"));

  test("whole numbers, with --mask", () => {
    const preferences = { greenvn: B, region: null, number_type: null, pin_code: null };
    const drift = [update({ green_vn: B }, { was: { green_vn: A } })];
    const printed = markdownAndJson(
      planOf(
        [
          update(
            { green_vn: B, preferences, connection_id: "c-917205827365" },
            { address: `greenvn_allocation.x["${A}"]` },
          ),
        ],
        { resource_drift: drift },
      ),
      { mask: true },
    );
    expect(printed).not.toMatch(/720582/);
    expect(printed).toContain("+91******7365");
  });
});

describe("hostile text", () => {
  const hostile =
    "x`|\n| forged | row |\n\n# heading <script>alert(1)</script> @everyone https://example.com \u202e ```";
  const text = textOf(
    [
      planOf(
        [
          creation({ address: hostile, declared: { connection_id: hostile } }),
          change({
            address: hostile,
            actions: ["delete", "create"],
            before: held({ id: hostile, green_vn: hostile }),
            after: wanted({
              connection_id: hostile,
              preferences: { greenvn: hostile, region: hostile, number_type: hostile, pin_code: hostile },
            }),
            unknown: UNKNOWN_AT_CREATION,
            entry: { action_reason: hostile, previous_address: hostile, deposed: hostile },
            change: { replace_paths: [[hostile]], importing: { id: hostile } },
          }),
          update({}, { address: hostile, actions: [hostile] }),
          deletion({ address: hostile, actions: ["forget"], entry: { action_reason: hostile } }),
        ],
        {
          terraform_version: hostile,
          resource_drift: [update({ green_vn: hostile }, { address: hostile })],
          output_changes: { [hostile]: { actions: [hostile], before: hostile, after: hostile } },
          configuration: { provider_config: { [hostile]: { name: "greenvn", expressions: { api_token: {} } } } },
        },
      ),
    ],
    { failOn: ["replace", "delete"] },
    "markdown",
    { exempt: [{ id: "gvn-1", address: hostile, reason: hostile }] },
  );

  test("starts no line, cell, heading or block of its own", () => {
    expect(text).not.toContain("\n# heading");
    expect(text).not.toContain("| forged |");
    expect(text).not.toContain("```");
    for (const line of text.split("\n").filter((row) => row.startsWith("| `"))) expect(line.split("|")).toHaveLength(8);
  });

  test("stands in code spans only", () => {
    const outside = text.replace(/`[^`\n]*`/g, "");
    for (const sign of ["<script>", "@everyone", "https:", "\u202e"]) expect(outside).not.toContain(sign);
  });
});

describe("size", () => {
  const many = (count: number, address: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => {
      const was = {
        id: `gvn-${index}`,
        green_vn: `+9172${String(index).padStart(8, "0")}`,
        connection_id: `c-${index}`,
        aparty_numbers: [`+9190${String(index).padStart(8, "0")}`],
      };
      const preferences = { greenvn: null, region: "MH", number_type: null, pin_code: null };
      return update(
        { ...was, green_vn: undefined, preferences },
        { was, address: address(index), unknown: { green_vn: true } },
      );
    });

  test.each<[string, (index: number) => string]>([
    ["700 changed resources", (index) => `module.numbers["in"].greenvn_allocation.desk["${index}"]`],
    ["addresses of three bytes a character", (index) => `greenvn_allocation.desk["${"दिल्ली".repeat(30)}-${index}"]`],
  ])("%s: at most 60,000 bytes, cut by whole rows and saying so", (_what, address) => {
    const plan = planOf([...many(700, address), deletion({ address: "greenvn_allocation.last" })], {
      resource_drift: many(200, address),
      output_changes: Object.fromEntries(
        many(200, address).map((_, index) => [`o${index}`, { actions: ["update"], before: A, after: B }]),
      ),
    });
    const text = textOf([plan], { failOn: ["delete", "replace"], maxCharges: 10 });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_REPORT_BYTES);
    expect(text).toMatch(/\*\*\d+ more rows left out\*\*/);
    expect(text).toContain("**Charged calls: 700**");
    expect(cells(text, "greenvn_allocation.last")[2]).toBe("`gvn-1` RELEASED");
    for (const line of text.split("\n").filter((row) => row.startsWith("| `"))) expect(line.split("|")).toHaveLength(8);
    expect(text).toMatch(/JSON SHA-256 `[0-9a-f]{64}`\n$/);
  });

  test("500 changes of a number: a comment that begins with what is lost, and html and json whole", () => {
    const changes = many(500, (index) => `greenvn_allocation.desk["${index}"]`);
    const plan = planOf([
      ...Array.from({ length: 200 }, (_, index) => creation({ address: `greenvn_allocation.a["${index}"]` })),
      ...changes,
    ]);
    const comment = textOf([plan]);
    expect(Buffer.byteLength(comment)).toBeLessThan(60_000);
    const [first, second] = comment.split("\n").filter((line) => line.startsWith("| `"));
    expect([first, second].map((row) => row?.split(" | ")[3])).toEqual([
      "`+917200000000` **given up**",
      "`+917200000001` **given up**",
    ]);
    expect(comment).toContain("## ⚠️ GreenVN plan: gates passed, but 500 numbers are given up for other ones\n");
    expect(comment.indexOf("**Given up** (500)")).toBeLessThan(700);
    // The harmless end gives way first: no creation takes the place of a loss.
    expect(comment).toMatch(/\*\*\d+ more rows left out\*\*[^]*\*\*Charged, and nothing given up\*\* \(200\)/);
    expect(comment).toContain("**200 more rows left out**");
    for (const format of ["html", "json", "terminal"] as const) {
      const whole = textOf([plan], {}, format);
      for (const index of [0, 250, 499]) expect(whole).toContain(`+9172${String(index).padStart(8, "0")}`);
    }
  });

  test("rows of huge texts hide no other one", () => {
    const big = "\u{1f600}".repeat(5_000);
    const preferences = { greenvn: big, region: big, number_type: big, pin_code: big };
    const huge = Array.from({ length: 30 }, (_, index) =>
      update(
        { green_vn: undefined, connection_id: big, preferences },
        {
          address: `${big}${index}`,
          entry: { previous_address: big },
          was: { id: big, green_vn: big },
          unknown: { green_vn: true },
        },
      ),
    );
    const real = update({ green_vn: B }, { address: "greenvn_allocation.real" });
    expect(cells(textOf([planOf([...huge, real])]), "greenvn_allocation.real")[3]).toBe(`\`${A}\` **given up**`);
  });

  test("a thousand plans", () => {
    const text = textOf(
      Array.from({ length: 1_000 }, () => planOf([deletion()])),
      { failOn: ["delete"] },
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_REPORT_BYTES);
    expect(text).toContain("- and 995 more, see below\n");
  });
});
