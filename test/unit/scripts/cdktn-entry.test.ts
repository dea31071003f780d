import { forCdktn } from "../../../scripts/build/cdktn-entry";

test.each([
  ["the library itself", "constructs", `const cdktf_1 = require("cdktf");`, `const cdktf_1 = require("cdktn");`],
  ["its types", "constructs", `import type { Token } from 'cdktf';`, `import type { Token } from 'cdktn';`],
  ["types named in place", "constructs", `readonly x: import("cdktf").Token;`, `readonly x: import("cdktn").Token;`],
  ["a file of it", "constructs", `require("cdktf/package.json")`, `require("cdktn/package.json")`],
  ["not what only begins alike", "constructs", `require("cdktf-cli")`, `require("cdktf-cli")`],
  ["not other packages", "constructs", `require("constructs")`, `require("constructs")`],
  ["neighbours lie beside it", "constructs", `require("./names")`, `require("./names")`],
  ["what exists twice lies at the same place", "constructs", `require("../bindings")`, `require("../bindings")`],
  [
    "what both share lies one folder up",
    "constructs",
    `require("../install/provider")`,
    `require("../../install/provider")`,
  ],
  ["so for a deeper folder", "bindings/provider", `from "../../domain/region"`, `from "../../../domain/region"`],
  [
    "and for the index",
    "",
    `require("./constructs/green-vn"); require("./domain/region")`,
    `require("./constructs/green-vn"); require("../domain/region")`,
  ],
])("the cdktn entry: %s", (_rule, folder, compiled, expected) => expect(forCdktn(compiled, folder)).toBe(expected));
