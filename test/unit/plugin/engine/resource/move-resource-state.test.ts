import { moveState } from "../../../../../src/plugin/engine/resource/move-resource-state";
import type { MoveRequest } from "../../../../../src/plugin/sdk/resource";
import type { JsonValue } from "../../../../../src/plugin/sdk/value";
import { leak, REPORT, runtimeOf, thing } from "../scripted-provider";

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
