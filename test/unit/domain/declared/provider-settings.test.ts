import { checkSettings, type DeclaredSettings } from "../../../../src/domain/declared/provider-settings";
import { UNKNOWN } from "../../../../src/domain/unknown";

test.each<[string, DeclaredSettings]>([
  ["nothing", {}],
  ["null", { accountSid: null, baseUrl: null, requestTimeout: null }],
  [
    "unknown",
    {
      accountSid: UNKNOWN,
      apiToken: UNKNOWN,
      baseUrl: UNKNOWN,
      requestTimeout: UNKNOWN,
      maxRetries: UNKNOWN,
      requestsPerMinute: UNKNOWN,
    },
  ],
  ["the least", { accountSid: "a", requestTimeout: 1, maxRetries: 0, requestsPerMinute: 1 }],
  ["the most", { baseUrl: "https://example.com", requestTimeout: 600, maxRetries: 10, requestsPerMinute: 60_000 }],
  ["between", { requestTimeout: 2.5, requestsPerMinute: 1.5 }],
])("right: %s", (_what, settings) => expect(checkSettings(settings)).toEqual([]));

const wrong = (
  name: "requestTimeout" | "maxRetries" | "requestsPerMinute",
  value: number,
  expected: string,
): [DeclaredSettings, string, string, string] => [{ [name]: value }, name, String(value), expected];

test.each<[DeclaredSettings, string, string | undefined, string]>([
  [{ accountSid: " " }, "accountSid", undefined, "is empty; leave it out to take it from the environment"],
  [
    { apiToken: "secret\n" },
    "apiToken",
    undefined,
    "holds a control character, such as a line break at its end; take that out",
  ],
  [
    { baseUrl: "http://example.com" },
    "baseUrl",
    undefined,
    "must be https: the token must not travel in clear text (plain http is for loopback addresses only)",
  ],
  ...[601, 0, 0.999, -1, NaN, Infinity, "30" as unknown as number].map((value) =>
    wrong("requestTimeout", value, "is not a number of seconds from 1 to 600"),
  ),
  ...[11, -1, 2.5, NaN, Infinity, "4" as unknown as number].map((value) =>
    wrong("maxRetries", value, "is not a whole number from 0 to 10"),
  ),
  ...[0, 0.00002, 0.999, 60_001, 60_000.1, -1, NaN, Infinity, "600" as unknown as number].map((value) =>
    wrong("requestsPerMinute", value, "is not a number from 1 to 60,000"),
  ),
])("wrong: %j", (settings, name, value, expected) => {
  expect(checkSettings(settings)).toEqual([
    { severity: "error", path: [name], expected, ...(value === undefined ? {} : { value }) },
  ]);
});
