import { maskNumber } from "./phone-number";

// An id or a time that happens to be all digits is no number; what stands within a word is none either.
const UUID = "[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}";
const DATE = "\\d{4}-\\d{2}-\\d{2}(?=T|\\b(?![ .()-]?\\d))";
const NUMBER = "(?<![\\w.])(?:\\+ ?|\\()?\\d(?:[ .()-]{0,2}\\d){6,14}(?![\\w])";
const FOUND = new RegExp(`${UUID}|${DATE}|(${NUMBER})`, "g");

/** Any text with the phone numbers in it, in whatever form they are written, as `maskNumber` shows them. */
export function maskText(text: string): string {
  return text.replace(FOUND, (found: string, number: string | undefined) =>
    number === undefined ? found : maskNumber(number),
  );
}
