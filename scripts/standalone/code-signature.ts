import { createHash } from "node:crypto";

// Names and numbers as in Apple's headers `mach-o/loader.h` and `cs_blobs.h`.
const MH_MAGIC_64 = 0xfeedfacf;
const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;
const HEADER_BYTES = 32;
const CSMAGIC_EMBEDDED_SIGNATURE = 0xfade0cc0;
const CSMAGIC_CODEDIRECTORY = 0xfade0c02;
const CSSLOT_CODEDIRECTORY = 0;
const CODE_DIRECTORY_VERSION = 0x20400;
const CS_ADHOC = 0x2;
const CS_LINKER_SIGNED = 0x20000;
const CS_EXECSEG_MAIN_BINARY = 1;
const CS_HASHTYPE_SHA256 = 2;
const HASH_BYTES = 32;
const PAGE_BITS = 12;
/** Of pages in memory, whatever the processor. */
const SEGMENT_BYTES = 16_384;

/**
 * The program of macOS with a signature made ad hoc in the place of the one that it has: whatever was added to it after
 * that one was made leaves it wrong, and macOS may kill a program for that.
 */
export function signAdHoc(program: Buffer, identifier: string): Buffer {
  const { at, offset } = signaturePlace(program);
  const pages = Math.ceil(offset / 2 ** PAGE_BITS);
  const name = Buffer.from(`${identifier}\0`);
  const hashesAt = 88 + name.length;
  const directory = Buffer.alloc(hashesAt + pages * HASH_BYTES);
  const header = Buffer.alloc(20);
  const size = header.length + directory.length;

  const signed = Buffer.concat([program.subarray(0, offset), Buffer.alloc(size)]);
  signed.writeUInt32LE(size, at + 12);
  // The last segment ends with the signature.
  const linkEdit = segmentAt(signed, "__LINKEDIT");
  const linkEditBytes = signed.length - Number(signed.readBigUInt64LE(linkEdit + 40));
  signed.writeBigUInt64LE(BigInt(Math.ceil(linkEditBytes / SEGMENT_BYTES) * SEGMENT_BYTES), linkEdit + 32);
  signed.writeBigUInt64LE(BigInt(linkEditBytes), linkEdit + 48);

  const text = segmentAt(signed, "__TEXT");
  const fields: readonly (readonly [at: number, value: number])[] = [
    [0, CSMAGIC_CODEDIRECTORY],
    [4, directory.length],
    [8, CODE_DIRECTORY_VERSION],
    [12, CS_ADHOC | CS_LINKER_SIGNED],
    [16, hashesAt],
    [20, 88], // Where the identifier is.
    [28, pages],
    [32, offset],
  ];
  for (const [where, value] of fields) directory.writeUInt32BE(value, where);
  directory.set([HASH_BYTES, CS_HASHTYPE_SHA256, 0, PAGE_BITS], 36);
  directory.writeBigUInt64BE(signed.readBigUInt64LE(text + 40), 64);
  directory.writeBigUInt64BE(signed.readBigUInt64LE(text + 48), 72);
  directory.writeBigUInt64BE(BigInt(CS_EXECSEG_MAIN_BINARY), 80);
  name.copy(directory, 88);
  for (let page = 0; page < pages; page += 1)
    pageHash(signed, page, 2 ** PAGE_BITS, offset).copy(directory, hashesAt + page * HASH_BYTES);

  [CSMAGIC_EMBEDDED_SIGNATURE, size, 1, CSSLOT_CODEDIRECTORY, header.length].forEach((value, index) =>
    header.writeUInt32BE(value, index * 4),
  );
  header.copy(signed, offset);
  directory.copy(signed, offset + header.length);
  return signed;
}

function pageHash(program: Buffer, page: number, pageBytes: number, limit: number): Buffer {
  const content = program.subarray(page * pageBytes, Math.min((page + 1) * pageBytes, limit));
  return createHash("sha256").update(content).digest();
}

/**
 * Holds a program of macOS against the signature in it: macOS kills one on arm64 that has none, or another one. Throws
 * where the program is not signed (ad hoc), where a page does not have the hash that the signature says, or where the
 * signature does not reach from the first byte to itself.
 */
export function verifyCodeSignature(program: Buffer): void {
  const { offset, size } = signaturePlace(program);
  if (offset + size !== program.length) throw new Error("the signature is not the end of the program");
  const directory = codeDirectory(program.subarray(offset, offset + size));
  const field = (at: number): number => directory.readUInt32BE(at);
  const [flags, hashesAt, pages, limit] = [field(12), field(16), field(28), field(32)];
  const [hashBytes, hashType, pageBits] = [directory[36] ?? 0, directory[37] ?? 0, directory[39] ?? 0];
  if ((flags & CS_ADHOC) === 0) throw new Error("the signature is not one made ad hoc");
  if (hashType !== CS_HASHTYPE_SHA256 || hashBytes !== HASH_BYTES)
    throw new Error("the signature's hashes are no SHA-256");
  if (limit !== offset) throw new Error("the signature covers another length than that of the program before it");
  const pageBytes = 2 ** pageBits;
  if (pages !== Math.ceil(limit / pageBytes)) throw new Error("the signature has another number of pages");
  for (let page = 0; page < pages; page += 1) {
    const told = directory.subarray(hashesAt + page * hashBytes, hashesAt + (page + 1) * hashBytes);
    if (!pageHash(program, page, pageBytes, limit).equals(told))
      throw new Error(`page ${page} of the program is not the one that was signed`);
  }
}

/** The load commands of a program, each from its first byte on. */
function loadCommands(program: Buffer): readonly { readonly kind: number; readonly at: number }[] {
  if (program.length < HEADER_BYTES || program.readUInt32LE(0) !== MH_MAGIC_64)
    throw new Error("it is no program of macOS for 64 bits");
  const commands: { kind: number; at: number }[] = [];
  for (let at = HEADER_BYTES; commands.length < program.readUInt32LE(16); at += program.readUInt32LE(at + 4))
    commands.push({ kind: program.readUInt32LE(at), at });
  return commands;
}

/** Where the load command of the signature is, and the signature. */
function signaturePlace(program: Buffer): { readonly at: number; readonly offset: number; readonly size: number } {
  const command = loadCommands(program).find(({ kind }) => kind === LC_CODE_SIGNATURE);
  if (command === undefined) throw new Error("the program is not signed");
  const { at } = command;
  return { at, offset: program.readUInt32LE(at + 8), size: program.readUInt32LE(at + 12) };
}

/** The load command of a segment, such as `__TEXT`. */
function segmentAt(program: Buffer, name: string): number {
  const segment = loadCommands(program).find(
    ({ kind, at }) =>
      kind === LC_SEGMENT_64 && program.toString("latin1", at + 8, at + 24).replace(/\0+$/, "") === name,
  );
  if (segment === undefined) throw new Error(`the program has no segment ${name}`);
  return segment.at;
}

function codeDirectory(signature: Buffer): Buffer {
  if (signature.readUInt32BE(0) !== CSMAGIC_EMBEDDED_SIGNATURE) throw new Error("the signature can't be read");
  const blobs = signature.readUInt32BE(8);
  for (let index = 0; index < blobs; index += 1) {
    const at = 12 + index * 8;
    const start = signature.readUInt32BE(at + 4);
    if (signature.readUInt32BE(at) === CSSLOT_CODEDIRECTORY && signature.readUInt32BE(start) === CSMAGIC_CODEDIRECTORY)
      return signature.subarray(start);
  }
  throw new Error("the signature has no code directory");
}
