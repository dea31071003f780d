import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT, VERSION } from "../project";
import { RUNTIMES } from "../standalone/runtimes";

/** A package of npm, as it goes into what is released. */
interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly integrity: string;
}

/**
 * What a release is made of, in CycloneDX 1.6: the packages inside the programs, and the runtimes inside the standalone
 * executables. Nothing in it tells when or where it was made. `inputs` are the files that went into the programs.
 */
export function billOfMaterials(inputs: readonly string[]): string {
  const runtimes = Object.values(RUNTIMES).map(({ name, version, integrity }) => ({
    name,
    version,
    licence: "MIT",
    integrity,
  }));
  const components = [...bundledPackages(inputs), ...runtimes].sort((one, other) => (one.name < other.name ? -1 : 1));
  const document = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": purlOf("cdktf-greenvn", VERSION),
        name: "cdktf-greenvn",
        version: VERSION,
        licenses: [{ license: { id: "MIT" } }],
        purl: purlOf("cdktf-greenvn", VERSION),
      },
    },
    components: components.map(({ name, version, licence, integrity }) => ({
      type: "library",
      "bom-ref": purlOf(name, version),
      name,
      version,
      licenses: [{ license: { id: licence } }],
      hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex") }],
      purl: purlOf(name, version),
    })),
    dependencies: [
      {
        ref: purlOf("cdktf-greenvn", VERSION),
        dependsOn: components.map(({ name, version }) => purlOf(name, version)),
      },
      ...components.map(({ name, version }) => ({ ref: purlOf(name, version) })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** What the lock file says of the packages that the inputs lie in. */
function bundledPackages(inputs: readonly string[]): readonly Component[] {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { version?: string; license?: string; integrity?: string } | undefined>>;
  };
  const folders = new Set(
    // Where `node_modules` is a link, an input may lie outside of the project; what is above it says nothing.
    inputs
      .map((input) => input.replace(/^.*?(?=node_modules\/)/, ""))
      .flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  return [...folders].map((folder) => {
    const { version, license, integrity } = packages[folder] ?? {};
    if (version === undefined || license === undefined || integrity === undefined)
      throw new Error(`package-lock.json does not say all of ${folder}`);
    return { name: folder.replace(/^.*node_modules\//, ""), version, licence: license, integrity };
  });
}
