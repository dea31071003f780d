import type { Path } from "../../../../src/plugin/sdk/diagnostic";
import { diagnosticMessages, pathMessage } from "../../../../src/plugin/wire/diagnostic-message";
import { DiagnosticSeverity } from "../../../../src/plugin/wire/generated/terraform-plugin";

const said = { summary: "no", detail: "because" };

test("a diagnostic goes out with its severity and its words, and with its attribute where it has one", () => {
  expect(
    diagnosticMessages([
      { severity: "error", ...said, path: [{ attribute: "usage" }] },
      { severity: "warning", ...said },
      { severity: "warning", ...said, path: [] },
    ]),
  ).toEqual([
    { severity: DiagnosticSeverity.ERROR, ...said, attribute: { steps: [{ attributeName: "usage" }] } },
    { severity: DiagnosticSeverity.WARNING, ...said },
    { severity: DiagnosticSeverity.WARNING, ...said },
  ]);
});

test.each<[string, Path, readonly object[]]>([
  ["an attribute", [{ attribute: "usage" }], [{ attributeName: "usage" }]],
  [
    "a nested one",
    [{ attribute: "preferences" }, { attribute: "region" }],
    [{ attributeName: "preferences" }, { attributeName: "region" }],
  ],
  ["an element of a map", [{ attribute: "a" }, { key: "" }], [{ attributeName: "a" }, { elementKeyString: "" }]],
  ["an element of a list", [{ attribute: "a" }, { index: 0 }], [{ attributeName: "a" }, { elementKeyInt: 0 }]],
])("the path of %s goes out step by step", (_what, path, steps) => expect(pathMessage(path)).toEqual({ steps }));
