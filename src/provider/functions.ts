import { isE164, normalizeNumber, samePhoneNumber } from "../domain/phone-number";
import { isKnownRegion, isRegionCode, regionList, REGIONS } from "../domain/region";
import { parameter, type ProviderFunction, providerFunction } from "../plugin/sdk/function";
import { noPhoneNumber, noRegionCode } from "./messages";

/** `provider::greenvn::e164(text)`. Source: docs/functions/e164.md. */
const e164 = providerFunction({
  name: "e164",
  summary: "A phone number in E.164",
  description:
    "The phone number `text` in E.164, such as `+919876543210`, by the rule that the provider compares numbers with: " +
    "spaces, dots, dashes and brackets go; `00` and a country code, or a country code alone, become `+` and the country " +
    "code; `0` and ten digits are an Indian number. A country code is never invented otherwise: ten bare digits are an " +
    "error.",
  parameters: [parameter.string("text", "The phone number, in any of these forms.")],
  returns: "string",
  call([text]) {
    const number = normalizeNumber(text);
    return isE164(number) ? { kind: "result", value: number } : { kind: "error", text: noPhoneNumber(), argument: 0 };
  },
});

/** `provider::greenvn::same_number(a, b)`. Source: docs/functions/same_number.md. */
const sameNumber = providerFunction({
  name: "same_number",
  summary: "Whether two texts are one phone number",
  description:
    "Whether `a` and `b` are one phone number, each in whatever form: the national digits agree, and the country code " +
    "where both give one. `917205827365`, `07205827365` and `+917205827365` are the same.",
  parameters: [parameter.string("a", "A phone number."), parameter.string("b", "Another, or the same.")],
  returns: "bool",
  call: ([one, other]) => ({ kind: "result", value: samePhoneNumber(one, other) }),
});

/** `provider::greenvn::region_name(code)`. Source: docs/functions/region_name.md. */
const regionName = providerFunction({
  name: "region_name",
  summary: "The name of a region",
  description:
    "The name of the region that `preferences.region` calls `code`: `MU` is Mumbai. This version knows " +
    `${regionList}. Regions are added over time, so that two other capitals give themselves.`,
  parameters: [parameter.string("code", "The code of a region: two capitals.")],
  returns: "string",
  call([code]) {
    if (!isRegionCode(code)) return { kind: "error", text: noRegionCode(), argument: 0 };
    return { kind: "result", value: isKnownRegion(code) ? REGIONS[code] : code };
  },
});

/** No account is needed for them, and nothing is asked of the API. */
export const functions: readonly ProviderFunction[] = [e164, sameNumber, regionName];
