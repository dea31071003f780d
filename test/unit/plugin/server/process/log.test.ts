import { createLog } from "../../../../../src/plugin/server/process/log";

const now = () => new Date("2031-05-06T07:08:09.123Z");

function linesOf(environment: NodeJS.ProcessEnv): string[] {
  const lines: string[] = [];
  const log = createLog("greenvn", environment, (text) => lines.push(text), now);
  for (const level of ["trace", "debug", "info", "warn", "error"] as const) log(level, `at ${level}`);
  return lines.map((line) => (JSON.parse(line) as { "@level": string })["@level"]);
}

test("a line is one of JSON, with the time as Terraform reads it", () => {
  const lines: string[] = [];
  createLog(
    "greenvn",
    { TF_LOG: "DEBUG" },
    (text) => lines.push(text),
    now,
  )("debug", "asked\nthe API", { status: 200, "@level": "error" });
  expect(lines).toEqual([
    '{"status":200,"@level":"debug","@message":"asked\\nthe API","@timestamp":"2031-05-06T07:08:09.123000Z","@module":"greenvn"}\n',
  ]);
});

test.each<[string, NodeJS.ProcessEnv, readonly string[]]>([
  ["nothing asked for", {}, ["warn", "error"]],
  ["TF_LOG", { TF_LOG: "debug" }, ["debug", "info", "warn", "error"]],
  ["TF_LOG=JSON", { TF_LOG: "JSON" }, ["trace", "debug", "info", "warn", "error"]],
  ["TF_LOG_PROVIDER before TF_LOG", { TF_LOG: "trace", TF_LOG_PROVIDER: "ERROR" }, ["error"]],
  [
    "the provider's own variable before both",
    { TF_LOG: "trace", TF_LOG_PROVIDER: "error", TF_LOG_PROVIDER_GREENVN: "info" },
    ["info", "warn", "error"],
  ],
  ["off", { TF_LOG_PROVIDER: "off" }, []],
  ["another word", { TF_LOG: "loud" }, ["warn", "error"]],
])("levels: %s", (_what, environment, expected) => expect(linesOf(environment)).toEqual(expected));
