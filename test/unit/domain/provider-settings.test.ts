import { checkSettings, type DeclaredSettings } from "../../../src/domain/provider-settings";
import { UNKNOWN } from "../../../src/domain/unknown";

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
  ["the least", { accountSid: "a", requestTimeout: 1, maxRetries: 0, requestsPerMinute: 0.5 }],
  ["the most", { baseUrl: "https://example.com", requestTimeout: 600, maxRetries: 10 }],
])("right: %s", (_what, settings) => expect(checkSettings(settings)).toEqual([]));

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
  [{ requestTimeout: 601 }, "requestTimeout", "601", "is not a number of seconds from 1 to 600"],
  [{ maxRetries: 11 }, "maxRetries", "11", "is not a whole number from 0 to 10"],
  [{ requestsPerMinute: 0 }, "requestsPerMinute", "0", "is not a number above 0"],
])("wrong: %j", (settings, name, value, expected) => {
  expect(checkSettings(settings)).toEqual([
    { severity: "error", path: [name], expected, ...(value === undefined ? {} : { value }) },
  ]);
});
