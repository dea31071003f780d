import { checkBaseUrl } from "../exobridge/base-url";
import { createExoBridge } from "../exobridge/client";
import { printable } from "../domain/printable";
import { isUnknown, type Maybe } from "../domain/unknown";
import { attributePath, type Diagnostic } from "../plugin/framework/diagnostic";
import type { Provider } from "../plugin/framework/resource";
import { allocationData } from "./data-allocation";
import { dataDirectory, openJournal, workspaceOf } from "./journal";
import { allocation } from "./resource-allocation";
import { assignment } from "./resource-assignment";
import { providerSchema } from "./schema";
import type { Session } from "./session";
import { error } from "./wording";

export const PROVIDER_ADDRESS = "registry.terraform.io/cdktf-greenvn/greenvn";
const DEFAULT_BASE_URL = "https://leadassist.exotel.in";

/** The provider's configuration, by its Terraform names. */
export interface ProviderConfig {
  readonly account_sid: Maybe<string> | null;
  readonly api_key: Maybe<string> | null;
  readonly api_token: Maybe<string> | null;
  readonly base_url: Maybe<string> | null;
  readonly request_timeout: Maybe<number> | null;
  readonly max_retries: Maybe<number> | null;
  readonly requests_per_minute: Maybe<number> | null;
}

/** The provider `greenvn`, reading its defaults from an environment. */
export function greenvnProvider(version: string, environment: NodeJS.ProcessEnv, now: () => number): Provider<ProviderConfig, Session> {
  return {
    address: PROVIDER_ADDRESS,
    version,
    schema: providerSchema,
    resources: [allocation, assignment],
    dataSources: [allocationData],
    validateConfig: checkConfig,

    configure({ config: declared, stop, log }) {
      const config = withEnvironment(declared, environment);
      const diagnostics = [...checkConfig(config), ...missing(config)];
      if (diagnostics.length > 0) return { session: { kind: "refused", now }, diagnostics };
      const waiting = Object.entries(config).flatMap(([name, value]) => (isUnknown(value) ? [name] : []));
      if (waiting.length > 0) return { session: { kind: "waiting", names: waiting, now }, diagnostics: [] };

      const accountSid = config.account_sid as string;
      const api = createExoBridge({
        accountSid,
        apiKey: (config.api_key as string | null) ?? accountSid,
        apiToken: config.api_token as string,
        baseUrl: (config.base_url as string | null) ?? DEFAULT_BASE_URL,
        requestTimeoutMs: ((config.request_timeout as number | null) ?? 30) * 1000,
        maxRetries: (config.max_retries as number | null) ?? 4,
        requestsPerMinute: config.requests_per_minute as number | null,
        stop,
        log,
      });
      const directory = dataDirectory(environment);
      const journal = openJournal(directory, { accountSid, workspace: workspaceOf(directory, environment) }, now);
      return { session: { kind: "ready", accountSid, api, journal, now, released: new Map(), deallocated: new Set() }, diagnostics: [] };
    },
  };
}

/** An attribute that is left out is looked for in the environment, where an empty value counts as none. */
function withEnvironment(config: ProviderConfig, environment: NodeJS.ProcessEnv): ProviderConfig {
  const or = (value: Maybe<string> | null, name: string) => value ?? (environment[name] || null);
  return {
    ...config,
    account_sid: or(config.account_sid, "GREENVN_ACCOUNT_SID"),
    api_key: or(config.api_key, "GREENVN_API_KEY"),
    api_token: or(config.api_token, "GREENVN_API_TOKEN"),
    base_url: or(config.base_url, "GREENVN_BASE_URL"),
  };
}

function missing(config: ProviderConfig): Diagnostic[] {
  return (["account_sid", "api_token"] as const)
    .filter((name) => config[name] === null)
    .map((name) => error(`Missing ${name}`, `${name} is required: set it in the provider block, or in the environment as GREENVN_${name.toUpperCase()}.`, attributePath(name)));
}

function checkConfig(config: ProviderConfig): Diagnostic[] {
  return [
    ...(["account_sid", "api_key", "api_token"] as const).flatMap((name) => checkWord(name, config[name])),
    ...checkAddress(config.base_url),
    ...checkRange("request_timeout", config.request_timeout, (value) => value >= 1 && value <= 600, "a number of seconds from 1 to 600"),
    ...checkRange("max_retries", config.max_retries, (value) => Number.isInteger(value) && value >= 0 && value <= 10, "a whole number from 0 to 10"),
    ...checkRange("requests_per_minute", config.requests_per_minute, (value) => value > 0, "a number above 0"),
  ];
}

// A secret among them: no value is ever shown.
function checkWord(name: "account_sid" | "api_key" | "api_token", value: Maybe<string> | null): Diagnostic[] {
  if (typeof value !== "string") return [];
  if (value.trim() === "") return [error(`Invalid ${name}`, `${name} is empty: leave it out to take it from the environment.`, attributePath(name))];
  return printable(value) !== value || value.includes("\n") ? [error(`Invalid ${name}`, `${name} holds a control character, such as a line break at its end.`, attributePath(name))] : [];
}

function checkAddress(value: Maybe<string> | null): Diagnostic[] {
  if (typeof value !== "string") return [];
  const problem = checkBaseUrl(value);
  return problem === null ? [] : [error("Invalid base_url", `base_url: ${problem}`, attributePath("base_url"))];
}

function checkRange(name: "request_timeout" | "max_retries" | "requests_per_minute", value: Maybe<number> | null, isRight: (value: number) => boolean, expected: string): Diagnostic[] {
  if (value === null || isUnknown(value) || (typeof value === "number" && isRight(value))) return [];
  return [error(`Invalid ${name}`, `${name}: ${String(value)} is not ${expected}.`, attributePath(name))];
}
