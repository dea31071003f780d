import { Fn, Lazy, TerraformLocal, type TerraformStack, TerraformVariable, Token } from "cdktf";
import { GreenVnAllocation, GreenvnProvider, type GreenvnProviderProps } from "../../../src";
import { newStack, PARTIES, problemsOf, synth, synthOf } from "./synth";

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
  [
    "one of two values",
    (stack) =>
      declared({ apiToken: Fn.coalesce([new TerraformVariable(stack, "t", {}).stringValue, SECRET]) as string })(stack),
  ],
  [
    "a part of a text",
    (stack) => declared({ apiToken: `${SECRET}${new TerraformVariable(stack, "t", {}).stringValue}` })(stack),
  ],
  [
    "the default of a look-up",
    (stack) =>
      declared({ apiToken: Fn.lookup(new TerraformVariable(stack, "t", {}).value, "token", SECRET) as string })(stack),
  ],
  [
    "in a variable's map that is looked up",
    (stack) => {
      const all = new TerraformVariable(stack, "t", { default: { token: SECRET, other: "" } });
      declared({ apiToken: Fn.lookup(all.value, "token", "") as string })(stack);
    },
  ],
  [
    "behind a chain of local values",
    (stack) => {
      const first = new TerraformLocal(stack, "first", SECRET);
      const second = new TerraformLocal(stack, "second", { token: first.asString });
      declared({ apiToken: new TerraformLocal(stack, "third", "${local.second.token}").asString })(stack);
      expect(second.expression).toBeDefined();
    },
  ],
  ["in a choice", declared({ apiToken: `\${var.live ? var.token : "${SECRET}"}` })],
  ["in a pattern", declared({ apiToken: `\${format("${SECRET}-%s", var.token)}` })],
  [
    "by an override of a variable",
    (stack) => {
      const variable = new TerraformVariable(stack, "t", {});
      variable.addOverride("default", SECRET);
      declared({ apiToken: variable.stringValue })(stack);
    },
  ],
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
  ["one of two variables", declared({ apiToken: "${coalesce(var.token, var.other)}" })],
  ["a choice by a literal", declared({ apiToken: '${var.environment == "production" ? var.live : var.test}' })],
  ["a member by a literal name", declared({ apiToken: '${var.all["production"]}' })],
  [
    "a local value that leads to itself",
    (stack) => {
      new TerraformLocal(stack, "round", "${local.round}");
      declared({ apiToken: "${local.round}" })(stack);
    },
  ],
])("it takes %s", (_what, declare) => expect(problemsOf(declare)).toEqual([]));

test.each([
  [
    ["win32_x64", "linux_amd64"],
    '"win32_x64" is no platform that the provider runs on; use linux_amd64, linux_arm64, darwin_amd64, darwin_arm64 (on Windows: WSL, which is linux)',
  ],
  ["linux_amd64" as never, '"linux_amd64" is no list; give a list of texts, such as ["linux_amd64"]'],
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

test.each<[string, (stack: TerraformStack) => void]>([
  ["short text around a variable", declared({ apiToken: "v1-${var.token}" })],
  ["a function whose effect is not known", declared({ apiToken: `\${somefunction("${SECRET}", var.token)}` })],
  ["what can not be read", declared({ apiToken: `\${one([for t in ["${SECRET}"] : t])}` })],
  [
    "one of a variable's values",
    (stack) => {
      new TerraformVariable(stack, "all", { default: [SECRET, ""] });
      declared({ apiToken: "${var.all[var.which]}" })(stack);
    },
  ],
])("what only may be a literal token is warned of, and never shown: %s", (_what, declare) => {
  const stack = newStack();
  declare(stack);
  synth(stack);
  const warnings = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === "@cdktf/warn")
    .map(({ data }) => data as string);
  expect(warnings).toEqual([
    "apiToken: what it is made of holds a text that may be a part of a token, in clear text in the synthesized JSON; if it is one, set GREENVN_API_TOKEN in the environment instead",
  ]);
});

test("a token that is no text is refused, and not shown", () =>
  expect(problemsOf(declared({ apiToken: 47114711 as never }))).toEqual([
    "[test/other] apiToken: is no text; write it as text, in quotes",
  ]));

test("a literal token by an override of the stack is refused", () =>
  expect(
    problemsOf((stack) => (declared({})(stack), stack.addOverride("provider.greenvn", [{ api_token: SECRET }]))),
  ).toEqual([expect.stringMatching(/^\[test\/greenvn\] apiToken: a literal token /)]));
