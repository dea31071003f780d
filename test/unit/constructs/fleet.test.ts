import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import { GreenVnAllocation, GreenVnFleet, type GreenVnFleetProps, type GreenVnFleetRow } from "../../../src";
import { propValue } from "../../../src/constructs/fleet/cell";
import { constructIdOf } from "../../../src/constructs/fleet/keys";
import { type Written } from "../../../src/row-files/row-file";
import { type Json, newStack, PARTIES, problemsOf, synth, synthOf } from "./synth";

const folder = mkdtempSync(path.join(os.tmpdir(), "greenvn-fleet-"));
const cwd = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return name;
}

/** What the fleet's allocations are in the JSON, without names that are made up, in the order of the rows. */
function allocationsOf(props: GreenVnFleetProps): Json[] {
  const json = synthOf((stack) => void new GreenVnFleet(stack, "fleet", props));
  return Object.values(json.resource?.["greenvn_allocation"] ?? {}).map(
    ({ connection_id: _name, lifecycle: _lifecycle, ...rest }) => rest,
  );
}

const problems = (props: unknown): string[] =>
  problemsOf((stack) => void new GreenVnFleet(stack, "fleet", props as GreenVnFleetProps));

const A = "+919876543210";
const B = "+919812345678";
const NO_ROW =
  "from: holds no row, which would destroy every allocation of the fleet; to mean that, remove the fleet itself";
const ROW = { aparty_numbers: [A], bparty_numbers: [B] };

const EVERYTHING = {
  aparty_numbers: [A, "+919876543211"],
  bparty_numbers: [B],
  preferences: { greenvn: "+917205827365", number_type: "mobile", pin_code: "0560001", region: "MH" },
  strictness: false,
  usage: "oneway",
  rotation_triggers: { quarter: "2026", reason: "lost, again" },
  aparty_pins: [4711, 4712],
  deletion_protection: true,
};

test.each<[string, string, string]>([
  [
    "CSV",
    "all.csv",
    "key,aPartyNumbers,bPartyNumbers,number,numberType,pinCode,region,strict,usage,rotateOn,aPartyPins,deletionProtection,outputs\n" +
      `a,${A} +919876543211,${B},+917205827365,mobile,0560001,MH,FALSE,oneway,"quarter=2026; reason = lost, again",4711;4712,true,false\n`,
  ],
  [
    "YAML",
    "all.yaml",
    `- key: a\n  aPartyNumbers: [${A}, '+919876543211']\n  bPartyNumbers:\n    - ${B}\n  number: +917205827365\n  numberType: mobile\n` +
      "  pinCode: 0560001\n  region: MH\n  strict: false\n  usage: oneway\n  rotateOn: { quarter: 2026, reason: 'lost, again' }\n" +
      "  aPartyPins: [4711, 4712]\n  deletionProtection: true\n  outputs: false\n",
  ],
  [
    "JSON",
    "all.json",
    JSON.stringify([
      {
        key: "a",
        aPartyNumbers: [A, "+919876543211"],
        bPartyNumbers: [B],
        number: "+917205827365",
        numberType: "mobile",
        pinCode: "0560001",
        region: "MH",
        strict: false,
        usage: "oneway",
        rotateOn: { quarter: 2026, reason: "lost, again" },
        aPartyPins: [4711, 4712],
        deletionProtection: true,
        outputs: false,
      },
    ]),
  ],
])("a row of %s is an allocation, with every kind of prop", (_kind, name, text) => {
  expect(allocationsOf({ from: file(name, text) })).toEqual([EVERYTHING]);
});

test("a number is taken where one is meant, and digits where a text is", () => {
  const cell = (text: string): Written => ({ kind: "text", text });
  const digits = (source: string): Written => ({ kind: "plain", source, value: Number(source) });
  expect(["3", "0"].map((text) => propValue("number", cell(text)))).toEqual([3, 0]);
  // Handed on as they stand, to be refused by name.
  const refused = ["03", "+3", "-3", "3.0", "3e2", "0x3", "9007199254740993", " "];
  expect(refused.map((text) => propValue("number", cell(text)))).toEqual(refused);
  expect(refused.map((text) => propValue("pins", { kind: "list", items: [digits(text)] }))).toEqual(
    refused.map((text) => [text]),
  );
  expect(["007", "+919876543210", "1e5"].map((source) => propValue("text", digits(source)))).toEqual([
    "007",
    "+919876543210",
    "1e5",
  ]);
  expect(propValue("texts-by-key", cell("a=1; a=2"))).toBe("a=1; a=2");
});

