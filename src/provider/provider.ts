import { apiOrigin, EXOBRIDGE_ORIGIN } from "../domain/api-origin";
import { checkSettings, SETTING_VARIABLES } from "../domain/declared/provider-settings";
import { PROVIDER_ADDRESS } from "../domain/provider-address";
import { isUnknown, type Maybe, type Unknown } from "../domain/unknown";
import { createExoBridge, realEdges } from "../exobridge";
import type { Diagnostic } from "../plugin/sdk/diagnostic";
import type { Provider } from "../plugin/sdk/resource";
import type { StateOf } from "../plugin/sdk/schema";
import { allocation } from "./allocation/resource";
import { assignment } from "./assignment/resource";
import { providerSchema } from "./common/schema";
import type { Session } from "./common/session";
import { toBeApplied } from "./common/whole-state";
import { allocationData } from "./data-allocation";
import { functions } from "./functions";
import { openCreationPlans } from "./memory/creation-plans";
import { dataDirectory, openJournal, workspaceOf } from "./memory/journal";
import { machineOf, marksOf, systemOf } from "./memory/machine";
import { plannedUses } from "./memory/planned-uses";
import type { Machine } from "./memory/writer";
import { invalidSetting, missingSetting } from "./messages";
import { rotate } from "./rotate/action";
import { settings } from "./settings/resource";

const DEFAULT_TIMEOUT_S = 30;
const DEFAULT_RETRIES = 4;

/** The provider's configuration, by its Terraform names. */
export type ProviderConfig = StateOf<typeof providerSchema, Unknown>;

/** The provider `greenvn`, reading its defaults from an environment. */
export function greenvnProvider(
  version: string,
  environment: NodeJS.ProcessEnv,
  now: () => number,
  machine: Machine = machineOf(systemOf(process.platform), marksOf(environment)),
): Provider<ProviderConfig, Session> {
  return {
    address: PROVIDER_ADDRESS,
    version,
    schema: providerSchema,
    resources: [allocation, assignment, settings],
    dataSources: [allocationData],
    actions: [rotate],
    functions,
    validateConfig: checkConfig,

    configure({ config: declared, stop, log, outlivesRuns }) {
      const config = withEnvironment(declared, environment);
      const diagnostics = [...checkConfig(config), ...missing(config)];
      const waiting = Object.entries(config).flatMap(([name, value]) => (isUnknown(value) ? [name] : []));
      const { account_sid: accountSid, api_token: apiToken, ...settings } = toBeApplied(config);
      if (diagnostics.length > 0) return { session: { kind: "refused", now }, diagnostics };
      const planned = plannedUses(!outlivesRuns);
      if (waiting.length > 0 || accountSid === null || apiToken === null)
        return { session: { kind: "waiting", names: waiting, now, planned }, diagnostics: [] };

      const baseUrl = settings.base_url ?? EXOBRIDGE_ORIGIN;
      const requestTimeoutMs = (settings.request_timeout ?? DEFAULT_TIMEOUT_S) * 1000;
      const api = createExoBridge({
        accountSid,
        apiKey: settings.api_key ?? accountSid,
        apiToken,
        baseUrl,
        requestTimeoutMs,
        maxRetries: settings.max_retries ?? DEFAULT_RETRIES,
        requestsPerMinute: settings.requests_per_minute,
        stop,
        log,
      });
      const directory = dataDirectory(environment);
      const workspace = workspaceOf(directory, environment);
      const origin = apiOrigin(baseUrl) ?? baseUrl;
      const scope = { accountSid, origin, workspace };
      const journal = openJournal({ directory, scope, requestTimeoutMs, machine, now });
      const creationPlans = openCreationPlans(directory, { accountSid, workspace }, machine);
      return {
        session: {
          kind: "ready",
          accountSid,
          apiOrigin: origin,
          mayChangeBaseUrl: settings.allow_base_url_change === true,
          api,
          journal,
          creationPlans,
          stop,
          wait: (ms) => realEdges.sleep(ms, stop),
          now,
          imported: new Set(),
          released: new Map(),
          givenUp: new Map(),
          strictPins: new Map(),
          planned,
          credentials: { areToBeVerified: settings.skip_credentials_check !== true },
        },
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
    account_sid: or(config.account_sid, SETTING_VARIABLES.accountSid),
    api_key: or(config.api_key, SETTING_VARIABLES.apiKey),
    api_token: or(config.api_token, SETTING_VARIABLES.apiToken),
    base_url: or(config.base_url, SETTING_VARIABLES.baseUrl),
  };
}

function missing(config: ProviderConfig): Diagnostic[] {
  return (["account_sid", "api_token"] as const).filter((name) => config[name] === null).map(missingSetting);
}

function checkConfig(config: ProviderConfig): Diagnostic[] {
  const problems = checkSettings({
    accountSid: config.account_sid,
    apiKey: config.api_key,
    apiToken: config.api_token,
    baseUrl: config.base_url,
    requestTimeout: config.request_timeout,
    maxRetries: config.max_retries,
    requestsPerMinute: config.requests_per_minute,
  });
  return problems.map(({ path, value, expected }) =>
    invalidSetting(TERRAFORM_NAMES.get(path.join(".")) ?? path.join("."), value, expected),
  );
}

/** The settings' names in Terraform, by those of this code. */
const TERRAFORM_NAMES: ReadonlyMap<string, string> = new Map(
  Object.keys(providerSchema.attributes).map((name) => [camelCase(name), name]),
);

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}
