import { type LoggedRequest, type Operation, type Sandbox, SANDBOX_ACCOUNT, type SandboxOptions, startSandbox } from "../../src/sandbox";

/** A sandbox in this process, with what a test counts by. */
export interface TestSandbox extends Sandbox {
  /** How the provider is pointed at it. */
  readonly env: Readonly<Record<string, string>>;
  /** Charged calls so far: of one endpoint, or all. */
  charged(operation?: "create" | "vn" | "call-party"): number;
  /** Requests so far, whatever became of them: of one call, or all. */
  calls(operation?: Operation): readonly LoggedRequest[];
}

export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox(options);
  return {
    ...sandbox,
    env: { GREENVN_BASE_URL: sandbox.url, GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid, GREENVN_API_KEY: SANDBOX_ACCOUNT.key, GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token },
    charged: (operation) => sandbox.ledger().charges.filter((charge) => operation === undefined || charge.operation === operation).length,
    calls: (operation) => sandbox.ledger().requests.filter((request) => operation === undefined || request.operation === operation),
  };
}
