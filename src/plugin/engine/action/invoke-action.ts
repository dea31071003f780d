import type { Diagnostic } from "../../sdk/diagnostic";
import type { OnDelivery } from "../../sdk/resource";
import { hasUnknown, type ObjectValue } from "../../values/same-value";
import { unlessStray } from "../calls-under-way";
import { couldNot, notConfigured, unknownAtInvocation } from "../messages";
import type { AnyAction, Runtime } from "../runtime";

/** What an invocation tells while it runs. */
export interface Telling {
  readonly progress: (message: string) => void;
  readonly onDelivery: OnDelivery;
}

/** Carries an action out. */
export async function invokeAction(
  runtime: Runtime,
  action: AnyAction,
  config: ObjectValue,
  { progress, onDelivery }: Telling,
): Promise<readonly Diagnostic[]> {
  const summary = couldNot.invoke(action.type);
  const context = runtime.context();
  if (context === undefined) return [notConfigured(summary)];
  if (hasUnknown(config)) return [unknownAtInvocation(summary)];
  let isUnderWay = true;
  try {
    return await unlessStray(() =>
      action.invoke({
        ...context,
        config,
        progress(message) {
          // What a stray failure has ended must begin nothing further.
          if (!isUnderWay) throw new Error("the call has ended");
          progress(message);
        },
        onDelivery,
      }),
    );
  } catch (thrown) {
    return [runtime.thrown(summary, "changeUnknown", thrown)];
  } finally {
    isUnderWay = false;
  }
}
