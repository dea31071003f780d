/**
 * Bytes behind the first one, for the types from 0xc0 to 0xdf whose length it tells; -1 where a length follows, or for
 * the one that is not used.
 */
const FIXED = [
  0, -1, 0, 0, -1, -1, -1, -1, -1, -1, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17, -1, -1, -1, -1, -1, -1, -1,
];

/**
 * Whether MessagePack's headers claim no more elements and bytes than there are. The decoder sets memory aside for
 * what a header claims: without this look, a few bytes of nested headers could take all of it.
 */
export function claimsAreMet(bytes: Uint8Array): boolean {
  let at = 0;
  // Values that are still to come: each takes a byte at least.
  let owed = 1;
  while (owed > 0) {
    if (owed > bytes.length - at) return false;
    const first = bytes[at] ?? 0;
    at += 1;
    owed -= 1;
    if (first < 0x80 || first >= 0xe0) continue;
    if (first < 0x90) owed += (first & 0x0f) * 2;
    else if (first < 0xa0) owed += first & 0x0f;
    else if (first < 0xc0) at += first & 0x1f;
    else {
      const fixed = FIXED[first - 0xc0] ?? -1;
      if (fixed >= 0) {
        at += fixed;
        continue;
      }
      const width = widthOf(first);
      if (width === 0) return false;
      const claimed = numberAt(bytes, at, width);
      at += width;
      if (first >= 0xde) owed += claimed * 2;
      else if (first >= 0xdc) owed += claimed;
      else at += claimed + (first >= 0xc7 && first <= 0xc9 ? 1 : 0); // an extension has a byte for its code
    }
  }
  return at <= bytes.length;
}

/** Bytes of the length behind a first byte; 0 where there is none. */
function widthOf(first: number): 0 | 1 | 2 | 4 {
  switch (first) {
    case 0xc4:
    case 0xc7:
    case 0xd9:
      return 1;
    case 0xc5:
    case 0xc8:
    case 0xda:
    case 0xdc:
    case 0xde:
      return 2;
    case 0xc6:
    case 0xc9:
    case 0xdb:
    case 0xdd:
    case 0xdf:
      return 4;
  }
  return 0;
}

function numberAt(bytes: Uint8Array, at: number, width: number): number {
  let number = 0;
  for (let index = 0; index < width; index += 1) number = number * 256 + (bytes[at + index] ?? 0);
  return number;
}
