import path from "node:path";
import { VERSION } from "../../../scripts/project";
import { zipName } from "../../../src/install/file-names";
import { currentPlatform } from "../../../src/install/platform";

/** The folder of a whole, signed release that was made for these tests, and the key that verifies it. */
export interface PreparedRelease {
  readonly folder: string;
  /** The public key, in its armor. */
  readonly publicKey: string;
  /** Its id, as registries tell it. */
  readonly keyId: string;
}

const VARIABLE = "GREENVN_TEST_RELEASE";

export function handOverRelease(release: PreparedRelease): NodeJS.ProcessEnv {
  return { [VARIABLE]: JSON.stringify(release) };
}

/** Throws outside of `npm run test:more -- release`, which makes it. */
export function preparedRelease(): PreparedRelease {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error("run it with npm run test:more -- release, which makes a release first");
  return JSON.parse(text) as PreparedRelease;
}

/** The zip of a release for this machine. */
export const zipOfThisMachine = (folder: string): string => path.join(folder, zipName(VERSION, currentPlatform()));
