import { upgradeState } from "../../../../../src/plugin/engine/resource/upgrade-resource-state";
import type { JsonValue } from "../../../../../src/plugin/sdk/value";
import { leak, REPORT, runtimeOf, thing } from "../scripted-provider";

const upgrade = (version: number, json: JsonValue | undefined, resource = thing()) =>
  upgradeState(runtimeOf(resource, { configured: false }).runtime, resource, { version, json });
const error = (detail: string) => ({
  state: null,
  diagnostics: [{ severity: "error", summary: "Could not read the saved state of scripted_thing", detail }],
});

test.each<[string, number, JsonValue, unknown]>([
  ["the present version passes through", 2, { id: "1", name: "a", size: 7 }, { id: "1", name: "a", size: 7 }],
  [
    "an attribute of another version is dropped, a missing one null",
    2,
    { id: "1", old: "x" },
    { id: "1", name: null, size: null },
  ],
  ["one step", 1, { id: "1", name: "a" }, { id: "1", name: "a", size: 1 }],
  ["all steps", 0, { id: "1", title: "a" }, { id: "1", name: "a", size: 1 }],
  [
    "a number too long for JavaScript",
    2,
    { size: "9007199254740993" },
    { id: null, name: null, size: 9007199254740993n },
  ],
  ["null", 2, null, null],
])("%s", (_what, version, json, state) => expect(upgrade(version, json)).toEqual({ state, diagnostics: [] }));

test.each<[string, number, JsonValue | undefined, string]>([
  [
    "a newer version",
    3,
    {},
    "It was written by a newer version of the provider: its schema version is 3, and version 1.2.3 of the provider knows 2 at most. Use the newer provider, or restore an older state.",
  ],
  [
    "a state of Terraform before 0.12",
    2,
    undefined,
    "It is not a JSON object. States of Terraform before 0.12 must be upgraded with Terraform 0.12 first.",
  ],
  [
    "a state edited by hand",
    2,
    { size: "seven" },
    "The state is damaged, or was edited by hand: size is not a number. Restore an older state, or remove the resource from state and import it.",
  ],
])("%s is a clear error", (_what, version, json, detail) => expect(upgrade(version, json)).toEqual(error(detail)));

test("a missing step and an exception are bugs", () => {
  expect(upgrade(0, {}, thing({ upgrades: {} }))).toEqual(
    error(`There is no way from schema version 0 to 1.\n\n${REPORT}`),
  );
  expect(upgrade(0, {}, thing({ upgrades: { 0: leak } }))).toEqual(error(`State stays as it was.\n\n${REPORT}`));
});
