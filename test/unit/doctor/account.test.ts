import { gatherAccount, gatherProxy } from "../../../src/doctor/gather/account";
import { type GatheredStack } from "../../../src/doctor/gather/stacks";
import { STACK } from "./facts";

const stack = (text: string, name = "main.tf"): GatheredStack => ({ ...STACK, texts: [{ name, text }] });
const json = (provider: unknown): GatheredStack =>
  stack(JSON.stringify({ provider: { greenvn: provider } }), "cdk.tf.json");
const ENV = { GREENVN_ACCOUNT_SID: "mine", GREENVN_API_TOKEN: "my-token", GREENVN_BASE_URL: "" };

test.each<[string, GatheredStack, object]>([
  [
    "no block",
    stack('resource "greenvn_allocation" "a" {}'),
    { accountSid: "mine", baseUrl: "https://leadassist.exotel.in" },
  ],
  [
    "literals, with comments",
    stack(
      'provider "greenvn" {\n  account_sid = "sandbox" # here\n  base_url    = "http://127.0.0.1:8787" // there\n}\n',
    ),
    { accountSid: "sandbox", apiKey: "sandbox", baseUrl: "http://127.0.0.1:8787" },
  ],
  [
    "an alias before the one that counts",
    stack(
      'provider "greenvn" {\n  alias = "b"\n  account_sid = "b"\n}\nprovider "greenvn" {\n  account_sid = "a"\n}\n',
    ),
    { accountSid: "a" },
  ],
  [
    "a comment in the place of a line",
    stack('provider "greenvn" {\n  # account_sid = "sandbox"\n}\n'),
    { accountSid: "mine" },
  ],
  [
    "JSON",
    json([{ account_sid: "sandbox", base_url: "http://127.0.0.1:1" }]),
    { accountSid: "sandbox", baseUrl: "http://127.0.0.1:1" },
  ],
  ["JSON with an alias", json([{ alias: "b", account_sid: "b" }, { account_sid: "a" }]), { accountSid: "a" }],
  ["JSON that is none", stack("{", "cdk.tf.json"), { accountSid: "mine" }],
])("the configuration is asked first, then the environment: %s", (_case, declared, settings) =>
  expect(gatherAccount([declared], ENV).settings).toMatchObject({ apiToken: "my-token", ...settings }),
);

test.each<[string, GatheredStack]>([
  ["a variable", stack('provider "greenvn" {\n  account_sid = var.sid\n}\n')],
  ["a text with a reference", stack('provider "greenvn" {\n  base_url = "https://${var.host}"\n}\n')],
  ["a block on one line", stack('provider "greenvn" { base_url = var.url }')],
  ["a block without an end", stack('provider "greenvn" {\n  base_url = "https://a.example"\n')],
  ["a token of CDKTF", json({ api_token: "${var.token}" })],
])("what is no literal is not guessed at, and nothing is called: %s", (_case, declared) => {
  const { facts, settings } = gatherAccount([declared], { ...ENV, GREENVN_API_KEY: "k" });
  expect(settings).toBeNull();
  expect([facts.sid, facts.token, facts.url.from]).toContain("not-literal");
});

test.each<[string, Record<string, string>]>([
  ["an SID", { GREENVN_ACCOUNT_SID: "sandbox", GREENVN_API_TOKEN: "t" }],
  ["a token", { GREENVN_ACCOUNT_SID: "a", GREENVN_API_TOKEN: "sandbox-token" }],
  ["no token", { GREENVN_ACCOUNT_SID: "a" }],
  ["a base URL that is none", { ...ENV, GREENVN_BASE_URL: "http://example.com" }],
])("nothing is sent to the real API for %s of a sandbox, or where something is missing", (_case, env) =>
  expect(gatherAccount([], env).settings).toBeNull(),
);

test.each<[string, Record<string, string>, object]>([
  ["none", {}, { kind: "none" }],
  ["an empty one", { HTTPS_PROXY: " " }, { kind: "none" }],
  [
    "one with a password, which is not shown",
    { HTTPS_PROXY: "http://me:secr@t@proxy:3128" },
    { kind: "used", shown: "http://proxy:3128", variable: "HTTPS_PROXY" },
  ],
  [
    "one in small letters, without a scheme",
    { https_proxy: "me:pw@proxy:3128" },
    { kind: "used", shown: "proxy:3128", variable: "https_proxy" },
  ],
  ["one for everything", { ALL_PROXY: "http://proxy" }, { kind: "used", shown: "http://proxy", variable: "ALL_PROXY" }],
  [
    "one that NO_PROXY exempts from",
    { HTTPS_PROXY: "http://proxy", NO_PROXY: ".exotel.in" },
    { kind: "not-used", shown: "http://proxy", why: "no-proxy" },
  ],
  [
    "one of another kind",
    { HTTPS_PROXY: "socks5://a:b@proxy" },
    { kind: "unusable", why: expect.stringContaining("socks5") as unknown, variable: "HTTPS_PROXY" },
  ],
  [
    "one, and a sandbox",
    { HTTPS_PROXY: "http://proxy", GREENVN_BASE_URL: "http://127.0.0.1:1" },
    { kind: "not-used", shown: "http://proxy", why: "loopback" },
  ],
])("a proxy: %s", (_case, env, found) => {
  const all = { ...ENV, ...env };
  const account = gatherAccount([], all);
  expect(gatherProxy(account, account.settings, all)).toEqual(found);
});
