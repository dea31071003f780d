import type { FunctionResult } from "../../../src/plugin/sdk/function";
import type { Value } from "../../../src/plugin/sdk/value";
import { functions } from "../../../src/provider/functions";
import { noPhoneNumber, noRegionCode } from "../../../src/provider/messages";

function call(name: string, ...args: readonly Value[]): FunctionResult | Promise<FunctionResult> {
  const called = functions.find((one) => one.name === name);
  if (called === undefined) throw new Error(`no function ${name}`);
  return called.call(args);
}
const result = (value: Value): FunctionResult => ({ kind: "result", value });
const none = (text: string): FunctionResult => ({ kind: "error", text, argument: 0 });

test.each<[string, FunctionResult]>([
  ["+917205827365", result("+917205827365")],
  ["917205827365", result("+917205827365")],
  ["07205827365", result("+917205827365")],
  ["0091 7205 827-365", result("+917205827365")],
  ["+91 (720) 582.7365", result("+917205827365")],
  ["+1 202 555 0143", result("+12025550143")],
  ["7205827365", none(noPhoneNumber())],
  ["", none(noPhoneNumber())],
  ["+0123456789", none(noPhoneNumber())],
  ["+91720582736500000", none(noPhoneNumber())],
  ["number", none(noPhoneNumber())],
])("e164(%j)", (text, expected) => expect(call("e164", text)).toEqual(expected));

test.each<[string, string, boolean]>([
  ["+917205827365", "07205827365", true],
  ["917205827365", "7205827365", true],
  ["+91 7205 827365", "+917205827365", true],
  ["+917205827365", "+917205827366", false],
  ["+917205827365", "+447205827365", false],
])("same_number(%j, %j) is %j, whichever comes first", (one, other, expected) => {
  expect(call("same_number", one, other)).toEqual(result(expected));
  expect(call("same_number", other, one)).toEqual(result(expected));
});

test.each<[string, FunctionResult]>([
  ["MU", result("Mumbai")],
  ["DL", result("Delhi and its surroundings")],
  ["ZZ", result("ZZ")],
  ["Mumbai", none(noRegionCode())],
  ["mu", none(noRegionCode())],
  ["", none(noRegionCode())],
])("region_name(%j)", (code, expected) => expect(call("region_name", code)).toEqual(expected));
