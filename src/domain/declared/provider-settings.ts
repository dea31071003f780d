import { printable } from "../printable";
import { isUnknown } from "../unknown";
import { checkBaseUrl } from "./base-url";
import { type Declared } from "./declaration";
import { errorAt, type Problem } from "./problem";

/** How a user configures the provider, whatever declares it: a Terraform provider block or a construct. */
export interface DeclaredSettings {
  readonly accountSid?: Declared<string>;
  readonly apiKey?: Declared<string>;
  readonly apiToken?: Declared<string>;
  readonly baseUrl?: Declared<string>;
  readonly requestTimeout?: Declared<number>;
  readonly maxRetries?: Declared<number>;
  readonly requestsPerMinute?: Declared<number>;
}

/** What a setting is taken from where it is left out. An empty value there counts as none. */
export const SETTING_VARIABLES = {
  accountSid: "GREENVN_ACCOUNT_SID",
  apiKey: "GREENVN_API_KEY",
  apiToken: "GREENVN_API_TOKEN",
  baseUrl: "GREENVN_BASE_URL",
} as const;

/** Every problem of the settings at once. What is absent, null or unknown passes. */
export function checkSettings(declared: DeclaredSettings): Problem[] {
  return [
    ...(["accountSid", "apiKey", "apiToken"] as const).flatMap((name) => checkWord(name, declared[name])),
    ...checkAddress(declared.baseUrl),
    ...checkRange(
      "requestTimeout",
      declared.requestTimeout,
      (value) => value >= 1 && value <= 600,
      "a number of seconds from 1 to 600",
    ),
    ...checkRange(
      "maxRetries",
      declared.maxRetries,
      (value) => Number.isInteger(value) && value >= 0 && value <= 10,
      "a whole number from 0 to 10",
    ),
    ...checkRange(
      "requestsPerMinute",
      declared.requestsPerMinute,
      (value) => value >= 1 && value <= 60_000,
      "a number from 1 to 60,000",
    ),
  ];
}

// A secret among them: no value is ever shown.
function checkWord(name: string, value: Declared<string>): Problem[] {
  if (typeof value !== "string") return [];
  if (value.trim() === "") return [errorAt([name], "is empty; leave it out to take it from the environment")];
  return printable(value) !== value || value.includes("\n")
    ? [errorAt([name], "holds a control character, such as a line break at its end; take that out")]
    : [];
}

function checkAddress(value: Declared<string>): Problem[] {
  const problem = typeof value === "string" ? checkBaseUrl(value) : null;
  return problem === null ? [] : [errorAt(["baseUrl"], problem)];
}

function checkRange(
  name: string,
  value: Declared<number>,
  isRight: (value: number) => boolean,
  expected: string,
): Problem[] {
  if (value === undefined || value === null || isUnknown(value) || (typeof value === "number" && isRight(value)))
    return [];
  return [{ severity: "error", path: [name], value: String(value), expected: `is not ${expected}` }];
}
