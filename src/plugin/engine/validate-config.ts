import type { Diagnostic } from "../sdk/diagnostic";
import type { ObjectValue } from "../values/same-value";
import type { AnyDataSource, AnyResource, Runtime } from "./runtime";

const NOTHING_CHANGED = "Nothing was changed.";

/** Problems of a resource's or a data source's configuration. */
export function validateConfig(
  runtime: Runtime,
  subject: AnyResource | AnyDataSource,
  config: ObjectValue,
): readonly Diagnostic[] {
  try {
    return subject.validate(config);
  } catch (thrown) {
    return [runtime.thrown(`Could not validate the configuration of ${subject.type}`, NOTHING_CHANGED, thrown)];
  }
}

export function validateProviderConfig(runtime: Runtime, config: ObjectValue): readonly Diagnostic[] {
  try {
    return runtime.provider.validateConfig(config);
  } catch (thrown) {
    return [runtime.thrown("Could not validate the configuration of the provider", NOTHING_CHANGED, thrown)];
  }
}

export function configureProvider(
  runtime: Runtime,
  request: { readonly config: ObjectValue; readonly terraformVersion: string },
): readonly Diagnostic[] {
  try {
    return runtime.configure(request);
  } catch (thrown) {
    return [runtime.thrown("Could not configure the provider", NOTHING_CHANGED, thrown)];
  }
}
