import fc from "fast-check";

const SURROGATES = { first: 0xd800, count: 0x800 };

/** Every code point but lone surrogates; control characters, marks and punctuation more often than chance would have them. */
const character = fc
  .oneof(
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x2ff }) },
    { weight: 1, arbitrary: fc.integer({ min: 0x2000, max: 0x20ff }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 0x10ffff - SURROGATES.count }) },
  )
  .map((point) => String.fromCodePoint(point < SURROGATES.first ? point : point + SURROGATES.count));

/**
 * Text of any characters. fast-check's own unit `binary` says the same, and takes a second of each test file to list
 * all code points.
 */
export function anyText(constraints: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: character, ...constraints });
}
