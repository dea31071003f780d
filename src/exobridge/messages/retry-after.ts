const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// The three forms of RFC 9110, section 5.6.7.
const FIXDATE = /^[a-z]{3}, (\d{2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) gmt$/;
const RFC850 = /^[a-z]{6,9}, (\d{2})-([a-z]{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) gmt$/;
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

/**
 * `Retry-After` as a wait in milliseconds: whole seconds, or a date in any form that HTTP allows, measured from `nowMs`
 * (milliseconds since the epoch). Null where the header is absent, negative or garbage; a date gone by is 0.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,15}$/.test(text)) return Number(text) * 1000;
  const date = httpDateMs(text, nowMs);
  return date === null ? null : Math.max(0, date - nowMs);
}

/** An HTTP date in milliseconds since the epoch, or null. `nowMs` settles the century of a two-digit year. */
export function httpDateMs(header: string, nowMs: number): number | null {
  const text = header.trim().toLowerCase();
  const fixdate = FIXDATE.exec(text);
  if (fixdate) return utc(fixdate[3], fixdate[2], fixdate[1], fixdate.slice(4));
  const asctime = ASCTIME.exec(text);
  if (asctime) return utc(asctime[6], asctime[1], asctime[2], asctime.slice(3, 6));
  const rfc850 = RFC850.exec(text);
  if (!rfc850) return null;
  const century = Math.floor(new Date(nowMs).getUTCFullYear() / 100) * 100;
  const date = utc(String(century + Number(rfc850[3])), rfc850[2], rfc850[1], rfc850.slice(4));
  // RFC 9110: what seems to be more than 50 years ahead is the past.
  const fiftyYearsMs = 50 * 365.25 * 86_400_000;
  return date !== null && date - nowMs > fiftyYearsMs
    ? utc(String(century - 100 + Number(rfc850[3])), rfc850[2], rfc850[1], rfc850.slice(4))
    : date;
}

function utc(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: readonly string[],
): number | null {
  const index = MONTHS.indexOf(month ?? "");
  const [hours = 99, minutes = 99, seconds = 99] = time.map(Number);
  const date = Date.UTC(Number(year), index, Number(day), hours, minutes, seconds);
  const inRange =
    index >= 0 &&
    hours < 24 &&
    minutes < 60 &&
    seconds <= 60 &&
    new Date(Date.UTC(Number(year), index, Number(day))).getUTCDate() === Number(day);
  return inRange && Number.isFinite(date) ? date : null;
}
