import {
  type LoggedRequest,
  type Operation,
  type Sandbox,
  SANDBOX_ACCOUNT,
  type SandboxOptions,
  startSandbox,
} from "../../../src/sandbox";

/** A sandbox in this process, with what a test counts by. */
export interface TestSandbox extends Sandbox {
  /** How the provider is pointed at it. */
  readonly env: Readonly<Record<string, string>>;
  /** Charged calls so far: of one endpoint, or all. */
  charged(operation?: "create" | "vn" | "call-party"): number;
  /** Requests so far, whatever became of them: of one call, or all. */
  calls(operation?: Operation): readonly LoggedRequest[];
}

/** Ids and numbers are the same in each run, unless a seed or a state file says otherwise. */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({ ...(options.stateFile === undefined ? { seed: "1" } : {}), ...options });
  return {
    ...sandbox,
    env: {
      GREENVN_BASE_URL: sandbox.url,
      GREENVN_ACCOUNT_SID: SANDBOX_ACCOUNT.sid,
      GREENVN_API_KEY: SANDBOX_ACCOUNT.key,
      GREENVN_API_TOKEN: SANDBOX_ACCOUNT.token,
    },
    charged: (operation) =>
      sandbox.ledger().charges.filter((charge) => operation === undefined || charge.operation === operation).length,
    calls: (operation) =>
      sandbox.ledger().requests.filter((request) => operation === undefined || request.operation === operation),
  };
}

/** What came back from the sandbox, whole. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined where it is none. */
  readonly json: unknown;
}

const AUTHORIZATION = `Basic ${Buffer.from(`${SANDBOX_ACCOUNT.key}:${SANDBOX_ACCOUNT.token}`).toString("base64")}`;

/** One request to a sandbox, with its account's credentials unless `headers` has others; redirects are not followed. */
export async function send(
  sandbox: Pick<Sandbox, "url">,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      authorization: AUTHORIZATION,
      ...(text === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, text: answer, json: parsed(answer) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
