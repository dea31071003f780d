import type { Diagnostic } from "../sdk/diagnostic";
import type { ObjectValue } from "../values/same-value";
import { couldNot } from "./messages";
import type { Runtime } from "./runtime";

/** Makes the session that every later request is carried out with. */
export function configureProvider(
  runtime: Runtime,
  request: { readonly config: ObjectValue; readonly terraformVersion: string },
): readonly Diagnostic[] {
  try {
    return runtime.configure(request);
  } catch (thrown) {
    return [runtime.thrown(couldNot.configure(), "nothingChanged", thrown)];
  }
}
