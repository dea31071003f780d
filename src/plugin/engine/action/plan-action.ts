import type { Diagnostic } from "../../sdk/diagnostic";
import type { ObjectValue } from "../../values/same-value";
import { unlessStray } from "../calls-under-way";
import { couldNot, notConfigured } from "../messages";
import type { AnyAction, Runtime } from "../runtime";

/** What a plan has to say of an action. */
export async function planAction(
  runtime: Runtime,
  action: AnyAction,
  config: ObjectValue,
): Promise<readonly Diagnostic[]> {
  const summary = couldNot.planAction(action.type);
  const context = runtime.context();
  if (context === undefined) return [notConfigured(summary)];
  try {
    return await unlessStray(() => action.plan({ ...context, config }));
  } catch (thrown) {
    return [runtime.thrown(summary, "nothingChanged", thrown)];
  }
}
