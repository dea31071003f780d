import { validateConfig } from "../../../../src/plugin/engine/validate-config";
import { attributePath } from "../../../../src/plugin/sdk/diagnostic";
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
