import path from "node:path";
import { SANDBOX_ACCOUNT } from "../src/sandbox";

/**
 * What Terraform runs in on a sandbox: this process's own environment, but for what would change what it does.
 * `temporary` takes its files.
 */
export function terraformEnvironment(temporary: string, sandboxUrl: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TF_|GREENVN_|CDKTF_|npm_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    // The provider's first line asks for `node`, and CDKTF may ask for Terraform: neither may be one that npm put in
    // front.
    PATH: [
      path.dirname(process.execPath),
      ...(process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => !folder.includes("node_modules")),
    ].join(path.delimiter),
    TMPDIR: temporary,
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: "",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
    GREENVN_API_KEY: SANDBOX_ACCOUNT.key,
    GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
    GREENVN_BASE_URL: sandboxUrl,
  };
}
