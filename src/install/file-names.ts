import { PROVIDER_TYPE } from "../domain/provider-address";

// The names that Terraform, OpenTofu, their registries and mirrors ask for.

/** What each of them begins with. */
export const FILE_PREFIX = `terraform-provider-${PROVIDER_TYPE}`;

/** The executable, in its folder and within a zip. */
export const executableName = (version: string): string => `${FILE_PREFIX}_v${version}`;

export const zipName = (version: string, platform: string): string => `${FILE_PREFIX}_${version}_${platform}.zip`;

export const manifestName = (version: string): string => `${FILE_PREFIX}_${version}_manifest.json`;

/** Checksums of what a registry serves. */
export const sumsName = (version: string): string => `${FILE_PREFIX}_${version}_SHA256SUMS`;

/** The version that a file of checksums is of; null where it is none. */
export function versionOfSums(file: string): string | null {
  return file.startsWith(`${FILE_PREFIX}_`) && file.endsWith("_SHA256SUMS")
    ? file.slice(FILE_PREFIX.length + 1, -"_SHA256SUMS".length)
    : null;
}
