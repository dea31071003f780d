import { mkdirSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "../../../scripts/project";
import { startTestSandbox } from "../../support/api/sandbox";
import { terraformEnvironment } from "../../support/run/environment";
import { prepared, removeFolder, temporaryFolder } from "../../support/run/prepared";
import { run } from "../../support/run/run";

test("the cdktf CLI plans examples/quickstart by the top level's cdktf.json, with no flag for locks", async () => {
  const sandbox = await startTestSandbox();
  const around = await temporaryFolder("gvn-cli-");
  const [home, temporary, output] = [path.join(around, "h"), path.join(around, "t"), path.join(around, "o")];
  for (const each of [home, temporary]) mkdirSync(each);
  try {
    const { exitCode, stdout, stderr } = await run(
      process.execPath,
      [path.join(ROOT, "node_modules", ".bin", "cdktf"), "diff", "--output", output],
      {
        cwd: ROOT,
        env: {
          ...terraformEnvironment({ home, temporary }),
          ...sandbox.env,
          CI: "true",
          TERRAFORM_BINARY_NAME: prepared().terraform.path,
        },
        timeoutMs: 80_000,
      },
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const printed = stripVTControlCharacters(stdout);
    expect(printed).toMatch(/greenvn_allocation\.support .*will be created/);
    expect(printed).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
  } finally {
    await sandbox.close();
    await removeFolder(around);
  }
});
