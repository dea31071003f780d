import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { pack } from "../../../../src/sandbox/faults/packed-answer";

const TEXT = JSON.stringify({ data: "x".repeat(500) });

test.each<[string, boolean, (packed: Buffer) => Buffer]>([
  ["gzip", false, gunzipSync],
  ["X-GZIP", false, gunzipSync],
  ["deflate", false, inflateSync],
  ["deflate", true, inflateRawSync],
  ["br", false, brotliDecompressSync],
  ["gzip, br", false, (packed) => gunzipSync(brotliDecompressSync(packed))],
  ["zstd", false, (packed) => packed],
  ["identity", false, (packed) => packed],
])(
  "packed by %j (bare: %s) it unpacks to itself, to less where it is cut, and to much as a bomb",
  (encoding, bare, unpack) => {
    const answer = { kind: "packed", encoding, bare } as const;
    expect(unpack(pack(TEXT, answer)).toString()).toBe(TEXT);
    expect(unpack(pack(TEXT, { ...answer, flaw: "bomb" }))).toHaveLength(8 * 2 ** 20);
    expect(pack(TEXT, { ...answer, flaw: "cut" })).toEqual(pack(TEXT, answer).subarray(0, -10));
    expect(pack(TEXT, { ...answer, flaw: "plain" }).toString()).toBe(TEXT);
  },
);
