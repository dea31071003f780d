import type { SandboxOptions } from "../../../src/sandbox";
import { openTerraform, type TerraformFolder } from "../terraform/terraform";
import type { WorkspaceOptions } from "../terraform/workspace";
import { startTestSandbox, type TestSandbox } from "./sandbox";

/** A remote system of one's own, and Terraform pointed at it. */
export interface Scene {
  readonly sandbox: TestSandbox;
  readonly terraform: TerraformFolder;
}

const open = new Set<TestSandbox>();

// A sandbox that a failed test left open would keep the whole run from ending.
afterAll(async () => {
  for (const sandbox of open) await sandbox.close();
  open.clear();
});

/** A scene that lives until the last test of the file. */
export async function openScene(options: WorkspaceOptions & { readonly api?: SandboxOptions } = {}): Promise<Scene> {
  const { api, ...workspace } = options;
  const sandbox = await startTestSandbox(api);
  open.add(sandbox);
  return { sandbox, terraform: await openTerraform({ sandbox, ...workspace }) };
}
