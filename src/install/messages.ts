import { InstallError } from "./install-error";

/** Every sentence that finding and installing the executable may end with. */

export function packageNotFound(name: string, from: string): InstallError {
  return new InstallError(
    `the package ${name} is not found above ${from}; install it with npm, and leave it out of bundles`,
  );
}

export function executableNotBuilt(executable: string, name: string, version: string): InstallError {
  return new InstallError(
    `the provider's executable ${executable} does not exist; ` +
      `make it with npm run build, or install ${name} ${version} anew`,
  );
}

export function couldNotInstall(dir: string, cause: unknown): InstallError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new InstallError(`the provider can not be put into ${dir}: ${why}`, { cause });
}

export function unknownPlatform(name: string, platforms: readonly string[]): InstallError {
  return new InstallError(isNoPlatform(name, platforms));
}

/** The sentence alone: the constructs say it too, of a prop. */
export function isNoPlatform(name: unknown, platforms: readonly string[]): string {
  return (
    `${JSON.stringify(name)} is no platform that the provider runs on; ` +
    `use ${platforms.join(", ")} (on Windows: WSL, which is linux)`
  );
}
