/** Writes src/bindings from the provider's own schema: `npx tsx scripts/generate-bindings.ts [DIR]`. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  allocationDataSchema,
  allocationSchema,
  assignmentSchema,
  providerSchema,
} from "../src/provider/common/schema";
import { ROOT, VERSION } from "./project";
import { providerSchemaJson } from "./provider-schema-json";

const ADDRESS = "registry.terraform.io/cdktf-greenvn/greenvn";

/** The provider's schemas as `terraform providers schema -json` prints them. */
export const greenvnSchemaJson = providerSchemaJson(ADDRESS, {
  provider: providerSchema,
  resources: { greenvn_allocation: allocationSchema, greenvn_assignment: assignmentSchema },
  dataSources: { greenvn_allocation: allocationDataSchema },
});

/** Generates the bindings into `dir`. */
export async function generateBindings(dir: string): Promise<void> {
  const { commons, generator: library } = await loadGenerator();
  const code = new library.CodeMaker();
  type GeneratorSchema = ConstructorParameters<typeof library.TerraformProviderGenerator>[1];
  // The generator declares Terraform's format with mutable arrays; it changes nothing.
  const schema = { ...greenvnSchemaJson, provider_versions: { [ADDRESS]: VERSION } } as unknown as GeneratorSchema;
  const generator = new library.TerraformProviderGenerator(code, schema);
  const constraint = new commons.TerraformProviderConstraint({ name: "greenvn", source: ADDRESS, version: VERSION });
  generator.generate(new commons.ConstructsMakerProviderTarget(constraint, commons.Language.TYPESCRIPT));

  const temporary = mkdtempSync(path.join(tmpdir(), "greenvn-bindings-"));
  try {
    await code.save(temporary);
    const made = path.join(temporary, "providers", "greenvn");
    for (const file of readdirSync(made, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith("index.ts") && !name.endsWith("lazy-index.ts"),
    )) {
      mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
      writeFileSync(path.join(dir, file), corrected(readFileSync(path.join(made, file), "utf8")));
    }
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
      // For HCL output it writes nested attributes as blocks, which Terraform refuses: they are maps there.
      .replace(
        /ToHclTerraform\((this\._\w+\.internalValue)\),\n( +)isBlock: true,\n +type: "struct",\n +storageClassType: "\w+",/g,
        'ToTerraform($1),\n$2isBlock: false,\n$2type: "map",\n$2storageClassType: "stringMap",',
      )
  );
}

// Merely loaded, the generator runs a `terraform` and may report to a server: neither serves here.
async function loadGenerator() {
  process.env["CHECKPOINT_DISABLE"] = "1";
  process.env["TERRAFORM_BINARY_NAME"] = "true";
  return { commons: await import("@cdktf/commons"), generator: await import("@cdktf/provider-generator") };
}

if (require.main === module) {
  generateBindings(path.resolve(process.argv[2] ?? path.join(ROOT, "src", "bindings"))).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
