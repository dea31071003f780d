import { Fn, Lazy, TerraformLocal, type TerraformStack, TerraformVariable, Token } from "cdktf";
import { GreenVnAllocation, GreenvnProvider, type GreenvnProviderProps } from "../../../src";
import { PARTIES, problemsOf, synthOf } from "./synth";

const declared = (props: GreenvnProviderProps) => (stack: TerraformStack) =>
  new GreenvnProvider(stack, "other", { alias: "other", vendorProvider: false, ...props });
const LITERAL = expect.stringMatching(
  /^\[test\/other\] apiToken: a literal token would stand in clear text.*set GREENVN_API_TOKEN.*sensitive: true and no default$/,
) as string;
const SECRET = "s3cret-value";

test("it is named in full, with the version that belongs to it", () => {
  const json = synthOf((stack) => new GreenVnAllocation(stack, "driver", PARTIES));
  expect(json.provider?.["greenvn"]).toEqual([{}]);
  expect(json.terraform?.["required_providers"]).toEqual({
    greenvn: { source: "registry.terraform.io/cdktf-greenvn/greenvn", version: "0.1.0" },
  });
});

test("its options are written, those of the construct are not", () => {
  const json = synthOf(
    (stack) =>
      new GreenvnProvider(stack, "other", {
        alias: "other",
        accountSid: "sid",
        requestTimeout: 60,
        maxRetries: 0,
        vendorProvider: false,
        platforms: ["linux_amd64"],
      }),
  );
  expect(json.provider?.["greenvn"]?.[1]).toEqual({
    alias: "other",
    account_sid: "sid",
    request_timeout: 60,
    max_retries: 0,
  });
});

test.each<[string, (stack: TerraformStack) => void]>([
  ["given", declared({ apiToken: SECRET })],
  ["set later", (stack) => (declared({})(stack).apiToken = SECRET)],
  ["as an override", (stack) => declared({})(stack).addOverride("api_token", SECRET)],
  ["that looks like a token", declared({ apiToken: Lazy.stringValue({ produce: () => SECRET }) })],
  ["hidden by a function alone", declared({ apiToken: Fn.sensitive(SECRET) as string })],
  ["as an expression", declared({ apiToken: `\${"${SECRET}"}` })],
  [
    "as the default of a variable",
    (stack) =>
      declared({ apiToken: new TerraformVariable(stack, "token", { sensitive: true, default: SECRET }).stringValue })(
        stack,
      ),
  ],
  ["in a local value", (stack) => declared({ apiToken: new TerraformLocal(stack, "token", SECRET).asString })(stack)],
  ["within a token", declared({ apiToken: Token.asString({ resolve: () => SECRET, creationStack: [] }) })],
])("a literal API token is refused: %s, and never shown", (_how, declare) => {
  const sentences = problemsOf(declare);
  expect(sentences).toEqual([LITERAL]);
  expect(sentences.join()).not.toContain(SECRET);
});

test.each<[string, (stack: TerraformStack) => void]>([
  ["no token", declared({})],
  [
    "a variable",
    (stack) => declared({ apiToken: new TerraformVariable(stack, "token", { sensitive: true }).stringValue })(stack),
  ],
  [
    "a variable whose default is empty",
    (stack) =>
      declared({ apiToken: new TerraformVariable(stack, "token", { sensitive: true, default: "" }).stringValue })(
        stack,
      ),
  ],
  ["another provider's value", declared({ apiToken: '${data.vault_secret.exotel.data["token"]}' })],
  [
    "a local value of a variable",
    (stack) => declared({ apiToken: new TerraformLocal(stack, "token", "${var.token}").asString })(stack),
  ],
  ["a file", declared({ apiToken: '${trimspace(file("token.txt"))}' })],
  ["a template of a variable", declared({ apiToken: '${"${var.token}"}' })],
  ["an interpolation", declared({ apiToken: "${var.token}" })],
])("it takes %s", (_what, declare) => expect(problemsOf(declare)).toEqual([]));

test.each([
  [
    ["win32_x64", "linux_amd64"],
    '"win32_x64" is no platform that the provider runs on; use linux_amd64, linux_arm64, darwin_amd64, darwin_arm64 (on Windows: WSL, which is linux)',
  ],
  ["linux_amd64" as never, 'is no list; write one, such as ["linux_amd64"]'],
  [[], "is empty; name a platform, or set vendorProvider: false"],
])("platforms %j are refused", (platforms, sentence) => {
  expect(problemsOf(declared({ platforms }))).toEqual([`[test/other] platforms: ${sentence}`]);
});

test("its options are held to the provider's own rules, all at once, and no address is shown", () => {
  const sentences = problemsOf(
    declared({
      accountSid: "",
      baseUrl: "http://user:pw@example.com",
      requestTimeout: 0,
      maxRetries: 2.5,
      requestsPerMinute: -1,
    }),
  );
  expect(sentences).toEqual([
    "[test/other] accountSid: is empty; leave it out to take it from the environment",
    "[test/other] baseUrl: must not hold a user name or password; use api_key and api_token",
    "[test/other] requestTimeout: 0 is not a number of seconds from 1 to 600",
    "[test/other] maxRetries: 2.5 is not a whole number from 0 to 10",
    "[test/other] requestsPerMinute: -1 is not a number from 1 to 60,000",
  ]);
});

test("options that only Terraform will know pass", () => {
  const unknown = (stack: TerraformStack) => {
    const variable = new TerraformVariable(stack, "v", {});
    declared({ accountSid: variable.stringValue, baseUrl: "${var.url}", requestTimeout: variable.numberValue })(stack);
  };
  expect(problemsOf(unknown)).toEqual([]);
});
