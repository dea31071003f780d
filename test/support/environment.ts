import path from "node:path";

/** The only account that the sandbox knows. */
export const SANDBOX_ACCOUNT = { sid: "sandbox", key: "sandbox", token: "sandbox-token" } as const;

/** The variables that let Terraform run alone: nothing of the machine's own settings, no network but loopback. */
export function terraformEnvironment(folders: { home: string; temporary: string }): Record<string, string> {
  return {
    // The provider's first line asks for `node`.
    PATH: [path.dirname(process.execPath), "/usr/bin", "/bin"].join(path.delimiter),
    HOME: folders.home,
    TMPDIR: folders.temporary,
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: "",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
}

/** The variables by which the provider finds a sandbox. */
export function sandboxEnvironment(baseUrl: string): Record<string, string> {
  return {
    GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
    GREENVN_API_KEY: SANDBOX_ACCOUNT.key,
    GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
    GREENVN_BASE_URL: baseUrl,
  };
}
