import { type Zippable,zipSync } from "fflate";

/** A file of a zip. */
export interface Zipped {
  readonly name: string;
  readonly content: Uint8Array;
  readonly mode: number;
}

/** The first day that a zip can tell. Of its local time, which is what a zip tells. */
const FIRST_DAY = new Date(1980, 0, 1);
const UNIX = 3;
const REGULAR_FILE = 0o100000;

/**
 * A zip of these files, in this order: the same bytes wherever and whenever it is made. It is packed in JavaScript, since
 * what Node's own zlib makes of the same bytes depends on its version.
 */
export function zipOf(files: readonly Zipped[]): Uint8Array {
  const entries: Zippable = {};
  for (const { name, content, mode } of files)
    entries[name] = [content, { os: UNIX, attrs: ((REGULAR_FILE | mode) << 16) >>> 0, mtime: FIRST_DAY, level: 6 }];
  return zipSync(entries);
}
