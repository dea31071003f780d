import { InstallError } from "./install-error";
import { type Library } from "./libraries";

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

/** The command of this package, where it says nothing itself. */
export function couldNotRunCommand(command: string, cause: unknown): InstallError {
  const why = cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause);
  return new InstallError(`${command} could not be run, or not to its end: ${why}`, { cause });
}

export function couldNotLock(file: string, cause: unknown): InstallError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new InstallError(`the provider's entry can not be written into ${file}: ${why}`, { cause });
}

/** What the commands of either library would fail with otherwise. `sources` are those of other providers. */
export function othersNotLocked(sources: readonly string[]): string {
  return (
    `${sources.join(", ")}: not in the stack's .terraform.lock.hcl yet, so that this command would ask a registry for ` +
    "all providers to lock them, and the registry does not have GreenVN's; set CDKTF_SKIP_PROVIDER_LOCK=true"
  );
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

// The library that the constructs stand on.

export function libraryMissing({ entry, name, line }: Library): InstallError {
  return new InstallError(`${entry} needs ${name}, which is not installed; run npm install ${name}@${line} constructs`);
}

/** The library of the other entry is there in its place. */
export function libraryOfOtherEntry({ entry, name }: Library, other: Library): InstallError {
  return new InstallError(
    `${entry} is the entry for ${name}, and ${other.name} is installed; import from "${other.entry}" instead`,
  );
}

export function libraryOutOfRange({ entry, name, line }: Library, version: string): InstallError {
  return new InstallError(
    `${entry} needs ${name} ${line}, and ${version} is installed; run npm install ${name}@${line}, ` +
      "or take a version of cdktf-greenvn that names yours",
  );
}

/** A construct of one library within an app of the other. */
export function libraryOfOtherApp({ entry, name }: Library, app: Library, path: string): InstallError {
  return new InstallError(
    `"${path}" is imported from "${entry}", for ${name}, and its app is of ${app.name}; ` +
      `import from "${app.entry}" instead`,
  );
}
