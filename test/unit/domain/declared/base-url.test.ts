import { checkBaseUrl, trimBaseUrl } from "../../../../src/domain/declared/base-url";

describe("a base URL is accepted", () => {
  test.each([
    "https://leadassist.exotel.in",
    "https://leadassist.exotel.in/",
    "https://leadassist.exotel.in:8443/some/prefix//",
    "HTTPS://LEADASSIST.EXOTEL.IN",
    "https://10.0.0.1",
    "https://[2001:db8::1]:443",
    "http://127.0.0.1:8787",
    "http://127.8.9.10",
    "http://localhost:8787/",
    "http://[::1]:8787",
  ])("%s", (text) => expect(checkBaseUrl(text)).toBeNull());
});

describe("a base URL is refused", () => {
  test.each<[string, RegExp]>([
    ["http://leadassist.exotel.in", /must be https/],
    ["http://127.0.0.1.example.com", /must be https/],
    ["http://localhost.example.com", /must be https/],
    ["http://128.0.0.1", /must be https/],
    ["http://0.0.0.0", /must be https/],
    ["http://[::ffff:8.8.8.8]", /must be https/],
    ["http://127.0.0.1@example.com", /user name/],
    ["https://acme:t0ken@leadassist.exotel.in", /user name/],
    ["https://@leadassist.exotel.in", /user name/],
    ["https://leadassist.exotel.in?token=t0ken", /query/],
    ["https://leadassist.exotel.in/?", /query/],
    ["https://leadassist.exotel.in/#", /query/],
    ["ftp://leadassist.exotel.in", /full URL/],
    ["file:///etc/passwd", /full URL/],
    ["unix:///run/api.sock", /full URL/],
    ["leadassist.exotel.in", /full URL/],
    ["https:leadassist.exotel.in", /full URL/],
    ["https://", /full URL/],
    ["", /full URL/],
    [" https://leadassist.exotel.in", /blanks/],
    ["https://lead\nassist.exotel.in", /blanks/],
    ["https:\\\\leadassist.exotel.in", /blanks/],
    ["https://lead\u202eassist.exotel.in", /blanks/],
  ])("%j", (text, reason) => {
    const flaw = checkBaseUrl(text);
    expect(flaw).toMatch(reason);
    expect(flaw).not.toContain("t0ken");
  });
});

test.each([
  ["https://leadassist.exotel.in", "https://leadassist.exotel.in"],
  ["https://leadassist.exotel.in///", "https://leadassist.exotel.in"],
  ["https://leadassist.exotel.in:443/a/b/", "https://leadassist.exotel.in/a/b"],
])("%s is followed by a path as %s", (text, expected) => expect(trimBaseUrl(text)).toBe(expected));
