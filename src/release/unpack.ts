import { createWriteStream } from "node:fs";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { heldTwice, notAPlainFile, notAPlainName, tooLarge, tooManyFiles } from "./messages";

const MOST_FILES = 16;
const MOST_MEGABYTES = 512;
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;

/** Why a zip is refused; the message begins in the middle of a sentence. */
export class ZipRefused extends Error {
  override readonly name = "ZipRefused";
}

/**
 * Unpacks the plain files of a zip into a folder that is there, and returns their names. Nothing may stand in it that
 * would lie anywhere else, be a link, or take more room than a provider does. Rejects with a `ZipRefused`, or with what
 * the reader of zips says of a broken one.
 */
export async function unpack(zip: Buffer, folder: string): Promise<readonly string[]> {
  const file = await fromBufferPromise(zip, { strictFileNames: true, validateEntrySizes: true });
  try {
    const entries = await entriesOf(file);
    for (const entry of entries) {
      const content = await file.openReadStreamPromise(entry);
      await pipeline(
        content,
        atMost(entry.uncompressedSize),
        createWriteStream(path.join(folder, entry.fileName), { flags: "wx" }),
      );
    }
    return entries.map(({ fileName }) => fileName);
  } finally {
    file.close();
  }
}

/** All of them are looked at before the first one is unpacked. */
async function entriesOf(file: ZipFile): Promise<readonly Entry[]> {
  if (file.entryCount > MOST_FILES) throw new ZipRefused(tooManyFiles(MOST_FILES));
  const entries: Entry[] = [];
  const names = new Set<string>();
  let bytes = 0;
  for await (const entry of file.eachEntry()) {
    const { fileName, uncompressedSize } = entry;
    if (!PLAIN_NAME.test(fileName)) throw new ZipRefused(notAPlainName(fileName));
    if (!isRegular(entry)) throw new ZipRefused(notAPlainFile(fileName));
    // Where a file system takes capital letters for small ones, they would be one file.
    if (names.has(fileName.toLowerCase())) throw new ZipRefused(heldTwice(fileName));
    bytes += uncompressedSize;
    if (bytes > MOST_MEGABYTES * 1_000_000) throw new ZipRefused(tooLarge(MOST_MEGABYTES));
    names.add(fileName.toLowerCase());
    entries.push(entry);
  }
  return entries;
}

/** A zip that was not made on a Unix tells no kind of file. */
function isRegular({ externalFileAttributes }: Entry): boolean {
  const type = (externalFileAttributes >>> 16) & FILE_TYPE;
  return type === 0 || type === REGULAR_FILE;
}

/** Whatever a zip tells of sizes, no more is written. */
function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(new ZipRefused(tooLarge(MOST_MEGABYTES)));
      else done(null, chunk);
    },
  });
}
