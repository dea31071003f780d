const E164 = /^\+[1-9]\d{6,14}$/;

/** The calling codes of one and two digits; every other one has three (ITU-T E.164, list of assigned codes). */
const SHORT_CALLING_CODES = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Whether the text is a number in E.164: `+`, the country code, and 7 to 15 digits in all. */
export function isE164(text: string): boolean {
  return E164.test(text);
}

/**
 * A number as the API told it, in E.164 as far as it can be had without inventing a country code:
 * `917205827365` becomes `+917205827365`, `0` and ten digits are `+91`, ten bare digits stay as they are.
 */
export function normalizeNumber(told: string): string {
  const text = compact(told);
  if (text.startsWith("+")) return text;
  if (/^00[1-9]/.test(text)) return `+${text.slice(2)}`;
  if (/^0\d{10}$/.test(text)) return `+91${text.slice(1)}`;
  if (/^[1-9]\d{10,14}$/.test(text)) return `+${text}`;
  return text;
}

/**
 * Whether two numbers, in whatever form the API or a person wrote them, are one: national digits agree, and the country
 * code where both give one.
 */
export function samePhoneNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [normal, otherNormal] = [normalizeNumber(one), normalizeNumber(other)];
  return normal === otherNormal || isBareFormOf(compact(one), otherNormal) || isBareFormOf(compact(other), normal);
}

/**
 * Whether a text without `+` holds the digits of a number in its normal form: all of them, or the national ones, after
 * a 0 or not.
 */
function isBareFormOf(text: string, e164: string): boolean {
  const bare = bareDigits(text);
  if (bare === null || !e164.startsWith("+")) return false;
  return text === e164.slice(1) || bare === nationalDigits(e164);
}

/** The digits of a text that names no country code, without the 0 before them; null where it does name one. */
function bareDigits(text: string): string | null {
  if (text.startsWith("+") || text.startsWith("00")) return null;
  return (text.startsWith("0") ? text.slice(1) : text) || null;
}

/**
 * The known number that a told one equals, or its normal form where it equals none. Exact forms win over bare national
 * digits. For many told ones, `numberRecognizer`.
 */
export function recognizeNumber(told: string, known: readonly string[]): string {
  const normal = normalizeNumber(told);
  return (
    known.find((number) => number === told || number === normal) ??
    known.find((number) => samePhoneNumber(told, number)) ??
    normal
  );
}

/** `recognizeNumber` among the same known ones, in a time that does not grow with their number. */
export function numberRecognizer(known: readonly string[]): (told: string) => string {
  const index = indexNumbers(known);
  const exact: Places = new Map();
  known.forEach((number, place) => note(exact, number, place));
  return (told) => {
    const normal = normalizeNumber(told);
    return firstOf(known, [exact.get(told), exact.get(normal)]) ?? index.find(told) ?? normal;
  };
}

/** Where each form of a number stands first in a list. */
type Places = Map<string, number>;

function note(places: Places, form: string, place: number): void {
  if (!places.has(form)) places.set(form, place);
}

function firstOf(numbers: readonly string[], places: readonly (number | undefined)[]): string | undefined {
  return numbers[Math.min(...places.map((place) => place ?? Infinity))];
}

/** Numbers by all that `samePhoneNumber` looks at. */
export interface NumberIndex {
  /** The first of them that the number equals, in a time that does not grow with their number. */
  readonly find: (number: string) => string | undefined;
}

export function indexNumbers(numbers: readonly string[]): NumberIndex {
  const normal: Places = new Map();
  /** Of those whose normal form names a country code: all their digits, and the national ones. */
  const digits: Places = new Map();
  const national: Places = new Map();
  /** Of those that name no country code: as they stand, and without the 0 before them. */
  const whole: Places = new Map();
  const bare: Places = new Map();
  numbers.forEach((number, place) => {
    const [text, normalForm] = [compact(number), normalizeNumber(number)];
    note(normal, normalForm, place);
    const bareForm = bareDigits(text);
    if (bareForm !== null) {
      note(whole, text, place);
      note(bare, bareForm, place);
    }
    if (normalForm.startsWith("+")) {
      note(digits, normalForm.slice(1), place);
      note(national, nationalDigits(normalForm), place);
    }
  });
  return {
    find(number) {
      const [text, normalForm] = [compact(number), normalizeNumber(number)];
      const bareForm = bareDigits(text);
      const places = [normal.get(normalForm)];
      if (bareForm !== null) places.push(digits.get(text), national.get(bareForm));
      if (normalForm.startsWith("+")) places.push(whole.get(normalForm.slice(1)), bare.get(nationalDigits(normalForm)));
      return firstOf(numbers, places);
    },
  };
}

/** `+917205827365` as logs may show it: `+91******7365`. */
export function maskNumber(number: string): string {
  const text = compact(number);
  const code = text.startsWith("+") ? `+${callingCode(text.slice(1))}` : "";
  const rest = text.length - code.length;
  if (rest < 8) return `${code}${"*".repeat(Math.max(rest, 0))}`;
  return `${code}${"*".repeat(rest - 4)}${text.slice(-4)}`;
}

function nationalDigits(e164: string): string {
  const digits = e164.slice(1);
  return digits.slice(callingCode(digits).length);
}

function callingCode(digits: string): string {
  return SHORT_CALLING_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);
}

function compact(text: string): string {
  return text.replace(/[\s().-]/g, "");
}
