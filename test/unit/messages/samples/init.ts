import type * as messages from "../../../../src/init/messages";
import { type Written } from "../../../../src/init/messages";
import type { SamplesOf } from "../catalogue";

const FILES = [".gitignore", "README.md", "numbers/main.tf", "numbers/numbers.json", "package.json"];
const AT_REGISTRY: Written["source"] = { kind: "source", dependency: "0.1.0", registry: { kind: "there" } };
const PACKED = { name: "cdktf-greenvn-0.1.0.tgz", file: "/srv/numbers/.greenvn-init-x/cdktf-greenvn-0.1.0.tgz" };
const notTold = (why: "no npm" | "too late" | "no answer"): Written["source"] => ({
  kind: "source",
  dependency: `file:${PACKED.name}`,
  packed: PACKED,
  registry: { kind: "not-told", why },
});

export const samples: SamplesOf<typeof messages> = {
  cancelled: [],
  folderIsNone: ["/srv/numbers"],
  folderIsOdd: ["/srv/num\nbers"],
  filesInTheWay: { One: ["/srv/numbers", ["README.md"]], Several: ["/srv/numbers", ["README.md", "numbers/main.tf"]] },
  couldNotWrite: {
    "An error": ["/srv/numbers", new Error("EACCES: permission denied, mkdir '/srv/numbers'")],
    "Whatever else was thrown": ["/srv/numbers", "no space left"],
  },
  noNpm: [],
  couldNotPack: {
    "npm says why": ["/srv/node_modules/cdktf-greenvn", "npm error code ENOSPC\nnpm error no space left on device\n"],
    "It says nothing": ["/srv/node_modules/cdktf-greenvn", ""],
  },
  exampleMissing: ["/srv/node_modules/cdktf-greenvn/examples/gitops/.greenvn-policy.yaml", new Error("ENOENT")],
  written: {
    "HCL, in this folder, from the registry": [
      { answers: { language: "hcl", pipeline: "none" }, folder: null, files: FILES, source: AT_REGISTRY },
    ],
    "TypeScript, elsewhere, a version that the registry lacks": [
      {
        answers: { language: "cdktf", pipeline: "none" },
        folder: "my numbers",
        files: FILES,
        source: { ...notTold("no answer"), registry: { kind: "absent" } },
      },
    ],
    "No answer": [
      { answers: { language: "hcl", pipeline: "none" }, folder: "a", files: FILES, source: notTold("no answer") },
    ],
    "No answer in time": [
      { answers: { language: "hcl", pipeline: "none" }, folder: "a", files: FILES, source: notTold("too late") },
    ],
    "No npm": [
      { answers: { language: "hcl", pipeline: "none" }, folder: "a", files: FILES, source: notTold("no npm") },
    ],
  },
  toType: { "In this folder": ["cdktf", null], Elsewhere: ["hcl", "it's -mine"] },
};
