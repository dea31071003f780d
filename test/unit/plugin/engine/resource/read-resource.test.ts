import { importResource, readData, readResource } from "../../../../../src/plugin/engine/resource/read-resource";
import type { Diagnostic } from "../../../../../src/plugin/sdk/diagnostic";
import type { Reached } from "../../../../../src/plugin/sdk/resource";
import { optional } from "../../../../../src/plugin/sdk/schema";
import { UNKNOWN } from "../../../../../src/plugin/sdk/value";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { leak, REPORT, runtimeOf, thing } from "../scripted-provider";

const before = { id: "1", name: "a", size: null };
const failed: Diagnostic = { severity: "error", summary: "refused", detail: "" };
const gone: Diagnostic = { severity: "warning", summary: "gone", detail: "" };
const bug = (summary: string, detail: string): Diagnostic => ({
  severity: "error",
  summary,
  detail: `${detail}\n\n${REPORT}`,
});

test.each<[string, Reached<ObjectValue>, Reached<ObjectValue>]>([
  [
    "drift",
    { state: { ...before, size: 3 }, notes: { n: 2 }, diagnostics: [] },
    { state: { ...before, size: 3 }, notes: { n: 2 }, diagnostics: [] },
  ],
  ["gone", { state: null, notes: {}, diagnostics: [gone] }, { state: null, notes: {}, diagnostics: [gone] }],
  [
    "an error without a state is no removal",
    { state: null, notes: { n: 2 }, diagnostics: [failed] },
    { state: before, notes: { n: 2 }, diagnostics: [failed] },
  ],
  [
    "unknown values",
    { state: { ...before, name: UNKNOWN }, notes: { n: 2 }, diagnostics: [] },
    {
      state: before,
      notes: { n: 2 },
      diagnostics: [bug("Could not read scripted_thing", "The result does not fit the schema at: name.")],
    },
  ],
])("read: %s", async (_what, reached, expected) => {
  const resource = thing({ read: async () => reached });
  expect(await readResource(runtimeOf(resource).runtime, resource, { state: before, notes: { n: 1 } })).toEqual(
    expected,
  );
});

test("read: an exception keeps state and notes", async () => {
  const resource = thing({ read: leak });
  expect(await readResource(runtimeOf(resource).runtime, resource, { state: before, notes: { n: 1 } })).toEqual({
    state: before,
    notes: { n: 1 },
    diagnostics: [bug("Could not read scripted_thing", "State stays as it was.")],
  });
});

test("read: before the provider is configured", async () => {
  const { diagnostics, state } = await readResource(runtimeOf(thing(), { configured: false }).runtime, thing(), {
    state: before,
    notes: {},
  });
  expect({ state, summaries: diagnostics.map(({ summary }) => summary) }).toEqual({
    state: before,
    summaries: ["Could not read scripted_thing"],
  });
});

test.each<[string, Reached<ObjectValue>, Reached<ObjectValue>]>([
  [
    "found",
    { state: { id: "7" }, notes: { imported: true }, diagnostics: [] },
    { state: { id: "7", name: null, size: null }, notes: { imported: true }, diagnostics: [] },
  ],
  ["refused", { state: null, notes: {}, diagnostics: [failed] }, { state: null, notes: {}, diagnostics: [failed] }],
  [
    "silent",
    { state: null, notes: {}, diagnostics: [] },
    {
      state: null,
      notes: {},
      diagnostics: [bug("Could not import scripted_thing", "The import ended without a state and without an error.")],
    },
  ],
])("import: %s", async (_what, reached, expected) => {
  const resource = thing({ importState: () => reached });
  expect(await importResource(runtimeOf(resource).runtime, resource, "7")).toEqual(expected);
});

test("import: an exception", async () => {
  const resource = thing({ importState: leak });
  expect((await importResource(runtimeOf(resource).runtime, resource, "7")).diagnostics).toEqual([
    bug("Could not import scripted_thing", "Nothing was imported or changed."),
  ]);
});

const source = (read: () => Promise<{ state: ObjectValue | null; diagnostics: readonly Diagnostic[] }>) => ({
  type: "scripted_data",
  schema: { version: 0, description: "", attributes: { id: optional.string("") } },
  validate: () => [],
  read,
});

test.each<[string, () => Promise<{ state: ObjectValue | null; diagnostics: readonly Diagnostic[] }>, unknown]>([
  ["found", async () => ({ state: { id: "7" }, diagnostics: [] }), { state: { id: "7" }, diagnostics: [] }],
  ["refused", async () => ({ state: null, diagnostics: [failed] }), { state: null, diagnostics: [failed] }],
  [
    "silent",
    async () => ({ state: null, diagnostics: [] }),
    {
      state: null,
      diagnostics: [
        bug("Could not read the data source scripted_data", "The read ended without a result and without an error."),
      ],
    },
  ],
  [
    "an exception",
    leak,
    { state: null, diagnostics: [bug("Could not read the data source scripted_data", "Nothing was changed.")] },
  ],
])("data: %s", async (_what, read, expected) => {
  const data = source(read);
  expect(await readData(runtimeOf(thing(), { data }).runtime, data, { id: null })).toMatchObject(expected as object);
});
