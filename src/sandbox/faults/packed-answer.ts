import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { type BentAnswer } from "./fault-rule";

const BOMB_BYTES = 8 * 2 ** 20;

/** A body packed by each encoding that is named and known, in that order. */
export function pack(
  text: string,
  { encoding, bare = false, flaw }: Extract<BentAnswer, { readonly kind: "packed" }>,
): Buffer {
  const whole = Buffer.from(flaw === "bomb" ? text.padEnd(BOMB_BYTES) : text);
  if (flaw === "plain") return whole;
  const packed = encoding
    .split(",")
    .reduce<Buffer>((body, name) => packedBy(name.trim().toLowerCase(), body, bare), whole);
  return flaw === "cut" ? packed.subarray(0, packed.length - 10) : packed;
}

function packedBy(encoding: string, body: Buffer, bare: boolean): Buffer {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return gzipSync(body);
    case "deflate":
      return bare ? deflateRawSync(body) : deflateSync(body);
    case "br":
      // Its best takes seconds for a bomb.
      return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    default:
      return body;
  }
}
