import fc from "fast-check";
import { httpDateMs, retryAfterMs } from "../../../../src/exobridge/messages/retry-after";

const NOW = Date.UTC(2025, 0, 1, 12, 0, 0);

test.each<[string, string | undefined, number | null]>([
  ["absent", undefined, null],
  ["seconds", "7", 7000],
  ["seconds with blanks around", " 7 ", 7000],
  ["no wait", "0", 0],
  ["many seconds", "86400", 86_400_000],
  ["negative", "-5", null],
  ["a fraction", "1.5", null],
  ["garbage", "soon", null],
  ["empty", "", null],
  ["more digits than there is time", "9".repeat(400), null],
  ["a date", "Wed, 01 Jan 2025 12:00:07 GMT", 7000],
  ["a date in the form of RFC 850", "Wednesday, 01-Jan-25 12:00:07 GMT", 7000],
  ["a date in the form of asctime", "Wed Jan  1 12:00:07 2025", 7000],
  ["a date gone by", "Wed, 01 Jan 2025 11:59:00 GMT", 0],
  ["RFC 850 of the last century", "Friday, 01-Jan-99 12:00:00 GMT", 0],
  ["a day that is none", "Mon, 31 Feb 2025 12:00:00 GMT", null],
  ["an hour that is none", "Wed, 01 Jan 2025 24:00:00 GMT", null],
  ["a month that is none", "Wed, 01 Foo 2025 12:00:00 GMT", null],
  ["another zone", "Wed, 01 Jan 2025 12:00:07 IST", null],
  ["ISO 8601, which HTTP does not know", "2025-01-01T12:00:07Z", null],
])("Retry-After: %s", (_name, header, expected) => expect(retryAfterMs(header, NOW)).toBe(expected));

test("every date that JavaScript writes for HTTP is read back", () =>
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date(Date.UTC(2400, 0, 1)), noInvalidDate: true }),
      (date) => httpDateMs(date.toUTCString(), NOW) === Math.floor(date.getTime() / 1000) * 1000,
    ),
  ));

test("whatever a header holds, the wait is null or not negative", () =>
  fc.assert(
    fc.property(fc.string(), (header) => {
      const wait = retryAfterMs(header, NOW);
      return wait === null || (wait >= 0 && Number.isFinite(wait));
    }),
  ));
