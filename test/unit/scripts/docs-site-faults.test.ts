import { faultsOf } from "../../../scripts/docs-site/faults";

const faults = (html: string): string[] =>
  faultsOf({
    pages: new Map([
      ["docs/page.html", html],
      ["docs/index.html", '<h2 id="two-words">Two words</h2>'],
    ]),
    files: new Set(["docs/page.html", "docs/index.html", "docs/a.js", "LICENSE"]),
  });

test.each([
  ["a page of its folder", '<a href="index.html">', []],
  ["a folder's page", '<a href="/docs/">', []],
  ["a heading", '<a href="/docs/#two-words">', []],
  ["a heading of its own", '<h2 id="here">here</h2><a href="#here">', []],
  ["a file", '<a href="/LICENSE"><script src="a.js"></script>', []],
  ["another site", '<a href="https://example.com/"><a href="mailto:a@example.com">', []],
  ["what a program holds", '<script>const text = `<a href="gone.html">`</script>', []],
  ["no such page", '<a href="gone.html">', ["docs/page.html links to gone.html"]],
  ["no such heading", '<a href="/docs/#three">', ["docs/page.html links to /docs/#three"]],
  [
    "a script from elsewhere",
    '<script src="https://example.com/a.js"></script>',
    ["docs/page.html loads https://example.com/a.js"],
  ],
  [
    "a font from elsewhere",
    '<link rel="stylesheet" href="https://example.com/a.css">',
    ['docs/page.html loads <link rel="stylesheet" href="https://example.com/a.css">'],
  ],
])("a site's page with a link to %s", (_what, html, expected) => expect(faults(html)).toEqual(expected));
