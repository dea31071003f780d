import { apiOrigin, compareOrigins, type OriginsCompared } from "../../../src/domain/api-origin";
import { checkBaseUrl } from "../../../src/domain/declared/base-url";

test.each<[string, string, string]>([
  ["as it is", "https://leadassist.exotel.in", "https://leadassist.exotel.in"],
  ["a slash at the end", "https://leadassist.exotel.in/", "https://leadassist.exotel.in"],
  ["a path is no part of it", "https://gateway.example.com/exotel/v9", "https://gateway.example.com"],
  ["capitals", "HTTPS://LeadAssist.Exotel.IN", "https://leadassist.exotel.in"],
  ["the port that https has anyway", "https://leadassist.exotel.in:443", "https://leadassist.exotel.in"],
  ["the port that http has anyway", "http://localhost:80", "http://localhost"],
  ["a port of its own", "https://leadassist.exotel.in:8443/x", "https://leadassist.exotel.in:8443"],
  ["a dot at the end, which names the same host", "https://leadassist.exotel.in.", "https://leadassist.exotel.in"],
  ["the same with a port", "https://leadassist.exotel.in.:8443", "https://leadassist.exotel.in:8443"],
  ["letters beyond ASCII", "https://bücher.example", "https://xn--bcher-kva.example"],
  ["an address in another form", "http://127.1:8787", "http://127.0.0.1:8787"],
  ["an address of version 6", "http://[0:0::1]:8787", "http://[::1]:8787"],
])("%s: %s", (_what, baseUrl, origin) => {
  expect(checkBaseUrl(baseUrl)).toBeNull();
  expect(apiOrigin(baseUrl)).toBe(origin);
  expect(apiOrigin(origin)).toBe(origin);
});

test.each(["", "leadassist", "ftp://example.com", "https://"])("%j is none", (text) =>
  expect(apiOrigin(text)).toBeNull(),
);

test.each<[string, string, OriginsCompared]>([
  ["https://a.example", "https://a.example", "same"],
  ["https://A.example:443/", "https://a.example", "same"],
  ["http://127.0.0.1:1", "http://127.0.0.1:1", "same"],
  ["https://a.example", "https://b.example", "other"],
  ["https://a.example", "https://a.example:8443", "other"],
  ["https://a.example", "https://www.a.example", "other"],
  ["http://127.0.0.1:1", "http://127.0.0.1:2", "other on this machine"],
  ["http://127.0.0.1:1", "http://localhost:1", "other on this machine"],
  ["http://[::1]:1", "https://127.0.0.2:1", "other on this machine"],
  ["https://localhost.:1", "http://localhost:2", "other on this machine"],
  ["http://127.0.0.1:1", "https://a.example", "other"],
  ["https://a.example", "http://127.0.0.1:1", "other"],
  ["https://127.0.0.1.example", "http://127.0.0.1:1", "other"],
  ["https://localhost.example", "http://localhost:1", "other"],
  ["not a URL", "https://a.example", "other"],
  ["", "https://a.example", "other"],
])("held by %j, configured for %j: %s", (held, configured, compared) =>
  expect(compareOrigins(held, configured)).toBe(compared),
);
