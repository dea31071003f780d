import { moveState, upgradeState } from "../../../../../src/plugin/engine/resource/upgrade-resource-state";
import type { MoveRequest } from "../../../../../src/plugin/sdk/resource";
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

const source: Omit<MoveRequest, "sourceState"> & { sourceState: JsonValue | undefined } = {
  sourceProvider: "registry.terraform.io/acme/scripted",
  sourceType: "scripted_other",
  sourceVersion: 0,
  sourceState: { id: "1" },
  sourceNotes: { n: 1 },
};
const move = (request: Partial<typeof source>, resource = thing()) =>
  moveState(runtimeOf(resource, { configured: false }).runtime, resource, { ...source, ...request });
const moveError = (from: string, detail: string) => ({
  state: null,
  notes: {},
  diagnostics: [{ severity: "error", summary: `Could not move ${from} to scripted_thing`, detail }],
});

test.each(["registry.terraform.io/acme/scripted", "registry.opentofu.org/acme/scripted", "acme/scripted", "scripted"])(
  "the same type of %s passes through, upgraded, with its notes",
  (sourceProvider) => {
    expect(
      move({ sourceProvider, sourceType: "scripted_thing", sourceVersion: 1, sourceState: { id: "1", name: "a" } }),
    ).toEqual({ state: { id: "1", name: "a", size: 1 }, notes: { n: 1 }, diagnostics: [] });
  },
);

test("the same type of another provider is not ours", () => {
  expect(move({ sourceProvider: "acme/another", sourceType: "scripted_thing" })).toEqual(
    moveError(
      "scripted_thing",
      "The provider can not take over the state of scripted_thing of acme/another. Remove the moved block, and import the resource instead.",
    ),
  );
});

test("another type is taken over by the resource", () => {
  const resource = thing({
    move: ({ sourceState, sourceNotes }) => ({
      state: { id: JSON.stringify(sourceState["id"]), name: "moved", size: null },
      notes: sourceNotes,
      diagnostics: [],
    }),
  });
  expect(move({}, resource)).toEqual({
    state: { id: '"1"', name: "moved", size: null },
    notes: { n: 1 },
    diagnostics: [],
  });
});

test.each<[string, Partial<typeof source>, Parameters<typeof thing>[0], string]>([
  [
    "a resource that takes nothing over",
    {},
    {},
    "The provider can not take over the state of scripted_other of registry.terraform.io/acme/scripted. Remove the moved block, and import the resource instead.",
  ],
  [
    "a type that it does not take over",
    {},
    { move: () => null },
    "The provider can not take over the state of scripted_other of registry.terraform.io/acme/scripted. Remove the moved block, and import the resource instead.",
  ],
  ["a source that is not JSON", { sourceState: undefined }, {}, "The state of the source is not a JSON object."],
  ["an exception", {}, { move: leak }, `State stays as it was.\n\n${REPORT}`],
  [
    "a result of wrong types",
    {},
    { move: () => ({ state: { name: 1 }, notes: {}, diagnostics: [] }) },
    `The result does not fit the schema at: name.\n\n${REPORT}`,
  ],
])("%s is an error", (_what, request, replaced, detail) =>
  expect(move(request, thing(replaced))).toEqual(moveError("scripted_other", detail)),
);
