import { importResource } from "../../../../../src/plugin/engine/resource/import-resource-state";
import type { Diagnostic } from "../../../../../src/plugin/sdk/diagnostic";
import type { Reached } from "../../../../../src/plugin/sdk/resource";
import type { ObjectValue } from "../../../../../src/plugin/values/same-value";
import { leak, REPORT, runtimeOf, thing } from "../scripted-provider";

const failed: Diagnostic = { severity: "error", summary: "refused", detail: "" };
const bug = (summary: string, detail: string): Diagnostic => ({
  severity: "error",
  summary,
  detail: `${detail}\n\n${REPORT}`,
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
