/**
 * Writes the pages of docs/ that stand on the provider's schemas: `npx tsx scripts/generate-docs.ts [DIR]`. Guides are
 * written by hand.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ProviderFunction } from "../src/plugin/sdk/function";
import type { Schema } from "../src/plugin/sdk/schema";
import {
  allocationDataSchema,
  allocationSchema,
  assignmentSchema,
  providerSchema,
} from "../src/provider/common/schema";
import { functions } from "../src/provider/functions";
import { rotate } from "../src/provider/rotate/action";
import { settingsSchema } from "../src/provider/settings/fields";
import { fenced, renderPage } from "./docs/page";
import { schemaSection } from "./docs/schema-section";
import { signatureSection } from "./docs/signature-section";
import { ROOT } from "./project";

const NAME = "greenvn";

/** The generated pages, by their path in docs/. */
export function generateDocs(): Readonly<Record<string, string>> {
  return {
    "index.md": page("index.md", `${NAME} Provider`, providerSchema, {
      example: example("provider/provider.tf", "terraform"),
    }),
    "resources/account_settings.md": resourcePage("account_settings", settingsSchema),
    "resources/allocation.md": resourcePage("allocation", allocationSchema),
    "resources/assignment.md": resourcePage("assignment", assignmentSchema),
    "data-sources/allocation.md": page(
      "data-sources/allocation.md",
      `${NAME}_allocation Data Source - ${NAME}`,
      allocationDataSchema,
      { example: example(`data-sources/${NAME}_allocation/data-source.tf`, "terraform") },
    ),
    "actions/rotate.md": page("actions/rotate.md", `${NAME}_rotate Action - ${NAME}`, rotate.schema, {
      example: example(`actions/${NAME}_rotate/action.tf`, "terraform"),
    }),
    ...Object.fromEntries(functions.map((one) => [`functions/${one.name}.md`, functionPage(one)])),
  };
}

function functionPage(one: ProviderFunction): string {
  const { name, summary, description } = one;
  return renderPage({
    title: `${name} function - ${NAME}`,
    description: summary,
    template: read(path.join("scripts", "docs", "templates", "functions", "function.md")),
    places: {
      name,
      description,
      example: example(`functions/${name}/function.tf`, "terraform"),
      signature: signatureSection(one),
    },
  });
}

function resourcePage(name: string, schema: Schema): string {
  const folder = `resources/${NAME}_${name}`;
  return page(`resources/${name}.md`, `${NAME}_${name} Resource - ${NAME}`, schema, {
    example: example(`${folder}/resource.tf`, "terraform"),
    import: example(`${folder}/import.sh`, "shell"),
    "import-block": example(`${folder}/import-by-string-id.tf`, "terraform"),
    "import-by-identity": example(`${folder}/import-by-identity.tf`, "terraform"),
  });
}

function page(file: string, title: string, schema: Schema, examples: Readonly<Record<string, string>>): string {
  const template = read(path.join("scripts", "docs", "templates", file));
  return renderPage({
    title,
    description: schema.description,
    template,
    places: { description: schema.description, schema: schemaSection(schema), ...examples },
    isIndex: file === "index.md",
  });
}

function example(file: string, language: string): string {
  return fenced(language, read(path.join("examples", file)));
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

if (require.main === module) {
  const folder = path.resolve(process.argv[2] ?? path.join(ROOT, "docs"));
  for (const [file, text] of Object.entries(generateDocs())) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}
