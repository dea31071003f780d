import fc from "fast-check";
import {
  indexNumbers,
  isE164,
  maskNumber,
  normalizeNumber,
  numberRecognizer,
  recognizeNumber,
  samePhoneNumber,
} from "../../../src/domain/phone-number";
import { runs } from "../../support/random/runs";

test.each([
  ["+917205827365", true],
  ["+1415555", true],
  ["+141555", false],
  ["+123456789012345", true],
  ["+1234567890123456", false],
  ["917205827365", false],
  ["07205827365", false],
  ["+07205827365", false],
  ["+91 7205827365", false],
  ["+91720582736a", false],
  ["+917205827365\n", false],
  ["+९१७२०५८२७३६५", false],
  ["", false],
  ["+", false],
])("%j is a number in E.164: %s", (text, expected) => expect(isE164(text)).toBe(expected));

test.each([
  ["already E.164", "+917205827365", "+917205827365"],
  ["without the plus", "917205827365", "+917205827365"],
  ["0 and ten digits are +91", "07205827365", "+917205827365"],
  ["the international prefix 00", "00917205827365", "+917205827365"],
  ["blanks, dashes, brackets and dots", "+91 (720) 582-73.65", "+917205827365"],
  ["ten bare digits: no country code is invented", "7205827365", "7205827365"],
  ["0 and nine digits: nor here", "0720582736", "0720582736"],
  ["0 and eleven digits: nor here", "072058273651", "072058273651"],
  ["too short to hold a country code", "20582736", "20582736"],
  ["no number at all stays as it is", "withheld", "withheld"],
  ["nothing", "", ""],
])("a told number in its normal form: %s", (_what, told, expected) => expect(normalizeNumber(told)).toBe(expected));

test.each([
  ["no plus", "917205827365", "+917205827365", true],
  ["0 for India", "07205827365", "+917205827365", true],
  ["blanks", "+91 72058 27365", "+917205827365", true],
  ["national digits alone", "7205827365", "+917205827365", true],
  ["no plus, and ten digits in all", "6591234567", "+6591234567", true],
  ["national digits of another country", "2079460000", "+442079460000", true],
  ["0 and national digits of another country", "02079460000", "+442079460000", true],
  ["national digits of a country with three digits of code", "12345678", "+97112345678", true],
  ["national digits alone, and no plus", "7205827365", "917205827365", true],
  ["national digits alone, and 0 for India", "7205827365", "07205827365", true],
  ["national digits alone, and the international prefix 00", "7205827365", "00917205827365", true],
  ["0 of another country, and no plus", "02079460000", "442079460000", true],
  ["another subscriber", "7205827366", "+917205827365", false],
  ["another subscriber without the plus", "7205827366", "917205827365", false],
  ["the same national digits, another country code", "+447205827365", "+917205827365", false],
  ["another country code without its plus", "447205827365", "+917205827365", false],
  ["the end of the national digits alone", "205827365", "+917205827365", false],
  ["the code's own digits are not national", "17205827365", "+917205827365", false],
  ["nothing", "", "+917205827365", false],
  ["0 alone", "0", "+91", false],
])("one number in two forms: %s", (_what, told, known, expected) => {
  expect(samePhoneNumber(told, known)).toBe(expected);
  expect(samePhoneNumber(known, told)).toBe(expected);
});

test.each([
  ["the form that is known", "07205827365", ["+912246011223", "+917205827365"], "+917205827365"],
  ["a known form that is not E.164", "+917205827365", ["07205827365"], "07205827365"],
  ["the very same text before any other form", "7205827365", ["+917205827365", "7205827365"], "7205827365"],
  ["the normal form before bare national digits", "17205827365", ["+917205827365", "+17205827365"], "+17205827365"],
  ["none is known", "07205827365", [], "+917205827365"],
  ["others are known", "917205827365", ["+912246011223"], "+917205827365"],
])("a told number is recognized: %s", (_what, told, known, expected) =>
  expect(recognizeNumber(told, known)).toBe(expected),
);

test.each([
  ["+917205827365", "+91******7365"],
  ["+14155552671", "+1******2671"],
  ["+97112345678", "+971****5678"],
  ["+91 72058 27365", "+91******7365"],
  ["07205827365", "*******7365"],
  ["917205827365", "********7365"],
  ["+9720582736", "+972*******"],
  ["5827365", "*******"],
  ["+91", "+91"],
  ["", ""],
])("%s is logged as %s", (number, expected) => expect(maskNumber(number)).toBe(expected));

