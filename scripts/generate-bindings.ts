/** Writes src/bindings from the provider's own schema, for each library: `npx tsx scripts/generate-bindings.ts [DIR]`. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type * as Commons from "@cdktf/commons";
import type * as Generator from "@cdktf/provider-generator";
import {
  allocationDataSchema,
  allocationSchema,
  assignmentSchema,
  providerSchema,
} from "../src/provider/common/schema";
import { functions } from "../src/provider/functions";
import { settingsSchema } from "../src/provider/settings/fields";
import { ROOT, VERSION } from "./project";
import { providerSchemaJson } from "./provider-schema-json";

const ADDRESS = "registry.terraform.io/cdktf-greenvn/greenvn";

/** The provider's schemas as `terraform providers schema -json` prints them. */
export const greenvnSchemaJson = providerSchemaJson(ADDRESS, {
  provider: providerSchema,
  resources: {
    greenvn_account_settings: settingsSchema,
    greenvn_allocation: allocationSchema,
    greenvn_assignment: assignmentSchema,
  },
  dataSources: { greenvn_allocation: allocationDataSchema },
  functions,
});

/** The libraries that there are bindings for. Their generators have the same parts. */
const LIBRARIES = ["cdktf", "cdktn"] as const;
type Library = (typeof LIBRARIES)[number];

/** Generates the bindings into `dir`, in a folder for each library. */
export async function generateBindings(dir: string): Promise<void> {
  for (const library of LIBRARIES) {
    mkdirSync(path.join(dir, library), { recursive: true });
    for (const [name, text] of await generatedBy(library)) writeFileSync(path.join(dir, library, `${name}.ts`), text);
  }
}

/** The text of each module, by its name: `allocation`. */
async function generatedBy(library: Library): Promise<ReadonlyMap<string, string>> {
  const { commons, generator } = await load(library);
  const code = new generator.CodeMaker();
  type GeneratorSchema = ConstructorParameters<typeof generator.TerraformProviderGenerator>[1];
  // The generator declares Terraform's format with mutable arrays; it changes nothing.
  const schema = { ...greenvnSchemaJson, provider_versions: { [ADDRESS]: VERSION } } as unknown as GeneratorSchema;
  const constraint = new commons.TerraformProviderConstraint({ name: "greenvn", source: ADDRESS, version: VERSION });
  new generator.TerraformProviderGenerator(code, schema).generate(
    new commons.ConstructsMakerProviderTarget(constraint, commons.Language.TYPESCRIPT),
  );

  const temporary = mkdtempSync(path.join(tmpdir(), "greenvn-bindings-"));
  try {
    await code.save(temporary);
    const made = path.join(temporary, "providers", "greenvn");
    const folders = readdirSync(made, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return new Map(
      folders.map(({ name }) => [name, corrected(readFileSync(path.join(made, name, "index.ts"), "utf8"))]),
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The generated text without what would mislead. */
function corrected(text: string): string {
  return (
    text
      // The provider has no page on a registry.
      .replace(/^ *\*\n *\* Docs at Terraform Registry: .*\n/gm, "")
      .replace(/^\/\/ https:\/\/registry\.terraform\.io\/providers\/.*\n/, "")
      .replace(/\{@link https:\/\/registry\.terraform\.io\/providers\/\S+ ([^}]+)\}/g, "$1")
      // Modules of other folders lie beside one another here, and the class goes by the provider's other names.
      .replace(/from '\.\.\/([\w-]+)\/index'/g, "from './$1'")
      .replace(/\bGreenvnProviderFunctions\b/g, "GreenvnFunctions")
      .replace("constructor(providerLocalName: string)", 'constructor(providerLocalName = "greenvn")')
      // For HCL output it writes nested attributes as blocks, which Terraform refuses: they are maps there.
      .replace(
        /ToHclTerraform\((this\._\w+\.internalValue)\),\n( +)isBlock: true,\n +type: "struct",\n +storageClassType: "\w+",/g,
        'ToTerraform($1),\n$2isBlock: false,\n$2type: "map",\n$2storageClassType: "stringMap",',
      )
  );
}

// Merely loaded, a generator runs a `terraform` and may report to a server: neither serves here.
async function load(library: Library) {
  process.env["CHECKPOINT_DISABLE"] = "1";
  process.env["TERRAFORM_BINARY_NAME"] = "true";
  switch (library) {
    case "cdktf":
      return { commons: await import("@cdktf/commons"), generator: await import("@cdktf/provider-generator") };
    case "cdktn":
      // The same parts, in types of their own.
      return {
        commons: (await import("@cdktn/commons")) as unknown as typeof Commons,
        generator: (await import("@cdktn/provider-generator")) as unknown as typeof Generator,
      };
  }
}

if (require.main === module) {
  generateBindings(path.resolve(process.argv[2] ?? path.join(ROOT, "src", "bindings"))).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
