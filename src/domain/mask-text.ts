import { maskNumber } from "./phone-number";

// Keys of for_each, connection_ids and ids are often made of numbers, however they are grouped and in whatever script:
// seven digits may be one where they stand alone, ten within a word as well.
const BETWEEN = "[ ().\\-_/]{0,2}";
const ALONE = `(?<![\\p{L}\\p{Nd}_.])(?:\\+ ?|\\()?\\p{Nd}(?:${BETWEEN}\\p{Nd}){6,14}(?![\\p{L}\\p{Nd}_])`;
// Bounded: a hostile text of millions of digits would exhaust the stack of the one who matches.
const WITHIN = `\\+\\p{Nd}(?:${BETWEEN}\\p{Nd}){6,200}|\\p{Nd}(?:${BETWEEN}\\p{Nd}){9,200}`;
// An id or a time that happens to be all digits is no number, nor is a hash, whose letters stand among them.
const UUID = "[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}";
const DATE = "\\d{4}-\\d{2}-\\d{2}(?=T|\\b(?![ .()-]?\\d))";
const HASH = "(?<![\\da-zA-Z])(?=[\\da-f]*[a-f])[\\da-f]{40,}(?![\\da-zA-Z])";
const LOCKED = "\\b(?:h1|zh):[\\w+/=]+";
const FOUND = new RegExp(`${UUID}|${DATE}|${HASH}|${LOCKED}|(${ALONE}|${WITHIN})`, "gu");

/** Any text with the phone numbers in it, in whatever form they are written, as `maskNumber` shows them. */
export function maskText(text: string): string {
  return text.replace(FOUND, (found: string, number: string | undefined) =>
    number === undefined ? found : maskNumber(number),
  );
}
