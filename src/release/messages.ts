import { InstallError } from "../install/install-error";

/** Every sentence that installing from a release may end with. `folder` is that of the release, as it was typed. */

export function releaseUnreadable(folder: string, cause: unknown): InstallError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new InstallError(`the release in ${folder} can not be read: ${why}`, { cause });
}

export function noRelease(folder: string, sums: string): InstallError {
  return new InstallError(`${folder} is no release: it has no ${sums}`);
}

export function releaseOfOtherVersion(folder: string, versions: readonly string[], version: string): InstallError {
  return new InstallError(
    `the release in ${folder} is of version ${versions.join(", ")}, and this is ${version}; ` +
      `take the release of ${version}, or install cdktf-greenvn@${versions.at(-1) ?? version}`,
  );
}

/** `line` counts from 1. */
export function sumsMalformed(sums: string, line: number): InstallError {
  return new InstallError(
    `${sums} can not be trusted: line ${line} is not the SHA-256 of a file of this folder, once; nothing was unpacked`,
  );
}

export function notInSums(sums: string, file: string): InstallError {
  return new InstallError(`${sums} has no checksum of ${file}; nothing was unpacked`);
}

export function zipMissing(folder: string, file: string): InstallError {
  return new InstallError(
    `${folder} has no ${file}: the release is not whole, or the platform is not among those that it was made for`,
  );
}

export function checksumWrong(file: string, sums: string): InstallError {
  return new InstallError(
    `${file} is not the file that ${sums} tells the checksum of: it was changed or cut off on the way; ` +
      "nothing was unpacked, get the release again",
  );
}

/** What the checksum is right for and still is no package of the provider. `why` begins in the middle of a sentence. */
export function zipRefused(file: string, why: string): InstallError {
  return new InstallError(`${file} is no package of the provider: ${why}; nothing was installed`);
}

export function notAPlainName(name: string): string {
  return `it holds ${JSON.stringify(name)}, which is no plain name of a file`;
}

export function notAPlainFile(name: string): string {
  return `${name} is a link or a folder, and no file`;
}

export function tooLarge(megabytes: number): string {
  return `unpacked it is larger than ${megabytes} MB`;
}

export function tooManyFiles(most: number): string {
  return `it holds more than ${most} files`;
}

export function heldTwice(name: string): string {
  return `it holds ${name} twice`;
}

export function executableMissing(name: string): string {
  return `it does not hold ${name}`;
}

export function zipBroken(cause: unknown): string {
  return `it can not be unpacked (${cause instanceof Error ? cause.message : String(cause)})`;
}