test("an object of rows has each by its name", () =>
  expect(
    Object.keys(
      synthOf(
        (stack) =>
          void new GreenVnFleet(stack, "fleet", {
            from: file("named.yaml", `pune: { aPartyNumbers: [${A}], bPartyNumbers: [${B}] }\n`),
          }),
      ).output ?? {},
    ),
  ).toEqual(["fleet_pune_allocation_id", "fleet_pune_green_vn"]));

test("defaults stand where a row is silent or empty", () =>
  expect(
    allocationsOf({
      from: file("defaults.csv", "key,aPartyNumbers,bPartyNumbers,region\na,,,\nb,+919876543211,,KL\n"),
      defaults: { ...PARTIES, region: "MH", usage: "oneway", outputs: false },
    }),
  ).toEqual([
    { ...ROW, preferences: { region: "MH" }, usage: "oneway" },
    { ...ROW, aparty_numbers: ["+919876543211"], preferences: { region: "KL" }, usage: "oneway" },
  ]));

test("another column is the key, and some are for people alone", () =>
  expect(
    allocationsOf({
      from: file("other.csv", `driver;aPartyNumbers;bPartyNumbers;notes\n7;${A};${B};\${harmless}\n`),
      key: "driver",
      ignore: ["notes"],
    }),
  ).toEqual([ROW]));

test("the name that is given may be the key too", () => {
  const stack = newStack();
  const fleet = new GreenVnFleet(stack, "fleet", {
    from: [{ ...PARTIES, connectionId: "driver-42" }],
    key: "connectionId",
  });
  expect(synth(stack).resource?.["greenvn_allocation"]).toMatchObject({
    [fleet.get("driver-42").resource.friendlyUniqueId]: { connection_id: "driver-42" },
  });
});

test("rows of a program hold tokens, and depend on others", () => {
  const json = synthOf((stack) => {
    const number = new TerraformVariable(stack, "number", { type: "string" });
    new GreenVnFleet(stack, "fleet", {
      from: [{ key: "a", ...PARTIES, number: number.stringValue, strict: true }],
      defaults: { dependsOn: [number], outputs: false },
    });
  });
  expect(Object.values(json.resource?.["greenvn_allocation"] ?? {})).toMatchObject([
    { preferences: { greenvn: "${var.number}" }, strictness: true, depends_on: ["var.number"] },
  ]);
});

test("get finds an allocation by its key, and names the nearest where there is none", () => {
  const fleet = new GreenVnFleet(newStack(), "fleet", {
    from: [
      { key: "pune-day", ...PARTIES },
      { key: "caf\u00e9", ...PARTIES },
    ],
  });
  expect(fleet.get("pune-day")).toBe(fleet.allocations.get("pune-day"));
  expect(fleet.get("cafe\u0301")).toBe(fleet.allocations.get("caf\u00e9"));
  expect([...fleet.allocations.keys()]).toEqual(["pune-day", "caf\u00e9"]);
  expect(() => fleet.get("pune-dya")).toThrow(
    new Error('test/fleet: no row has the key "pune-dya"; did you mean "pune-day"?'),
  );
  expect(() => fleet.get("constructor")).toThrow(new Error('test/fleet: no row has the key "constructor"'));
  expect(() => new GreenVnFleet(newStack(), "fleet", { from: "gone.csv" }).get("a")).toThrow(
    new Error('test/fleet: no row has the key "a"\n  gone.csv: could not be read: ENOENT: no such file or directory'),
  );
});

test("a fleet is told from whatever else there is", () => {
  const fleet = new GreenVnFleet(newStack(), "fleet", { from: [{ key: "a", ...PARTIES }] });
  expect(GreenVnFleet.isGreenVnFleet(fleet)).toBe(true);
  expect(GreenVnAllocation.isGreenVnAllocation(fleet)).toBe(false);
  expect(GreenVnAllocation.isGreenVnAllocation(fleet.get("a"))).toBe(true);
  for (const other of [fleet.get("a"), {}, null, "fleet"]) expect(GreenVnFleet.isGreenVnFleet(other)).toBe(false);
});

