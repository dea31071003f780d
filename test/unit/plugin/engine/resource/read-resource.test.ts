import { readResource } from "../../../../../src/plugin/engine/resource/read-resource";
import type { Diagnostic } from "../../../../../src/plugin/sdk/diagnostic";
import type { Reached } from "../../../../../src/plugin/sdk/resource";
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
