/** Part of `npm run types`: the constructs, checked against the types of `cdktn`. The bindings are compiled before. */
import { checkForCdktn } from "./build/cdktn-entry";

const wrong = checkForCdktn();
if (wrong !== "") {
  console.error(wrong);
  process.exitCode = 1;
}
