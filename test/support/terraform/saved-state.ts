import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TerraformFolder } from "./terraform";

/** An instance as a local state holds it. */
export interface SavedInstance {
  readonly attributes: Record<string, unknown>;
  readonly sensitive_attributes: unknown;
}

/** Changes each instance in a folder's local state, as if another version had saved it. */
export async function editInstances(
  { folder }: Pick<TerraformFolder, "folder">,
  edit: (instance: SavedInstance) => void,
): Promise<void> {
  const file = path.join(folder, "terraform.tfstate");
  const state = JSON.parse(await readFile(file, "utf8")) as { resources: { instances: SavedInstance[] }[] };
  for (const instance of state.resources.flatMap(({ instances }) => instances)) edit(instance);
  await writeFile(file, JSON.stringify(state));
}
