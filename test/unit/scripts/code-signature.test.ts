import { signAdHoc, verifyCodeSignature } from "../../../scripts/standalone/code-signature";

const PAGE = 4096;
const SIGNED_BYTES = 3 * PAGE + 100;

/** A program of macOS: a header, `__TEXT`, `__LINKEDIT` and the place of a signature; its pages are all different. */
function program(): Buffer {
  const file = Buffer.alloc(SIGNED_BYTES + 64, 7);
  for (let at = 1024; at < SIGNED_BYTES; at += 1) file[at] = at % 251;
  const segment = (at: number, name: string, offset: number, size: number): void => {
    file.fill(0, at, at + 72);
    file.writeUInt32LE(0x19, at);
    file.writeUInt32LE(72, at + 4);
    file.write(name, at + 8, "latin1");
    file.writeBigUInt64LE(BigInt(offset), at + 40);
    file.writeBigUInt64LE(BigInt(size), at + 48);
  };
  file.fill(0, 0, 32);
  file.writeUInt32LE(0xfeedfacf, 0);
  file.writeUInt32LE(3, 16);
  segment(32, "__TEXT", 0, 2 * PAGE);
  segment(104, "__LINKEDIT", 2 * PAGE, file.length - 2 * PAGE);
  file.writeUInt32LE(0x1d, 176);
  file.writeUInt32LE(16, 180);
  file.writeUInt32LE(SIGNED_BYTES, 184);
  file.writeUInt32LE(64, 188);
  return file;
}

test("a program that was signed is accepted, and signing again gives the same bytes", () => {
  const signed = signAdHoc(program(), "greenvn");
  expect(() => verifyCodeSignature(signed)).not.toThrow();
  expect(signAdHoc(signed, "greenvn").equals(signed)).toBe(true);
});

test("its last segment ends with the signature", () => {
  const signed = signAdHoc(program(), "greenvn");
  expect(Number(signed.readBigUInt64LE(104 + 40) + signed.readBigUInt64LE(104 + 48))).toBe(signed.length);
  expect(Number(signed.readBigUInt64LE(104 + 32)) % 16_384).toBe(0);
});

test("no byte of it can change, and none be cut off or added", () => {
  const signed = signAdHoc(program(), "greenvn");
  for (const at of [1500, PAGE, SIGNED_BYTES - 1]) {
    const changed = Buffer.from(signed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => verifyCodeSignature(changed)).toThrow(/is not the one that was signed/);
  }
  expect(() => verifyCodeSignature(signed.subarray(0, -1))).toThrow(/not the end of the program/);
  expect(() => verifyCodeSignature(Buffer.concat([signed, Buffer.alloc(1)]))).toThrow(/not the end of the program/);
});

test.each<[string, (signed: Buffer) => void, RegExp]>([
  ["of another kind of file", (signed) => void signed.writeUInt32LE(0, 0), /no program of macOS/],
  ["that was taken out", (signed) => void signed.writeUInt32LE(0x1e, 176), /is not signed/],
  ["that is none", (signed) => void signed.writeUInt32BE(0, SIGNED_BYTES), /can't be read/],
  ["without a directory", (signed) => void signed.writeUInt32BE(1, SIGNED_BYTES + 12), /no code directory/],
  ["of somebody", (signed) => void signed.writeUInt32BE(0, SIGNED_BYTES + 20 + 12), /not one made ad hoc/],
  ["by hashes of another kind", (signed) => void (signed[SIGNED_BYTES + 20 + 37] = 1), /no SHA-256/],
  ["over less than the program", (signed) => void signed.writeUInt32BE(PAGE, SIGNED_BYTES + 20 + 32), /another length/],
  ["of fewer pages", (signed) => void signed.writeUInt32BE(2, SIGNED_BYTES + 20 + 28), /another number of pages/],
])("a signature %s is refused", (_what, spoil, why) => {
  const signed = signAdHoc(program(), "greenvn");
  spoil(signed);
  expect(() => verifyCodeSignature(signed)).toThrow(why);
});

test("the signature that was left over from another program is refused", () => {
  const runtime = signAdHoc(program(), "runtime");
  const longer = Buffer.concat([runtime.subarray(0, SIGNED_BYTES), Buffer.alloc(PAGE), runtime.subarray(SIGNED_BYTES)]);
  longer.writeUInt32LE(SIGNED_BYTES + PAGE, 184);
  expect(() => verifyCodeSignature(longer)).toThrow(/another length/);
});
