import { readData } from "../../../../src/plugin/engine/read-data-source";
import type { Diagnostic } from "../../../../src/plugin/sdk/diagnostic";
import { optional } from "../../../../src/plugin/sdk/schema";
import type { ObjectValue } from "../../../../src/plugin/values/same-value";
import { leak, REPORT, runtimeOf, thing } from "./scripted-provider";

const failed: Diagnostic = { severity: "error", summary: "refused", detail: "" };
const bug = (summary: string, detail: string): Diagnostic => ({
  severity: "error",
  summary,
  detail: `${detail}\n\n${REPORT}`,
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
