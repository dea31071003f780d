import { unknownPlatform } from "./messages";

/** The platforms that the executable runs on, as Terraform names them. */
export const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"] as const;
export type Platform = (typeof PLATFORMS)[number];

const SYSTEMS: Readonly<Record<string, string>> = { linux: "linux", darwin: "darwin" };
const PROCESSORS: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** This machine: `linux_amd64`. Throws an `InstallError` on one where the executable does not run. */
export function currentPlatform(system: string = process.platform, processor: string = process.arch): Platform {
  return checkPlatform(`${SYSTEMS[system] ?? system}_${PROCESSORS[processor] ?? processor}`);
}

/** The name as a platform. Throws an `InstallError` for any other. */
export function checkPlatform(name: string): Platform {
  const platform = PLATFORMS.find((known) => known === name);
  if (platform === undefined) throw unknownPlatform(name, PLATFORMS);
  return platform;
}
