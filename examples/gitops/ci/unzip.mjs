// Reads one file out of a zip archive: what GitHub hands out artifacts in.
import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_BYTES = 64 * 1024 * 1024;

/** The content of a file in the archive; undefined where there is none, or where it is no archive. */
export function unzip(bytes, name) {
  const zip = Buffer.from(bytes);
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) return undefined;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) return undefined;
    const [method, packed, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    if (zip.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      if (size > MOST_BYTES || local + 30 > zip.length) return undefined;
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const content = zip.subarray(start, start + packed);
      if (method === 0) return content.toString("utf8");
      if (method === 8) return inflateRawSync(content, { maxOutputLength: MOST_BYTES }).toString("utf8");
      return undefined;
    }
    at += 46 + nameLength + extra + comment;
  }
  return undefined;
}
