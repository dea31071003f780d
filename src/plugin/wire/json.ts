import type { Notes } from "../sdk/resource";
import type { JsonValue } from "../sdk/value";
import { equalDecimals, numberFromText } from "../values/exact-number";
import { isRecord } from "../values/json-value";
import { WireError } from "./wire-error";

const STRINGS_AND_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** A long number or one with an exponent, where numbers stand: an id of hexadecimal digits is hardly ever taken for one. */
const MAY_ROUND = /(?:^|[\s:,[])-?(?:\d[\d.]{15}|\d[\d.]*[eE])/;
const utf8 = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/**
 * Reads JSON. A number that JavaScript would round is read as a string of its text, which a number attribute takes as
 * well.
 */
export function parseJson(bytes: Uint8Array): JsonValue {
  try {
    const text = utf8.decode(bytes);
    // The cast: what JSON.parse gives is typed `any`, and is JSON.
    return JSON.parse(MAY_ROUND.test(text) ? text.replace(STRINGS_AND_NUMBERS, quoteRounded) : text) as JsonValue;
  } catch (thrown) {
    throw new WireError(`a value is not well-formed JSON (${bytes.length} bytes)`, { cause: thrown });
  }
}

/** A string is no number, and stays as it is. */
function quoteRounded(token: string): string {
  const exact = numberFromText(token);
  const read = numberFromText(String(Number(token)));
  return exact === undefined || (read !== undefined && equalDecimals(exact, read)) ? token : `"${token}"`;
}

/**
 * What the provider remembers with a resource. Bytes that are not ours (damaged, another provider's) are as good as
 * none.
 */
export function decodeNotes(bytes: Uint8Array | undefined): Notes {
  if (bytes === undefined || bytes.length === 0) return {};
  try {
    const notes = parseJson(bytes);
    return isRecord(notes) ? notes : {};
  } catch {
    return {};
  }
}

export function encodeNotes(notes: Notes): Uint8Array {
  for (const _name in notes) return encoder.encode(JSON.stringify(notes));
  return new Uint8Array(0);
}
