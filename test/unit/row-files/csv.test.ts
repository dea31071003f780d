import fc from "fast-check";
import { parseCsv } from "../../../src/row-files/csv";
import { LONGEST_VALUE, type RowFile } from "../../../src/row-files/row-file";

/** Each row as its line and what its cells say. */
const shown = ({ rows }: RowFile) =>
  rows.map(({ place, fields }) => [
    place.line,
    Object.fromEntries(fields.map(({ name, value }) => [name, value.kind === "text" ? value.text : value.kind])),
  ]);
const told = ({ problems }: RowFile) =>
  problems.map(({ place, sentence }) => `${place?.line ?? ""}:${place?.column ?? ""} ${sentence}`);

test.each<[string, string, ReturnType<typeof shown>]>([
  ["one row", "key,region\na,MH\n", [[2, { key: "a", region: "MH" }]]],
  ["no line break at the end", "key,region\na,MH", [[2, { key: "a", region: "MH" }]]],
  [
    "\\r\\n",
    "key,region\r\na,MH\r\nb,KL\r\n",
    [
      [2, { key: "a", region: "MH" }],
      [3, { key: "b", region: "KL" }],
    ],
  ],
  [
    "a lone \\r",
    "key,region\ra,MH\rb,KL",
    [
      [2, { key: "a", region: "MH" }],
      [3, { key: "b", region: "KL" }],
    ],
  ],
  [
    "both",
    "key,region\r\na,MH\nb,KL\r\n",
    [
      [2, { key: "a", region: "MH" }],
      [3, { key: "b", region: "KL" }],
    ],
  ],
  [
    "a line break within quotes",
    'key,region\n"a\nb",MH\nc,KL',
    [
      [2, { key: "a\nb", region: "MH" }],
      [4, { key: "c", region: "KL" }],
    ],
  ],
  [
    "\\r\\n within quotes is one line break",
    'key,region\r\n"a\r\nb",MH\r\nc,KL',
    [
      [2, { key: "a\r\nb", region: "MH" }],
      [4, { key: "c", region: "KL" }],
    ],
  ],
  [
    "letters of several bytes",
    "key,x\né😀漢,1\nb,2",
    [
      [2, { key: "é😀漢", x: "1" }],
      [3, { key: "b", x: "2" }],
    ],
  ],
  [
    "blank lines",
    "key,region\n\na,MH\n  \n,\nb,KL\n\n",
    [
      [3, { key: "a", region: "MH" }],
      [6, { key: "b", region: "KL" }],
    ],
  ],
  ["an empty cell", "key,region\na,\n", [[2, { key: "a", region: "nothing" }]]],
  ["blanks around a cell", "key , region\n a , MH \n", [[2, { key: "a", region: "MH" }]]],
  ["quotes within quotes", 'key,x\na,"say ""hi"", then"\n', [[2, { key: "a", x: 'say "hi", then' }]]],
  ["semicolons", "key;aPartyNumbers\na;+91 1,+91 2\n", [[2, { key: "a", aPartyNumbers: "+91 1,+91 2" }]]],
  ["tabs", "key\tregion\na\tMH\n", [[2, { key: "a", region: "MH" }]]],
  ["one column", "key\na\n", [[2, { key: "a" }]]],
  [
    "names that objects have",
    "key,__proto__,constructor\na,b,c\n",
    [[2, JSON.parse('{"key":"a","__proto__":"b","constructor":"c"}') as Record<string, string>]],
  ],
  ["an empty column to the right", "key,region,\na,MH,\n", [[2, { key: "a", region: "MH" }]]],
])("%s", (_case, text, rows) => {
  const file = parseCsv(text);
  expect(told(file)).toEqual([]);
  expect(shown(file)).toEqual(rows);
});

test.each<[string, string, string[]]>([
  ["nothing at all", "", [": is empty; a file must hold rows"]],
  ["blank lines alone", "\n\n", [": is empty; a file must hold rows"]],
  ["columns alone", "key,region\n", [": holds no row"]],
  [
    "ragged rows, all of them",
    'key,region\na\n"b\nc",MH,1\nd,KL\n',
    [
      "2: the row has 1 cell, and the first line names 2 columns; a cell that holds a comma must stand in quotes",
      "3: the row has 3 cells, and the first line names 2 columns; a cell that holds a comma must stand in quotes",
    ],
  ],
  [
    "a column twice",
    "key,region,key\na,MH,b\n",
    ['1:3 the column "key" stands in column 1 already; every column needs a name of its own'],
  ],
  ["a column of no name", "key,\na,b\n", ["1:2 the column has cells and no name; name it in the first line"]],
  ["quotes that nothing closes", 'key,x\na,1\nb,"2\nc,3\n', ["3: the quotes that open here are closed nowhere"]],
  [
    "quotes in the middle",
    'key,x\na,1\nb,2"3\n',
    ['3: quotes stand in the middle of a cell; put the whole cell in quotes, and write "" for each within it'],
  ],
  [
    "text behind quotes",
    'key,x\na,"1"2\n',
    ['2: quotes stand in the middle of a cell; put the whole cell in quotes, and write "" for each within it'],
  ],
  ["a huge row", `key,x\na,${"9".repeat(1_048_577)}\n`, ["2: the row is longer than 1048576 characters"]],
  [
    "a huge cell in quotes",
    `key,x\na,"${"\n".repeat(1_048_577)}"\n`,
    [expect.stringMatching(/the row is longer than/) as string],
  ],
  ["too many rows", `key\n${"a\n".repeat(100_001)}`, [": holds more than 100000 rows, the most that are read"]],
  ["too many columns", `${"c,".repeat(200)}c\n`, ["1: names 201 columns; 200 at most are read"]],
  [
    "a huge cell",
    `key,x\na,${"9".repeat(LONGEST_VALUE + 1)}\n`,
    [`2:2 the value is longer than ${LONGEST_VALUE} characters`],
  ],
])("is told: %s", (_case, text, problems) => expect(told(parseCsv(text))).toEqual(problems));

const cell = fc.string({ unit: fc.constantFrom(...'ab,;"\n\r \t+é😀') });

test("whatever cells hold, each row is told with the line that it begins in", () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,3}$/), cell), { minLength: 1 }),
      fc.constantFrom("\n", "\r\n"),
      (rows, lineBreak) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = ["key,x", ...rows.map(([key, x]) => `${key},${quoted(x)}`)];
        const expected = rows.map(([key, x], at) => {
          const before = lines.slice(0, at + 1).join(lineBreak) + lineBreak;
          const line = before.split(/\r\n|\n|\r/).length;
          return [line, { key, x: x.trim() === "" ? "nothing" : x.trim() }];
        });
        const file = parseCsv(lines.join(lineBreak));
        expect(told(file)).toEqual([]);
        expect(shown(file)).toEqual(expected);
      },
    ),
  ));

test("blank lines and problems without end take no time to speak of", () => {
  const started = process.cpuUsage();
  expect(told(parseCsv(`key,x\n${"\n".repeat(400_000)}`))).toEqual([": holds no row"]);
  expect(told(parseCsv(`key,x\n${"a\n".repeat(30_000)}`)).length).toBeLessThan(1_100);
  // With plenty of room for a slow machine.
  expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
});

test("any text at all is read or refused, never thrown at", () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab,;"\n\r\t é') }), (text) => {
      const { rows, problems } = parseCsv(text);
      expect(rows.length > 0 || problems.length > 0).toBe(true);
    }),
  ));
