import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { executableName, manifestName, sumsName, zipName } from "../../src/install/file-names";
import { type Platform, PLATFORMS } from "../../src/install/platform";
import { build } from "../build";
import { inputsOfPrograms } from "../build/inputs";
import { ROOT, standaloneExecutable, VERSION } from "../project";
import { makeStandalone } from "../standalone";
import { standaloneLicences } from "../standalone/licences";
import { billOfMaterials } from "./bill-of-materials";
import { detachedSignature, type SigningKey } from "./sign";
import { zipOf } from "./zip";

/** Of plugin protocol 6, which the provider speaks. */
const PROTOCOL_VERSIONS = ["6.0"];

export interface ReleaseOptions {
  /** Where the release is to lie. What lies there of a former one is replaced; anything else stops it. */
  readonly folder: string;
  readonly platforms?: readonly Platform[];
  /** Null: it is not signed. */
  readonly key: SigningKey | null;
  readonly say: (line: string) => void;
}

/** Makes a release, whole or not at all. Rejects with an error whose message is meant for people. */
export async function writeRelease({ folder, platforms = PLATFORMS, key, say }: ReleaseOptions): Promise<void> {
  await refuseForeign(folder);
  await build();
  await makeStandalone(platforms, say);
  await mkdir(path.dirname(folder), { recursive: true });
  const made = await mkdtemp(`${folder}.making-`);
  try {
    const licences = await standaloneLicences();
    const served: string[] = [];
    for (const platform of platforms) {
      const executable = await readFile(standaloneExecutable(platform));
      const zip = zipOf([
        { name: "THIRD_PARTY_LICENSES.txt", content: Buffer.from(licences), mode: 0o644 },
        { name: executableName(VERSION), content: executable, mode: 0o755 },
      ]);
      await writeFile(path.join(made, zipName(VERSION, platform)), zip);
      served.push(zipName(VERSION, platform));
      say(`${zipName(VERSION, platform)}: ${megabytes(zip.length)} MB, unpacked ${megabytes(executable.length)} MB`);
    }
    const manifest = { version: 1, metadata: { protocol_versions: PROTOCOL_VERSIONS } };
    await writeFile(path.join(made, manifestName(VERSION)), `${JSON.stringify(manifest, null, 2)}\n`);
    const sums = await sumsOf(made, [...served, manifestName(VERSION)]);
    await writeFile(path.join(made, sumsName(VERSION)), sums);
    await pack(made);
    await writeFile(path.join(made, `cdktf-greenvn-${VERSION}.cdx.json`), billOfMaterials(await inputsOfPrograms()));
    await writeFile(path.join(made, ALL_SUMS), await sumsOf(made, await readdir(made)));
    if (key !== null) await writeFile(path.join(made, `${sumsName(VERSION)}.sig`), await detachedSignature(sums, key));
    await chmod(made, 0o755);
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Checksums of all files of a release; of a signature none, which is another one each time. */
const ALL_SUMS = "SHA256SUMS";

/** What is no release may be somebody's work. */
async function refuseForeign(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const foreign = names.filter((name) => !/^(terraform-provider-greenvn_|cdktf-greenvn-|SHA256SUMS$)/.test(name));
  if (foreign.length > 0) throw new Error(`${folder} holds ${foreign.join(", ")}, which no release does; move it away`);
}

async function pack(folder: string): Promise<void> {
  const scratch = await mkdtemp(`${folder}-npm-`);
  try {
    // Its prepack settles the modes of what is packed.
    await promisify(execFile)("npm", ["pack", "--silent", "--pack-destination", scratch], { cwd: ROOT });
    for (const name of await readdir(scratch)) await cp(path.join(scratch, name), path.join(folder, name));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** As sha256sum writes them, and reads them back with `-c`. */
async function sumsOf(folder: string, names: readonly string[]): Promise<string> {
  const lines = await Promise.all(
    [...names].sort().map(async (name) => {
      const hash = createHash("sha256")
        .update(await readFile(path.join(folder, name)))
        .digest("hex");
      return `${hash}  ${name}\n`;
    }),
  );
  return lines.join("");
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