test("where a row stands means nothing, in whatever order", () => {
  const rows = Array.from({ length: 50 }, (_, at): GreenVnFleetRow => ({
    key: `driver-${at}`,
    ...PARTIES,
    region: at % 2 === 0 ? "MH" : "KL",
  }));
  const jsonOf = (from: readonly GreenVnFleetRow[]) =>
    synthOf((stack) => void new GreenVnFleet(stack, "fleet", { from }));
  const sorted = jsonOf(rows);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: 50 }), (shuffled) => expect(jsonOf(shuffled)).toEqual(sorted)),
    { numRuns: 5 },
  );
});

const NEAR_KEYS = [
  "a-b",
  "a_b",
  "a.b",
  "a b",
  "a/b",
  "a--b",
  "ab",
  "A-B",
  "a\u0301b",
  "\u00e1b",
  "7",
  "07",
  "-7",
  "default",
  "Default",
  "Resource",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "\u0926\u093f\u0932\u094d\u0932\u0940",
  "\u6771\u4eac",
  "x".repeat(200),
  "x".repeat(199),
  "[0]",
  '"',
  "'",
  "\\",
  "a_green_vn",
  "node",
].filter((key) => key !== "a\u0301b");

test("keys that are nearly one, or odd, are allocations, names and outputs of their own", () => {
  const json = synthOf(
    (stack) => void new GreenVnFleet(stack, "fleet", { from: NEAR_KEYS.map((key) => ({ key, ...PARTIES })) }),
  );
  const all = Object.entries(json.resource?.["greenvn_allocation"] ?? {});
  expect(all).toHaveLength(NEAR_KEYS.length);
  expect(new Set(all.map(([, { connection_id: name }]) => name)).size).toBe(NEAR_KEYS.length);
  expect(Object.keys(json.output ?? {})).toHaveLength(2 * NEAR_KEYS.length);
  for (const [name] of all) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
  for (const name of Object.keys(json.output ?? {})) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
});

test("different keys have different ids, and what CDKTF would not keep apart is never one", () =>
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
      const [first, second] = [constructIdOf(one), constructIdOf(other)];
      expect(first === second).toBe(one.normalize("NFC") === other.normalize("NFC"));
      expect(first).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]*$/);
    }),
  ));

test("a key's id never changes: it is a part of every address and name", () =>
  expect(["pune-day", "a b", "Default", "\u0926\u093f\u0932\u094d\u0932\u0940"].map(constructIdOf))
    .toMatchInlineSnapshot(`
    [
      "pune-day",
      "a_b--c8687a08aa",
      "Default--21b111cbfe",
      "row--4210381244",
    ]
  `));

