import { PROVIDER_TYPE } from "../domain/provider-address";

// The names that registries and mirrors of Terraform and OpenTofu ask for.

const NAME = `terraform-provider-${PROVIDER_TYPE}`;

/** The executable within a zip. */
export const executableName = (version: string): string => `${NAME}_v${version}`;

export const zipName = (version: string, platform: string): string => `${NAME}_${version}_${platform}.zip`;

export const manifestName = (version: string): string => `${NAME}_${version}_manifest.json`;

/** Checksums of what a registry serves. */
export const sumsName = (version: string): string => `${NAME}_${version}_SHA256SUMS`;

/** The version that a file of checksums is of; null where it is none. */
export function versionOfSums(file: string): string | null {
  return file.startsWith(`${NAME}_`) && file.endsWith("_SHA256SUMS")
    ? file.slice(NAME.length + 1, -"_SHA256SUMS".length)
    : null;
}
