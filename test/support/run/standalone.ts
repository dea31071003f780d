import { standaloneExecutable } from "../../../scripts/project";
import { fetchRuntime } from "../../../scripts/standalone/fetch-runtime";
import { RUNTIMES } from "../../../scripts/standalone/runtimes";
import { currentPlatform } from "../../../src/install/platform";

/**
 * The standalone executable that the tests are to drive in the place of the one that Node runs; null: the usual one.
 * `GREENVN_PROVIDER=standalone` asks for it; the set-up of the e2e tests makes it.
 */
export function standaloneUnderTest(): string | null {
  switch (process.env["GREENVN_PROVIDER"]) {
    case undefined:
    case "":
      return null;
    case "standalone":
      return standaloneExecutable(currentPlatform());
    default:
      throw new Error('GREENVN_PROVIDER may be "standalone", or unset');
  }
}

/** What runs a program of the tests: Node, or the runtime that is inside the standalone executable. */
export async function runtimeUnderTest(): Promise<string> {
  return standaloneUnderTest() === null ? process.execPath : fetchRuntime(RUNTIMES[currentPlatform()]);
}
