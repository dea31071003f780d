import { prepared, removeFolder } from "./prepared";
import { removeTemporary } from "./run-temporary";

/** After the last e2e test. */
export default async function cleanUp(): Promise<void> {
  await removeFolder(prepared().folder);
  await removeTemporary();
}