describe("what is wrong is told with file, line and column, all at once", () => {
  test("values, keys and columns of a CSV", () =>
    expect(
      problems({
        from: file(
          "wrong.csv",
          "\uFEFFkey,aPartyNumbers,bPartyNumbers,regoin,number,strict\r\n" +
            `a,"${A}\r\n+919876543211",${B},MH,917205827365,yes\r\n` +
            "\r\n" +
            `a,${A},${B},,,\r\n` +
            `,${A},${B},,,\r\n` +
            `b,${A}\r\n` +
            `c,,${B},,9.19E+11,\r\n` +
            `d,+91 98765 43210,${B},,"=HYPERLINK(""x"")",\r\n` +
            `e,${A},${B},,\${var.x},\r\n`,
        ),
      }),
    ).toMatchInlineSnapshot(`
      [
        "[test/fleet] wrong.csv, line 7: the row has 2 cells, and the first line names 6 columns; a cell that holds a comma must stand in quotes",
        "[test/fleet] wrong.csv, line 1, column 4: regoin: is no property; write region",
        "[test/fleet] wrong.csv, line 5, column 1: key: "a" stands in line 2 already; every row needs a key of its own",
        "[test/fleet] wrong.csv, line 6, column 1: key: is missing; every row needs a key of its own, which stays as it is",
        "[test/fleet] wrong.csv, line 10, column 5: number: holds \${ or %{, which Terraform would read as an expression; a file holds data alone: pass tokens in rows of your program",
        "[test/fleet/a] wrong.csv, line 2, column 6: strict: "yes" is neither true nor false; write true or false, not in quotes",
        "[test/fleet/a] wrong.csv, line 2, column 5: number: "917205827365" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
        "[test/fleet/c] wrong.csv, line 8, column 2: aPartyNumbers: is missing; give a list of numbers in E.164, such as ["+919876543210"]",
        "[test/fleet/c] wrong.csv, line 8, column 5: number: "9.19E+11" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
        "[test/fleet/d] wrong.csv, line 9, column 2: aPartyNumbers: "+91" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
        "[test/fleet/d] wrong.csv, line 9, column 2: aPartyNumbers: "98765" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
        "[test/fleet/d] wrong.csv, line 9, column 2: aPartyNumbers: "43210" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
        "[test/fleet/d] wrong.csv, line 9, column 5: number: "=HYPERLINK(\\"x\\")" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
      ]
    `));

  test("values, keys and names of a YAML", () =>
    expect(
      problems({
        from: file(
          "wrong.yaml",
          `- key: a\n  aPartyNumbers: [919876543210]\n  bPartyNumbers: ${B}\n  aparty_numbers: []\n- aPartyNumbers: [${A}]\n- { key: a }\n` +
            "- { key: 7, aPartyNumbers: { a: b }, bPartyNumbers: [null], region: mh, aPartyPins: [0123, 1e3], pinsVersion: 1.5 }\n",
        ),
      }),
    ).toMatchInlineSnapshot(`
      [
        "[test/fleet] wrong.yaml, line 4, column 3: aparty_numbers: is no property, but a name of Terraform's; write aPartyNumbers",
        "[test/fleet] wrong.yaml, line 5, column 3: key: is missing; every row needs a key of its own, which stays as it is",
        "[test/fleet] wrong.yaml, line 6, column 5: key: "a" stands in line 1 already; every row needs a key of its own",
        "[test/fleet/7] wrong.yaml, line 7, column 13: aPartyNumbers: {"a":"b"} is no list; give a list of numbers in E.164, such as ["+919876543210"]",
        "[test/fleet/7] wrong.yaml, line 7, column 98: pinsVersion: "1.5" is no number; write a number, not in quotes",
        "[test/fleet/7] wrong.yaml, line 7, column 38: bPartyNumbers: holds null; every element must be a number in E.164, such as +919876543210",
        "[test/fleet/7] wrong.yaml, line 7, column 73: aPartyPins: holds a value that is no PIN; every PIN is a whole number above 0",
        "[test/fleet/7] wrong.yaml, line 7, column 61: region: "mh" is not a region; use the two capitals of one: AP, DL, GJ, KA, KL, MH, MP, MU, RJ, TN, WB",
        "[test/fleet/a] wrong.yaml, line 2, column 3: aPartyNumbers: "919876543210" is not a number in E.164; write + and the country code, then 7 to 15 digits in all, such as +919876543210",
      ]
    `));

  test("rows of a program", () =>
    expect(
      problems({
        from: [
          { key: "a", ...PARTIES, regoin: "MH" },
          "b",
          { ...PARTIES },
          { key: 7, ...PARTIES },
          { key: "a", ...PARTIES },
          { key: " c", ...PARTIES },
          { key: "${var.x}", ...PARTIES },
          { key: "d", ...PARTIES, count: 3 },
          { key: "x".repeat(201), ...PARTIES },
        ],
      }),
    ).toMatchInlineSnapshot(`
      [
        "[test/fleet] from, row 2: "b" is no row; give an object of properties",
        "[test/fleet] from, row 3: key: is missing; every row needs a key of its own, which stays as it is",
        "[test/fleet] from, row 4: key: 7 is no text; write the key as text, in quotes",
        "[test/fleet] from, row 5: key: "a" stands in row 1 already; every row needs a key of its own",
        "[test/fleet] from, row 6: key: " c" begins or ends with a blank, or holds a character that can't be seen; take that out",
        "[test/fleet] from, row 7: key: holds an expression, and synthesis has to know every key; write it out",
        "[test/fleet] from, row 8: count: a row is one allocation; write a row for each",
        "[test/fleet] from, row 9: key: is longer than 200 characters",
        "[test/fleet/a] regoin: is no property; write region",
      ]
    `));

  test("two rows that are in each other's way are named by their lines", () =>
    expect(
      problems({
        from: file(
          "across.csv",
          `key,aPartyNumbers,bPartyNumbers,number,connectionId\na,${A},${B},+917205827365,x\nb,${A},${B},+917205827365,x\n`,
        ),
      }),
    ).toMatchInlineSnapshot(`
      [
        "[test] connectionId: "x" stands in test/fleet/a (across.csv, line 2) and test/fleet/b (across.csv, line 3); every allocation needs a name of its own: leave it out to have one made from the construct's path",
        "[test] number: "+917205827365" is asked for by test/fleet/a (across.csv, line 2) and test/fleet/b (across.csv, line 3); one number can serve one allocation only: give the others another number, or a region",
      ]
    `));

  test.each<[string, unknown, readonly string[]]>([
    [
      "no props",
      undefined,
      ['undefined stands in place of the properties; give an object of them, such as { region: "MU" }', NO_ROW],
    ],
    [
      "neither rows nor a file",
      { from: 7 },
      ['from: must be a list of rows, or the name of a CSV, JSON or YAML file, such as "fleet.csv"'],
    ],
    ["no row", { from: [] }, [NO_ROW]],
    ["a file of no row", { from: file("none.csv", "key,region\n") }, ["none.csv: holds no row"]],
    ["an emptied file", { from: file("empty.yaml", "") }, ["empty.yaml: is empty; a file must hold rows"]],
    [
      "a file of another kind",
      { from: file("fleet.xlsx", "PK") },
      ["fleet.xlsx: is of no kind that is read here; its name must end with .csv, .json, .yaml, .yml"],
    ],
    [
      "the column that tells rows apart is not there",
      { from: file("keyless.csv", `region,driver,aPartyNumbers,bPartyNumbers\nMH,a,${A},${B}\n`), ignore: ["driver"] },
      [
        "keyless.csv, line 1: key: is no column, and rows are told apart by it; say which one is meant, " +
          'as in key: "driver" (there are "region", "driver", "aPartyNumbers", "bPartyNumbers")',
      ],
    ],
    [
      "a prop of the fleet that is none",
      { from: [{ key: "a", ...PARTIES }], default: {}, keys: "x" },
      ["default: is no property; write defaults", "keys: is no property; write key"],
    ],
    [
      "wrong options",
      { from: [{ key: "a", ...PARTIES }], key: 7, ignore: "notes", defaults: [] },
      [
        "key: 7 names no column; give the name of the one that tells rows apart",
        'ignore: is no list of columns; give one, such as ["notes"]',
        'defaults: is no object; give properties for every row, such as { region: "MU" }',
      ],
    ],
    [
      "wrong defaults, told once for all rows",
      {
        from: ["a", "b"].map((key) => ({ key, ...PARTIES })),
        defaults: { regoin: "MH", number: A, count: 2, strict: "yes" },
      },
      [
        "defaults: regoin: is no property; write region",
        "defaults: number: can't be the same for every allocation; give it in the rows",
        'defaults: strict: "yes" is neither true nor false; write true or false, not in quotes',
        "defaults: count: can't be the same for every allocation; give it in the rows",
      ],
    ],
  ])("%s", (_case, props, told) => expect(problems(props)).toEqual(told.map((sentence) => `[test/fleet] ${sentence}`)));

  test("a file of another kind is not told line by line to the end", () => {
    const told = problems({ from: file("much.csv", `key,aPartyNumbers,bPartyNumbers\n${"a\n".repeat(150)}`) });
    expect(told).toHaveLength(101);
    expect(told.at(-1)).toBe("[test/fleet] and 50 further problems");
  });
});

test("a token in place of the file's name is refused", () =>
  expect(
    problemsOf((stack) => {
      const name = new TerraformVariable(stack, "file", { type: "string" });
      new GreenVnFleet(stack, "fleet", { from: name.stringValue });
    }),
  ).toEqual(["[test/fleet] from: is a token, and synthesis has to know which file it reads; write its name"]));
