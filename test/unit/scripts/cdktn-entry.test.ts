import ts from "typescript";
import { rewriteImports } from "../../../scripts/build/cdktn-entry";
import { existsTwice, importedForCdktn, resolvedForCdktn } from "../../../scripts/build/cdktn-specifiers";
import { ROOT } from "../../../scripts/project";

test.each([
  ["the library itself", "constructs/allocation", "cdktf", "cdktn"],
  ["a file of it", "constructs/testing", "cdktf/lib/testing", "cdktn/lib/testing"],
  ["what tells the libraries apart", "constructs/library/index", "./cdktf/targets", "./cdktn/targets"],
  ["not a folder that only begins alike", "constructs/library/index", "./cdktf-more/x", "./cdktf-more/x"],
  ["not what only begins alike", "constructs/allocation", "cdktf-cli", "cdktf-cli"],
  [
    "not another package of its maker",
    "constructs/hooks/null-resource",
    "@cdktf/provider-null",
    "@cdktf/provider-null",
  ],
  ["not other packages", "constructs/allocation", "constructs", "constructs"],
  ["neighbours lie beside it", "constructs/allocation", "./names", "./names"],
  ["what exists twice lies at the same place", "constructs/checks/check-stack", "../names/names", "../names/names"],
  ["its own bindings", "constructs/allocation", "../bindings/cdktf/allocation", "../../bindings/cdktn/allocation"],
  ["what both share lies one folder up", "constructs/vendoring", "../install/platform", "../../install/platform"],
  ["so for a deeper folder", "constructs/props/region", "../../domain/region", "../../../domain/region"],
  ["the index: what exists twice", "index", "./constructs/provider", "./constructs/provider"],
  ["the index: what is shared", "index", "./domain/region", "../domain/region"],
])("the cdktn entry imports %s", (_rule, file, specifier, expected) =>
  expect(importedForCdktn(specifier, file)).toBe(expected),
);

test.each([
  ["cdktf", "cdktn"],
  ["../bindings/cdktf/provider", "../bindings/cdktn/provider"],
  ["../install/platform", "../install/platform"],
  ["cdktf-cli", "cdktf-cli"],
])("its types are looked up where its code leads: %s", (specifier, expected) =>
  expect(resolvedForCdktn(specifier)).toBe(expected),
);

test("what stands on the library exists twice, and nothing else", () => {
  expect(["index", "constructs/allocation", "constructs/hooks/null-resource"].filter(existsTwice)).toHaveLength(3);
  expect(["install/platform", "domain/region", "bindings/cdktn/allocation"].filter(existsTwice)).toEqual([]);
});

test.each([
  ["an import", `import { App } from "cdktf"; App;`, `require("cdktn")`],
  ["a re-export", `export { App } from "cdktf";`, `require("cdktn")`],
  ["everything of it", `export * from "../bindings/cdktf/provider";`, `require("../../bindings/cdktn/provider")`],
  ["a late import", `void import("cdktf");`, `require("cdktn")`],
  ["a require", `const cdktf = require("cdktf"); cdktf;`, `require("cdktn")`],
  ["an import assignment", `import cdktf = require("cdktf"); cdktf;`, `require("cdktn")`],
  ["no other text", `console.log("cdktf", 'from "cdktf"', "../install");`, `"cdktf", 'from "cdktf"', "../install"`],
  ["no other call's argument", `resolve("cdktf");`, `resolve("cdktf")`],
])("what is rewritten in code: %s", (_case, source, expected) => {
  const { outputText } = ts.transpileModule(source, {
    fileName: `${ROOT}/src/constructs/here.ts`,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    transformers: { before: [rewriteImports] },
  });
  expect(outputText).toContain(expected);
});

test.each([
  ["a type named in place", `let x: import("cdktf").Token<"cdktf">;`, `let x: import("cdktn").Token<"cdktf">;`],
  ["the type of a module", `let x: typeof import("cdktf");`, `let x: typeof import("cdktn");`],
  ["within another type", `let x: Map<string, import("cdktf").App[]>;`, `let x: Map<string, import("cdktn").App[]>;`],
])("what is rewritten in types: %s", (_case, source, expected) => {
  const file = ts.createSourceFile(`${ROOT}/src/constructs/here.d.ts`, source, ts.ScriptTarget.ES2022, true);
  const { transformed } = ts.transform(file, [rewriteImports]);
  expect(
    ts
      .createPrinter()
      .printFile(transformed[0] as ts.SourceFile)
      .trim(),
  ).toBe(expected);
});
