import { createHash } from "node:crypto";
import fc from "fast-check";
import { inline, markup } from "../../../../../src/report/write/html/html-text";
import { name } from "../../../../../src/report/write/say/words";
import { anyText } from "../../../../support/random/any-text";
import { creation, deletion, planOf, textOf, update } from "../../plan-json";

const page = (changes: Parameters<typeof planOf>[0], flags = {}) => textOf([planOf(changes)], flags, "html");

test("one file that loads nothing and runs nothing", () => {
  const text = page([deletion()], { failOn: ["delete"] });
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">\n/);
  expect(text).not.toMatch(
    /<(?:script|link|img|iframe|object|embed|form|base|svg)\b|\bon\w+=|url\(|@import|javascript:/i,
  );
  const [, style = ""] = /<style>([^]*)<\/style>/.exec(text) ?? [];
  const hash = createHash("sha256").update(style).digest("base64").replace(/=/g, "&#61;");
  expect(text).toContain(
    `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
  );
  expect(text).not.toMatch(/ style=/);
});

test("verdict first, losses before all else, passed gates folded up", () => {
  const text = page([creation({ address: "greenvn_allocation.new" }), deletion()], {
    failOn: ["delete"],
    maxCharges: 5,
  });
  const places = [
    "<h1>GreenVN plan: FAILED: delete</h1>",
    "<h2>Failed gates",
    "<h2>Given up",
    "<h2>Charged, and nothing given up",
    "<details>\n<summary>",
    "<h2>Charged calls",
  ].map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});

describe("text out of a plan is text", () => {
  test.each([
    ["an element", "<img src=x onerror=alert(1)>"],
    ["the end of a style", "</style><script>alert(1)</script>"],
    ["an attribute", `" onmouseover='alert(1)' x="`],
    ["an entity", "&lt;script&gt;&#60;"],
    ["a comment", "--><!--"],
    ["a template", "${alert(1)}`"],
  ])("%s", (_what, hostile) => {
    const plan = [
      creation({ address: hostile, declared: { connection_id: hostile } }),
      update(
        { connection_id: hostile },
        { address: hostile, entry: { previous_address: hostile, action_reason: hostile } },
      ),
      update({}, { address: hostile, actions: [hostile] }),
    ];
    const text = page(plan);
    expect(text.match(/<[a-z]+/g)?.filter((tag) => !OURS.has(tag))).toEqual([]);
    expect(text).not.toContain(hostile);
  });

  test("whatever the text, no sign of markup is left", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const { text: made } = inline([name(text)], false);
        expect(made.replace(/^<code>|<\/code>$/g, "").replace(/&#\d+;/g, "")).not.toMatch(/[&<>"'`=]/);
      }),
      { numRuns: 50 },
    );
  });

  test("markup within markup stays, numbers and null are written", () =>
    expect(markup`<p>${markup`<b>${"<"}</b>`}${[1, null, "&"]}</p>`.text).toBe("<p><b>&#60;</b>1&#38;</p>"));
});

const OURS = new Set(
  (
    "html head meta title style body div header main footer section details summary table thead tbody tr th td " +
    "h h1 h2 h3 p ul ol li dl dt dd code span strong"
  )
    .split(" ")
    .map((tag) => `<${tag.replace(/\d/, "")}`),
);
