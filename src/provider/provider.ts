import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { checkSettings, type DeclaredSettings } from "../domain/provider-settings";
import { isUnknown, type Maybe } from "../domain/unknown";
import { createExoBridge } from "../exobridge";
import type { Diagnostic } from "../plugin/sdk/diagnostic";
import type { Provider } from "../plugin/sdk/resource";
import { allocation } from "./allocation/resource";
import { assignment } from "./assignment/resource";
import { providerSchema } from "./common/schema";
import type { Session } from "./common/session";
import { allocationData } from "./data-allocation";
import { dataDirectory, openJournal, workspaceOf } from "./memory/journal";
import { invalidSetting, missingSetting } from "./messages";

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
export function greenvnProvider(
  version: string,
  environment: NodeJS.ProcessEnv,
  now: () => number,
): Provider<ProviderConfig, Session> {
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
      return {
        session: { kind: "ready", accountSid, api, journal, now, released: new Map(), givenUp: new Map() },
        diagnostics: [],
      };
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
  return (["account_sid", "api_token"] as const).filter((name) => config[name] === null).map(missingSetting);
}

/** The settings by their Terraform names. */
const ATTRIBUTE_OF: Readonly<Record<keyof DeclaredSettings, keyof ProviderConfig>> = {
  accountSid: "account_sid",
  apiKey: "api_key",
  apiToken: "api_token",
  baseUrl: "base_url",
  requestTimeout: "request_timeout",
  maxRetries: "max_retries",
  requestsPerMinute: "requests_per_minute",
};

function checkConfig(config: ProviderConfig): Diagnostic[] {
  const settings = Object.fromEntries(
    Object.entries(ATTRIBUTE_OF).map(([setting, name]) => [setting, config[name]]),
  ) as DeclaredSettings;
  return checkSettings(settings).map(({ path, value, expected }) =>
    invalidSetting(ATTRIBUTE_OF[path[0] as keyof DeclaredSettings], value, expected),
  );
}
