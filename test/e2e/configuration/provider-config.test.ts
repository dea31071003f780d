import { openScene } from "../../support/api/scene";
import { allocationOf, declare } from "../../support/terraform/configuration";

const NOTHING = {
  GREENVN_BASE_URL: undefined,
  GREENVN_ACCOUNT_SID: undefined,
  GREENVN_API_KEY: undefined,
  GREENVN_API_TOKEN: undefined,
};

test("what is missing is named with both ways to set it, at plan, and never at validate", async () => {
  const { terraform } = await openScene({ env: NOTHING });
  await declare(terraform, { allocations: { a: allocationOf("a") }, provider: {} });
  expect(await terraform.validate()).toEqual({ valid: true, diagnostics: [] });
  const refused = await terraform.planFails();
  expect(refused.diagnostics.map(({ severity, summary }) => [severity, summary])).toEqual([
    ["error", "Missing account_sid"],
    ["error", "Missing api_token"],
  ]);
  expect(refused.diagnostics[0]?.detail).toMatch(/provider block.*GREENVN_ACCOUNT_SID/);
  expect(refused.diagnostics[1]?.detail).toMatch(/provider block.*GREENVN_API_TOKEN/);
});

test("the configuration stands over the environment, and the key defaults to the account", async () => {
  const { sandbox, terraform } = await openScene({
    env: {
      ...NOTHING,
      GREENVN_ACCOUNT_SID: "other",
      GREENVN_API_TOKEN: "wrong",
      GREENVN_BASE_URL: "http://127.0.0.1:9",
    },
  });
  await declare(terraform, {
    allocations: { a: allocationOf("a") },
    provider: {
      account_sid: "sandbox",
      api_token: "sandbox-token",
      base_url: `${sandbox.url}/`,
      request_timeout: 2.5,
      max_retries: 0,
      requests_per_minute: 600,
    },
  });
  await terraform.apply();
  expect([sandbox.charged(), (await terraform.resource("greenvn_allocation.a"))["account_sid"]]).toEqual([
    1,
    "sandbox",
  ]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["plain http elsewhere", { base_url: "http://example.com" }, "base_url"],
  ["no URL", { base_url: "leadassist" }, "base_url"],
  ["a time-out of nothing", { request_timeout: 0 }, "request_timeout"],
  ["a time-out too long", { request_timeout: 601 }, "request_timeout"],
  ["half a retry", { max_retries: 1.5 }, "max_retries"],
  ["too many retries", { max_retries: 11 }, "max_retries"],
  ["less than no retry", { max_retries: -1 }, "max_retries"],
  ["no requests at all", { requests_per_minute: 0 }, "requests_per_minute"],
  ["a request in a month", { requests_per_minute: 0.00002 }, "requests_per_minute"],
  ["more requests than a pace is for", { requests_per_minute: 60_001 }, "requests_per_minute"],
  ["an empty account", { account_sid: "" }, "account_sid"],
  ["a token with a line break", { api_token: "s3cret\n" }, "api_token"],
])("%s is refused", async (_what, provider, name) => {
  const { terraform } = await openScene({ log: "warn" });
  await declare(terraform, { allocations: { a: allocationOf("a") }, provider });
  const { valid, diagnostics } = await terraform.validate();
  expect([valid, diagnostics.map(({ summary }) => summary), diagnostics[0]?.code]).toEqual([
    false,
    [`Invalid ${name}`],
    expect.stringContaining(name),
  ]);
  expect(diagnostics.map(({ detail }) => detail).join()).not.toContain("s3cret");
});

test("values that are known only after apply: creations wait, refresh keeps what state has, and nothing fails", async () => {
  const { sandbox, terraform } = await openScene({
    env: { GREENVN_BASE_URL: undefined, GREENVN_API_TOKEN: undefined },
  });
  const provider = { base_url: "${terraform_data.api.output.url}", api_token: "${terraform_data.api.output.token}" };
  const api = (salt: string) => ({
    api: { input: { url: sandbox.url, token: "sandbox-token" }, triggers_replace: salt },
  });
  await declare(terraform, { terraformData: api("1"), allocations: { a: allocationOf("a") }, provider });
  const first = await terraform.plan();
  expect([
    first.change("greenvn_allocation.a").actions,
    first.diagnostics.filter(({ severity }) => severity === "error"),
  ]).toEqual([["create"], []]);
  await terraform.apply(first.file);
  expect(sandbox.charged()).toBe(1);

  await declare(terraform, {
    terraformData: api("2"),
    allocations: { a: allocationOf("a", { preferences: { region: "MH" } }), b: allocationOf("b") },
    provider,
  });
  const callsBefore = sandbox.calls().length;
  const second = await terraform.plan();
  expect(
    second.diagnostics.map(({ severity, summary }) => `${severity}: ${summary.replace(/ \(.*\)/, "")}`).sort(),
  ).toEqual([
    'warning: Did not read allocation "a"',
    'warning: PUT …/vn for allocation "a" is charged as a new allocation',
  ]);
  expect([
    second.change("greenvn_allocation.a").actions,
    second.change("greenvn_allocation.b").actions,
    sandbox.calls().length,
  ]).toEqual([["update"], ["create"], callsBefore]);
  await terraform.apply(second.file);
  expect(sandbox.ledger().totals).toEqual({ create: 2, vn: 1, call_party: 0, charged: 3 });
  expect((await terraform.plan()).isEmpty).toBe(true);

  // Look-ups and imports can't wait.
  await declare(terraform, {
    terraformData: api("3"),
    lookups: { seen: { id: sandbox.allocations()[0]?.greenvnId } },
    provider,
  });
  const refused = await terraform.planFails("-target=data.greenvn_allocation.seen");
  expect(refused.diagnostics.filter(({ severity }) => severity === "error").map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/not known yet \(.*base_url.*can not wait/s),
  ]);
});