const digits = (minLength: number, maxLength: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${minLength},${maxLength}}$`));
const e164 = fc
  .tuple(fc.constantFrom("+91", "+1", "+44", "+971", "+86", "+353"), digits(7, 12))
  .map(([code, rest]) => code + rest)
  .filter(isE164);
const anyForm = fc.oneof(
  e164,
  digits(0, 15),
  e164.map((number) => number.slice(1)),
  digits(10, 10).map((rest) => `0${rest}`),
  fc.string(),
);

test("a number is itself, and being one number goes both ways", () => {
  fc.assert(
    fc.property(anyForm, anyForm, (one, other) => {
      expect(samePhoneNumber(one, one)).toBe(true);
      expect(samePhoneNumber(one, other)).toBe(samePhoneNumber(other, one));
    }),
  );
});

test("two numbers in E.164 are one where they are equal, and nowhere else", () => {
  fc.assert(fc.property(e164, e164, (one, other) => expect(samePhoneNumber(one, other)).toBe(one === other)));
});

test("a number in E.164 is recognized in every form that an answer may give it", () => {
  const told = e164.chain((number) =>
    fc.tuple(
      fc.constant(number),
      fc.constantFrom(number, number.slice(1), ` ${number.slice(0, 5)}-${number.slice(5)}`, `00${number.slice(1)}`),
    ),
  );
  fc.assert(
    fc.property(told, ([number, form]) => {
      expect(recognizeNumber(form, [number])).toBe(number);
      expect(recognizeNumber(form, ["+12025550123", number])).toBe(number);
    }),
  );
});

test("a number that an answer gave by its national digits is recognized in every form of a later one", () => {
  const forms = digits(9, 9)
    .map((rest) => `7${rest}`)
    .chain((bare) =>
      fc.tuple(fc.constant(bare), fc.constantFrom(bare, `0${bare}`, `91${bare}`, `0091${bare}`, `+91${bare}`)),
    );
  fc.assert(fc.property(forms, ([bare, form]) => expect(recognizeNumber(form, [bare])).toBe(bare)));
});

test("the normal form is the same number, and its own normal form", () => {
  fc.assert(
    fc.property(anyForm, (text) => {
      expect(samePhoneNumber(normalizeNumber(text), text)).toBe(true);
      expect(normalizeNumber(normalizeNumber(text))).toBe(normalizeNumber(text));
    }),
  );
});

test("a mask shows the country code and four digits at most, and never more than half of the others", () => {
  fc.assert(
    fc.property(fc.oneof(e164, digits(0, 15)), (text) => {
      const [, code = "", rest = ""] = /^(\+\d{1,3})?(.*)$/.exec(maskNumber(text)) ?? [];
      expect(text.startsWith(code)).toBe(true);
      expect(rest).toMatch(/^\**\d{0,4}$/);
      expect(rest.replaceAll("*", "").length * 2).toBeLessThanOrEqual(rest.length);
    }),
  );
});

test("whatever text is masked, at most seven digits are shown", () => {
  fc.assert(fc.property(anyForm, (text) => expect(maskNumber(text).replace(/\D/g, "").length).toBeLessThanOrEqual(7)));
});

/** Numbers few enough that many are one, in every form that an API or a person gives them. */
const fewForms = fc
  .tuple(
    fc.constantFrom("+91720582736", "+917205827365", "+917205827366", "+6591234567", "+14155550100", "+9", "+", ""),
    fc.constantFrom<(e164: string) => string>(
      (e164) => e164,
      (e164) => e164.slice(1),
      (e164) => `00${e164.slice(1)}`,
      (e164) => `0${e164.slice(3)}`,
      (e164) => e164.slice(3),
      (e164) => e164.slice(2),
      (e164) => `0${e164}`,
      (e164) => e164.replace(/(\d{2})/g, "$1 "),
      () => "withheld",
      () => "0",
    ),
  )
  .map(([number, form]) => form(number));

describe("among many numbers, found in one look as by comparing with each:", () => {
  const forms = fc.array(fewForms, { maxLength: 8 });
  const times = runs(300);

  test("the first that is the same", () =>
    fc.assert(
      fc.property(forms, fewForms, (known, number) =>
        expect(indexNumbers(known).find(number)).toBe(known.find((one) => samePhoneNumber(number, one))),
      ),
      times,
    ));

  test("the one that is recognized", () =>
    fc.assert(
      fc.property(forms, fewForms, (known, told) =>
        expect(numberRecognizer(known)(told)).toBe(recognizeNumber(told, known)),
      ),
      times,
    ));
});
