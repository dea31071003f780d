/** The few forms of ASN.1 DER that a certificate is made of. */

function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tagged(0x30, ...items);
export const set = (...items: readonly Uint8Array[]): Buffer => tagged(0x31, ...items);
export const octets = (content: Uint8Array): Buffer => tagged(0x04, content);
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
export const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/** A positive integer from its bytes, most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  return (bytes[0] ?? 0) >= 0x80 ? tagged(0x02, Buffer.from([0]), bytes) : tagged(0x02, bytes);
}

/** All bits of the bytes count, but for the last `unused` ones. */
export const bits = (content: Uint8Array, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), content);

/** An object identifier whose numbers are all below 16384: `1.2.840.10045.4.3.2`. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = rest.flatMap((part) => (part < 0x80 ? [part] : [0x80 | (part >> 7), part & 0x7f]));
  return tagged(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

/** Seconds are the finest that a certificate knows. Years from 2050 on need the longer form. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/\.\d+/, "").replace(/[-:T]/g, "");
  return at.getUTCFullYear() < 2050 ? tagged(0x17, Buffer.from(digits.slice(2))) : tagged(0x18, Buffer.from(digits));
}

/** `[number] EXPLICIT`, or a constructed `[number] IMPLICIT`. */
export const context = (number: number, ...items: readonly Uint8Array[]): Buffer => tagged(0xa0 | number, ...items);
/** A primitive `[number] IMPLICIT`. */
export const contextPrimitive = (number: number, content: Uint8Array): Buffer => tagged(0x80 | number, content);
