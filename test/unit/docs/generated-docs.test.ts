import { readFileSync } from "node:fs";
import path from "node:path";
import { renderPage } from "../../../scripts/docs/page";
import { schemaSection } from "../../../scripts/docs/schema-section";
import { generateDocs } from "../../../scripts/generate-docs";
import { ROOT } from "../../../scripts/project";
import { computed, optional, optionalComputed, required, type Schema } from "../../../src/plugin/sdk/schema";
import { markdownIn } from "./markdown-files";

const HOW = "npx tsx scripts/generate-docs.ts makes it so";

test.each(Object.entries(generateDocs()))(`docs/%s is what the schemas and examples say: ${HOW}`, (file, expected) => {
  expect(readFileSync(path.join(ROOT, "docs", file), "utf8")).toBe(expected);
});

test("there is a page for each resource, data source, function and action, and no other", () => {
  const pages = markdownIn("docs").filter((file) => /^docs\/(resources|data-sources|functions|actions)\//.test(file));
  expect(pages).toEqual(
    Object.keys(generateDocs())
      .filter((file) => file.includes("/"))
      .map((file) => `docs/${file}`)
      .sort(),
  );
});

test("a schema is shown as registries show every schema", () => {
  const schema: Schema = {
    version: 0,
    description: "",
    attributes: {
      zebra: required.string("Comes last."),
      apple: required.bool("Comes first."),
      size: optional.nested(
        {
          width: required.number("How wide."),
          trim: optional.nested({ colours: optional.list("string", "Which.") }, "The edge."),
        },
        "How large.",
      ),
      codes: optionalComputed.set("number", "Secret.", { sensitive: true }),
      labels: optional.map("string", "Words."),
      id: computed.string("Given."),
    },
  };
  expect(schemaSection(schema)).toBe(`## Schema

### Required

- \`apple\` (Boolean) Comes first.
- \`zebra\` (String) Comes last.

### Optional

- \`codes\` (Set of Number, Sensitive) Secret.
- \`labels\` (Map of String) Words.
- \`size\` (Attributes) How large. (see [below for nested schema](#nestedatt--size))

### Read-Only

- \`id\` (String) Given.

<a id="nestedatt--size"></a>
### Nested Schema for \`size\`

Required:

- \`width\` (Number) How wide.

Optional:

- \`trim\` (Attributes) The edge. (see [below for nested schema](#nestedatt--size--trim))

<a id="nestedatt--size--trim"></a>
### Nested Schema for \`size.trim\`

Optional:

- \`colours\` (List of String) Which.`);
});

describe("a page", () => {
  const page = {
    title: "thing",
    description: "**Says** `what`.",
    template: "# {{ name }}\n\n{{ text }}\n",
    places: { name: "Thing", text: "Costs $& and $1.\n" },
  };

  test("has front matter in plain words, and its places filled", () => {
    expect(renderPage(page)).toBe(
      '---\npage_title: "thing"\nsubcategory: ""\ndescription: |-\n  Says what.\n---\n\n# Thing\n\nCosts $& and $1.\n',
    );
  });

  test.each([
    [
      "a place that nothing stands for",
      { ...page, places: { name: "Thing" } },
      "nothing stands for {{ text }} on the page thing",
    ],
    [
      "content that has no place",
      { ...page, places: { ...page.places, more: "" } },
      "the page thing has no place for more",
    ],
  ])("is refused with %s", (_what, wrong, message) => expect(() => renderPage(wrong)).toThrow(message));
});
