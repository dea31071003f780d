import { validateConfig } from "../../../../src/plugin/engine/validate-config";
import { attributePath } from "../../../../src/plugin/sdk/diagnostic";
import { optional } from "../../../../src/plugin/sdk/schema";
import { UNKNOWN } from "../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../src/plugin/values/same-value";
import { runtimeOf, thing } from "./scripted-provider";

const own = { severity: "error", summary: "too large", detail: "" } as const;
const missing = {
  severity: "error",
  summary: "Missing required argument",
  detail: 'The argument "name" is required, and the value that it is given is null.',
  path: attributePath("name"),
};

test.each<[string, ObjectValue, unknown[]]>([
  ["all that is required", { id: null, name: "a", size: null }, []],
  ["what is required, not known yet", { id: null, name: UNKNOWN, size: null }, []],
  ["null for what is required", { id: null, name: null, size: null }, [missing]],
  ["null, beside what the resource refuses", { id: null, name: null, size: 9 }, [missing, own]],
])("a configuration with %s", (_what, config, expected) => {
  const subject = thing({ validate: ({ size }) => (size === 9 ? [own] : []) });
  expect(validateConfig(runtimeOf(subject).runtime, subject, config)).toEqual(expected);
});

describe("what is write-only, under a host that does not say that it keeps it out of state", () => {
  const secret = optional.list("number", "", { writeOnly: true });
  const subject = thing({
    schema: { version: 0, description: "", attributes: { secret, inner: optional.nested({ secret }, "") } },
  });
  const { runtime } = runtimeOf(subject);
  const paths = (config: ObjectValue, mayWriteOnly: boolean) =>
    validateConfig(runtime, subject, config, { mayWriteOnly }).map(({ severity, path }) => ({ severity, path }));
  const refused = (...names: string[]) => ({ severity: "error", path: attributePath(...names) });

  test.each<[string, ObjectValue, unknown[]]>([
    ["nothing set", { secret: null, inner: null }, []],
    ["a value", { secret: [1], inner: null }, [refused("secret")]],
    ["an empty list", { secret: [], inner: null }, [refused("secret")]],
    ["a value that is not known yet", { secret: UNKNOWN, inner: null }, [refused("secret")]],
    ["a nested one", { secret: null, inner: { secret: [1] } }, [refused("inner", "secret")]],
    ["an object that is not known yet", { secret: null, inner: UNKNOWN }, []],
  ])("%s", (_what, config, expected) => {
    expect(paths(config, false)).toEqual(expected);
    expect(paths(config, true)).toEqual([]);
  });

  test("the sentence names the argument and what is needed, and no value", () => {
    const [diagnostic] = validateConfig(runtime, subject, { secret: [4711], inner: null });
    expect(diagnostic?.detail).toMatch(/"secret" is write-only.*Terraform 1\.11 or later/);
    expect(JSON.stringify(diagnostic)).not.toContain("4711");
  });
});
