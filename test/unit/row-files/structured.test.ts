import fc from "fast-check";
import { parseJson } from "../../../src/row-files/json";
import { LONGEST_VALUE, type RowFile, type Written } from "../../../src/row-files/row-file";
import { parseYaml } from "../../../src/row-files/yaml";

function plain(value: Written): unknown {
  switch (value.kind) {
    case "text":
      return value.text;
    case "plain":
      return { source: value.source };
    case "nothing":
      return null;
    case "list":
      return value.items.map(plain);
    case "map":
      return Object.fromEntries(value.members.map(([name, member]) => [name, plain(member)]));
  }
}

const shown = ({ rows }: RowFile) =>
  rows.map(({ place, name, fields }) => [
    `${place.line}:${place.column ?? ""}`,
    ...(name === undefined ? [] : [name]),
    ...fields.map((field) => [field.name, `${field.place.line}:${field.place.column ?? ""}`, plain(field.value)]),
  ]);
const told = ({ problems }: RowFile) =>
  problems.map(({ place, sentence }) => `${place?.line ?? ""}:${place?.column ?? ""} ${sentence}`);

describe("YAML", () => {
  test("a list of rows, each value with its place", () => {
    const file = parseYaml("# fleet\n- key: a\n  aPartyNumbers: ['+911', \"+912\"]\n- { key: b, strict: true }\n");
    expect(told(file)).toEqual([]);
    expect(shown(file)).toEqual([
      ["2:3", ["key", "2:3", "a"], ["aPartyNumbers", "3:3", ["+911", "+912"]]],
      ["4:3", ["key", "4:5", "b"], ["strict", "4:13", { source: "true" }]],
    ]);
  });

  test("an object of rows, each by its name", () =>
    expect(shown(parseYaml("pune: { region: MH }\r\n007:\r\n  region: KL\r\n"))).toEqual([
      ["1:1", "pune", ["region", "1:9", "MH"]],
      ["2:1", "007", ["region", "3:3", "KL"]],
    ]));

  test.each(["+919876543210", "007", "1e5", "0x1F", "9198765432109876543210", ".5", "1_000"])(
    "%s keeps every character, where YAML would read a number",
    (digits) => {
      const { rows } = parseYaml(`- { key: a, pinCode: ${digits}, aPartyNumbers: [${digits}] }`);
      const [, pinCode, numbers] = rows[0]?.fields ?? [];
      expect([pinCode, numbers].map((field) => field && plain(field.value))).toEqual(
        digits === "1_000" ? [digits, [digits]] : [{ source: digits }, [{ source: digits }]],
      );
    },
  );

  test("what is left out, null and ~ are nothing", () =>
    expect(
      parseYaml("- key: a\n  region:\n  number: ~\n  usage: null\n").rows[0]?.fields.map(({ value }) => value.kind),
    ).toEqual(["text", "nothing", "nothing", "nothing"]));

  test.each<[string, string, unknown[]]>([
    ["nothing", "", [": is empty; a file must hold rows"]],
    ["a comment alone", "# nothing\n", [": is empty; a file must hold rows"]],
    ["an empty list", "[]", [": holds no row"]],
    ["a text", "fleet", ["1:1 must hold a list of rows, or an object of them by name"]],
    [
      "a row that is none",
      "- key: a\n- b\n- [c]\n",
      ["2:3 is no row; a row is an object of properties", "3:3 is no row; a row is an object of properties"],
    ],
    ["a name twice", "- key: a\n  key: b\n", ['2:3 "key" stands here twice']],
    ["a row twice", "a: {}\nb: {}\na: {}\n", ['3:1 "a" stands here twice']],
    [
      "an alias",
      "- &a { key: a }\n- *a\n",
      [
        "1:6 aliases, anchors and tags of YAML are not read; write the value out",
        "2:3 aliases, anchors and tags of YAML are not read; write the value out",
        "2:3 is no row; a row is an object of properties",
      ],
    ],
    ["a tag", "- { key: !!str 1 }\n", ["1:16 aliases, anchors and tags of YAML are not read; write the value out"]],
    ["a name that is no text", "- { [a]: b }\n", ["1:5 the name of a property must be a text"]],
    ["two documents", "a: {}\n---\nb: {}\n", [expect.stringMatching(/is no well-formed YAML: .*multiple documents/)]],
    ["a wrong indent", "a:\n  b: c\n d: e\n", [expect.stringMatching(/^3:\d+ is no well-formed YAML: /), ...[]]],
    [
      "a huge value",
      `- { key: a, x: ${"9".repeat(LONGEST_VALUE + 1)} }`,
      [`1:16 the value is longer than ${LONGEST_VALUE} characters`],
    ],
    ["depth", "[".repeat(20_000), [expect.stringMatching(/nested too deeply|no well-formed YAML/)]],
  ])("is told: %s", (_case, text, problems) =>
    expect(told(parseYaml(text)).slice(0, problems.length)).toEqual(problems),
  );
});

describe("JSON", () => {
  test("a list of rows, each value with its place", () =>
    expect(
      shown(parseJson('[\n  { "key": "a",\n    "pinCode": 0.10, "aPartyNumbers": ["+91"] },\n {"key":"b"}]')),
    ).toEqual([
      ["2:3", ["key", "2:5", "a"], ["pinCode", "3:5", { source: "0.10" }], ["aPartyNumbers", "3:22", ["+91"]]],
      ["4:2", ["key", "4:3", "b"]],
    ]));

  test("names that objects have are names as any other", () =>
    expect(shown(parseJson('{"__proto__":{"constructor":"x"}}'))).toEqual([
      ["1:2", "__proto__", ["constructor", "1:15", "x"]],
    ]));

  test.each<[string, string, unknown[]]>([
    ["nothing", " \n", [": is empty; a file must hold rows"]],
    ["an empty object", "{}", [": holds no row"]],
    ["a comma too many", '[{"key":"a"},]', [expect.stringMatching(/^1:14 is no well-formed JSON: /)]],
    ["a comment", '[{"key":"a"} // b\n]', [expect.stringMatching(/is no well-formed JSON: InvalidCommentToken/)]],
    [
      "a number with a sign or a zero before it",
      '[{"key":"a","pinCode":007}]',
      [expect.stringMatching(/is no well-formed JSON/)],
    ],
    ["cut short", '[{"key":"a"}', [expect.stringMatching(/is no well-formed JSON/)]],
    ["more behind it", '[{"key":"a"}] x', [expect.stringMatching(/is no well-formed JSON/)]],
    ["a name twice", '[{"key":"a",\n"key":"b"}]', ['2:1 "key" stands here twice']],
    ["depth", "[".repeat(200_000), [expect.stringMatching(/nested too deeply|no well-formed JSON/)]],
  ])("is told: %s", (_case, text, problems) =>
    expect(told(parseJson(text)).slice(0, problems.length)).toEqual(problems),
  );

  const row = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), fc.boolean(), fc.constant(null)));
  test("both read what JSON.stringify wrote as it was", () =>
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const read = ({ rows: found }: RowFile) =>
          found.map(({ fields }) => Object.fromEntries(fields.map(({ name, value }) => [name, plainOf(value)])));
        expect(read(parseJson(JSON.stringify(rows)))).toEqual(rows);
      }),
    ));

  function plainOf(value: Written): unknown {
    return value.kind === "plain" ? value.value : plain(value);
  }
});
