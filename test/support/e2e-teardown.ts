import { prepared, removeFolder } from "./prepared";

/** After the last e2e test. */
export default async function cleanUp(): Promise<void> {
  await removeFolder(prepared().folder);
}
