import path from "node:path";
import { build } from "esbuild";
import { DIST, ROOT } from "../project";
import { BUNDLING } from "./bundle-program";
import { licencesOf } from "./licences";
import { writeWhole } from "./up-to-date";

/** The parsers of files with rows, each a module that is loaded once such a file is read. */
const PARSERS = ["csv", "json", "yaml"];

/**
 * Puts the packages that read CSV, JSON and YAML into the modules that use them: whoever installs this package gets no
 * other. In the place of what the compiler made of them.
 */
export async function bundleRowParsers(): Promise<void> {
  const bundles = PARSERS.map(async (name) => {
    const { metafile, outputFiles } = await build({
      ...BUNDLING,
      absWorkingDir: ROOT,
      entryPoints: [path.join("src", "row-files", `${name}.ts`)],
      bundle: true,
      format: "cjs",
      metafile: true,
      write: false,
    });
    await writeWhole(path.join(DIST, "row-files", `${name}.js`), outputFiles[0]?.text ?? "");
    return Object.keys(metafile.inputs);
  });
  const inputs = (await Promise.all(bundles)).flat();
  await writeWhole(path.join(DIST, "row-files", "THIRD_PARTY_LICENSES.txt"), await licencesOf(inputs));
}
