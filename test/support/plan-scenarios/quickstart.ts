import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "../../../scripts/build";
import { openProgram } from "../stacks/synthesized";
import type { Files, Scenario } from "./scenario";

/** The change that `npm run quickstart` shows, judged by the rules of examples/gitops. The guide prints its report. */
export const QUICKSTART: Scenario = {
  name: "quickstart",
  before: () => synthesized({ region: "DL" }),
  now: (sandbox) => synthesized({ region: "KA", number: sandbox.freeNumbers({ region: "KA", type: "mobile" }, 1)[0] }),
  policy: { maxCharges: 5, failOn: ["replace", "delete", "id-change"], mask: false, exempt: [] },
  passed: true,
  charged: [1, "exact"],
};

/** The example's configuration, as its program makes it. */
async function synthesized(declared: object): Promise<Files> {
  await build(["library"]);
  const program = await openProgram("examples/quickstart/main.ts");
  const { folder } = program.workspace;
  await writeFile(path.join(folder, "declared.json"), JSON.stringify(declared));
  await program.synth({ DECLARED: path.join(folder, "declared.json") });
  const stack = JSON.parse(
    await readFile(path.join(folder, "cdktf.out", "stacks", "quickstart", "cdk.tf.json"), "utf8"),
  ) as { terraform: Record<string, unknown> };
  const { backend: _backend, ...terraform } = stack.terraform; // The scenario keeps its state where it runs.
  return { "cdk.tf.json": JSON.stringify({ ...stack, terraform }), "terraform.tf": "" };
}
