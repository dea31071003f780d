import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TerraformFolder } from "./terraform";

/** An instance as a local state holds it. */
export interface SavedInstance {
  readonly attributes: Record<string, unknown>;
  readonly sensitive_attributes: unknown;
  /** The provider's notes, in Base64. */
  private?: string;
}

/** Changes each instance in a folder's local state, as if another version had saved it; `name`: of its resource. */
export async function editInstances(
  { folder }: Pick<TerraformFolder, "folder">,
  edit: (instance: SavedInstance, name: string) => void,
): Promise<void> {
  const file = path.join(folder, "terraform.tfstate");
  const state = JSON.parse(await readFile(file, "utf8")) as {
    resources: { name: string; instances: SavedInstance[] }[];
  };
  for (const { name, instances } of state.resources) for (const instance of instances) edit(instance, name);
  await writeFile(file, JSON.stringify(state));
}
