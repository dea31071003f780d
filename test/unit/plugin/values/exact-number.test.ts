import fc from "fast-check";
import { Decimal } from "../../../../src/plugin/sdk/value";
import {
  equalDecimals,
  type ExactNumber,
  numberFromDouble,
  numberFromText,
  textOfNumber,
} from "../../../../src/plugin/values/exact-number";

test.each<[string, ExactNumber | undefined]>([
  ["0", 0],
  ["-0", 0],
  ["0.000", 0],
  ["007", 7],
  ["42", 42],
  ["-1.5", -1.5],
  ["1.50", 1.5],
  ["1e3", 1000],
  ["12.5e1", 125],
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", 9007199254740993n],
  ["1e20", 100000000000000000000n],
  ["0.1", 0.1],
  ["0.1000000000000000055511151231257827", new Decimal("0.1000000000000000055511151231257827")],
  ["1e-400", new Decimal("1e-400")],
  ["1e99999", new Decimal("1e99999")],
  ["", undefined],
  ["1.", undefined],
  [".5", undefined],
  ["0x10", undefined],
  ["Infinity", undefined],
  ["1 ", undefined],
])("the text %j", (text, expected) => expect(numberFromText(text)).toEqual(expected));

test.each<[number, ExactNumber]>([
  [0.5, 0.5],
  [0.1, new Decimal((0.1).toPrecision(100))],
  [2 ** 70, 2n ** 70n],
  [-0, 0],
  [Infinity, Infinity],
])("the double %d", (double, expected) => expect(numberFromDouble(double)).toEqual(expected));

test.each<[ExactNumber, ExactNumber, boolean]>([
  [1, 1, true],
  [1, 2, false],
  [10n ** 20n, 1e20, true],
  [10n ** 20n, new Decimal("1e20"), true],
  [0.1, new Decimal("0.10"), true],
  [0.1, new Decimal("0.1000000000000000055511151231257827"), false],
  [-1n, 1n, false],
])("%s and %s the same: %s", (a, b, expected) => expect(equalDecimals(a, b)).toBe(expected));

test("every decimal text keeps its value", () => {
  const digits = fc.stringMatching(/^-?\d{1,25}(\.\d{1,25})?(e-?\d{1,2})?$/);
  fc.assert(
    fc.property(digits, (text) => {
      const number = numberFromText(text);
      expect(number !== undefined && equalDecimals(number, new Decimal(text))).toBe(true);
      expect(number !== undefined && numberFromText(textOfNumber(number))).toEqual(number);
    }),
  );
});
