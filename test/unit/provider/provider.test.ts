import { UNKNOWN } from "../../../src/domain/unknown";
import type { Diagnostic } from "../../../src/plugin/sdk/diagnostic";
import type { Session } from "../../../src/provider/common/session";
import { greenvnProvider, type ProviderConfig } from "../../../src/provider/provider";

const NOTHING: ProviderConfig = {
  account_sid: null,
  api_key: null,
  api_token: null,
  base_url: null,
  request_timeout: null,
  max_retries: null,
  requests_per_minute: null,
  skip_credentials_check: null,
  allow_base_url_change: null,
};
const ENVIRONMENT = {
  GREENVN_ACCOUNT_SID: "acme",
  GREENVN_API_TOKEN: "t0ken",
  GREENVN_BASE_URL: "http://127.0.0.1:9",
  TF_DATA_DIR: "/dev/null/none",
};

function configure(
  config: Partial<ProviderConfig>,
  environment: NodeJS.ProcessEnv = ENVIRONMENT,
  outlivesRuns = false,
): { session: Session; diagnostics: readonly Diagnostic[] } {
  const provider = greenvnProvider("0.1.0", environment, Date.now);
  return provider.configure({
    config: { ...NOTHING, ...config },
    terraformVersion: "1.11.4",
    stop: new AbortController().signal,
    log: () => undefined,
    outlivesRuns,
  });
}

test.each<[string, Partial<ProviderConfig>, NodeJS.ProcessEnv, string]>([
  ["the environment alone", {}, ENVIRONMENT, "acme"],
  ["the configuration over the environment", { account_sid: "other" }, ENVIRONMENT, "other"],
  ["no environment", { account_sid: "acme", api_token: "t0ken" }, { TF_DATA_DIR: "/dev/null/none" }, "acme"],
])("ready with %s", (_what, config, environment, accountSid) => {
  const { session, diagnostics } = configure(config, environment);
  expect([diagnostics, session.kind, session.kind === "ready" && session.accountSid]).toEqual([
    [],
    "ready",
    accountSid,
  ]);
});

test.each<[string, NodeJS.ProcessEnv, readonly string[]]>([
  ["everything", {}, ["Missing account_sid", "Missing api_token"]],
  ["the token", { GREENVN_ACCOUNT_SID: "acme" }, ["Missing api_token"]],
  ["what is empty in the environment", { ...ENVIRONMENT, GREENVN_ACCOUNT_SID: "" }, ["Missing account_sid"]],
])("missing: %s", (_what, environment, summaries) => {
  const { session, diagnostics } = configure({}, environment);
  expect([session.kind, diagnostics.map(({ summary }) => summary)]).toEqual(["refused", summaries]);
  expect(diagnostics.every(({ detail }) => /provider block.*environment as GREENVN_/.test(detail))).toBe(true);
});

test("what is unknown waits, and what is wrong is refused whatever is unknown", () => {
  expect(configure({ base_url: UNKNOWN, max_retries: UNKNOWN }).session).toMatchObject({
    kind: "waiting",
    names: ["base_url", "max_retries"],
  });
  const { session, diagnostics } = configure({ base_url: UNKNOWN, request_timeout: 0 });
  expect([session.kind, diagnostics.map(({ summary }) => summary)]).toEqual(["refused", ["Invalid request_timeout"]]);
});

test("what the environment says is checked like what is declared, and no secret is shown", () => {
  const { diagnostics } = configure(
    {},
    { ...ENVIRONMENT, GREENVN_BASE_URL: "http://example.com", GREENVN_API_TOKEN: "t0ken\n" },
  );
  expect(diagnostics.map(({ summary }) => summary).sort()).toEqual(["Invalid api_token", "Invalid base_url"]);
  expect(JSON.stringify(diagnostics)).not.toContain("t0ken");
});

test("validation asks for nothing that the environment may hold", () => {
  expect(greenvnProvider("0.1.0", {}, Date.now).validateConfig(NOTHING)).toEqual([]);
});

test.each([
  ["a process of one walk counts what it plans", false, 1],
  ["one that serves many, as under a debugger, counts nothing", true, 0],
])("%s", (_what, outlivesRuns, told) => {
  const { session } = configure({}, ENVIRONMENT, outlivesRuns);
  if (session.kind !== "ready") throw new Error("not ready");
  const add = () => session.planned.add({ kind: "created", name: "one" });
  expect([add(), add()].flat()).toHaveLength(told);
});
