import { prepared, removeFolder } from "../run/prepared";
import { removeTemporary } from "../run/run-temporary";

/** After the last e2e test. */
export default async function cleanUp(): Promise<void> {
  await removeFolder(prepared().folder);
  await removeTemporary();
}
