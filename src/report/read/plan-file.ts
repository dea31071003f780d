import { inflateRawSync } from "node:zlib";
import type { Plan } from "./plan";

/** The most that a plan within its file may hold, in bytes. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Objects whose addresses and ids are looked for. */
const SAMPLE = 20;

/**
 * Whether a saved plan is the one that a plan's JSON was made from, as far as that can be told: both hold the time of
 * planning, the version, and the addresses and ids of what changes. An encrypted plan, as OpenTofu can make, tells nothing.
 */
export function comparePlanFile(file: Uint8Array, plan: Plan): "same" | "other" | "not compared" {
  const saved = entryOf(Buffer.from(file.buffer, file.byteOffset, file.byteLength), "tfplan");
  if (saved === null) return "not compared";
  const texts = [
    plan.terraformVersion,
    ...(plan.timestamp === null ? [] : [plan.timestamp]),
    ...plan.changes
      .slice(0, SAMPLE)
      .flatMap(({ address, before }) => [address, ...(typeof before?.id === "string" ? [before.id] : [])]),
  ];
  return texts.every((text) => saved.includes(text)) ? "same" : "other";
}

/** The bytes of a file in a ZIP archive; null where it is none, or does not hold the file in a form that is known. */
function entryOf(zip: Buffer, name: string): Buffer | null {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > zip.length) return null;
  try {
    let at = zip.readUInt32LE(end + 16);
    for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
      if (zip.readUInt32LE(at) !== 0x02014b50) return null;
      const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
      const nameLength = lengths[0] ?? 0;
      if (zip.toString("utf8", at + 46, at + 46 + nameLength) === name)
        return unpacked(zip, zip.readUInt32LE(at + 42), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20));
      at += 46 + lengths.reduce((sum, length) => sum + length, 0);
    }
    return null;
  } catch {
    // It points outside of itself, or is packed in no such way.
    return null;
  }
}

function unpacked(zip: Buffer, header: number, method: number, size: number): Buffer | null {
  if (zip.readUInt32LE(header) !== 0x04034b50) return null;
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + size);
  if (method === 0) return packed;
  return method === 8 ? inflateRawSync(packed, { maxOutputLength: MAX_BYTES }) : null;
}
