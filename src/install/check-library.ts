import { createRequire } from "node:module";
import { CDKTF, CDKTN, type Library } from "./libraries";
import { libraryMissing, libraryOfOtherEntry, libraryOutOfRange } from "./messages";

/** The version of an installed package, as seen from this one; null where there is none. */
export type VersionOf = (packageName: string) => string | null;

/**
 * Throws an `InstallError`, one sentence, where the library of an entry is missing or of a version that does not serve.
 * npm sees to neither: both libraries at once can hardly be peers, since they want different versions of `constructs`.
 */
export function checkInstalled(library: Library, versionOf: VersionOf = installedVersion): void {
  const version = versionOf(library.name);
  if (version === null) {
    const other = library.name === CDKTF.name ? CDKTN : CDKTF;
    throw versionOf(other.name) === null ? libraryMissing(library) : libraryOfOtherEntry(library, other);
  }
  if (!version.startsWith(`${library.line}.`)) throw libraryOutOfRange(library, version);
}

const load = createRequire(__filename);

function installedVersion(packageName: string): string | null {
  try {
    const { version } = load(`${packageName}/package.json`) as { readonly version?: unknown };
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}
