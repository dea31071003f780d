import { maskText } from "../../../src/domain/mask-text";

test.each<[string, string]>([
  ['green_vn = "+919810164426"', 'green_vn = "+91******4426"'],
  ['lines["09845098450"]', 'lines["*******8450"]'],
  ['lines["98450 98450"]', 'lines["******8450"]'],
  ['lines["(98450)-98-450"]', 'lines["******8450"]'],
  ["+91 98450 98450 will be released", "+91******8450 will be released"],
  ["917205827365, 917205827366", "********7365, ********7366"],
])("numbers are hidden however they are written: %s", (text, shown) => expect(maskText(text)).toBe(shown));

test.each([
  'id = "12345678-1234-4835-a231-123456789012"',
  "2026-11-26T19:49:08Z",
  "Terraform v1.11.4",
  "http://127.0.0.1:34567",
  "h1:4c1234567890abcdef",
  "Plan: 0 to add, 1 to change, 0 to destroy.",
  "pin 471147",
])("what is no phone number stays: %s", (text) => expect(maskText(text)).toBe(text));
