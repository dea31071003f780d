import type { Diagnostic } from "../sdk/diagnostic";
import type { ObjectValue } from "../values/same-value";
import { couldNot } from "./messages";
import type { AnyDataSource, AnyResource, Runtime } from "./runtime";

/** Problems of a resource's or a data source's configuration. */
export function validateConfig(
  runtime: Runtime,
  subject: AnyResource | AnyDataSource,
  config: ObjectValue,
): readonly Diagnostic[] {
  try {
    return subject.validate(config);
  } catch (thrown) {
    return [runtime.thrown(couldNot.validate(subject.type), "nothingChanged", thrown)];
  }
}

/** Problems of the provider's own configuration. */
export function validateProviderConfig(runtime: Runtime, config: ObjectValue): readonly Diagnostic[] {
  try {
    return runtime.provider.validateConfig(config);
  } catch (thrown) {
    return [runtime.thrown(couldNot.validateProvider(), "nothingChanged", thrown)];
  }
}
