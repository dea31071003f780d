import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from "node:zlib";

export type Decoded =
  { readonly kind: "bytes"; readonly bytes: Buffer } | { readonly kind: "too large" | "cut" | "wrong" };

/** Undoes one encoding; `most` bounds what comes out, in bytes. Never throws. */
export type Decoder = (packed: Buffer, most: number) => Decoded;

/** By the name of a `Content-Encoding`, in small letters; null where it is not known. */
export function decoderOf(encoding: string): Decoder | null {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return decoder(gunzipSync);
    case "deflate":
      // The name means zlib's format; some servers take it for the bare one.
      return (packed, most) => decoder(hasZlibHeader(packed) ? inflateSync : inflateRawSync)(packed, most);
    case "br":
      return decoder(brotliDecompressSync);
    default:
      return null;
  }
}

function decoder(decompress: (packed: Buffer, options: Pick<ZlibOptions, "maxOutputLength">) => Buffer): Decoder {
  return (packed, most) => {
    // An answer with no body at all may still say how it would be packed.
    if (packed.length === 0) return { kind: "bytes", bytes: packed };
    try {
      return { kind: "bytes", bytes: decompress(packed, { maxOutputLength: most }) };
    } catch (error) {
      return { kind: whatIsWrong((error as { readonly code?: unknown }).code) };
    }
  };
}

function whatIsWrong(code: unknown): "too large" | "cut" | "wrong" {
  if (code === "ERR_BUFFER_TOO_LARGE") return "too large";
  return code === "Z_BUF_ERROR" ? "cut" : "wrong";
}

/** RFC 1950: method 8, a window of at most 32 KiB, and a check over both bytes. */
function hasZlibHeader(bytes: Buffer): boolean {
  return bytes.length >= 2 && (bytes.readUInt8(0) & 0x8f) === 0x08 && bytes.readUInt16BE(0) % 31 === 0;
}
