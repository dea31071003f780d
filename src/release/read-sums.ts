import { sumsMalformed } from "./messages";

/** As sha256sum writes it, and reads it back in text and in binary; ended by either kind of line break. */
const LINE = /^([0-9a-fA-F]{64}) [ *]([A-Za-z0-9][A-Za-z0-9._+-]*)$/;

/**
 * The SHA-256 of each file that a file of checksums names, in hex. Throws an `InstallError` for whatever is no checksum
 * of a file beside it, and for a file that is named twice: which one holds, nobody could tell.
 */
export function readSums(text: string, sums: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  text.split(/\r?\n/).forEach((line, index) => {
    if (line === "") return;
    const [, hash, file] = LINE.exec(line) ?? [];
    if (hash === undefined || file === undefined || found.has(file)) throw sumsMalformed(sums, index + 1);
    found.set(file, hash.toLowerCase());
  });
  return found;
}
