import { maskText } from "../../../src/domain/mask-text";

test.each<[string, string]>([
  ['green_vn = "+919810164426"', 'green_vn = "+91******4426"'],
  ['lines["09845098450"]', 'lines["*******8450"]'],
  ['lines["98450 98450"]', 'lines["******8450"]'],
  ['lines["(98450)-98-450"]', 'lines["******8450"]'],
  ["+91 98450 98450 will be released", "+91******8450 will be released"],
  ["917205827365, 917205827366", "********7365, ********7366"],
  ["greenvn_allocation.line_919810164426", "greenvn_allocation.line_********4426"],
  ["line-98450-98450-kerala", "line-******8450-kerala"],
  ["९८४५०९८४५०", "******८४५०"],
])("numbers are hidden however they are written: %s", (text, shown) => expect(maskText(text)).toBe(shown));

test.each([
  'id = "12345678-1234-4835-a231-123456789012"',
  "2026-11-26T19:49:08Z",
  "Terraform v1.11.4",
  "http://127.0.0.1:34567",
  "h1:4c1234567890abcdef",
  "Plan: 0 to add, 1 to change, 0 to destroy.",
  "pin 471147",
  "2f9c1b7a6d3e4f508192a3b4c5d6e7f801234567",
  "fd9bec620c2215227fbbd5b1d50f24a310ebaf4ea6acbd32779326eae4fb67bf",
])("what is no phone number stays: %s", (text) => expect(maskText(text)).toBe(text));

test("a text of millions of digits is masked, and takes no longer than it is long", () => {
  const startedMs = performance.now();
  const masked = maskText(`${"7".repeat(3_000_000)} ${"7 ".repeat(500_000)}`);
  expect(masked).toHaveLength(masked.replace(/[^7* ]/g, "").length);
  expect(masked.length - masked.replaceAll("*", "").length).toBeGreaterThan(2_500_000);
  expect(performance.now() - startedMs).toBeLessThan(5000);
});
