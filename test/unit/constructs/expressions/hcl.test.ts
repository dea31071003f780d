import fc from "fast-check";
import { readTemplate } from "../../../../src/constructs/expressions/hcl";

const reference = (name: string, ...path: (string | null)[]) => ({ kind: "reference", name, path });
const text = (...parts: unknown[]) => ({ kind: "template", parts });

test.each<[string, unknown]>([
  ["plain", ["plain"]],
  ["", []],
  ["$${escaped} %%{too}", ["${escaped} %{too}"]],
  ["a-${var.b}-c", ["a-", reference("var", "b"), "-c"]],
  ['${var.m["a"].b[0][*]}', [reference("var", "m", "a", "b", "0", "*")]],
  ["${var.m[var.k]}", [reference("var", "m", null)]],
  ["${~ var.a ~}", [reference("var", "a")]],
  ['${coalesce(var.a, "b")}', [{ kind: "call", name: "coalesce", given: [reference("var", "a"), text("b")] }]],
  ['${provider::greenvn::e164("a")}', [{ kind: "call", name: "provider::greenvn::e164", given: [text("a")] }]],
  ["${max(var.a...)}", [{ kind: "call", name: "max", given: [reference("var", "a")] }]],
  ['${var.a ? "b" : var.c}', [{ kind: "choice", either: text("b"), or: reference("var", "c") }]],
  [
    '${var.a == "b" ? 1 : 2}',
    [{ kind: "choice", either: { kind: "other", text: "1" }, or: { kind: "other", text: "2" } }],
  ],
  [
    '${["a", var.b]}',
    [
      {
        kind: "members",
        members: [
          [null, text("a")],
          [null, reference("var", "b")],
        ],
      },
    ],
  ],
  [
    '${{a = "b", "c" = var.d}}',
    [
      {
        kind: "members",
        members: [
          ["a", text("b")],
          ["c", reference("var", "d")],
        ],
      },
    ],
  ],
  ['${"a${var.b}"}', [text("a", reference("var", "b"))]],
  ['${"say \\"a\\""}', [text('say "a"')]],
  ["${(var.a)}", [reference("var", "a")]],
  ["${!var.a}", [{ kind: "operation" }]],
  ["${-1 + var.b}", [{ kind: "operation" }]],
])("%s", (template, parts) => expect(readTemplate(template)).toEqual(parts));

test.each([
  "${[for a in var.b : a]}",
  "${{for a in var.b : a => a}}",
  "%{ if var.a }x%{ endif }",
  "${",
  "${var.a",
  '${"a}',
  "${a b}",
  "${[}",
])("%s is not read, and is no error", (template) => expect(readTemplate(template)).toBeNull());

test("whatever a text holds, it is read or not, and never an error", () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("${", "}", '"', "a", ".", "[", "]", "(", ")", "?", ":", "%{", "\\", " ", "=", ",", "{")),
      (pieces) => {
        const parts = readTemplate(pieces.join(""));
        expect(parts === null || Array.isArray(parts)).toBe(true);
      },
    ),
  ));
