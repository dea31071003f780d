import { apiOrigin, EXOBRIDGE_ORIGIN } from "../domain/api-origin";
import { checkSettings, SETTING_VARIABLES as VARIABLES } from "../domain/declared/provider-settings";
import { missingVariable, wrongVariable } from "./messages";

/** Whose allocations are read, and where: as the provider takes it from the environment. */
export interface Account {
  readonly accountSid: string;
  readonly apiKey: string;
  readonly apiToken: string;
  readonly baseUrl: string;
  readonly origin: string;
}

/** The account, or sentences about what is missing or wrong. No value of a secret is repeated. */
export function accountIn(env: Readonly<Record<string, string | undefined>>): Account | readonly string[] {
  // An empty one counts as none.
  const [accountSid, apiKey, apiToken, baseUrl] = [
    env[VARIABLES.accountSid] || null,
    env[VARIABLES.apiKey] || null,
    env[VARIABLES.apiToken] || null,
    env[VARIABLES.baseUrl] || null,
  ];
  const problems = checkSettings({ accountSid, apiKey, apiToken, baseUrl }).map(({ path: [name = ""], expected }) =>
    wrongVariable(VARIABLES[name as keyof typeof VARIABLES], expected),
  );
  if (accountSid === null) problems.push(missingVariable(VARIABLES.accountSid));
  if (apiToken === null) problems.push(missingVariable(VARIABLES.apiToken));
  if (problems.length > 0 || accountSid === null || apiToken === null) return problems;
  const url = baseUrl ?? EXOBRIDGE_ORIGIN;
  return { accountSid, apiKey: apiKey ?? accountSid, apiToken, baseUrl: url, origin: apiOrigin(url) ?? url };
}
